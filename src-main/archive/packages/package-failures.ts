import { Refusal } from '#shared/contract/errors.ts';
import { JobFailed } from '../../jobs/job-runner.ts';

/** Errors of the job that mean a stored file is not what was registered. */
const DAMAGED: ReadonlySet<string> = new Set(['FileDiffers', 'BlobDamaged']);

/** What a job that gave no package is to the person who asked for it; anything else is thrown on. */
export function refusalOfJob(error: unknown): Refusal {
  if (!(error instanceof JobFailed)) throw error;
  if (error.failure === 'cancelled') return new Refusal('cancelled', 'error.cancelled');
  if (DAMAGED.has(error.errorName)) return new Refusal('refused', 'error.packageFileDamaged');
  // A full disk has words of its own.
  if (error.errorCode === 'ENOSPC') throw error;
  return new Refusal(error.failure === 'timed-out' ? 'timed-out' : 'unreadable', 'error.packageFailed', { detail: error.message });
}
