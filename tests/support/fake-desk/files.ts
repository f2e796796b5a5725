import { PDF_SHA } from './data.ts';
import { type FakeHandlers, type FakeHoldings, notFound } from './holdings.ts';

/** Uploads and bytes of files; `contents` by hash, that of a PDF for every other. */
export function fakeFiles(held: FakeHoldings, contents: ReadonlyMap<string, Uint8Array> | undefined): FakeHandlers<'files'> {
  const uploads = new Map<string, { readonly fileName: string; readonly size: number }>();
  return {
    'files.begin': (input) => {
      const uploadId = held.nextId();
      uploads.set(uploadId, input);
      return { uploadId };
    },
    'files.append': ({ offset, piece }) => ({ received: offset + piece.byteLength }),
    'files.finish': ({ uploadId }) => {
      const upload = uploads.get(uploadId) ?? notFound();
      return { sha256: PDF_SHA, fileName: upload.fileName, size: upload.size, mediaType: 'application/pdf' };
    },
    'files.abandon': () => ({}),
    'files.shown': () => null,
    'files.read': ({ sha256, offset, length }) => {
      const bytes = contents?.get(sha256) ?? contents?.get(PDF_SHA) ?? notFound();
      return { piece: bytes.slice(offset, offset + length), size: bytes.byteLength, continues: null };
    },
  };
}
