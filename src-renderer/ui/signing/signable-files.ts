import type { DocumentFile } from '#shared/domain/registration-card.ts';

/** Files that people sign: documents, not the signatures and reports beside them. The main one stands first. */
export function signableFiles(files: readonly DocumentFile[]): DocumentFile[] {
  const documents = files.filter(({ role }) => role === 'main' || role === 'attachment');
  return documents.toSorted((one, other) => Number(other.role === 'main') - Number(one.role === 'main'));
}

/** Names a file among those of its document: the same bytes may lie there under two names. */
export function nameOf({ sha256, fileName }: DocumentFile): string {
  return `${sha256}:${fileName}`;
}

/** Value of the choice to sign all files together; no file has it as its name. */
export const TOGETHER = 'together';
