import type { JobPort, RunMessage } from './job-messages.ts';

/** What a message meets that comes after the end of the desk, before this process has heard of it. */
const GONE = ['EPIPE', 'ECONNRESET', 'ERR_IPC_CHANNEL_CLOSED'];

/** The way to the pool from a child process of Node. */
export function nodePort(): JobPort {
  if (process.send === undefined) throw new Error('this file is started by the job pool only');
  // The desk is gone: nobody waits for a result any more.
  process.on('disconnect', () => process.exit(0));
  return {
    post: (message) =>
      process.send?.(message, undefined, undefined, (error: (Error & { code?: string }) | null) => {
        if (error === null) return;
        if (GONE.includes(error.code ?? '')) process.exit(0);
        throw error;
      }),
    onRun: (listener) => void process.on('message', (message) => listener(message as RunMessage)),
  };
}
