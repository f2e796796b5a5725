import { createHash, type Hash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { shell } from 'electron';
import type { z } from 'zod';
import { FILE_LIMIT, files, PIECE_LIMIT } from '#shared/contract/files.ts';
import { recogniseMediaType } from '#shared/domain/media-type.ts';
import { fail, succeed } from '#shared/domain/result.ts';
import type { MessageKey } from '#shared/i18n/translate.ts';
import type { CallResult } from '#shared/rpc/transport.ts';
import type { DeskClient } from '../desk/desk-client.ts';
import { reportProblem } from './report-problem.ts';

/** A copy for printing is in clear: it stays no longer than a person may still need it. */
const KEPT_MILLISECONDS = 60 * 60_000;

/** A copy could not be written out; `result` is what the page is told. */
class NotPrintable extends Error {
  readonly result: CallResult;

  constructor(result: CallResult) {
    super('not printable');
    this.name = 'NotPrintable';
    this.result = result;
  }
}

type Piece = z.output<typeof files.read.output>;

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

function refuse(message: MessageKey, params: Record<string, string> = {}): CallResult {
  return fail({ code: 'refused', message, params, issues: [] });
}

/**
 * Hands finished PDF files of the desk to the system's own PDF program, whose print dialog shows a preview.
 *
 * Not Chromium's PDF viewer in a hidden window: `webContents.print` prints what is laid out at that moment,
 * and no documented event tells when the viewer has laid a PDF out (`did-finish-load` comes earlier; the
 * event that Electron's own tests wait for is undocumented). A desk that sometimes prints blank sheets
 * without a word is worse than one more key press.
 */
export class Printing {
  readonly #desk: Pick<DeskClient, 'call'>;
  readonly #folder: string;

  /** @param folder for copies in clear; of this program alone */
  constructor(desk: Pick<DeskClient, 'call'>, folder: string) {
    this.#desk = desk;
    this.#folder = folder;
  }

  /** Removes what an earlier start left behind, e.g. after a crash. */
  async prepare(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await this.#removeAll();
  }

  /** Opens a file for printing on behalf of a window: the desk checks that window's right to read it. */
  async print(connection: string, sha256: string): Promise<CallResult> {
    const file = path.join(this.#folder, `${sha256.slice(0, 16)}-${randomUUID()}.pdf`);
    try {
      await this.#writeOut(connection, sha256, file);
    } catch (error) {
      await rm(file, { force: true });
      if (error instanceof NotPrintable) return error.result;
      throw error;
    }
    const problem = await shell.openPath(file);
    if (problem !== '') {
      await rm(file, { force: true });
      return refuse('app.printNoProgram', { detail: problem });
    }
    setTimeout(() => void this.#remove(file), KEPT_MILLISECONDS).unref();
    return succeed({});
  }

  /** Removes all copies; at the end of the program. */
  async close(): Promise<void> {
    await this.#removeAll();
  }

  async #writeOut(connection: string, sha256: string, file: string): Promise<void> {
    const output = await open(file, 'wx', 0o600);
    const expected = new ExpectedContent(sha256);
    try {
      for (let at = 0, size = Infinity; at < size; ) {
        const { piece, size: whole, continues } = await this.#read(connection, sha256, at);
        if (at === 0 && recogniseMediaType(piece) !== 'application/pdf') throw new NotPrintable(refuse('app.printNotPdf'));
        if (piece.byteLength === 0 || whole > FILE_LIMIT) throw new NotPrintable(refuse('app.printDamaged'));
        expected.take(piece, continues);
        await output.writeFile(piece);
        at += piece.byteLength;
        size = whole;
      }
    } finally {
      await output.close();
    }
    if (!expected.cameWhole()) throw new NotPrintable(refuse('app.printDamaged'));
  }

  async #read(connection: string, sha256: string, offset: number): Promise<Piece> {
    const result = await this.#desk.call(connection, { callId: `print-${randomUUID()}`, method: 'files.read', input: { sha256, offset, length: PIECE_LIMIT } });
    if (!result.ok) throw new NotPrintable(result);
    return files.read.output.parse(result.value);
  }

  async #removeAll(): Promise<void> {
    for (const name of await readdir(this.#folder)) await this.#remove(path.join(this.#folder, name));
  }

  /** Windows refuses while another program holds the file open; the next start removes it then. */
  async #remove(file: string): Promise<void> {
    await rm(file, { force: true }).catch((error: unknown) => reportProblem('copy for printing', error));
  }
}
