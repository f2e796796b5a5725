import { createHash } from 'node:crypto';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Client } from '#shared/rpc/client.ts';
import type { Letter } from '#shared/contract/intake.ts';
import { createTestPki, signAttached } from '../../../src-main/demo/pki/index.ts';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import { loadFonts, makeTextPdf } from '../../../src-main/pdf/index.ts';
import { errorOf, openTestDesk, PASSWORD, PROJECT_ROOT, setUpOffice, signIn, someRequisites, upload, valueOf } from '../../support/test-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const newRequest = (): string => crypto.randomUUID();

async function letterPdf(text = 'Просимо надати інформацію про архівні справи.'): Promise<Uint8Array> {
  return makeTextPdf({ title: 'Запит', paragraphs: [text], fonts: await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts')), createdAt: '2026-03-01T00:00:00.000Z' });
}

async function office(options: Parameters<typeof openTestDesk>[0] = {}) {
  const environment = testEnvironment();
  const test = await openTestDesk({ environment, ...options });
  const client = test.client();
  await setUpOffice(client);
  await signIn(client);
  return { test, client, environment };
}

/** Takes a file in and waits for its check. */
async function receive(client: Client, test: Awaited<ReturnType<typeof office>>['test'], fileName: string, bytes: Uint8Array): Promise<Letter> {
  const { sha256 } = await upload(client, fileName, bytes);
  const [letter] = valueOf(await client.intake.receive({ files: [{ sha256, fileName }] })).letters;
  await test.rooms.intake.settled(letter?.letterId ?? '');
  return valueOf(await client.intake.get({ letterId: letter?.letterId ?? '' }));
}

describe('registration', () => {
  it('[REG-01] [NUM-01] [REG-04] gives number, date and history in one step', async () => {
    const { client, test } = await office();
    const bytes = await letterPdf();
    const letter = await receive(client, test, 'Запит.pdf', bytes);
    expect(letter).toMatchObject({ verdict: 'unsigned', checkProblem: null, suggestions: { sheets: 1 } });
    const requisites = await someRequisites(client);
    const card = valueOf(await client.registration.register({ requestId: newRequest(), letterId: letter.letterId, requisites }));
    expect(card).toMatchObject({ registrationNumber: 1, registrationYear: 2026, registrationDate: '2026-03-02', state: 'registered', verdict: 'unsigned' });
    expect(card.files).toEqual([{ sha256: createHash('sha256').update(bytes).digest('hex'), fileName: 'Запит.pdf', size: bytes.length, mediaType: 'application/pdf', role: 'main' }]);
    const { history } = valueOf(await client.registration.get({ documentId: card.documentId }));
    expect(history.map((entry) => [entry.kind, entry.actor])).toEqual([
      ['letter.received', 'Роман Реєстратор'],
      ['verification.recorded', 'Роман Реєстратор'],
      ['card.registered', 'Роман Реєстратор'],
    ]);
    expect(valueOf(await client.intake.list({})).letters).toEqual([]);
  });

  it('[REG-02] counts each journal by itself, without a gap', async () => {
    const { client } = await office();
    const { journals, kinds } = valueOf(await client.registration.choices({}));
    const numbers: Record<string, number[]> = {};
    for (let round = 0; round < 3; round += 1) {
      for (const direction of ['incoming', 'outgoing', 'internal'] as const) {
        const journal = journals.find((candidate) => candidate.direction === direction);
        const kind = kinds.find((candidate) => candidate.directions.includes(direction));
        const requisites = await someRequisites(client, { direction, journalId: journal?.journalId ?? '', kindId: kind?.kindId ?? '', author: 'Роман' });
        const card = valueOf(await client.registration.register({ requestId: newRequest(), letterId: null, requisites }));
        (numbers[direction] ??= []).push(card.registrationNumber);
      }
    }
    expect(numbers).toEqual({ incoming: [1, 2, 3], outgoing: [1, 2, 3], internal: [1, 2, 3] });
  });

  it('begins a new year with number 1, by the office’s own midnight', async () => {
    const { client, environment } = await office();
    valueOf(await client.session.changePassword({ current: PASSWORD, next: 'N0va-para;X' }));
    environment.set('2026-12-31T21:59:00.000Z');
    valueOf(await client.session.signIn({ login: 'registrar', password: 'N0va-para;X' }));
    const requisites = await someRequisites(client);
    const register = async () => valueOf(await client.registration.register({ requestId: newRequest(), letterId: null, requisites: { ...requisites, correspondentNumber: newRequest() } }));
    expect(await register()).toMatchObject({ registrationNumber: 1, registrationYear: 2026, registrationDate: '2026-12-31' });
    environment.set('2026-12-31T22:01:00.000Z');
    expect(await register()).toMatchObject({ registrationNumber: 1, registrationYear: 2027, registrationDate: '2027-01-01' });
  });

  it('[CARD-05] refuses a card without mandatory requisites, lists them, and takes no number', async () => {
    const { client } = await office();
    const requisites = await someRequisites(client);
    const refused = errorOf(await client.registration.register({ requestId: newRequest(), letterId: null, requisites: { ...requisites, subject: ' ', correspondent: null, caseId: null } }));
    expect(refused.code).toBe('refused');
    expect(refused.issues.map((issue) => issue.path).sort()).toEqual(expect.arrayContaining(['correspondent', 'subject']));
    expect(valueOf(await client.registration.register({ requestId: newRequest(), letterId: null, requisites }))).toMatchObject({ registrationNumber: 1 });
  });

  it('answers a repeated request with the card that was made', async () => {
    const { client } = await office();
    const call = { requestId: newRequest(), letterId: null, requisites: await someRequisites(client) };
    const [first, second] = await Promise.all([client.registration.register(call), client.registration.register(call)]);
    expect(valueOf(second)).toEqual(valueOf(first));
    expect(valueOf(await client.search.page({})).rows).toHaveLength(1);
  });

  it('[REG-17] does not register the same file a second time, and names the card that exists', async () => {
    const { client, test } = await office();
    const bytes = await letterPdf();
    const requisites = await someRequisites(client);
    const first = await receive(client, test, 'Запит.pdf', bytes);
    const card = valueOf(await client.registration.register({ requestId: newRequest(), letterId: first.letterId, requisites }));
    const again = await receive(client, test, 'Ще раз.pdf', bytes);
    expect(again.sameFileAs).toEqual([{ documentId: card.documentId, registrationIndex: card.registrationIndex }]);
    expect(errorOf(await client.registration.register({ requestId: newRequest(), letterId: again.letterId, requisites }))).toMatchObject({ message: 'error.alreadyRegistered', params: { documentId: card.documentId } });
  });

  it('[CARD-02] registers a card without a file', async () => {
    const { client } = await office();
    const card = valueOf(await client.registration.register({ requestId: newRequest(), letterId: null, requisites: await someRequisites(client) }));
    expect(card).toMatchObject({ files: [], verdict: null });
  });

  it('[CARD-14] [AUD-03] [AUD-04] logs a correction with value before and after, and refuses one made on an old state', async () => {
    const { client } = await office();
    const card = valueOf(await client.registration.register({ requestId: newRequest(), letterId: null, requisites: await someRequisites(client, { restricted: true }) }));
    const { version } = valueOf(await client.registration.get({ documentId: card.documentId }));
    const corrected = valueOf(await client.registration.correct({ documentId: card.documentId, basedOn: version, changes: { subject: 'Про нагородження' }, reason: 'Описка' }));
    expect(corrected).toMatchObject({ subject: 'Про нагородження', restricted: true, correspondent: card.correspondent, registrationIndex: card.registrationIndex });
    expect(errorOf(await client.registration.correct({ documentId: card.documentId, basedOn: version, changes: { subject: 'Інше' }, reason: 'x' }))).toMatchObject({ code: 'conflict' });
    expect(errorOf(await client.registration.correct({ documentId: card.documentId, basedOn: valueOf(await client.registration.get({ documentId: card.documentId })).version, changes: { caseId: 'no such case' }, reason: 'x' })).issues).toEqual([{ path: 'caseId', message: 'requisite.missing' }]);
    const { history } = valueOf(await client.registration.get({ documentId: card.documentId }));
    expect(history.at(-1)).toMatchObject({ kind: 'card.corrected', changes: [{ field: 'subject', before: card.subject, after: 'Про нагородження' }, { field: 'reason', before: null, after: 'Описка' }] });
  });

  it('keeps restricted cards out of lists, search and files for those without the right', async () => {
    const { client, test } = await office();
    const admin = test.client('admin');
    await signIn(admin, 'admin');
    valueOf(await admin.accounts.create({ name: 'Олена Читач', login: 'reader', password: 'Reader-2026;', roles: ['official'] }));
    const reader = test.client('reader');
    valueOf(await reader.session.signIn({ login: 'reader', password: 'Reader-2026;' }));
    const letter = await receive(client, test, 'Таємне.pdf', await letterPdf('Відомості для службового користування'));
    const card = valueOf(await client.registration.register({ requestId: newRequest(), letterId: letter.letterId, requisites: await someRequisites(client, { restricted: true, subject: 'Обмежений доступ' }) }));
    test.rooms.searchIndex.indexQueued();
    expect(valueOf(await client.search.page({ text: 'обмежений' })).rows).toHaveLength(1);
    expect(valueOf(await reader.search.page({ text: 'обмежений' })).rows).toHaveLength(0);
    expect(valueOf(await reader.search.page({})).rows).toEqual([]);
    expect(errorOf(await reader.registration.get({ documentId: card.documentId }))).toMatchObject({ code: 'not-found' });
    expect(errorOf(await reader.files.read({ sha256: card.files[0]?.sha256 ?? '', offset: 0, length: 10 }))).toMatchObject({ code: 'not-found' });
    expect(errorOf(await reader.intake.list({}))).toMatchObject({ code: 'no-right' });
  });

  it('finds cards by words of the card, of the document and by a fragment of the number', async () => {
    const { client, test } = await office();
    const letter = await receive(client, test, 'Запит.pdf', await letterPdf('Ґрунтовний аналіз їхньої єдності'));
    const card = valueOf(await client.registration.register({ requestId: newRequest(), letterId: letter.letterId, requisites: await someRequisites(client) }));
    expect(test.rooms.searchIndex.waiting()).toBe(1);
    await test.rooms.extraction.look();
    for (const text of ['ґрунтовн', 'ЇХНЬОЇ єдності', 'міністерство', 'архівних справ', card.registrationIndex, card.registrationIndex.slice(0, 3)]) {
      expect(valueOf(await client.search.page({ text })).rows.map((row) => row.documentId), text).toEqual([card.documentId]);
    }
    for (const text of ['нагородження', '"', '%', "' OR 1=1", 'NEAR(']) expect(valueOf(await client.search.page({ text })).rows, text).toHaveLength(0);
  });

  it('joins a signature that came apart from its document, before registration only', async () => {
    const { client, test } = await office();
    const document = await receive(client, test, 'Запит.pdf', await letterPdf());
    const attachment = await receive(client, test, 'Додаток 1.pdf', await letterPdf('Додаток'));
    const joined = valueOf(await client.intake.join({ letterId: attachment.letterId, intoLetterId: document.letterId }));
    expect(joined.files.map((file) => [file.fileName, file.role])).toEqual([['Запит.pdf', 'main'], ['Додаток 1.pdf', 'attachment']]);
    await test.rooms.intake.settled(document.letterId);
    const card = valueOf(await client.registration.register({ requestId: newRequest(), letterId: document.letterId, requisites: await someRequisites(client) }));
    expect(card.files).toHaveLength(2);
    expect(errorOf(await client.intake.join({ letterId: attachment.letterId, intoLetterId: document.letterId }))).toMatchObject({ message: 'error.letterNotWaiting' });
  });
});

describe('files', () => {
  it('are kept by SHA-256, however odd they are, and come back byte for byte', async () => {
    const { client, test } = await office();
    for (const bytes of [new Uint8Array(0), Uint8Array.of(0), new Uint8Array(700_000).fill(7), Buffer.from('%PDF-1.7 and then nothing')]) {
      const letter = await receive(client, test, 'дивний файл.bin', bytes);
      const { sha256, size } = letter.files[0] ?? { sha256: '', size: -1 };
      expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect(size).toBe(bytes.length);
      expect(letter.verdict).toBe('unsigned');
      const read = valueOf(await client.files.read({ sha256, offset: 0, length: 512 * 1024 }));
      expect(Buffer.from(read.piece).equals(Buffer.from(bytes.subarray(0, 512 * 1024)))).toBe(true);
    }
  });

  it('come in whole and in order, or not at all', async () => {
    const { client } = await office();
    expect(errorOf(await client.files.begin({ fileName: 'велетень.pdf', size: 5e9 }))).toMatchObject({ code: 'too-large' });
    const { uploadId } = valueOf(await client.files.begin({ fileName: 'a.pdf', size: 10 }));
    expect(errorOf(await client.files.append({ uploadId, offset: 5, piece: new Uint8Array(5) }))).toMatchObject({ message: 'error.uploadOutOfOrder' });
    valueOf(await client.files.append({ uploadId, offset: 0, piece: new Uint8Array(5) }));
    expect(errorOf(await client.files.append({ uploadId, offset: 5, piece: new Uint8Array(6) }))).toMatchObject({ message: 'error.uploadLongerThanSaid' });
    expect(errorOf(await client.files.finish({ uploadId }))).toMatchObject({ message: 'error.uploadIncomplete' });
    valueOf(await client.files.abandon({ uploadId }));
    expect(errorOf(await client.files.finish({ uploadId }))).toMatchObject({ code: 'not-found' });
  });
});

describe('the desk after a new start', () => {
  it('holds everything that was there', async () => {
    const dataDirectory = temporaryFolder();
    const { client, test } = await office({ dataDirectory });
    const letter = await receive(client, test, 'Запит.pdf', await letterPdf());
    const card = valueOf(await client.registration.register({ requestId: newRequest(), letterId: letter.letterId, requisites: await someRequisites(client) }));
    const waiting = await receive(client, test, 'Ще один.pdf', await letterPdf('Другий лист'));
    await test.close();
    const again = await openTestDesk({ dataDirectory });
    const window = again.client();
    await signIn(window);
    expect(valueOf(await window.registration.get({ documentId: card.documentId })).card).toEqual(card);
    expect(valueOf(await window.intake.list({})).letters.map((found) => found.letterId)).toEqual([waiting.letterId]);
  });
});

describe('letters that wait', () => {
  it('stand in the order in which they came, even within one millisecond', async () => {
    const { client } = await office();
    const names = Array.from({ length: 12 }, (_, at) => `лист ${at + 1}.txt`);
    const files = [];
    for (const fileName of names) files.push({ fileName, sha256: (await upload(client, fileName, Buffer.from(fileName))).sha256 });
    valueOf(await client.intake.receive({ files }));
    expect(valueOf(await client.intake.list({})).letters.map((letter) => letter.fileName)).toEqual(names);
  });
});

describe('a signature with its document inside', () => {
  it('shows, describes, finds and copies the document; the signature itself is the original', async () => {
    const { client, test } = await office();
    const pki = await createTestPki({ now: '2026-03-02T04:00:00.000Z' });
    const inside = await letterPdf('Їжакуватий примірник усередині підпису');
    const signed = signAttached(inside, pki.signers.clerk);
    const letter = await receive(client, test, 'Лист.pdf.p7m', signed);
    expect(letter.files[0]).toMatchObject({ mediaType: 'application/pkcs7-mime', size: signed.length });
    expect(letter.suggestions).toMatchObject({ sheets: 1, subject: 'Запит' });
    const shown = valueOf(await client.files.shown({ sha256: letter.files[0]?.sha256 ?? '' }));
    expect(shown).toEqual({ sha256: createHash('sha256').update(inside).digest('hex'), size: inside.length, mediaType: 'application/pdf' });
    const read = valueOf(await client.files.read({ sha256: shown?.sha256 ?? '', offset: 0, length: 512 * 1024 }));
    expect(Buffer.from(read.piece).equals(Buffer.from(inside))).toBe(true);

    const card = valueOf(await client.registration.register({ requestId: newRequest(), letterId: letter.letterId, requisites: await someRequisites(client) }));
    await test.rooms.extraction.look();
    test.rooms.searchIndex.indexQueued();
    expect(valueOf(await client.search.page({ text: 'їжакуватий' })).rows).toHaveLength(1);
    const copy = valueOf(await client.registration.makeCopy({ documentId: card.documentId, form: 'stamped' }));
    const bytes = await test.rooms.store.blobs.read(copy.sha256);
    expect(bytes.subarray(0, inside.length).equals(Buffer.from(inside))).toBe(true);
    expect(await checkIntegrity(test.rooms.store, {})).toMatchObject({ problems: [] });

    const admin = test.client('admin');
    await signIn(admin, 'admin');
    valueOf(await admin.accounts.create({ name: 'Олена Читач', login: 'reader', password: 'Reader-2026;', roles: ['official'] }));
    const reader = test.client('reader');
    valueOf(await reader.session.signIn({ login: 'reader', password: 'Reader-2026;' }));
    expect((await reader.files.read({ sha256: shown?.sha256 ?? '', offset: 0, length: 10 })).ok).toBe(true);
    const { version } = valueOf(await client.registration.get({ documentId: card.documentId }));
    valueOf(await client.registration.correct({ documentId: card.documentId, basedOn: version, changes: { restricted: true }, reason: 'ДСК' }));
    expect(errorOf(await reader.files.shown({ sha256: letter.files[0]?.sha256 ?? '' }))).toMatchObject({ code: 'not-found' });
    expect(errorOf(await reader.files.read({ sha256: shown?.sha256 ?? '', offset: 0, length: 10 }))).toMatchObject({ code: 'not-found' });
  });
});
