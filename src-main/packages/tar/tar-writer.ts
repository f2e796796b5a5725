import { createHash } from 'node:crypto';
import type { PackageFile, Write, WrittenFile } from '../model.ts';

export const BLOCK = 512;
/** Largest size that eleven octal digits hold. */
const OCTAL_SIZE = 8 ** 11 - 1;

/** A file did not hold what it was said to hold. */
export class FileDiffers extends Error {
  constructor(path: string) {
    super(`the file ${path} does not hold what its record says`);
    this.name = 'FileDiffers';
  }
}

/**
 * Writes an uncompressed archive of POSIX.1-2001 (pax) file by file, so that no size of a package has to fit into memory.
 * Every entry bears the same time and no owner: the same files give the same bytes.
 */
export class TarWriter {
  readonly #write: Write;
  readonly #seconds: number;

  /** `seconds` since 1970, the time of every entry. */
  constructor(write: Write, seconds: number) {
    this.#write = write;
    this.#seconds = seconds;
  }

  /** @throws FileDiffers where size or hash are not what was said */
  async add({ path, size, sha256, pieces }: PackageFile): Promise<WrittenFile> {
    const plain = /^[\u0020-\u007e]*$/u.test(path) && path.length <= 100;
    if (!plain || size > OCTAL_SIZE) {
      const records = [...(plain ? [] : [paxRecord('path', path)]), ...(size > OCTAL_SIZE ? [paxRecord('size', String(size))] : [])];
      const content = Buffer.concat(records);
      await this.#write(header('pax_header', content.length, 'x', this.#seconds));
      await this.#write(content);
      await this.#pad(content.length);
    }
    await this.#write(header(plain ? path : 'see_pax_header', Math.min(size, OCTAL_SIZE), '0', this.#seconds));
    const hash = createHash('sha256');
    let written = 0;
    for await (const piece of pieces()) {
      hash.update(piece);
      written += piece.length;
      await this.#write(piece);
    }
    await this.#pad(written);
    const found = hash.digest('hex');
    if (written !== size || (sha256 !== null && found !== sha256)) throw new FileDiffers(path);
    return { path, size, sha256: found };
  }

  async end(): Promise<void> {
    await this.#write(new Uint8Array(2 * BLOCK));
  }

  async #pad(length: number): Promise<void> {
    const rest = length % BLOCK;
    if (rest > 0) await this.#write(new Uint8Array(BLOCK - rest));
  }
}

function header(name: string, size: number, type: '0' | 'x', seconds: number): Uint8Array {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 100, 'latin1');
  block.write('0000644\0', 100, 'latin1');
  block.write('0000000\0', 108, 'latin1');
  block.write('0000000\0', 116, 'latin1');
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  block.write(`${seconds.toString(8).padStart(11, '0')}\0`, 136, 'latin1');
  block.write('        ', 148, 'latin1');
  block.write(type, 156, 'latin1');
  block.write('ustar\u000000', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** "LENGTH KEY=VALUE\n"; the length counts its own digits. */
function paxRecord(key: string, value: string): Buffer {
  const body = ` ${key}=${value}\n`;
  const bytes = Buffer.byteLength(body);
  let length = bytes + String(bytes).length;
  while (bytes + String(length).length !== length) length = bytes + String(length).length;
  return Buffer.from(`${length}${body}`, 'utf8');
}
