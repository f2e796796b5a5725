import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTestPki, signDetached } from '../../../src-main/demo/pki/index.ts';
import { loadFonts, makeTextPdf } from '../../../src-main/pdf/index.ts';
import { errorOf, type OpenOffice, openOffice, PROJECT_ROOT, someRequisites, upload, valueOf } from '../../support/test-desk.ts';

const newRequest = (): string => crypto.randomUUID();

async function received(here: OpenOffice, files: readonly { readonly fileName: string; readonly bytes: Uint8Array }[]): Promise<string> {
  const stored = [];
  for (const { fileName, bytes } of files) stored.push({ sha256: (await upload(here.client, fileName, bytes)).sha256, fileName });
  const [letter] = valueOf(await here.client.intake.receive({ files: stored })).letters;
  await here.rooms.intake.settled(letter?.letterId ?? '');
  return letter?.letterId ?? '';
}

async function pdf(): Promise<Uint8Array> {
  return makeTextPdf({ title: 'Лист', paragraphs: ['Текст листа.'], fonts: await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts')), createdAt: '2026-03-01T00:00:00.000Z' });
}

describe('forms of documents', () => {
  it('[CARD-01] content and requisites are kept apart and shown together: a correction leaves the content’s hash', async () => {
    const here = await openOffice();
    const bytes = await pdf();
    const hash = createHash('sha256').update(bytes).digest('hex');
    const card = valueOf(await here.client.registration.register({ requestId: newRequest(), letterId: await received(here, [{ fileName: 'лист.pdf', bytes }]), requisites: await someRequisites(here.client) }));
    const { version } = valueOf(await here.client.registration.get({ documentId: card.documentId }));
    valueOf(await here.client.registration.correct({ documentId: card.documentId, basedOn: version, changes: { subject: 'Інший зміст картки' }, reason: 'уточнено' }));
    const shown = valueOf(await here.client.registration.get({ documentId: card.documentId })).card;
    expect(shown).toMatchObject({ subject: 'Інший зміст картки', registrationIndex: card.registrationIndex, files: [{ sha256: hash }] });
    const { piece } = valueOf(await here.client.files.read({ sha256: hash, offset: 0, length: bytes.length }));
    expect(createHash('sha256').update(piece).digest('hex')).toBe(hash);
    // The requisites stand in the log, the content in a file of its own: no operation carries it.
    for (const operation of here.rooms.store.log.ofEntity(card.documentId)) expect(JSON.stringify(operation)).not.toContain('%PDF');
  });

  it('[CARD-04] what the newest letter of the same correspondent said is offered for the next one', async () => {
    const here = await openOffice();
    const given = { direction: 'incoming', correspondent: 'Міністерство освіти і науки' } as const;
    expect(valueOf(await here.client.registration.earlier(given))).toBeNull();
    const first = await someRequisites(here.client, { medium: 'paper', addressee: 'Проректорові', delivery: 'courier' });
    valueOf(await here.client.registration.register({ requestId: newRequest(), letterId: null, requisites: first }));
    const second = await someRequisites(here.client, { medium: 'paper', addressee: 'Ректорові', delivery: 'post' });
    const card = valueOf(await here.client.registration.register({ requestId: newRequest(), letterId: null, requisites: second }));
    expect(valueOf(await here.client.registration.earlier(given))).toEqual({ registrationIndex: card.registrationIndex, caseId: second.caseId, addressee: 'Ректорові', delivery: 'post', language: 'uk' });
    expect(valueOf(await here.client.registration.earlier({ ...given, direction: 'outgoing' }))).toBeNull();
  });

  it('[CARD-03] the card with all that happened to the document outlives its file', async () => {
    const here = await openOffice();
    const bytes = await pdf();
    const card = valueOf(await here.client.registration.register({ requestId: newRequest(), letterId: await received(here, [{ fileName: 'лист.pdf', bytes }]), requisites: await someRequisites(here.client) }));
    const sha256 = card.files[0]?.sha256 ?? '';
    rmSync((await here.rooms.store.blobs.locate(sha256)).path);
    const found = valueOf(await here.client.registration.get({ documentId: card.documentId }));
    expect(found.card).toEqual(card);
    expect(found.history.map(({ kind }) => kind)).toEqual(['letter.received', 'verification.recorded', 'card.registered']);
    expect(errorOf(await here.client.files.read({ sha256, offset: 0, length: 10 })).code).not.toBe('internal');
  });

  it('[CARD-11] a video with a detached signature is registered and its signature is judged', async () => {
    const here = await openOffice();
    const pki = await createTestPki({ now: '2026-03-01T00:00:00.000Z' });
    // An MP4 as far as its bytes tell: the box of the file type, then data.
    const video = Buffer.concat([Buffer.from([0, 0, 0, 0x18]), Buffer.from('ftypmp42', 'latin1'), Buffer.alloc(12), Buffer.alloc(200_000, 7)]);
    const signature = signDetached(video, pki.signers.director);
    const letterId = await received(here, [{ fileName: 'запис.mp4', bytes: video }, { fileName: 'запис.mp4.p7s', bytes: signature }]);
    const letter = valueOf(await here.client.intake.get({ letterId }));
    expect(letter.files.map(({ role }) => role)).toEqual(['main', 'signature']);
    expect(letter.reports.flatMap(({ signatures }) => signatures).map(({ dataIntact, signatureIntact }) => [dataIntact, signatureIntact])).toEqual([[true, true]]);
    const card = valueOf(await here.client.registration.register({ requestId: newRequest(), letterId, requisites: await someRequisites(here.client) }));
    expect(card.files[0]).toMatchObject({ fileName: 'запис.mp4', size: video.length });
  });

  it('[CARD-15] a document is identified by kind, number, date, author and office, each mandatory', async () => {
    const here = await openOffice('KG');
    const { kinds, journals, cases } = valueOf(await here.client.registration.choices({}));
    const kind = kinds.find(({ kindId }) => kindId === 'report-to-head');
    const journal = journals.find(({ journalId }) => journalId === kind?.journalId);
    const requisites = await someRequisites(here.client, { direction: 'internal', journalId: journal?.journalId ?? '', kindId: kind?.kindId ?? '', caseId: cases[0]?.caseId ?? null, correspondent: null, correspondentNumber: null, correspondentDate: null });
    expect(errorOf(await here.client.registration.register({ requestId: newRequest(), letterId: null, requisites: { ...requisites, author: null } })).issues).toContainEqual({ path: 'author', message: 'requisite.missing' });
    expect(errorOf(await here.client.registration.register({ requestId: newRequest(), letterId: null, requisites: { ...requisites, kindId: '', author: 'Айгүл' } })).issues).toContainEqual({ path: 'kindId', message: 'requisite.missing' });
    const card = valueOf(await here.client.registration.register({ requestId: newRequest(), letterId: null, requisites: { ...requisites, author: 'Айгүл' } }));
    expect(card).toMatchObject({ kindId: 'report-to-head', registrationDate: '2026-03-02', author: 'Айгүл' });
    expect(card.registrationIndex).not.toBe('');
    expect(valueOf(await here.client.desk.state({})).office?.name).toBe('Канцелярія перевірок');
  });

  it('[CARD-17] a document that may not be passed outside is copied only by the head’s permission, which the history keeps', async () => {
    const here = await openOffice('KZ');
    const letterId = await received(here, [{ fileName: 'ереже.pdf', bytes: await pdf() }]);
    const card = valueOf(await here.client.registration.register({ requestId: newRequest(), letterId, requisites: await someRequisites(here.client, { distributionBarred: true }) }));
    const copy = (permission: string | null) => here.client.registration.makeCopy({ documentId: card.documentId, form: 'paper', permission });
    expect(errorOf(await copy(null))).toMatchObject({ code: 'refused', message: 'error.distributionBarred' });
    expect(valueOf(await here.client.registration.get({ documentId: card.documentId })).copies).toEqual([]);
    valueOf(await copy('№ 14 рұқсат, 01.03.2026'));
    const { history, copies } = valueOf(await here.client.registration.get({ documentId: card.documentId }));
    expect(copies).toHaveLength(1);
    expect(history.at(-1)?.changes).toContainEqual({ field: 'document.permission', before: null, after: '№ 14 рұқсат, 01.03.2026' });
  });
});
