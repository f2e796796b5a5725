import { type ChildProcess, fork } from 'node:child_process';

/** A program of the bench in a process of its own, which answers each question with one message. */
export class Child {
  readonly #process: ChildProcess;
  #said = '';

  private constructor(script: string, args: readonly string[]) {
    this.#process = fork(script, args, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: profiled() });
    this.#process.stderr?.on('data', (part: Buffer) => {
      this.#said = `${this.#said}${part.toString('utf8')}`.slice(-5000);
    });
  }

  /** Starts it; its first message, which has no question, is {@link first}. */
  static start(script: string, args: readonly string[]): Child {
    return new Child(script, args);
  }

  first<Message>(): Promise<Message> {
    return this.#answer<Message>();
  }

  ask<Answer>(question: unknown): Promise<Answer> {
    const answer = this.#answer<Answer>();
    this.#process.send(question as string);
    return answer;
  }

  tell(order: unknown): void {
    this.#process.send(order as string);
  }

  /** Waits for its end, by itself or by the order. */
  async ended(order?: unknown): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const end = new Promise((resolve) => this.#process.once('exit', resolve));
    if (order !== undefined) this.tell(order);
    await end;
  }

  #answer<Answer>(): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const died = (code: number | null): void => reject(new Error(`a process of the bench ended with ${code}: ${this.#said}`));
      this.#process.once('exit', died);
      this.#process.once('message', (message) => {
        this.#process.off('exit', died);
        resolve(message as Answer);
      });
    });
  }
}

/** BENCH_PROFILE names a folder: each process leaves its CPU profile there. */
function profiled(): string[] {
  const folder = process.env['BENCH_PROFILE'];
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`];
}
