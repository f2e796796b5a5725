import type { Client } from '#shared/rpc/client.ts';
import { systemEnvironment } from '../../src-main/environment.ts';
import type { JobRunner } from '../../src-main/jobs/job-runner.ts';
import type { PrintSystem } from '../../src-main/printing/print-system.ts';
import type { SyncHost } from '../../src-main/sync/synchronisation.ts';
import { openPlainDesk, type PlainDesk, windowOf } from './plain-desk.ts';

export interface KilledDesk {
  readonly desk: PlainDesk;
  readonly client: Client;
  /** Whether the named place kills from now on. */
  readonly arm: (armed: boolean) => void;
}

interface KilledDeskOptions {
  readonly jobs?: JobRunner;
  /** Whether the named place kills already while the desk opens. */
  readonly armed?: boolean;
  readonly printing?: PrintSystem;
  readonly sync?: SyncHost;
}

/** Where no job is looked at. */
const ENDLESS_JOBS: JobRunner = { run: () => new Promise(() => undefined) };

/** A desk whose process dies by SIGKILL at a named place, as a machine without power. */
export async function openKilledDesk(dataDirectory: string, place: string, { jobs = ENDLESS_JOBS, armed = false, ...machine }: KilledDeskOptions = {}): Promise<KilledDesk> {
  let kills = armed;
  const environment = {
    ...systemEnvironment(),
    crashPoint: (name: string) => {
      if (kills && name === place) process.kill(process.pid, 'SIGKILL');
    },
  };
  const desk = await openPlainDesk({ dataDirectory, jobs, environment, ...machine });
  return {
    desk,
    client: windowOf(desk),
    arm: (now) => {
      kills = now;
    },
  };
}
