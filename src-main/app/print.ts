import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { shell } from 'electron';
import { files } from '#shared/contract/files.ts';
import { fail, succeed } from '#shared/domain/result.ts';
import type { MessageKey } from '#shared/i18n/translate.ts';
import type { CallResult } from '#shared/rpc/transport.ts';
import type { DeskClient } from '../desk/desk-client.ts';
import { CopyNotPrintable, type Piece, writeCheckedCopy } from '../printing/checked-copy.ts';
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
      await writeCheckedCopy(file, sha256, (offset, length) => this.#read(connection, sha256, offset, length));
    } catch (error) {
      await rm(file, { force: true });
      if (error instanceof NotPrintable) return error.result;
      if (error instanceof CopyNotPrintable) return refuse(error.key);
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

  async #read(connection: string, sha256: string, offset: number, length: number): Promise<Piece> {
    const result = await this.#desk.call(connection, { callId: `print-${randomUUID()}`, method: 'files.read', input: { sha256, offset, length } });
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
