/** A job's process whose jobs do what hostile bytes do to a parser. */
import { nodePort } from '../../src-main/jobs/node-port.ts';
import { serveJobs } from '../../src-main/jobs/serve-jobs.ts';

const eaten: Buffer[] = [];

serveJobs(nodePort(), {
  echo: async (input) => input,
  pid: async () => process.pid,
  hang: async () => {
    for (;;) Math.random();
  },
  eat: async () => {
    // Buffers lie outside the JavaScript heap, where no limit of a worker thread counts them.
    for (;;) {
      eaten.push(Buffer.alloc(32 * 1024 * 1024, 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  },
  die: async () => process.kill(process.pid, 'SIGSEGV'),
  fail: async () => {
    throw Object.assign(new RangeError('out of range'), { code: 'too-deep' });
  },
  progress: async (_input, progress) => {
    for (const part of [0.25, 0.5, 1]) progress(part);
    return 'done';
  },
  slow: async () => {
    await new Promise((resolve) => setTimeout(resolve, 60_000));
  },
});
