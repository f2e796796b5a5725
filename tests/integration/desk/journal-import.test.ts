import { describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import { guessColumns } from '#shared/domain/import-columns.ts';
import type { Client } from '#shared/rpc/client.ts';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import { readTable, writeCsv, writeXlsx } from '../../../src-main/spreadsheets/index.ts';
import { errorOf, openTestDesk, setUpOffice, signIn, someRequisites, type TestDesk, upload, valueOf } from '../../support/test-desk.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const HEADING = ['Реєстраційний індекс', 'Дата реєстрації', 'Кореспондент', 'Вихідний номер', 'Дата вихідного', 'Короткий зміст', 'Кількість аркушів'];
type Row = readonly (string | number | { readonly date: string } | null)[];
const journalRow = (number: number, changes: Partial<Record<number, Row[number]>> = {}): Row => HEADING.map((_title, at) => (at in changes ? (changes[at] ?? null) : [`${number}/01-05`, { date: '2019-03-05' }, 'Міністерство освіти', `12/${number}`, { date: '2019-03-01' }, `Про звіт ${number}`, 2][at] ?? null));

async function office(options: Parameters<typeof openTestDesk>[0] = {}) {
  const test = await openTestDesk({ environment: testEnvironment(), ...options });
  const client = test.client();
  await setUpOffice(client);
  await signIn(client);
  return { test, client };
}

async function orderFor(client: Client, fileName: string, bytes: Uint8Array): Promise<MethodInput<'journalImport.check'>> {
  const { sha256 } = await upload(client, fileName, bytes);
  const { journals, kinds } = valueOf(await client.registration.choices({}));
  const journal = journals.find(({ direction }) => direction === 'incoming');
  const kind = kinds.find(({ directions }) => directions.includes('incoming'));
  return { sha256, fileName, mapping: guessColumns([HEADING]).mapping, headingRow: 0, journalId: journal?.journalId ?? '', defaults: { kindId: kind?.kindId ?? null, caseId: null, language: 'uk' } };
}

const xlsx = (rows: readonly Row[]): Promise<Uint8Array> => writeXlsx({ name: '2019', header: HEADING, rows });
const counts = ({ rooms }: TestDesk): unknown[] => ['card', 'reg_number', 'imported_card', 'import_row'].map((table) => rooms.store.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get());

describe('an old journal', () => {
  it('is looked at, tried, and taken over whole: old numbers, indexes and dates stay, and the next number follows', async () => {
    const { test, client } = await office();
    const order = await orderFor(client, 'журнал.xlsx', await xlsx([journalRow(1), journalRow(2, { 1: { date: '2026-01-09' } }), journalRow(3, { 1: '31.02.2019' }), journalRow(1)]));
    expect(valueOf(await client.journalImport.preview(order))).toMatchObject({ format: 'xlsx', sheet: '2019', rows: 5, headingRow: 0, mapping: order.mapping, earlier: [], problems: [] });
    expect(valueOf(await client.journalImport.check(order))).toMatchObject({
      accepted: 2,
      rejected: 2,
      reasons: [
        { field: 'registrationDate', reason: 'notADay', rows: 1 },
        { field: 'registrationIndex', reason: 'numberTwice', rows: 1 },
      ],
      cards: [{ row: 2, registrationIndex: '1/01-05', registrationDate: '2019-03-05' }, { row: 3 }],
      faulty: [{ row: 4 }, { row: 5 }],
    });
    expect(counts(test)).toEqual([0, 0, 0, 0]);

    const rejected = valueOf(await client.journalImport.rejected({ ...order, language: 'uk' }));
    expect(rejected.fileName).toBe('журнал-відхилені.csv');
    expect((await readTable(rejected.bytes)).rows.map((row) => row.slice(0, 3))).toEqual([
      ['Рядок', 'Причина відхилення', 'Реєстраційний індекс'],
      ['4', 'Дата реєстрації: такої дати немає', '3/01-05'],
      ['5', 'Реєстраційний індекс: цей номер трапляється в таблиці вдруге', '1/01-05'],
    ]);

    expect(errorOf(await client.journalImport.run({ ...order, accepted: 3 }))).toMatchObject({ message: 'error.importChanged' });
    expect(valueOf(await client.journalImport.run({ ...order, accepted: 2 }))).toMatchObject({ state: 'completed', accepted: 2, rejected: 2, by: 'Роман Реєстратор' });
    const { rows } = valueOf(await client.search.page({}));
    expect(rows.map(({ registrationIndex, registrationDate }) => [registrationIndex, registrationDate])).toEqual([['2/01-05', '2026-01-09'], ['1/01-05', '2019-03-05']]);
    const document = valueOf(await client.registration.get({ documentId: rows[0]?.documentId ?? '' }));
    expect(document.history).toMatchObject([{ kind: 'card.imported', actor: 'Роман Реєстратор' }]);
    while (test.rooms.searchIndex.indexQueued() > 0);
    expect(valueOf(await client.search.page({ text: 'освіти звіт' })).rows).toHaveLength(2);

    const next = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: await someRequisites(client) }));
    expect(next.registrationNumber).toBe(3);
    expect((await checkIntegrity(test.rooms.store, {})).problems).toEqual([]);
  });

  it('that was taken over is recognised; once more only on purpose, and its numbers are taken then', async () => {
    const { client } = await office();
    const order = await orderFor(client, 'журнал.csv', writeCsv([HEADING, journalRow(1)]));
    valueOf(await client.journalImport.run({ ...order, accepted: 1 }));
    expect(valueOf(await client.journalImport.preview(order)).earlier).toMatchObject([{ fileName: 'журнал.csv', accepted: 1 }]);
    expect(errorOf(await client.journalImport.run({ ...order, accepted: 1 }))).toMatchObject({ message: 'error.importedBefore' });
    expect(valueOf(await client.journalImport.check(order))).toMatchObject({ accepted: 0, reasons: [{ reason: 'numberTaken' }] });
    expect(errorOf(await client.journalImport.run({ ...order, accepted: 1, again: true }))).toMatchObject({ message: 'error.importChanged', params: { now: '0' } });
  });

  it('of bad files says what is wrong with them', async () => {
    const { client } = await office();
    const refusalOf = async (name: string, bytes: Uint8Array) => errorOf(await client.journalImport.preview(await orderFor(client, name, bytes)));
    expect(await refusalOf('a.csv', Buffer.from(' '))).toMatchObject({ code: 'unreadable', message: 'error.tableEmpty' });
    expect(await refusalOf('a.pdf', Buffer.from('%PDF-1.7'))).toMatchObject({ message: 'error.tableNone' });
    expect(await refusalOf('a.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0, 0]))).toMatchObject({ message: 'error.tableOld' });
    expect(await refusalOf('a.csv', Buffer.from('a;b\n1;"2'))).toMatchObject({ message: 'error.tableQuote', params: { row: '2' } });
    const order = await orderFor(client, 'b.csv', writeCsv([HEADING, journalRow(1)]));
    expect(errorOf(await client.journalImport.check({ ...order, mapping: { ...order.mapping, subject: null } }))).toMatchObject({ message: 'error.importColumnsMissing', issues: [{ path: 'mapping.subject' }] });
    expect(errorOf(await client.journalImport.check({ ...order, journalId: 'none' }))).toMatchObject({ message: 'error.importJournalUnknown' });
  });
});

describe('an import that does not end well leaves nothing', () => {
  const many = (count: number): Row[] => Array.from({ length: count }, (_none, at) => journalRow(at + 1));

  it('when it is stopped', async () => {
    const { test, client } = await office();
    const order = await orderFor(client, 'журнал.csv', writeCsv([HEADING, ...many(1500)]));
    valueOf(await client.journalImport.check(order));
    const unsubscribe = test.desk.events.subscribe((event) => {
      if (event.event !== 'jobs') return;
      const running = event.jobs.find(({ title, progress }) => title === 'job.importJournal' && (progress ?? 0) > 0.3);
      if (running !== undefined) void client.jobs.cancel({ jobId: running.jobId });
    });
    expect(errorOf(await client.journalImport.run({ ...order, accepted: 1500 }))).toMatchObject({ code: 'cancelled' });
    unsubscribe();
    expect(counts(test)).toEqual([0, 0, 0, 0]);
    expect(valueOf(await client.journalImport.list({})).imports).toMatchObject([{ state: 'abandoned' }]);
    // Nothing stands in the way of the next try.
    valueOf(await client.journalImport.run({ ...order, accepted: 1500 }));
    expect(counts(test)).toEqual([1500, 1500, 0, 1500]);
    expect((await checkIntegrity(test.rooms.store, {})).problems).toEqual([]);
  });

  it('when a registration takes one of its numbers meanwhile', async () => {
    const { test, client } = await office();
    const rows = many(450).map((row, at) => (at === 449 ? journalRow(700, { 1: { date: '2026-01-09' } }) : row));
    const order = await orderFor(client, 'журнал.csv', writeCsv([HEADING, ...rows]));
    valueOf(await client.journalImport.check(order));
    const other = test.client('other');
    await signIn(other);
    const requisites = await someRequisites(other);
    const asked: Promise<unknown>[] = [];
    const seen: number[] = [];
    const unsubscribe = test.desk.events.subscribe((event) => {
      if (event.event !== 'jobs' || asked.length > 0 || !event.jobs.some(({ title, progress }) => title === 'job.importJournal' && (progress ?? 0) > 0)) return;
      test.rooms.store.database.prepare("INSERT INTO reg_number (journal_id, year, run, number, document_id) VALUES (?, 2026, '', 700, 'elsewhere')").run(order.journalId);
      asked.push(other.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites }).then((card) => seen.push(valueOf(card).registrationNumber)));
    });
    expect(errorOf(await client.journalImport.run({ ...order, accepted: 450 }))).toMatchObject({ message: 'error.importNumberTaken', params: { index: '700/01-05', row: '451' } });
    unsubscribe();
    await Promise.all(asked);
    // Registration went on beside it.
    expect(seen).toEqual([701]);
    expect(valueOf(await client.search.page({})).rows).toHaveLength(1);
    expect(counts(test)).toEqual([1, 2, 0, 0]);
  });
});
