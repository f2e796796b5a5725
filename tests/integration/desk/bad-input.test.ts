import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import { guessColumns } from '#shared/domain/import-columns.ts';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import { deskFiles } from '../../../src-main/store/store.ts';
import { writeCsv } from '../../../src-main/spreadsheets/index.ts';
import { errorOf, openTestDesk, setUpOffice, signIn, someRequisites, upload, valueOf } from '../../support/test-desk.ts';
import { testEnvironment } from '../../support/test-environment.ts';

type Requisites = MethodInput<'registration.register'>['requisites'];

async function office() {
  const test = await openTestDesk({ environment: testEnvironment() });
  const client = test.client();
  await setUpOffice(client);
  await signIn(client);
  const register = async (changes: Partial<Requisites>) => client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: await someRequisites(client, changes) });
  const sound = async () => expect((await checkIntegrity(test.rooms.store, {})).problems).toEqual([]);
  return { test, client, register, sound };
}

const WRONG_DAYS = ['2026-02-31', '2026-13-01', '0000-00-00', '2026-2-1', '31.02.2026', 'вчора', '٢٠٢٦-٠٢-٢٧', '2099-01-01', '2026-02-27T10:00:00Z', '-2026-02-27'];
const CONTROLS = ['\u0000', '\u0007', '\u001b[2J', '\u202e', '\u2066', '\u0085'];
/** Text that is odd and right: it is kept as it was written. */
const ODD: readonly string[] = [
  'Про 👩‍🏫 та 🇺🇦: звіт №1 🎓',
  'Ұлттық университет / Національний університет / Улуттук университет — mixed Latin',
  'دعوة إلى المؤتمر',
  '关于档案 𠮷野家',
  'e\u0301 є́ ї \u0456\u0308',
  'Рядок перший\nрядок другий\tз табуляцією',
  '\'; DROP TABLE card; -- <script>alert(1)</script> {n} %s =1+1',
];

describe('a card with wrong values', () => {
  it('is refused with the requisite that is wrong; no number is taken, the next letter gets the first one', async () => {
    const { client, register, sound } = await office();
    for (const correspondentDate of WRONG_DAYS) expect(errorOf(await register({ correspondentDate })), correspondentDate).toMatchObject({ code: 'refused', message: 'error.requisitesRefused', issues: [{ path: 'correspondentDate' }] });
    for (const control of CONTROLS) expect(errorOf(await register({ subject: `Про${control}звіт` })), JSON.stringify(control)).toMatchObject({ issues: [{ path: 'subject', message: 'requisite.invalid.controlCharacters' }] });
    expect(errorOf(await register({ subject: 'я'.repeat(1001) }))).toMatchObject({ issues: [{ path: 'subject', message: 'requisite.invalid.tooLong' }] });
    expect(errorOf(await register({ subject: 'я'.repeat(10_000) }))).toMatchObject({ code: 'bad-input', issues: [{ path: 'requisites.subject' }] });
    expect(errorOf(await register({ subject: '👩‍🏫'.repeat(2000) }))).toMatchObject({ code: 'bad-input', issues: [{ path: 'requisites.subject' }] });
    for (const sheets of [-1, 1.5, 1e9]) expect((await register({ sheets })).ok, String(sheets)).toBe(false);
    expect(valueOf(await client.search.page({})).rows).toEqual([]);
    expect(valueOf(await register({})).registrationNumber).toBe(1);
    await sound();
  });

  it('is refused in the same way when it is corrected, and stays as it was', async () => {
    const { client, register, sound } = await office();
    const { documentId } = valueOf(await register({}));
    const before = valueOf(await client.registration.get({ documentId }));
    const correct = async (changes: MethodInput<'registration.correct'>['changes']) => errorOf(await client.registration.correct({ documentId, basedOn: before.version, changes, reason: 'помилка' }));
    for (const correspondentDate of WRONG_DAYS) expect(await correct({ correspondentDate }), correspondentDate).toMatchObject({ issues: [{ path: 'correspondentDate' }] });
    for (const control of CONTROLS) expect(await correct({ correspondent: `Мін${control}істерство` }), JSON.stringify(control)).toMatchObject({ issues: [{ path: 'correspondent' }] });
    expect(await correct({ subject: 'я'.repeat(1001) })).toMatchObject({ issues: [{ path: 'subject', message: 'requisite.invalid.tooLong' }] });
    expect(await correct({ subject: 'я'.repeat(10_000) })).toMatchObject({ code: 'bad-input' });
    const after = valueOf(await client.registration.get({ documentId }));
    expect(after.card).toEqual(before.card);
    expect(after.history).toEqual(before.history);
    await sound();
  });

  it('of odd but right text is kept letter by letter, found, printed on the label, corrected and exported', async () => {
    const { test, client, register, sound } = await office();
    for (const subject of ODD) {
      const card = valueOf(await register({ subject, correspondent: subject.replaceAll(/[\n\t]/gu, ' '), medium: 'paper' }));
      expect(card.subject).toBe(subject);
      expect(valueOf(await client.paperIntake.label({ documentId: card.documentId, format: 'pdf', size: '58x40', reason: null })).bytes.length).toBeGreaterThan(0);
      const { version } = valueOf(await client.registration.get({ documentId: card.documentId }));
      valueOf(await client.registration.correct({ documentId: card.documentId, basedOn: version, changes: { note: subject.replaceAll(/[\n\t]/gu, ' ') }, reason: 'доповнено' }));
      expect(valueOf(await client.registration.get({ documentId: card.documentId })).card.subject).toBe(subject);
    }
    // Half a letter, as a cut-off copy leaves it: whatever is made of it, the chain and the rows stay sound.
    await register({ subject: 'Обрізано \ud83d' });
    while (test.rooms.searchIndex.indexQueued() > 0);
    expect(valueOf(await client.search.page({ text: 'Ұлттық університет' })).rows).toHaveLength(1);
    expect(valueOf(await client.search.page({ text: 'المؤتمر' })).rows).toHaveLength(1);
    await sound();
  });
});

describe('a table with bad content', () => {
  const HEADING = ['Реєстраційний індекс', 'Дата реєстрації', 'Кореспондент', 'Вихідний номер', 'Дата вихідного', 'Короткий зміст', 'Кількість аркушів'];
  const row = (number: number, changes: Partial<Record<number, string>> = {}): string[] => [`${number}/01-05`, '05.03.2019', 'Міністерство освіти', `12/${number}`, '01.03.2019', `Про звіт ${number}`, '2'].map((value, at) => changes[at] ?? value);

  it('has each wrong row named with its reason; the odd but right ones are taken as they are, with composed letters and plain spaces', async () => {
    const { client, sound } = await office();
    const { journals, kinds } = valueOf(await client.registration.choices({}));
    const order = async (bytes: Uint8Array) => {
      const { sha256 } = await upload(client, 'журнал.csv', bytes);
      return { sha256, fileName: 'журнал.csv', mapping: guessColumns([HEADING]).mapping, headingRow: 0, journalId: journals.find(({ direction }) => direction === 'incoming')?.journalId ?? '', defaults: { kindId: kinds.find(({ directions }) => directions.includes('incoming'))?.kindId ?? null, caseId: null, language: 'uk' as const } };
    };
    const good = ODD.map((subject, at) => row(at + 1, { 5: subject }));
    const bad = [row(101, { 1: '31.02.2019' }), row(102, { 1: 'вчора' }), row(103, { 4: '99.99.9999' }), row(104, { 5: 'я'.repeat(10_000) }), row(105, { 5: 'Про\u0007звіт' }), row(106, { 6: 'дві' }), row(107, { 0: '' })];
    const wanted = await order(writeCsv([HEADING, ...good, ...bad]));
    const checked = valueOf(await client.journalImport.check(wanted));
    expect(checked).toMatchObject({ accepted: good.length, rejected: bad.length });
    expect(checked.faulty.map((one) => one.row)).toEqual(bad.map((_none, at) => good.length + at + 2));
    valueOf(await client.journalImport.run({ ...wanted, accepted: good.length }));
    const { rows } = valueOf(await client.search.page({}));
    expect(new Set(rows.map(({ subject }) => subject))).toEqual(new Set(ODD.map((subject) => subject.normalize('NFC').replaceAll('\t', ' '))));
    await sound();
  });

  it('of a broken encoding says in which rows letters are broken before anything is taken over; an old Windows table is read', async () => {
    const { client, sound } = await office();
    const text = `${HEADING.join(';')}\r\n${row(1).join(';')}\r\n`;
    const utf8 = Buffer.from(text);
    // Cut in the middle of a letter, and UTF-8 with bytes of another table between.
    const broken = [Buffer.concat([utf8, Buffer.from([0xd0])]), Buffer.concat([utf8, Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0x0d, 0x0a])]), Buffer.from(`\ufeff${text}`, 'utf16le').subarray(0, -1), Buffer.from([0xfe, 0xff, 0x00])];
    for (const bytes of broken) {
      const { sha256 } = await upload(client, 'журнал.csv', bytes);
      const looked = valueOf(await client.journalImport.preview({ sha256, fileName: 'журнал.csv' }));
      expect(looked.problems.map(({ code }) => code), bytes.toString('hex').slice(-16)).toContain('brokenCharacters');
    }
    const windows = Buffer.from([...text].map((letter) => { const code = letter.codePointAt(0) ?? 0; return code < 128 ? code : code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code === 0x456 ? 0xb3 : code === 0x454 ? 0xba : code === 0x457 ? 0xbf : 0x3f; }));
    const { sha256 } = await upload(client, 'журнал-1251.csv', windows);
    const looked = valueOf(await client.journalImport.preview({ sha256, fileName: 'журнал-1251.csv' }));
    expect(looked.mapping.registrationIndex).toBe(0);
    expect(valueOf(await client.search.page({})).rows).toEqual([]);
    await sound();
  });
});

describe('a file of two gigabytes', () => {
  it('is refused by its said size before a byte travels; nothing of it is left', async () => {
    const { test, client } = await office();
    const blobs = (): string[] => readdirSync(deskFiles(test.dataDirectory).blobs, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
    const before = blobs();
    expect(errorOf(await client.files.begin({ fileName: 'відео засідання.mp4', size: 2 * 1024 ** 3 }))).toMatchObject({ code: 'too-large', message: 'error.fileTooLarge', params: { fileName: 'відео засідання.mp4', limit: String(1024 ** 3) } });
    expect(blobs()).toEqual(before);
    const empty = await upload(client, 'порожній.pdf', new Uint8Array(0));
    const [letter] = valueOf(await client.intake.receive({ files: [{ sha256: empty.sha256, fileName: 'порожній.pdf' }] })).letters;
    await test.rooms.intake.settled(letter?.letterId ?? '');
    valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: letter?.letterId ?? '', requisites: await someRequisites(client) }));
  });
});
