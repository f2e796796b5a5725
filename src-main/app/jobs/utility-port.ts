import type { MessageEvent } from 'electron';
import type { JobPort, RunMessage } from '../../jobs/job-messages.ts';

/** The way to the pool from inside a utility process. */
export function utilityPort(): JobPort {
  const { parentPort } = process;
  return {
    post: (message) => parentPort.postMessage(message),
    onRun: (listener) => void parentPort.on('message', (event: MessageEvent) => listener(event.data as RunMessage)),
  };
}
