import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';

/** Where Debian's packages libbcprov-java and libbcpkix-java put their archives. */
const ARCHIVES = ['bcprov', 'bcpkix', 'bcutil'].map((name) => `/usr/share/java/${name}.jar`);
const PROGRAM = join(import.meta.dirname, 'Judge.java');
const LIMIT_MILLISECONDS = 60_000;

/** Whether BouncyCastle can be asked: its archives and a Java that runs source files are there. */
export const bouncyCastlePresent = ARCHIVES.every(existsSync) && hasCompiler();

function hasCompiler(): boolean {
  const { stdout, error } = spawnSync('java', ['--list-modules'], { encoding: 'utf8', timeout: LIMIT_MILLISECONDS });
  return error === undefined && stdout.includes('jdk.compiler');
}

/** The judge could not answer: it threw, and says what. */
export class JudgeError extends Error {
  override readonly name = 'JudgeError';
}

interface Pending {
  readonly resolve: (answer: string) => void;
  readonly reject: (error: Error) => void;
}

/** The Java program: questions go in line by line, answers come back in the same order. */
export class JudgeProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #pending: Pending[] = [];
  #stderr = '';
  #ended: Error | null = null;

  constructor() {
    this.#child = spawn('java', ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-cp', ARCHIVES.join(':'), PROGRAM]);
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#stderr += text));
    this.#child.once('error', (error) => this.#end(error));
    this.#child.once('close', (code) => this.#end(new Error(`the judge ended with ${code}: ${this.#stderr}`)));
    // A question to a program that has ended is answered by "close".
    this.#child.stdin.on('error', (error) => this.#end(error));
    createInterface({ input: this.#child.stdout }).on('line', (line) => this.#pending.shift()?.resolve(line));
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#pending.splice(0)) reject(error);
  }

  /** The words of the answer. @throws JudgeError where the judge threw; Error where it hangs or has ended. */
  async ask(...words: readonly string[]): Promise<readonly string[]> {
    const [status, ...rest] = (await this.#line(words.join(' '))).split(' ');
    if (status !== 'ok') throw new JudgeError(rest.join(' '));
    return rest;
  }

  #line(question: string): Promise<string> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
    return new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#child.kill();
        reject(new Error('the judge does not answer'));
      }, LIMIT_MILLISECONDS);
      const settled = <Value>(then: (value: Value) => void) => (value: Value): void => {
        clearTimeout(timer);
        then(value);
      };
      this.#pending.push({ resolve: settled(resolve), reject: settled(reject) });
      this.#child.stdin.write(`${question}\n`);
    });
  }

  close(): void {
    this.#child.stdin.end();
  }
}
