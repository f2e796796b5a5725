import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const number = z.number().int().nonnegative();

const witnessed = z.object({
  format: z.literal(1),
  desk: z.string(),
  machine: z.string(),
  /** Highest number of the desk's own chain when it last said something. */
  ownSeq: number,
  /** Highest registration number given from each lease. */
  leases: z.record(z.string(), number),
  /** Highest registration number given in each run of the desk's own, by organisation, journal, year and run. */
  runs: z.record(z.string(), number),
  /** Where the witness before it was lost, it vouches for no lease: ending of the desk's code in numbers until then. */
  emergency: z.string().nullable(),
});
export type Witnessed = z.output<typeof witnessed>;

/**
 * A file outside the database and its backups that remembers how far a desk had come. A database that ends before it
 * was restored from a backup, and would give numbers a second time.
 */
export class Witness {
  readonly #directory: string;
  readonly #crashPoint: (name: string) => void;

  constructor(directory: string, crashPoint: (name: string) => void) {
    this.#directory = directory;
    this.#crashPoint = crashPoint;
  }

  /** What it says of a desk; null: there is none, or none that can be read. */
  read(desk: string): Witnessed | null {
    return this.#readFile(this.#fileOf(desk));
  }

  /** What it says of all desks of this machine: a desk that took a new identity was another one before. */
  all(): Witnessed[] {
    if (!existsSync(this.#directory)) return [];
    return readdirSync(this.#directory)
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => this.#readFile(path.join(this.#directory, name)) ?? []);
  }

  #readFile(file: string): Witnessed | null {
    if (!existsSync(file)) return null;
    try {
      return witnessed.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      // A witness that cannot be read vouches for nothing: the desk goes on as if it had none.
      return null;
    }
  }

  /** Writes it and waits until the disk has it. */
  write(content: Witnessed): void {
    this.#crashPoint('witness.beforeWrite');
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    const file = this.#fileOf(content.desk);
    const unfinished = `${file}.unfinished`;
    const handle = openSync(unfinished, 'w', 0o600);
    try {
      writeSync(handle, `${JSON.stringify(content)}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(unfinished, file);
    const directory = openSync(this.#directory, 'r');
    try {
      fsyncSync(directory);
    } finally {
      closeSync(directory);
    }
    this.#crashPoint('witness.written');
  }

  #fileOf(desk: string): string {
    return path.join(this.#directory, `${desk.replaceAll(/[^\w-]/g, '_')}.json`);
  }
}
