import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..', '..');

/** The program as a person starts it, on the loopback host, in a process of its own. */
export class RunningDesk {
  readonly #child: ChildProcess;
  readonly #dataDirectory: string;
  #output = '';

  private constructor(child: ChildProcess, dataDirectory: string) {
    this.#child = child;
    this.#dataDirectory = dataDirectory;
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => (this.#output += part.toString('utf8')));
  }

  static async start(dataDirectory: string, args: readonly string[] = []): Promise<RunningDesk> {
    const child = spawn(process.execPath, [path.join(ROOT, 'scripts', 'start.ts'), '--host', 'loopback', '--data', dataDirectory, ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'en_GB.UTF-8', INIT_CWD: ROOT, XDG_STATE_HOME: `${dataDirectory}.state`, CHANCERY_STICKS: `${dataDirectory}.stick` },
    });
    const desk = new RunningDesk(child, dataDirectory);
    await desk.#until(/The address works once/);
    return desk;
  }

  /** Starts where nothing can be opened, and waits for the program to end by itself. */
  static async ended(dataDirectory: string): Promise<{ readonly code: number | null; readonly output: string }> {
    const child = spawn(process.execPath, [path.join(ROOT, 'scripts', 'start.ts'), '--host', 'loopback', '--data', dataDirectory], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LC_ALL: 'en_GB.UTF-8' } });
    const desk = new RunningDesk(child, dataDirectory);
    const code = await desk.#exit();
    return { code, output: desk.#output };
  }

  get address(): string {
    return readFileSync(path.join(this.#dataDirectory, 'loopback-address'), 'utf8').trim();
  }

  get output(): string {
    return this.#output;
  }

  /** Ends it as Ctrl-C does. @returns exit code */
  async stop(): Promise<number | null> {
    const exit = this.#exit();
    this.#child.kill('SIGINT');
    return exit;
  }

  /** Waits until it ends by itself. @returns exit code */
  ended(): Promise<number | null> {
    return this.#exit();
  }

  /** The machine sleeps while something happens elsewhere: the desk neither answers nor exchanges meanwhile. */
  async asleep<Value>(meanwhile: () => Promise<Value>): Promise<Value> {
    this.#child.kill('SIGSTOP');
    try {
      return await meanwhile();
    } finally {
      this.#child.kill('SIGCONT');
    }
  }

  async kill(): Promise<void> {
    const exit = this.#exit();
    this.#child.kill('SIGKILL');
    await exit;
  }

  #exit(): Promise<number | null> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return Promise.resolve(this.#child.exitCode);
    return new Promise((resolve) => this.#child.once('close', (code) => resolve(code)));
  }

  async #until(pattern: RegExp): Promise<void> {
    for (let tries = 0; !pattern.test(this.#output); tries += 1) {
      if (this.#child.exitCode !== null || tries > 600) throw new Error(`the desk did not start:\n${this.#output}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
