import path from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { createTestPki, signDetached } from '../../../src-main/demo/pki/index.ts';
import { loadFonts, makeTextPdf } from '../../../src-main/pdf/index.ts';
import { openTestDesk, PROJECT_ROOT, setUpOffice, signIn, someRequisites, upload, valueOf } from '../../support/test-desk.ts';
import { testEnvironment } from '../../support/test-environment.ts';
import { pdfaComplaints } from '../pdf/pdf-a-rules.ts';

/** A desk with one registered letter that carries a signature. */
async function deskWithSignedLetter() {
  const environment = testEnvironment();
  const pki = await createTestPki({ now: new Date(environment.now()).toISOString() });
  const letter = await makeTextPdf({ title: 'Лист', paragraphs: ['Про приймання електронних документів.'], fonts: await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts')), createdAt: '2026-03-01T00:00:00.000Z' });
  const test = await openTestDesk({ environment });
  const client = test.client();
  await setUpOffice(client, 'UA');
  await signIn(client);
  const files = [
    { fileName: 'лист.pdf', sha256: (await upload(client, 'лист.pdf', letter)).sha256 },
    { fileName: 'лист.pdf.p7s', sha256: (await upload(client, 'лист.pdf.p7s', signDetached(letter, pki.signers.clerk))).sha256 },
  ];
  const letterId = valueOf(await client.intake.receive({ files })).letters[0]?.letterId ?? '';
  await test.rooms.intake.settled(letterId);
  const card = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites: await someRequisites(client, {}) }));
  const { reports } = valueOf(await client.registration.get({ documentId: card.documentId }));
  return { test, client, card, reports };
}

describe('signature protocol of a registered document', () => {
  it('[VER-06] is handed out as Validation_Report.pdf, kept among the copies, and leaves the original alone', async () => {
    const { test, client, card, reports } = await deskWithSignedLetter();
    const before = card.files.map(({ sha256 }) => sha256);
    const copy = valueOf(await client.registration.makeCopy({ documentId: card.documentId, form: 'protocol' }));
    expect(copy).toMatchObject({ form: 'protocol', fileName: 'Validation_Report.pdf', method: 'full-save' });
    const bytes = await test.rooms.store.blobs.read(copy.sha256);
    expect(await pdfaComplaints(bytes)).toEqual([]);
    const document = await PDFDocument.load(bytes, { updateMetadata: false });
    expect(document.getTitle()).toContain(card.registrationIndex);

    const signed = reports.find((report) => report.signatures.length > 0);
    const one = valueOf(await client.registration.makeCopy({ documentId: card.documentId, form: 'protocol', signature: { sha256: signed?.sha256 ?? '', id: signed?.signatures[0]?.id ?? '' } }));
    expect(one.fileName).toBe('Validation_Report_1.pdf');
    expect(one.sha256).not.toBe(copy.sha256);

    const after = valueOf(await client.registration.get({ documentId: card.documentId }));
    expect(after.copies.map(({ fileName }) => fileName)).toEqual(['Validation_Report_1.pdf', 'Validation_Report.pdf']);
    expect(after.card.files.map(({ sha256 }) => sha256)).toEqual(before);
    for (const sha256 of before) expect(await test.rooms.store.blobs.isIntact(sha256)).toBe(true);
  });

  it('[VER-06] the report of another service that came with the letter is kept beside it as that, never as our own', async () => {
    const environment = testEnvironment();
    const test = await openTestDesk({ environment });
    const client = test.client();
    await setUpOffice(client, 'UA');
    await signIn(client);
    const fonts = await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts'));
    const made = (title: string) => makeTextPdf({ title, paragraphs: [title], fonts, createdAt: '2026-03-01T00:00:00.000Z' });
    const [letter, report] = await Promise.all([made('Лист'), made('Протокол')]);
    const files = [
      { fileName: 'лист.pdf', sha256: (await upload(client, 'лист.pdf', letter)).sha256 },
      { fileName: 'Validation_Report.pdf', sha256: (await upload(client, 'Validation_Report.pdf', report)).sha256 },
    ];
    const letterId = valueOf(await client.intake.receive({ files })).letters[0]?.letterId ?? '';
    await test.rooms.intake.settled(letterId);
    const card = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites: await someRequisites(client, {}) }));
    expect(card.files.map(({ fileName, role }) => [fileName, role])).toEqual([['лист.pdf', 'main'], ['Validation_Report.pdf', 'validation-report']]);
    expect(await test.rooms.store.blobs.isIntact(card.files[1]?.sha256 ?? '')).toBe(true);
    const own = valueOf(await client.registration.makeCopy({ documentId: card.documentId, form: 'protocol' }));
    expect(own.sha256).not.toBe(card.files[1]?.sha256);
    const after = valueOf(await client.registration.get({ documentId: card.documentId }));
    expect(after.copies.map(({ sha256 }) => sha256)).toEqual([own.sha256]);
  });

  it('is refused for a signature that nobody checked', async () => {
    const { client, card, reports } = await deskWithSignedLetter();
    const answer = await client.registration.makeCopy({ documentId: card.documentId, form: 'protocol', signature: { sha256: reports[0]?.sha256 ?? '', id: '77' } });
    expect(answer).toMatchObject({ ok: false, error: { code: 'not-found', message: 'error.noSuchSignature' } });
  });
});
