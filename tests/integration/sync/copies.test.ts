import { hash } from 'node:crypto';
import path from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { PIECE_LIMIT } from '#shared/contract/files.ts';
import type { Client } from '#shared/rpc/client.ts';
import { loadFonts, makeTextPdf } from '../../../src-main/pdf/index.ts';
import { founderOf, joinedDesk, officeServer, type OfficeDesk, registerLetter, settle } from '../../support/office-of-desks.ts';
import { scannedCodes, scannerPresent } from '../../support/scanned-code.ts';
import { errorOf, PASSWORD, PROJECT_ROOT, valueOf } from '../../support/test-desk.ts';

async function letterPdf(): Promise<Uint8Array> {
  return makeTextPdf({ title: 'Запит', paragraphs: ['Просимо надати архівну довідку.'], fonts: await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts')), createdAt: '2026-03-01T00:00:00.000Z' });
}

async function registrarAt(desk: OfficeDesk): Promise<Client> {
  const client = desk.client();
  valueOf(await client.session.signIn({ login: 'registrar', password: PASSWORD }));
  return client;
}

async function whole(client: Client, { sha256, size }: { readonly sha256: string; readonly size: number }): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < size; ) {
    const { piece } = valueOf(await client.files.read({ sha256, offset: at, length: PIECE_LIMIT }));
    parts.push(piece);
    at += piece.length;
  }
  return Buffer.concat(parts);
}

describe('copies of an office of two desks', () => {
  it('a stamped copy goes to the other desk as what it adds, and is read there whole', async () => {
    const office = await officeServer();
    const [first, second] = [await founderOf(office), await joinedDesk(office, 'second')];
    const letter = await letterPdf();
    const { documentId, sha256 } = await registerLetter(first, 'запит.pdf', Buffer.from(letter));
    const client = await registrarAt(first);
    const copy = valueOf(await client.registration.makeCopy({ documentId, form: 'stamped' }));
    expect(copy.method).toBe('incremental');
    for (const desk of [first, second]) await settle(desk);
    expect(second.rooms.store.blobs.has(sha256)).toBe(false);
    const read = await whole(await registrarAt(second), copy);
    expect(read.equals(await whole(client, copy))).toBe(true);
    expect(hash('sha256', read.subarray(0, letter.length))).toBe(sha256);
    expect((await PDFDocument.load(read, { updateMetadata: false })).getPageCount()).toBeGreaterThan(0);
    await office.stop();
  });

  it.skipIf(!scannerPresent)('the code of a copy, scanned from its paper, leads each desk to the document without a link, and tells in what they disagree', async () => {
    const office = await officeServer();
    const [first, second] = [await founderOf(office), await joinedDesk(office, 'second')];
    const { documentId, registrationIndex, sha256 } = await registerLetter(first, 'запит.pdf', Buffer.from(await letterPdf()));
    const client = await registrarAt(first);
    const copy = valueOf(await client.registration.makeCopy({ documentId, form: 'paper' }));
    const codes = scannedCodes(await whole(client, copy));
    expect(codes.length).toBeGreaterThan(1);
    const [code = ''] = codes;
    expect(new Set(codes).size).toBe(1);
    for (const desk of [first, second]) await settle(desk);
    await office.stop();

    const away = await registrarAt(second);
    for (const asking of [client, away]) {
      const { documents } = valueOf(await asking.search.copy({ code }));
      expect(documents).toMatchObject([{ documentId, registrationIndex, verdict: 'unsigned', onCopy: { hash: sha256.slice(0, 20), verdict: 'unsigned' }, comparison: { agrees: true } }]);
    }
    // A code of the same document that says more than was found, one of another file, and one of nothing that is here.
    const forged = async (text: string) => valueOf(await away.search.copy({ code: text })).documents.map(({ comparison }) => comparison);
    expect(await forged(code.replace(/N$/, 'P'))).toMatchObject([{ verdict: 'differs', hash: 'agrees', agrees: false }]);
    expect(await forged(code.replace(sha256.slice(0, 20), 'f'.repeat(20)))).toMatchObject([{ hash: 'differs', agrees: false }]);
    expect(await forged(code.replace(documentId, '019c0000-0000-7000-8000-00000000ffff'))).toEqual([]);
    expect(await forged(code.replace(documentId, 'unregistered'))).toMatchObject([{ agrees: true }]);
    expect(errorOf(await away.search.copy({ code: 'просто слова' })).message).toBe('error.notACopyCode');

    // The number is taken out of use: whoever brings the copy is told so.
    const { version } = valueOf(await away.registration.get({ documentId }));
    valueOf(await away.registration.void({ documentId, basedOn: version, reason: 'Зареєстровано двічі' }));
    expect(await forged(code)).toMatchObject([{ isVoid: true, agrees: false }]);
  });

  it.skipIf(!scannerPresent)('say nothing of a document that the person may not read', async () => {
    const office = await officeServer();
    const first = await founderOf(office);
    const { documentId } = await registerLetter(first, 'запит.pdf', Buffer.from(await letterPdf()));
    const client = await registrarAt(first);
    const [code = ''] = scannedCodes(await whole(client, valueOf(await client.registration.makeCopy({ documentId, form: 'paper' }))));
    const { version } = valueOf(await client.registration.get({ documentId }));
    valueOf(await client.registration.correct({ documentId, basedOn: version, changes: { restricted: true }, reason: 'ДСК' }));
    const admin = first.client('admin');
    valueOf(await admin.session.signIn({ login: 'admin', password: PASSWORD }));
    valueOf(await admin.accounts.create({ name: 'Олена Читач', login: 'reader', password: 'Reader-2026;', roles: ['official'] }));
    const reader = first.client('reader');
    valueOf(await reader.session.signIn({ login: 'reader', password: 'Reader-2026;' }));
    expect(valueOf(await reader.search.copy({ code })).documents).toEqual([]);
    expect(valueOf(await client.search.copy({ code })).documents).toHaveLength(1);
    await office.stop();
  });
});
