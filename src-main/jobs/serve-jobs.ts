import type { JobPort, RunMessage } from './job-messages.ts';

/** Does one kind of job. */
export type JobHandler = (input: never, progress: (progress: number | null) => void) => Promise<unknown>;

/** Runs inside a job's process: takes a job, answers, waits for the next. */
export function serveJobs(port: JobPort, handlers: Readonly<Record<string, JobHandler>>): void {
  async function answer({ kind, input }: RunMessage): Promise<void> {
    try {
      const handler = handlers[kind];
      if (handler === undefined) throw new Error(`unknown kind of job: ${kind}`);
      const result = await handler(input as never, (progress) => port.post({ type: 'progress', progress }));
      port.post({ type: 'done', result });
    } catch (error) {
      port.post({
        type: 'failed',
        name: error instanceof Error ? error.name : 'Error',
        code: error instanceof Error && 'code' in error ? String(error.code) : '',
        message: error instanceof Error ? error.message : String(error),
      });
    }
  }
  port.onRun((message) => void answer(message));
  port.post({ type: 'ready' });
}
