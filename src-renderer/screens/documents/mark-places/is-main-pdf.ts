import type { DocumentFile } from '#shared/domain/registration-card.ts';

/** Whether marks can be placed upon the pages of the main file: it is a PDF itself, not inside a signature. */
export function isMainPdf(files: readonly Pick<DocumentFile, 'role' | 'mediaType'>[]): boolean {
  return files.some(({ role, mediaType }) => role === 'main' && mediaType === 'application/pdf');
}
