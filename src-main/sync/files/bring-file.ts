import { Refusal } from '#shared/contract/errors.ts';
import { ERASED_PROBLEM } from '#shared/sync/file-wire.ts';
import type { RunningJobs } from '../../jobs/running-jobs.ts';
import { ServerRefused, ServerUnreachable } from '../server-link.ts';
import { DeskRevoked } from '../sync-session.ts';
import type { Synchronisation } from '../synchronisation.ts';

export interface BringFileOptions {
  /** Null where no server can be reached from this start. */
  readonly sync: Pick<Synchronisation, 'files' | 'ask'> | null;
  readonly runningJobs: RunningJobs;
  /** Whether it was destroyed with its document. */
  readonly isErased: (sha256: string) => boolean;
}

/** Brings a file here that a person opens and that lies elsewhere: a running job with progress, which can be cancelled. */
export type BringFile = (file: { readonly sha256: string; readonly fileName: string | null }, signal?: AbortSignal) => Promise<void>;

/** @throws Refusal saying what stands in the way; where that is the link, the file comes by itself when it is back */
export function bringFile({ sync, runningJobs, isErased }: BringFileOptions): BringFile {
  return async ({ sha256, fileName }, signal) => {
    if (isErased(sha256)) throw new Refusal('not-found', 'error.fileDestroyed');
    const files = sync?.files ?? null;
    const known = files?.known(sha256) ?? null;
    if (sync === null || files === null || known === null) throw new Refusal('not-found', 'error.fileGone');
    // Noted before it is tried: the wish outlives the link, the window and the program.
    files.want({ sha256 });
    const outcome = await runningJobs.run({ title: 'job.fetchFile', fileName, ...(signal === undefined ? {} : { signal }) }, async (job) => {
      try {
        return await sync.ask((token) => files.fetch(sha256, { token, ...job }));
      } catch (error) {
        if (job.signal?.aborted === true) throw new Refusal('cancelled', 'error.cancelled');
        if (error instanceof ServerUnreachable || error instanceof DeskRevoked) throw new Refusal('refused', 'error.fileElsewhere');
        if (error instanceof ServerRefused && error.code === ERASED_PROBLEM) throw new Refusal('not-found', 'error.fileDestroyed');
        if (error instanceof ServerRefused) throw new Refusal('refused', 'error.fileComing');
        throw error;
      }
    });
    if (outcome === 'notSent') throw new Refusal('refused', 'error.fileNotSent');
    if (outcome === 'unknown') throw new Refusal('not-found', 'error.fileGone');
  };
}
