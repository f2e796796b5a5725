import type { RouteFile } from '#shared/domain/routes/events.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';

/** Content of a draft and a signature of it, as files of a document are checked: the check reads the bytes, not the type. */
export function draftFiles([main, ...signatures]: readonly RouteFile[]): DocumentFile[] {
  const asDocument = (file: RouteFile, role: DocumentFile['role']): DocumentFile => ({ ...file, mediaType: 'application/octet-stream', role });
  return [...(main === undefined ? [] : [asDocument(main, 'main')]), ...signatures.map((file) => asDocument(file, 'signature'))];
}
