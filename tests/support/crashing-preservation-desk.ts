/**
 * A desk in a process of its own that renews evidence until it is killed at a named place. Arguments: data directory, name
 * of the place. The folder is of an office whose round waits for its authority, which answers by now.
 */
import { JobPool } from '../../src-main/jobs/pool.ts';
import { linuxResidentMemory, spawnNodeProcess } from '../../src-main/jobs/node-processes.ts';
import { openPlainDesk, PROJECT_ROOT } from './plain-desk.ts';
import { testEnvironment } from './test-environment.ts';

const [dataDirectory, place, now] = process.argv.slice(2);
if (dataDirectory === undefined || place === undefined || now === undefined) throw new Error('data directory, place and instant are needed');
const environment = {
  ...testEnvironment(now, `killed at ${place}`),
  crashPoint: (name: string) => {
    if (name === place) process.kill(process.pid, 'SIGKILL');
  },
};
const jobs = new JobPool({ spawn: spawnNodeProcess(`${PROJECT_ROOT}/src-main/jobs/node-job-process.ts`), residentMemory: linuxResidentMemory, size: 1 });
const desk = await openPlainDesk({ dataDirectory, jobs, environment });
await desk.rooms.preservation.rounds.now();
jobs.close();
await desk.close();
