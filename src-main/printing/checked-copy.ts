import { createHash, type Hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { z } from 'zod';
import { FILE_LIMIT, type files, PIECE_LIMIT } from '#shared/contract/files.ts';
import { recogniseMediaType } from '#shared/domain/media-type.ts';

export type Piece = z.output<typeof files.read.output>;

/** Why a copy for printing was not written; `message` is a key of the catalogues. */
export class CopyNotPrintable extends Error {
  readonly key: 'app.printNotPdf' | 'app.printDamaged';

  constructor(key: CopyNotPrintable['key']) {
    super(key);
    this.name = 'CopyNotPrintable';
    this.key = key;
  }
}

/** Whether the pieces of a file are what its name says; a copy may continue another file, whose hash is then told. */
class ExpectedContent {
  readonly #sha256: string;
  readonly #own = createHash('sha256');
  #continued: { readonly sha256: string; readonly size: number; readonly hash: Hash } | null = null;
  #at = 0;

  constructor(sha256: string) {
    this.#sha256 = sha256;
  }

  take(piece: Uint8Array, continues: Piece['continues']): void {
    if (continues !== null) this.#continued ??= { ...continues, hash: createHash('sha256') };
    const ofFirst = Math.max(0, Math.min(piece.byteLength, (this.#continued?.size ?? 0) - this.#at));
    this.#continued?.hash.update(piece.subarray(0, ofFirst));
    this.#own.update(piece.subarray(ofFirst));
    this.#at += piece.byteLength;
  }

  cameWhole(): boolean {
    return this.#own.digest('hex') === this.#sha256 && (this.#continued === null || this.#continued.hash.digest('hex') === this.#continued.sha256);
  }
}

/**
 * Writes a stored PDF in clear to a new file of mode 0600 and holds it to its hash while it is written. Whoever calls
 * removes the file, also where this fails.
 * @param read gives a piece of the file after checking the right to read it
 * @throws CopyNotPrintable where it is no PDF or not what the desk keeps; whatever `read` throws
 */
export async function writeCheckedCopy(file: string, sha256: string, read: (offset: number, length: number) => Promise<Piece>): Promise<void> {
  const output = await open(file, 'wx', 0o600);
  const expected = new ExpectedContent(sha256);
  try {
    for (let at = 0, size = Infinity; at < size; ) {
      const { piece, size: whole, continues } = await read(at, PIECE_LIMIT);
      if (at === 0 && recogniseMediaType(piece) !== 'application/pdf') throw new CopyNotPrintable('app.printNotPdf');
      if (piece.byteLength === 0 || whole > FILE_LIMIT) throw new CopyNotPrintable('app.printDamaged');
      expected.take(piece, continues);
      await output.writeFile(piece);
      at += piece.byteLength;
      size = whole;
    }
  } finally {
    await output.close();
  }
  if (!expected.cameWhole()) throw new CopyNotPrintable('app.printDamaged');
}
