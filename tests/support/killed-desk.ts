import type { Client } from '#shared/rpc/client.ts';
import { systemEnvironment } from '../../src-main/environment.ts';
import type { JobRunner } from '../../src-main/jobs/job-runner.ts';
import { openPlainDesk, type PlainDesk, windowOf } from './plain-desk.ts';

export interface KilledDesk {
  readonly desk: PlainDesk;
  readonly client: Client;
  /** Whether the named place kills from now on. */
  readonly arm: (armed: boolean) => void;
}

/** Where no job is looked at. */
const ENDLESS_JOBS: JobRunner = { run: () => new Promise(() => undefined) };

/**
 * A desk whose process dies by SIGKILL at a named place, as a machine without power.
 *
 * @param armed whether already while it opens
 */
export async function openKilledDesk(dataDirectory: string, place: string, { jobs = ENDLESS_JOBS, armed = false }: { readonly jobs?: JobRunner; readonly armed?: boolean } = {}): Promise<KilledDesk> {
  let kills = armed;
  const environment = {
    ...systemEnvironment(),
    crashPoint: (name: string) => {
      if (kills && name === place) process.kill(process.pid, 'SIGKILL');
    },
  };
  const desk = await openPlainDesk({ dataDirectory, jobs, environment });
  return {
    desk,
    client: windowOf(desk),
    arm: (now) => {
      kills = now;
    },
  };
}
