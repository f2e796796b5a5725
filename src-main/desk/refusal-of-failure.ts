import { Refusal } from '#shared/contract/errors.ts';
import { BlobAbsent } from '../store/blobs/blob-store.ts';
import { isDiskFull } from '../store/disk-full.ts';
import type { ErasedFiles } from '../store/erased-files.ts';
import { NewerProgramNeeded, ServerNeeded } from '../store/store.ts';
import type { FileExchange } from '../sync/files/file-exchange.ts';

/** What a person is told of a failure that is no fault of the program; null: it is one, and goes to the log. */
export function refusalOfFailure(error: unknown, { files, erased }: { readonly files: FileExchange | null; readonly erased: Pick<ErasedFiles, 'has'> }): Refusal | null {
  if (error instanceof BlobAbsent && erased.has(error.sha256)) return new Refusal('not-found', 'error.fileDestroyed');
  if (error instanceof BlobAbsent && files?.known(error.sha256)?.here === false) {
    files.want(error);
    return new Refusal('refused', 'error.fileComing');
  }
  if (error instanceof ServerNeeded) return new Refusal('refused', 'error.serverNeeded');
  if (error instanceof NewerProgramNeeded) return new Refusal('refused', 'error.newerProgramNeeded');
  return isDiskFull(error) ? new Refusal('refused', 'error.diskFull') : null;
}
