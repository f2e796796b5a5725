import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** The desk's folder of files in clear on their way to the print system; of this account alone, empty at start and end. */
export class ClearFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes the folder and removes what an earlier start left, e.g. after a crash. */
  async prepare(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await chmod(this.#folder, 0o700);
    await this.empty();
  }

  async empty(): Promise<void> {
    const names = await readdir(this.#folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    for (const name of names) await rm(path.join(this.#folder, name), { force: true });
  }

  /** Lets the work write and use one file, which is gone afterwards. */
  async withFile<Value>(work: (file: string) => Promise<Value>): Promise<Value> {
    const file = path.join(this.#folder, `${randomUUID()}.pdf`);
    try {
      return await work(file);
    } finally {
      await rm(file, { force: true });
    }
  }
}
