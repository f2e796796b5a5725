import { Refusal } from '#shared/contract/errors.ts';
import { isDiskFull } from '../../store/disk-full.ts';

/** The drive failed, and not the desk's own disk. */
export class DriveFailed extends Error {
  constructor(cause: unknown) {
    super('the drive failed', { cause });
    this.name = 'DriveFailed';
  }

  get code(): string {
    return this.cause instanceof Error && 'code' in this.cause ? String(this.cause.code) : '';
  }
}

/** @throws DriveFailed */
export async function onDrive<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw new DriveFailed(error);
  }
}

/** What a failure of the drive means to the person. @param isThere whether the machine still shows the drive */
export function stickRefusal(failure: DriveFailed, doing: 'writing' | 'reading', isThere: boolean): Refusal {
  if (!isThere) return new Refusal('not-ready', 'error.stick.gone');
  if (doing === 'reading') return failure.code === 'ENOENT' ? new Refusal('not-found', 'error.stick.noSuchAnswer') : new Refusal('refused', 'error.stick.unreadable');
  return new Refusal('refused', isDiskFull(failure.cause) ? 'error.stick.full' : 'error.stick.unwritable');
}
