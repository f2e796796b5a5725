import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { type PulledOperation, type SegmentPlace, segmentContent } from '#shared/sync/wire.ts';
import { AnswerNotUnderstood, type ServerLink } from './server-link.ts';

/** Bytes asked for at once: what a bad link carries before it breaks. */
const PART_BYTES = 128 * 1024;
/** Most bytes of a segment, packed and unpacked. */
const PACKED_BYTES = 256 * 1024 * 1024;
const UNPACKED_BYTES = 1024 * 1024 * 1024;

const unpack = promisify(brotliDecompress);

/** Reads segments in parts; what came stays in memory, so that a broken link goes on where it was. */
export class SegmentReader {
  readonly #link: ServerLink;
  #sha256 = '';
  #parts: Buffer[] = [];

  constructor(link: ServerLink) {
    this.#link = link;
  }

  /** @throws what {@link ServerLink} throws; AnswerNotUnderstood where the bytes are not what was promised */
  async read(token: string, { last, size, sha256 }: SegmentPlace): Promise<readonly PulledOperation[]> {
    if (size > PACKED_BYTES) throw new AnswerNotUnderstood(`a segment of ${size} bytes`);
    if (this.#sha256 !== sha256) this.#parts = [];
    this.#sha256 = sha256;
    for (let have = this.#parts.reduce((sum, part) => sum + part.length, 0); have < size; ) {
      const part = await this.#link.segmentPart(token, { last, offset: have, length: Math.min(PART_BYTES, size - have) });
      if (part.length === 0) throw new AnswerNotUnderstood('a segment ends before its size');
      this.#parts.push(Buffer.from(part));
      have += part.length;
    }
    const packed = Buffer.concat(this.#parts);
    this.#parts = [];
    if (packed.length !== size || createHash('sha256').update(packed).digest('hex') !== sha256) throw new AnswerNotUnderstood('a segment with other bytes than was promised');
    return await operationsOf(packed);
  }
}

async function operationsOf(packed: Buffer): Promise<readonly PulledOperation[]> {
  try {
    return segmentContent.parse(JSON.parse((await unpack(packed, { maxOutputLength: UNPACKED_BYTES })).toString('utf8'))).operations;
  } catch (cause) {
    throw new AnswerNotUnderstood('a segment that cannot be read', { cause });
  }
}
