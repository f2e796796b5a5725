import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

const CHANCERY = path.resolve(import.meta.dirname, '..', '..', '..', 'bin', 'chancery');
const ENVIRONMENT = { ...process.env, LC_ALL: 'en_GB.UTF-8' };

export interface ServerCommandOptions {
  readonly dataDirectory: string;
  /** `postgres://…`; left out: SQLite in the folder. */
  readonly store?: string | null;
  readonly host?: string;
  /** Words before the program's, such as those that lead into a network namespace. */
  readonly through?: readonly string[];
}

/** `chancery server` as its administrator runs it, killed and started again on the same port. */
export class ServerCommand {
  readonly #options: ServerCommandOptions;
  #child: ChildProcess | null = null;
  #port = 0;

  constructor(options: ServerCommandOptions) {
    this.#options = options;
    onTestFinished(() => this.kill());
  }

  get port(): number {
    return this.#port;
  }

  /** SHA-256 of the certificate, which desks are told. */
  get certificate(): string {
    const { raw } = new X509Certificate(readFileSync(path.join(this.#options.dataDirectory, 'server-certificate.pem')));
    return createHash('sha256').update(raw).digest('hex');
  }

  /** One command of the administrator. @returns what it prints for programs */
  command(...words: readonly string[]): string {
    return execFileSync(process.execPath, [CHANCERY, 'server', ...words, ...this.#args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], env: ENVIRONMENT }).trim();
  }

  async start(): Promise<void> {
    const { host = '127.0.0.1', through = [] } = this.#options;
    const [command, ...words] = [...through, process.execPath, CHANCERY, 'server', ...this.#args, '--listen', `${host}:${this.#port}`];
    const child = spawn(command, words, { stdio: ['ignore', 'ignore', 'pipe'], env: ENVIRONMENT });
    this.#child = child;
    let said = '';
    child.stderr.on('data', (part: Buffer) => (said += part.toString('utf8')));
    for (let waited = 0; !said.includes('fingerprint'); waited += 1) {
      if (waited > 1500 || child.exitCode !== null) throw new Error(`the server did not start: ${said}`);
      await sleep(20);
    }
    this.#port = Number(/https:\/\/[\d.]+:(?<port>\d+)/.exec(said)?.groups?.['port']);
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** As the system stops its services. @returns the exit code; null where it did not end by itself */
  stop(): Promise<number | null> {
    return this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (child === null) return null;
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => void child.once('exit', resolve));
      child.kill(signal);
      await gone;
    }
    return child.exitCode;
  }

  get #args(): string[] {
    const { dataDirectory, store = null } = this.#options;
    return ['--data', dataDirectory, ...(store === null ? [] : ['--store', store])];
  }
}
