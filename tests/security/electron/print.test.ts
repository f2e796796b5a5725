import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PIECE_LIMIT } from '#shared/contract/files.ts';
import type { CallEnvelope, CallResult } from '#shared/rpc/transport.ts';
import { Printing } from '../../../src-main/app/print.ts';
import { electron, resetElectron } from '../../support/electron-mock.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

vi.mock('electron', async () => (await import('../../support/electron-mock.ts')).electron);

const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(PIECE_LIMIT + 1000, 'x'), Buffer.from('%%EOF\n')]);
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A desk that holds one file for one window; its beginning may be another stored file. */
function deskWith(bytes: Uint8Array, connection = 'window-1', continues: { readonly sha256: string; readonly size: number } | null = null) {
  return {
    call: vi.fn<(asking: string, envelope: CallEnvelope) => Promise<CallResult>>(async (asking, { method, input }) => {
      const { offset, length } = input as { offset: number; length: number };
      if (method !== 'files.read' || asking !== connection) return { ok: false, error: { code: 'not-found', message: 'error.fileNotFound', params: {}, issues: [] } };
      return { ok: true, value: { piece: new Uint8Array(bytes.subarray(offset, offset + length)), size: bytes.length, continues } };
    }),
  };
}

let folder = '';
beforeEach(() => {
  resetElectron();
  folder = path.join(temporaryFolder(), 'printing');
});

describe('printing', () => {
  it('hands the exact file to the system, readable by the person alone, and removes it at the end', async () => {
    const printing = new Printing(deskWith(PDF), folder);
    await printing.prepare();
    const seen: { bytes: Buffer; name: string; modes: number[] }[] = [];
    electron.shell.openPath.mockImplementationOnce(async (file) => {
      seen.push({ bytes: readFileSync(file), name: path.basename(file), modes: [file, folder].map((one) => statSync(one).mode & 0o777) });
      return '';
    });
    expect(await printing.print('window-1', hashOf(PDF))).toEqual({ ok: true, value: {} });
    // Windows knows no such modes; there the person's own folder guards the file.
    const modes = process.platform === 'win32' ? [0o666, 0o666] : [0o600, 0o700];
    expect(seen).toEqual([{ bytes: PDF, name: expect.stringMatching(/^[0-9a-f-]+\.pdf$/), modes }]);
    expect(readdirSync(folder)).toHaveLength(1);
    await printing.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes a copy that continues its original for what it is only where both parts are what they are called', async () => {
    const tail = Buffer.from('1 0 obj\n<<>>\nendobj\n%%EOF\n');
    const copy = Buffer.concat([PDF, tail]);
    const continues = { sha256: hashOf(PDF), size: PDF.length };
    const printed = async (bytes: Buffer, first: typeof continues | null): Promise<CallResult> => {
      const printing = new Printing(deskWith(bytes, 'window-1', first), folder);
      await printing.prepare();
      return printing.print('window-1', hashOf(tail));
    };
    expect(await printed(copy, continues)).toEqual({ ok: true, value: {} });
    const damaged = { ok: false, error: { message: 'app.printDamaged' } };
    expect(await printed(copy, null)).toMatchObject(damaged);
    expect(await printed(copy, { ...continues, sha256: hashOf(tail) })).toMatchObject(damaged);
    expect(await printed(copy, { ...continues, size: PDF.length - 1 })).toMatchObject(damaged);
    const changed = Buffer.from(copy);
    changed[PIECE_LIMIT + 3] = 0;
    expect(await printed(changed, continues)).toMatchObject(damaged);
    expect(electron.shell.openPath).toHaveBeenCalledTimes(1);
  });

  it('reads with the rights of the window that asks', async () => {
    const printing = new Printing(deskWith(PDF), folder);
    await printing.prepare();
    expect(await printing.print('window-2', hashOf(PDF))).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(electron.shell.openPath).not.toHaveBeenCalled();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['a program', Buffer.from('MZ\x90\x00 program'), 'app.printNotPdf'],
    ['an empty file', Buffer.alloc(0), 'app.printNotPdf'],
    ['other bytes than were asked for', Buffer.from('%PDF-1.7 other'), 'app.printDamaged'],
  ])('opens nothing for %s', async (_name, bytes, message) => {
    const printing = new Printing(deskWith(bytes), folder);
    await printing.prepare();
    expect(await printing.print('window-1', hashOf(PDF))).toMatchObject({ ok: false, error: { code: 'refused', message } });
    expect(electron.shell.openPath).not.toHaveBeenCalled();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says where the system knows no program for PDF', async () => {
    const printing = new Printing(deskWith(PDF), folder);
    await printing.prepare();
    electron.shell.openPath.mockResolvedValueOnce('No application found');
    expect(await printing.print('window-1', hashOf(PDF))).toMatchObject({ ok: false, error: { message: 'app.printNoProgram', params: { detail: 'No application found' } } });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('removes what a crash left behind', async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'left.pdf'), PDF);
    await new Printing(deskWith(PDF), folder).prepare();
    expect(existsSync(path.join(folder, 'left.pdf'))).toBe(false);
  });
});
