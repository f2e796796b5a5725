/** Entry of a job's process that tells once that it works, hears nothing for a second, and then answers in many pieces. */
import { setTimeout } from 'node:timers/promises';
import { nodePort } from '../../src-main/jobs/node-port.ts';
import { serveJobs } from '../../src-main/jobs/serve-jobs.ts';

serveJobs(nodePort(), {
  busy: async (_input: never, progress) => {
    progress(0);
    await setTimeout(100);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);
    for (let piece = 0; piece < 10; piece += 1) progress(piece / 10);
    return null;
  },
});
