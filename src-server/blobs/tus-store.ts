import type { Readable } from 'node:stream';
import { DataStore, Upload } from '@tus/server';
import { RequestRefused } from '../request-refused.ts';
import type { UnfinishedUploads } from './unfinished-uploads.ts';

/** Finished uploads that are remembered, so that a desk to which the last answer was lost is told that all is well. */
const REMEMBERED = 1000;

/** What the tus protocol asks of a place for uploads, on {@link UnfinishedUploads}. */
export class TusStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'termination', 'expiration'];
  readonly #uploads: UnfinishedUploads;
  readonly #idleMilliseconds: number;
  readonly #finished = new Map<string, number>();
  readonly #beginning: (upload: Upload) => Promise<void>;

  /** @param beginning keeps the record of an upload that was allowed */
  constructor(uploads: UnfinishedUploads, idleMilliseconds: number, beginning: (upload: Upload) => Promise<void>) {
    super();
    this.#uploads = uploads;
    this.#idleMilliseconds = idleMilliseconds;
    this.#beginning = beginning;
  }

  override async create(upload: Upload): Promise<Upload> {
    this.#finished.delete(upload.id);
    await this.#beginning(upload);
    upload.creation_date = new Date().toISOString();
    return upload;
  }

  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const finished = this.#finished.get(id);
    if (finished !== undefined) return finished;
    // Nothing is added to what was found to be the file; it may have its name already.
    const found = await this.#uploads.find(id);
    if (found?.verified === true) return found.size;
    return this.#uploads.append(id, offset, stream as AsyncIterable<Uint8Array>);
  }

  override async getUpload(id: string): Promise<Upload> {
    const finished = this.#finished.get(id);
    if (finished !== undefined) return new Upload({ id, size: finished, offset: finished });
    const found = await this.#uploads.find(id);
    if (found === null) throw new RequestRefused('notFound', 'there is no such upload');
    // What tus calls its making is here the last byte: an upload on a slow link is not abandoned.
    return new Upload({ id, size: found.size, offset: found.offset, metadata: { sha256: found.sha256 }, creation_date: new Date(found.movedAt).toISOString() });
  }

  override remove(id: string): Promise<void> {
    this.#finished.delete(id);
    return this.#uploads.remove(id);
  }

  override deleteExpired(): Promise<number> {
    return this.#uploads.expire(Date.now() - this.#idleMilliseconds);
  }

  override getExpiration(): number {
    return this.#idleMilliseconds;
  }

  /** The upload is published; its record goes. */
  async finish(id: string, size: number): Promise<void> {
    this.#finished.set(id, size);
    const [oldest] = this.#finished.keys();
    if (this.#finished.size > REMEMBERED && oldest !== undefined) this.#finished.delete(oldest);
    await this.#uploads.remove(id);
  }

  isFinished(id: string): boolean {
    return this.#finished.has(id);
  }
}
