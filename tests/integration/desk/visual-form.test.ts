import { createHash } from 'node:crypto';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Card } from '#shared/contract/registration.ts';
import { createTestPki, signAttached } from '../../../src-main/demo/pki/index.ts';
import { loadFonts, makeTextPdf } from '../../../src-main/pdf/index.ts';
import { errorOf, type OpenOffice, openOffice, PROJECT_ROOT, someRequisites, upload, valueOf } from '../../support/test-desk.ts';
import { judgesPresent, render, textOf } from '../pdf/rendering.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const letter = async (text: string): Promise<Uint8Array> => makeTextPdf({ title: 'Лист', paragraphs: [text], fonts: await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts')), createdAt: '2026-03-01T00:00:00.000Z' });

function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [head, tail] = [Buffer.alloc(4), Buffer.alloc(4)];
  head.writeUInt32BE(data.length);
  tail.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, tail]);
}

/** A picture that is black all over. */
function blackPng(width: number, height: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Uint8Array.from(Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), pngChunk('IHDR', header), pngChunk('IDAT', deflateSync(Buffer.alloc(height * (width + 1)))), pngChunk('IEND', Buffer.alloc(0))]));
}

async function registered({ client, rooms }: OpenOffice, fileName: string, bytes: Uint8Array): Promise<Card> {
  const { letters } = valueOf(await client.intake.receive({ files: [{ fileName, sha256: (await upload(client, fileName, bytes)).sha256 }] }));
  const letterId = letters[0]?.letterId ?? '';
  await rooms.intake.settled(letterId);
  return valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites: await someRequisites(client) }));
}

const copyOf = ({ client }: OpenOffice, { documentId }: Card, form: 'paper' | 'protocol') => client.registration.makeCopy({ documentId, form });
const textOfCopy = async (here: OpenOffice, card: Card, form: 'paper' | 'protocol' = 'paper'): Promise<string> => textOf(await here.rooms.store.blobs.read(valueOf(await copyOf(here, card, form)).sha256)).replaceAll(/\s+/g, ' ');
async function certify(here: OpenOffice, { documentId }: Card) {
  const { requestId } = valueOf(await here.client.copyRegister.file({ requestId: crypto.randomUUID(), documentId, request: { requester: 'Оксана Ткаченко', requesterKind: 'employee', appliedOn: '2026-03-02', givenAs: 'certified-copy', way: 'in-person' } }));
  return here.client.registration.makeCopy({ documentId, form: 'certified', certification: { requestId, position: 'Архіваріус' } });
}
/** The original is what it was: its bytes under their hash, in the store and on the card. */
async function expectUntouched({ client, rooms }: OpenOffice, { documentId }: Card, original: Uint8Array): Promise<void> {
  const { card } = valueOf(await client.registration.get({ documentId }));
  expect(card.files.find(({ role }) => role === 'main')?.sha256).toBe(sha256(original));
  expect(sha256(await rooms.store.blobs.read(sha256(original)))).toBe(sha256(original));
}

describe.skipIf(!judgesPresent)('the original in visual form', () => {
  it('[PAP-09] of a document inside its signature shows the document, who signed it, and names the original by its hash', async () => {
    const here = await openOffice('UA');
    const pki = await createTestPki({ now: new Date(here.environment.now()).toISOString() });
    const original = signAttached(await letter('Про подання наказу у візуальній формі.'), pki.signers.clerk);
    const card = await registered(here, 'наказ.pdf.p7s', original);
    const text = await textOfCopy(here, card);
    expect(text).toContain('Про подання наказу у візуальній формі.');
    const { reports } = valueOf(await here.client.registration.get({ documentId: card.documentId }));
    const signer = reports.flatMap(({ signatures }) => signatures)[0]?.signer?.commonName ?? '';
    expect(signer).not.toBe('');
    expect(text).toContain(signer);
    expect(text).toContain(sha256(original).slice(0, 16));
    expect(await textOfCopy(here, card, 'protocol')).toContain(signer);
    expect(valueOf(await certify(here, card)).certified?.number).toBe('1');
    expect(valueOf(await here.client.copyRegister.pages({ documentId: card.documentId }))).toEqual({ pages: 1 });
    await expectUntouched(here, card, original);
  });

  it('[PAP-09] of a picture is the picture on paper', async () => {
    const here = await openOffice('UA');
    const original = blackPng(600, 800);
    const card = await registered(here, 'скан.png', original);
    const copy = await here.rooms.store.blobs.read(valueOf(await copyOf(here, card, 'paper')).sha256);
    expect(textOf(copy)).toContain(card.registrationIndex);
    const page = render(copy, 50)[0];
    expect(page?.at(Math.floor(page.width / 2), Math.floor(page.height / 2))).toBeLessThan(20);
    expect(valueOf(await here.client.copyRegister.pages({ documentId: card.documentId }))).toEqual({ pages: 1 });
    expect(valueOf(await certify(here, card)).certified?.number).toBe('1');
    await expectUntouched(here, card, original);
  });

  it('[PAP-09] of a file that has none says so on the paper and names it by its hash; it is not certified, and why is said', async () => {
    const here = await openOffice('UA');
    const original = new TextEncoder().encode('<?xml version="1.0" encoding="UTF-8"?><наказ><текст>Про дані</текст></наказ>');
    const card = await registered(here, 'наказ.xml', original);
    const text = await textOfCopy(here, card);
    expect(text).toContain('Візуальна форма цього файла тут не створюється');
    expect(text.replaceAll(' ', '')).toContain(sha256(original));
    expect(text).toContain('наказ.xml');
    expect(text).not.toContain('Про дані');
    expect(valueOf(await here.client.copyRegister.pages({ documentId: card.documentId }))).toEqual({ pages: null });
    expect(errorOf(await certify(here, card))).toMatchObject({ code: 'unreadable', message: 'error.pdf.no-visual-form' });
    const { copies } = valueOf(await here.client.registration.get({ documentId: card.documentId }));
    expect(copies.map(({ form }) => form)).toEqual(['paper']);
    await expectUntouched(here, card, original);
  });

  it('[PAP-09] of a broken PDF is refused with the reason and leaves nothing behind; the protocol of its check is made all the same', async () => {
    const here = await openOffice('UA');
    const original = (await letter('Про пошкоджений файл.')).slice(0, 400);
    const card = await registered(here, 'лист.pdf', original);
    expect(errorOf(await copyOf(here, card, 'paper'))).toMatchObject({ code: 'unreadable', message: 'error.pdf.damaged' });
    expect(valueOf(await here.client.copyRegister.pages({ documentId: card.documentId }))).toEqual({ pages: null });
    expect(valueOf(await here.client.registration.get({ documentId: card.documentId })).copies).toEqual([]);
    expect(valueOf(await copyOf(here, card, 'protocol')).form).toBe('protocol');
    await expectUntouched(here, card, original);
  });
});
