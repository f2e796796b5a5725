import { Refusal } from '#shared/contract/errors.ts';
import type { CallContext, RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { type Environment, isoInstant } from '../../environment.ts';
import type { JobOptions } from '../../jobs/job-runner.ts';
import type { RunningJobs } from '../../jobs/running-jobs.ts';
import type { Store } from '../../store/store.ts';
import { bundleFileName, withBundles } from '../bundle-refusal.ts';
import type { Synchronisation } from '../synchronisation.ts';
import type { RemovableDrive, RemovableDrives } from './removable-drives.ts';
import { answersFor, freeBytes, StickExchange } from './stick-exchange.ts';
import { DriveFailed, stickRefusal } from './drive-failed.ts';

export interface StickRoomOptions {
  readonly store: Store;
  readonly environment: Environment;
  /** Null where no server can be reached from this start. */
  readonly synchronisation: Synchronisation | null;
  readonly drives: RemovableDrives;
  readonly runningJobs: RunningJobs;
  /** Operations of this desk that were not sent. */
  readonly unsent: () => number;
  readonly onChanged: () => void;
}

/** Exchange by a drive that is carried: the window chooses among those that the machine shows, and names no other place. */
export class StickRoom {
  readonly #options: StickRoomOptions;
  #running = false;

  constructor(options: StickRoomOptions) {
    this.#options = options;
  }

  readonly handlers: RoomHandlers<'stick'> = {
    list: async () => {
      const { desk } = this.#options.store.identity;
      const drives = [];
      for (const { folder, name } of await this.#options.drives()) {
        const shown = await shownDrive(folder, desk);
        if (shown !== null) drives.push({ id: folder, name, ...shown });
      }
      return { drives };
    },
    write: async ({ drive }, call) =>
      this.#alone(drive, 'writing', async (exchange, { folder }) => {
        const { store, environment, unsent } = this.#options;
        const operations = unsent();
        const fileName = bundleFileName(store.membership.record?.deskCode ?? '', isoInstant(environment.now()));
        return { fileName, operations, ...(await this.#job('job.writeStick', fileName, call, (run) => exchange.write(folder, fileName, run))) };
      }),
    read: async ({ drive, fileName }, call) =>
      this.#alone(drive, 'reading', async (exchange, { folder }) => {
        const answers = await answersFor(this.#options.store.identity.desk, folder);
        if (!answers.some((answer) => answer.fileName === fileName)) throw new Refusal('not-found', 'error.stick.noSuchAnswer');
        try {
          return await this.#job('job.readStick', fileName, call, (run) => exchange.read(folder, fileName, run));
        } finally {
          this.#options.onChanged();
        }
      }),
  };

  /** @throws Refusal */
  async #alone<Value>(id: string, doing: 'writing' | 'reading', work: (exchange: StickExchange, drive: RemovableDrive) => Promise<Value>): Promise<Value> {
    const { synchronisation, environment } = this.#options;
    const bundles = synchronisation?.bundles ?? null;
    const carriage = synchronisation?.files?.carriage ?? null;
    if (bundles === null || carriage === null) throw new Refusal('refused', 'error.syncNoServer');
    if (this.#running) throw new Refusal('conflict', 'error.stick.busy');
    this.#running = true;
    try {
      const drive = await this.#find(id);
      if (drive === null) throw new Refusal('not-ready', 'error.stick.gone');
      const exchange = new StickExchange({ bundles, carriage, randomBytes: (length) => environment.randomBytes(length) });
      return await withBundles(() => work(exchange, drive));
    } catch (error) {
      if (error instanceof DriveFailed) throw stickRefusal(error, doing, (await this.#find(id)) !== null);
      throw error;
    } finally {
      this.#running = false;
    }
  }

  /** Shown in the frame of every window, and given up there or by the one that waits. */
  #job<Value>(title: 'job.writeStick' | 'job.readStick', fileName: string, { signal, progress }: Pick<CallContext, 'signal' | 'progress'>, work: (run: JobOptions) => Promise<Value>): Promise<Value> {
    return this.#options.runningJobs.run({ title, fileName, signal, onProgress: progress }, async (run) => {
      try {
        return await work(run);
      } catch (error) {
        if (run.signal?.aborted === true) throw new Refusal('cancelled', 'error.cancelled');
        throw error;
      }
    });
  }

  async #find(id: string): Promise<RemovableDrive | null> {
    return (await this.#options.drives()).find(({ folder }) => folder === id) ?? null;
  }
}

/** Null: the drive was pulled out between two looks, or cannot be read. */
async function shownDrive(folder: string, desk: string): Promise<{ readonly free: number; readonly answers: { fileName: string; size: number; modifiedAt: string }[] } | null> {
  try {
    const answers = await answersFor(desk, folder);
    return { free: await freeBytes(folder), answers: answers.map(({ modifiedAt, ...answer }) => ({ ...answer, modifiedAt: isoInstant(modifiedAt) })) };
  } catch (error) {
    if (error instanceof DriveFailed) return null;
    throw error;
  }
}
