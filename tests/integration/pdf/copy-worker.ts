import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { DrawnMark } from '../../../src-main/pdf/index.ts';

export interface CopyOutcome {
  readonly ok: boolean;
  readonly code?: string;
  readonly method?: string;
  readonly stampOn?: string;
  readonly blocksOnPage?: number;
  readonly appendedSheets?: number;
  readonly drawn?: readonly DrawnMark[];
  /** Pages of the copy for an independent reader; null: it cannot read the copy. */
  readonly seen?: number | null;
}

export interface FileOutcome {
  readonly stamped: CopyOutcome;
  readonly paper: CopyOutcome;
  /** Pages of the original for that reader. */
  readonly seen: number | null;
  /** What both copies took. */
  readonly milliseconds: number;
  /** Greatest resident memory of the process so far, in kilobytes. */
  readonly memory: number;
}

const script = fileURLToPath(new URL('./copy-child.ts', import.meta.url));

/** A copying process: one file after the other, each within the time limit; a fresh process after a crash or a hang. */
export class CopyWorker {
  private readonly output: string;
  private process: ChildProcessWithoutNullStreams | null = null;
  private lines: AsyncIterator<string> | null = null;

  constructor(output: string) {
    this.output = output;
  }

  async copy(path: string, timeLimitMs: number): Promise<FileOutcome> {
    const { process: child, lines } = this.started();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${timeLimitMs} ms`)), timeLimitMs);
    });
    try {
      child.stdin.write(`${path}\n`);
      for (;;) {
        const line = await Promise.race([lines.next(), late]);
        if (line.done === true) throw new Error('the process ended');
        // Libraries may print warnings of their own.
        if (line.value.startsWith('{"stamped"')) return JSON.parse(line.value) as FileOutcome;
      }
    } catch (error) {
      this.stop();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  stop(): void {
    this.process?.kill('SIGKILL');
    this.process = null;
    this.lines = null;
  }

  private started(): { process: ChildProcessWithoutNullStreams; lines: AsyncIterator<string> } {
    if (this.process === null || this.lines === null) {
      this.process = spawn(process.execPath, ['--no-warnings', script, this.output]);
      const reader: Interface = createInterface({ input: this.process.stdout });
      this.lines = reader[Symbol.asyncIterator]();
    }
    return { process: this.process, lines: this.lines };
  }
}
