import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import type { Client } from '#shared/rpc/client.ts';
import { createTestPki, signAttached } from '../../../src-main/demo/pki/index.ts';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import { previewCopy } from '../../../src-main/jobs/copy-job.ts';
import { loadFonts, makeTextPdf } from '../../../src-main/pdf/index.ts';
import { readWhole } from '../../support/read-whole.ts';
import { errorOf, openTestDesk, PROJECT_ROOT, setUpOffice, signIn, someRequisites, upload, valueOf } from '../../support/test-desk.ts';
import { changedOutside, judgesPresent, pictureOf, render } from '../pdf/rendering.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A letter that weighs more than a piece of a file does. */
async function heavyLetter(): Promise<Uint8Array> {
  const text = await makeTextPdf({ title: 'Лист', paragraphs: ['Просимо надати інформацію.'], fonts: await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts')), createdAt: '2026-03-01T00:00:00.000Z' });
  const document = await PDFDocument.load(text, { updateMetadata: false });
  await document.attach(randomBytes(900_000), 'додаток.bin');
  return document.save();
}

async function deskWithCopy() {
  const test = await openTestDesk({ environment: testEnvironment() });
  const client = test.client();
  await setUpOffice(client);
  await signIn(client);
  const original = await heavyLetter();
  const { sha256 } = await upload(client, 'лист.pdf', original);
  const letterId = valueOf(await client.intake.receive({ files: [{ sha256, fileName: 'лист.pdf' }] })).letters[0]?.letterId ?? '';
  await test.rooms.intake.settled(letterId);
  const card = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites: await someRequisites(client) }));
  const copy = valueOf(await client.registration.makeCopy({ documentId: card.documentId, form: 'stamped' }));
  return { test, client, original, card, copy };
}

const readCopy = (client: Client, sha256: string) => readWhole(client, sha256, ({ continues }) => expect(continues).not.toBeUndefined());

describe('a stamped copy', () => {
  it('is kept as what follows its original, and read as the whole file', async () => {
    const { test, client, original, card, copy } = await deskWithCopy();
    expect(copy).toMatchObject({ method: 'incremental', form: 'stamped' });
    const kept = await test.rooms.store.blobs.read(copy.sha256);
    expect(kept.length).toBeLessThan(60_000);
    expect(copy.size).toBe(original.length + kept.length);
    const whole = await readCopy(client, copy.sha256);
    expect(whole.length).toBe(copy.size);
    expect(whole.subarray(0, original.length).equals(Buffer.from(original))).toBe(true);
    expect(hashOf(whole.subarray(original.length))).toBe(copy.sha256);
    expect((await PDFDocument.load(whole, { updateMetadata: false })).getPageCount()).toBeGreaterThan(0);
    expect(valueOf(await client.files.read({ sha256: copy.sha256, offset: 5, length: 10 })).continues).toEqual({ sha256: card.files[0]?.sha256, size: original.length });
    expect(valueOf(await client.files.read({ sha256: copy.sha256, offset: copy.size + 1, length: 10 })).piece.length).toBe(0);
    expect(await test.rooms.store.blobs.isIntact(card.files[0]?.sha256 ?? '')).toBe(true);
    expect(await checkIntegrity(test.rooms.store, {})).toMatchObject({ problems: [] });
  });

  it('is previewed without anything being made, and made where its marks were put', async () => {
    const { test, client, card, original } = await deskWithCopy();
    const preview = valueOf(await client.registration.previewMarks({ documentId: card.documentId }));
    expect(preview).toMatchObject({ source: { sha256: hashOf(original), size: original.length, fileName: 'лист.pdf' }, pages: 1, marks: [{ mark: 'stamp', place: { page: 1 } }] });
    expect(Buffer.from(preview.marks[0]?.picture ?? []).subarray(0, 5).toString()).toBe('%PDF-');
    expect(valueOf(await client.registration.get({ documentId: card.documentId })).copies).toHaveLength(1);
    const placed = valueOf(await client.registration.makeCopy({ documentId: card.documentId, form: 'stamped', places: { stamp: { page: 1, left: 40, top: 200 } } }));
    expect(placed.method).toBe('incremental');
    const outside = errorOf(await client.registration.makeCopy({ documentId: card.documentId, form: 'stamped', places: { stamp: { page: 1, left: 590, top: 200 } } }));
    expect(outside).toMatchObject({ code: 'unreadable', message: 'error.pdf.no-room' });
    expect(valueOf(await client.registration.get({ documentId: card.documentId })).copies).toHaveLength(2);
    expect(await checkIntegrity(test.rooms.store, {})).toMatchObject({ problems: [] });
  });

  it.skipIf(!judgesPresent)('[PAP-01] has places to choose upon the pages of an image and of a PDF inside a signature, and the suggested ones give the same copy', async () => {
    const { test, client, original } = await deskWithCopy();
    const signed = signAttached(original, (await createTestPki({ now: '2026-03-02T04:00:00.000Z' })).signers.clerk);
    const scan = pictureOf(await makeTextPdf({ title: 'Скан', paragraphs: ['Просимо надати інформацію.'], fonts: await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts')), createdAt: '2026-03-01T00:00:00.000Z' }), 'jpeg', 60);
    for (const [fileName, bytes] of [['лист.pdf.p7m', signed], ['скан.jpg', scan]] as const) {
      const { sha256 } = await upload(client, fileName, bytes);
      const letterId = valueOf(await client.intake.receive({ files: [{ sha256, fileName }] })).letters[0]?.letterId ?? '';
      await test.rooms.intake.settled(letterId);
      const { documentId } = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites: await someRequisites(client) }));
      const preview = valueOf(await client.registration.previewMarks({ documentId }));
      // The window reads the pages of what is stored, and gets those that are not.
      const pages = preview.made ?? (await readWhole(client, preview.source.sha256));
      expect(preview.source.sha256, fileName).toBe(fileName === 'скан.jpg' ? sha256 : hashOf(original));
      expect(preview.made === null, fileName).toBe(fileName !== 'скан.jpg');
      expect((await PDFDocument.load(pages, { updateMetadata: false })).getPageCount()).toBe(preview.pages);
      const places = Object.fromEntries(preview.marks.map(({ mark, place, count, columns }) => [mark, place === null ? 'sheet' : mark === 'blocks' ? { ...place, count, columns } : place]));
      const [automatic, chosen] = [valueOf(await client.registration.makeCopy({ documentId, form: 'stamped' })), valueOf(await client.registration.makeCopy({ documentId, form: 'stamped', places }))];
      const [one, two] = await Promise.all([automatic, chosen].map(async (copy) => render(await readWhole(client, copy.sha256), 60, { first: 1, last: 9 })));
      expect(one?.length, fileName).toBeGreaterThan(0);
      expect(one?.map((page, at) => changedOutside(page, two?.[at] ?? page, [])), fileName).toEqual(one?.map(() => 0));
      const moved = valueOf(await client.registration.makeCopy({ documentId, form: 'stamped', places: { ...places, stamp: { page: 1, left: 40, top: 820 } } }));
      const [elsewhere] = render(await readWhole(client, moved.sha256), 60);
      expect(one?.[0] && elsewhere && changedOutside(one[0], elsewhere, []), fileName).toBeGreaterThan(0);
    }
    // At a desk to which the content itself has not come yet, it comes with the places.
    const location = await test.rooms.store.blobs.locate(hashOf(signed));
    const texts = { stamp: null, blocks: [], title: '', createdAt: '2026-03-01T00:00:00.000Z' };
    const alone = await previewCopy({ source: { fileName: 'лист.pdf.p7m', sha256: hashOf(signed), location }, mediaType: 'application/pkcs7-mime', fontsDirectory: path.join(PROJECT_ROOT, 'resources', 'fonts'), texts });
    expect(hashOf(alone?.made ?? new Uint8Array())).toBe(hashOf(original));
    expect(await checkIntegrity(test.rooms.store, {})).toMatchObject({ problems: [] });
  });

  it('has no places to choose where its document has no pages', async () => {
    const { client } = await deskWithCopy();
    const { sha256 } = await upload(client, 'лист.txt', new TextEncoder().encode('Просимо надати інформацію.'));
    const letterId = valueOf(await client.intake.receive({ files: [{ sha256, fileName: 'лист.txt' }] })).letters[0]?.letterId ?? '';
    const { documentId } = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites: await someRequisites(client) }));
    expect(errorOf(await client.registration.previewMarks({ documentId }))).toMatchObject({ message: 'error.marksNeedPages' });
    expect(valueOf(await client.registration.makeCopy({ documentId, form: 'stamped' })).method).toBe('full-save');
  });

  it('is read by nobody who may not read its card', async () => {
    const { test, client, card, copy } = await deskWithCopy();
    const admin = test.client('admin');
    await signIn(admin, 'admin');
    valueOf(await admin.accounts.create({ name: 'Олена Читач', login: 'reader', password: 'Reader-2026;', roles: ['official'] }));
    const reader = test.client('reader');
    valueOf(await reader.session.signIn({ login: 'reader', password: 'Reader-2026;' }));
    expect((await reader.files.read({ sha256: copy.sha256, offset: 0, length: 10 })).ok).toBe(true);
    const { version } = valueOf(await client.registration.get({ documentId: card.documentId }));
    valueOf(await client.registration.correct({ documentId: card.documentId, basedOn: version, changes: { restricted: true }, reason: 'ДСК' }));
    expect(errorOf(await reader.files.read({ sha256: copy.sha256, offset: 0, length: 10 }))).toMatchObject({ code: 'not-found' });
  });

  it('is made anew the same, and kept once', async () => {
    const { test, client, card, copy } = await deskWithCopy();
    const again = valueOf(await client.registration.makeCopy({ documentId: card.documentId, form: 'stamped' }));
    expect(again).toMatchObject({ size: copy.size, method: 'incremental' });
    expect(await readCopy(client, again.sha256).then((bytes) => bytes.length)).toBe(copy.size);
    expect(await checkIntegrity(test.rooms.store, {})).toMatchObject({ problems: [] });
  });

  it('is missed with its original: a damaged or lost one is told and nothing is made up', async () => {
    const { test, client, card, copy } = await deskWithCopy();
    const { path: file } = await test.rooms.store.blobs.locate(card.files[0]?.sha256 ?? '');
    const sealed = readFileSync(file);
    sealed[sealed.length - 100] = (sealed[sealed.length - 100] ?? 0) ^ 1;
    writeFileSync(file, sealed);
    expect((await client.files.read({ sha256: copy.sha256, offset: 800_000, length: 200_000 })).ok).toBe(false);
    const failed = errorOf(await client.registration.makeCopy({ documentId: card.documentId, form: 'stamped' }));
    expect(failed.message).toBe('error.copyFailed');
    rmSync(file);
    expect(existsSync(file)).toBe(false);
    expect((await client.files.read({ sha256: copy.sha256, offset: 0, length: 10 })).ok).toBe(false);
    expect((await checkIntegrity(test.rooms.store, {})).problems).not.toEqual([]);
  });
});
