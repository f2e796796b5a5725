import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { DeskLine, WorkingDeskOptions } from './working-desk.ts';

const PROGRAM = path.join(import.meta.dirname, 'working-desk.ts');
const PATIENCE = 90_000;

export type ShownPaper = Extract<DeskLine, { readonly said: 'registered' }>;

/** A desk whose process is killed and started again; what its clerks were shown is kept over all its lives. */
export class DeskProcess {
  readonly options: WorkingDeskOptions;
  readonly shown: ShownPaper[] = [];
  /** Rounds by how they ended. */
  readonly rounds: Record<string, number> = {};
  readonly #through: readonly string[];
  #child: ChildProcess | null = null;
  #gone: Promise<void> = Promise.resolve();
  #killed = false;
  #errors = '';
  #said: Partial<Record<DeskLine['said'], number>> = {};

  /** @param through words before the program's, such as those that lead into a network namespace */
  constructor(options: WorkingDeskOptions, through: readonly string[] = []) {
    this.options = options;
    this.#through = through;
    onTestFinished(() => this.kill());
  }

  start(): void {
    const [command, ...words] = [...this.#through, process.execPath, PROGRAM, JSON.stringify(this.options)];
    const child = spawn(command, words, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child = child;
    this.#killed = false;
    this.#said = {};
    child.stderr.on('data', (part: Buffer) => (this.#errors += part.toString('utf8')));
    // Told by the end of the process, which whoever waits sees.
    child.stdin.on('error', () => undefined);
    createInterface({ input: child.stdout }).on('line', (line) => this.#hear(line));
    this.#gone = new Promise((resolve) => void child.once('close', () => resolve()));
  }

  /** As a machine that loses its power. */
  async kill(): Promise<void> {
    this.#killed = true;
    this.#child?.kill('SIGKILL');
    await this.#gone;
  }

  async ready(): Promise<void> {
    await this.#until('ready', 1);
  }

  /** No more papers; until nothing of this desk waits, and all that the server has is here. */
  async settle(): Promise<void> {
    const before = this.#said.settled ?? 0;
    this.#child?.stdin?.write('settle\n');
    await this.#until('settled', before + 1);
  }

  async end(): Promise<void> {
    this.#killed = true;
    this.#child?.stdin?.write('end\n');
    await this.#gone;
    if (this.#child?.exitCode !== 0) throw new Error(`the desk ended with ${this.#child?.exitCode}:\n${this.#errors}`);
  }

  /** A desk that ended by itself has failed. */
  check(): void {
    const child = this.#child;
    if (child === null || this.#killed || (child.exitCode === null && child.signalCode === null)) return;
    throw new Error(`${this.options.machine} ended by itself (${child.exitCode ?? child.signalCode}):\n${this.#errors}`);
  }

  #hear(text: string): void {
    let line: DeskLine;
    try {
      line = JSON.parse(text) as DeskLine;
    } catch {
      // Half a line: the process was killed while it wrote. Nobody has read that.
      return;
    }
    this.#said[line.said] = (this.#said[line.said] ?? 0) + 1;
    if (line.said === 'registered') this.shown.push(line);
    if (line.said === 'round') this.rounds[line.end] = (this.rounds[line.end] ?? 0) + 1;
  }

  async #until(said: DeskLine['said'], count: number): Promise<void> {
    const until = Date.now() + PATIENCE;
    while ((this.#said[said] ?? 0) < count) {
      this.check();
      if (Date.now() > until) throw new Error(`${this.options.machine} did not say "${said}"; rounds ${JSON.stringify(this.rounds)}\n${this.#errors}`);
      await sleep(20);
    }
  }
}
