import type { MethodOutput } from '#shared/contract/index.ts';
import { PDF_SHA } from './data.ts';
import { type FakeHandlers, type FakeHoldings, notFound } from './holdings.ts';

interface FakeFilesOptions {
  /** By hash. */
  readonly files?: ReadonlyMap<string, Uint8Array>;
  readonly content?: MethodOutput<'files.shown'>;
}

/** Uploads and bytes of files; those of a PDF for every one that is not named. */
export function fakeFiles(held: FakeHoldings, { files: contents, content = null }: FakeFilesOptions): FakeHandlers<'files'> {
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
    'files.shown': () => content,
    'files.read': ({ sha256, offset, length }) => {
      const bytes = contents?.get(sha256) ?? contents?.get(PDF_SHA) ?? notFound();
      return { piece: bytes.slice(offset, offset + length), size: bytes.byteLength, continues: null };
    },
  };
}
