/** Stands for a desk that is killed while its job is busy: gives out one job and tells of it. Usage: node desk-that-is-killed.ts */
import path from 'node:path';
import { spawnNodeProcess } from '../../src-main/jobs/node-processes.ts';

const job = spawnNodeProcess(path.join(import.meta.dirname, 'busy-job-process.ts'))();
job.onMessage(({ type }) => {
  if (type === 'ready') job.send({ type: 'run', kind: 'busy', input: null });
  if (type === 'progress') process.stdout.write(`${String(job.pid)}\n`);
});
setInterval(() => undefined, 1_000);
