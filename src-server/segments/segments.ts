import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { MAIN_STREAM } from '#shared/sync/operation.ts';
import { PULL_OPERATIONS, type PulledOperation, type SegmentList } from '#shared/sync/wire.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import { newId, type ServerEnvironment } from '../environment.ts';
import { PULL_BYTES } from '../operations/pull.ts';
import { RequestRefused } from '../request-refused.ts';
import type { DeskRow, Store } from '../stores/store.ts';

/** Operations of a segment: about two megabytes, packed. */
const SEGMENT_OPERATIONS = 10_000;
/** Packed once and read often. */
const QUALITY = 9;

const compress = promisify(brotliCompress);

export interface SegmentsOptions {
  readonly store: Store;
  readonly blobs: BlobStore;
  /** Folder of files on their way to the blob store. */
  readonly folder: string;
  readonly environment: ServerEnvironment;
  readonly operations?: number;
}

/**
 * The log's main stream in sealed, packed parts, for new desks and for those that are far behind. What stands in the
 * log never changes, so that a part is made once; the log itself is not cut.
 */
export class Segments {
  readonly #options: SegmentsOptions;
  readonly #count: number;

  constructor(options: SegmentsOptions) {
    this.#options = options;
    this.#count = options.operations ?? SEGMENT_OPERATIONS;
  }

  /** Seals what has grown enough, in all organisations. @returns how many segments were made */
  async seal(): Promise<number> {
    let made = 0;
    for (const { organisation } of await this.#options.store.organisations()) while (await this.#sealNext(organisation)) made += 1;
    return made;
  }

  /** Segments that end after a place. They hold the stream that every desk may see. */
  async list(desk: DeskRow, after: number): Promise<SegmentList> {
    const all = await this.#options.store.segments(desk.organisation);
    return { segments: desk.streams.includes(MAIN_STREAM) ? all.filter(({ lastSeq }) => lastSeq > after).map(({ firstSeq, lastSeq, size, sha256 }) => ({ first: firstSeq, last: lastSeq, size, sha256 })) : [] };
  }

  /** A part of a segment's bytes. @throws RequestRefused */
  async read(desk: DeskRow, last: number, offset: number, length: number): Promise<Buffer> {
    const segment = Number.isSafeInteger(last) && desk.streams.includes(MAIN_STREAM) ? await this.#options.store.segment(desk.organisation, last) : null;
    if (segment === null) throw new RequestRefused('notFound', 'there is no such segment');
    if (!Number.isSafeInteger(offset) || offset < 0 || offset >= segment.size || !Number.isSafeInteger(length) || length < 1) throw new RequestRefused('noSuchRange', `the segment has ${segment.size} bytes`);
    const parts: Buffer[] = [];
    for await (const part of (await this.#options.blobs.read(segment.sha256, { first: offset, last: Math.min(segment.size, offset + length) - 1 })) as AsyncIterable<Buffer>) parts.push(part);
    return Buffer.concat(parts);
  }

  async #sealNext(organisation: string): Promise<boolean> {
    const { store, blobs, folder, environment } = this.#options;
    const sealed = (await store.segments(organisation)).at(-1)?.lastStreamSeq ?? 0;
    const end = await store.streamPage(organisation, { stream: MAIN_STREAM, after: sealed + this.#count - 1, until: Number.MAX_SAFE_INTEGER, limit: 1, bytes: 1 });
    if (end.operations.length === 0) return false;
    const operations = await this.#read(organisation, sealed);
    const [first, last] = [operations[0], operations.at(-1)];
    if (first === undefined || last === undefined || operations.length !== this.#count) throw new Error(`the main stream of ${organisation} has a gap after ${sealed}`);
    const packed = await compress(Buffer.from(JSON.stringify({ operations }), 'utf8'), { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } });
    const sha256 = createHash('sha256').update(packed).digest('hex');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Named as an upload that nobody goes on with: what a crash leaves is swept with these.
    const file = path.join(folder, `${newId(environment).replaceAll('-', '')}.part`);
    await writeFile(file, packed, { mode: 0o600, flush: true });
    await blobs.publish(file, sha256, packed.length);
    await store.saveSegment(organisation, { lastStreamSeq: last.streamSeq, firstSeq: first.seq, lastSeq: last.seq, size: packed.length, sha256 });
    return true;
  }

  async #read(organisation: string, sealed: number): Promise<PulledOperation[]> {
    const operations: PulledOperation[] = [];
    while (operations.length < this.#count) {
      const page = await this.#options.store.streamPage(organisation, { stream: MAIN_STREAM, after: sealed + operations.length, until: Number.MAX_SAFE_INTEGER, limit: Math.min(PULL_OPERATIONS, this.#count - operations.length), bytes: PULL_BYTES });
      if (page.operations.length === 0) break;
      operations.push(...page.operations);
    }
    return operations;
  }
}
