import type { JobPort, RunMessage } from './job-messages.ts';

/** The way to the pool from a child process of Node. */
export function nodePort(): JobPort {
  if (process.send === undefined) throw new Error('this file is started by the job pool only');
  // The desk is gone: nobody waits for a result any more.
  process.on('disconnect', () => process.exit(0));
  return {
    post: (message) => process.send?.(message),
    onRun: (listener) => void process.on('message', (message) => listener(message as RunMessage)),
  };
}
