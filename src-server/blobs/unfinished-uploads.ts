import { hash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { ServerEnvironment } from '../environment.ts';
import { isErrorCode, overwrite } from './disk.ts';

const recordSchema = z.object({
  format: z.literal(1),
  organisation: z.string(),
  desk: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.number().int().nonnegative(),
  /** The bytes are all there and have the hash: what is left to do is to give them their name. */
  verified: z.boolean(),
});
export type UploadRecord = Omit<z.output<typeof recordSchema>, 'format'>;

export interface UnfinishedUpload extends UploadRecord {
  /** Bytes that lie here. */
  readonly offset: number;
  /** When the last byte came. */
  readonly movedAt: number;
}

const HALF = 16;
const RECORD = '.json';
const CONTENT = '.part';

/** Uploads on their way: for each a file of what came and a small record of whose it is. A restart loses none. */
export class UnfinishedUploads {
  readonly #folder: string;
  readonly #environment: ServerEnvironment;

  constructor(folder: string, environment: ServerEnvironment) {
    this.#folder = folder;
    this.#environment = environment;
  }

  /** Of one desk and one file there is one upload; its id begins with what is the same for all of the desk. */
  static idOf(desk: string, sha256: string): string {
    return `${hash('sha256', desk).slice(0, HALF)}${hash('sha256', `${desk}\n${sha256}`).slice(0, HALF)}`;
  }

  static isId(text: string | undefined): text is string {
    return text !== undefined && /^[0-9a-f]{32}$/.test(text);
  }

  contentPath(id: string): string {
    return path.join(this.#folder, `${id}${CONTENT}`);
  }

  /** Begins an upload; one that lies here under the same id is lost. */
  async begin(id: string, record: UploadRecord): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await writeFile(this.contentPath(id), '', { mode: 0o600 });
    await this.#write(id, record);
  }

  /** Null: there is none. */
  async find(id: string): Promise<UnfinishedUpload | null> {
    const record = await this.#read(id);
    if (record === null) return null;
    const content = await ifThere(stat(this.contentPath(id)));
    // The bytes were moved to their name, and the server stopped before it could say so.
    if (content === null) return record.verified ? { ...record, offset: record.size, movedAt: this.#environment.now() } : null;
    return { ...record, offset: content.size, movedAt: content.mtimeMs };
  }

  /**
   * Writes what comes at the end of what is there. What was written stays, however it ends: the desk goes on from it.
   *
   * @returns bytes that lie on the disk now
   */
  async append(id: string, offset: number, pieces: AsyncIterable<Uint8Array>): Promise<number> {
    const file = await open(this.contentPath(id), 'r+');
    let end = offset;
    try {
      for await (const piece of pieces) {
        for (let at = 0; at < piece.length; ) {
          const { bytesWritten } = await file.write(piece, at, piece.length - at, end);
          at += bytesWritten;
          end += bytesWritten;
        }
      }
      // What is acknowledged is not sent again: it must be on the disk.
      await file.datasync();
      return end;
    } finally {
      await file.close();
    }
  }

  async markVerified(id: string, upload: UploadRecord): Promise<void> {
    await this.#write(id, { ...upload, verified: true });
  }

  async remove(id: string): Promise<void> {
    await rm(path.join(this.#folder, `${id}${RECORD}`), { force: true });
    await rm(this.contentPath(id), { force: true });
  }

  /** Removes all uploads of a file, whichever desks send them. */
  async removeOfFile(organisation: string, sha256: string): Promise<void> {
    for (const name of (await this.#names()).filter((file) => file.endsWith(RECORD))) {
      const id = name.slice(0, -RECORD.length);
      const record = await this.#read(id);
      if (record?.sha256 !== sha256 || record.organisation !== organisation) continue;
      if ((await ifThere(stat(this.contentPath(id)))) !== null) await overwrite(this.contentPath(id));
      await this.remove(id);
    }
  }

  /** How many uploads a desk has on their way; of all desks where none is named. */
  async count(desk: string | null = null): Promise<number> {
    const beginning = desk === null ? '' : hash('sha256', desk).slice(0, HALF);
    return (await this.#names()).filter((name) => name.endsWith(RECORD) && name.startsWith(beginning)).length;
  }

  /** Removes those that got no byte since an instant. @returns how many */
  async expire(before: number): Promise<number> {
    let removed = 0;
    for (const name of await this.#names()) {
      const id = name.split('.')[0];
      if (!UnfinishedUploads.isId(id)) continue;
      // A record is written when the upload begins and when it is verified; its content whenever a byte comes.
      const content = await ifThere(stat(this.contentPath(id)));
      const newest = content ?? (await ifThere(stat(path.join(this.#folder, name))));
      if (newest === null || newest.mtimeMs >= before) continue;
      await this.remove(id);
      removed += 1;
    }
    return removed;
  }

  async #names(): Promise<string[]> {
    return (await ifThere(readdir(this.#folder))) ?? [];
  }

  async #read(id: string): Promise<UploadRecord | null> {
    const text = await ifThere(readFile(path.join(this.#folder, `${id}${RECORD}`), 'utf8'));
    if (text === null) return null;
    const { format: _format, ...record } = recordSchema.parse(JSON.parse(text));
    return record;
  }

  async #write(id: string, { organisation, desk, sha256, size, verified }: UploadRecord): Promise<void> {
    const file = path.join(this.#folder, `${id}${RECORD}`);
    await writeFile(`${file}.unfinished`, JSON.stringify({ format: 1, organisation, desk, sha256, size, verified }), { mode: 0o600, flush: true });
    await rename(`${file}.unfinished`, file);
  }
}

async function ifThere<Value>(found: Promise<Value>): Promise<Value | null> {
  try {
    return await found;
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return null;
    throw error;
  }
}
