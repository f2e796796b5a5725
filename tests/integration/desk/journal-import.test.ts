import { describe, expect, it } from 'vitest';
import type { MethodInput, MethodOutput } from '#shared/contract/index.ts';
import { guessColumns } from '#shared/domain/import-columns.ts';
import type { Client } from '#shared/rpc/client.ts';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import { readTable, writeCsv, writeXlsx } from '../../../src-main/spreadsheets/index.ts';
import { compareWithLog, rebuildProjections } from '../../../src-main/store/projections/rebuild.ts';
import { errorOf, openTestDesk, PASSWORD, setUpOffice, signIn, someRequisites, type TestDesk, upload, valueOf } from '../../support/test-desk.ts';
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

describe('cards of old journals among those registered here', () => {
  const day = (date: string): { readonly date: string } => ({ date });
  const shown = (rows: readonly { readonly registrationIndex: string; readonly registrationDate: string }[]): string[] => rows.map(({ registrationIndex, registrationDate }) => `${registrationDate} ${registrationIndex}`);

  async function everyPage(client: Client, question: MethodInput<'search.page'>): Promise<string[]> {
    const rows: string[] = [];
    let after: string | null = null;
    do {
      const page: MethodOutput<'search.page'> = valueOf(await client.search.page({ ...question, after, limit: 2 }));
      rows.push(...shown(page.rows));
      after = page.next;
    } while (after !== null);
    return rows;
  }

  /** An office that registered two cards, took two old journals over, the younger one first, and registered a third. */
  async function officeWithOldJournals() {
    const { test, client } = await office();
    const register = async (subject: string): Promise<string> => shown([valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: await someRequisites(client, { subject }) }))])[0] ?? '';
    const before = [await register('Про звіт перший'), await register('Про звіт другий')];
    const { journals, kinds } = valueOf(await client.registration.choices({}));
    const take = async (fileName: string, direction: string, rows: readonly Row[]): Promise<void> => {
      const order = await orderFor(client, fileName, writeCsv([HEADING, ...rows]));
      const into = { ...order, journalId: journals.find((one) => one.direction === direction)?.journalId ?? '', defaults: { ...order.defaults, kindId: kinds.find(({ directions }) => directions.some((one) => one === direction))?.kindId ?? null } };
      expect(valueOf(await client.journalImport.run({ ...into, accepted: rows.length }))).toMatchObject({ state: 'completed' });
    };
    // The table stands on its head, № 4 bears a day before that of № 3, and № 10 was given by the old journal this year.
    await take('вхідні-2020.csv', 'incoming', [journalRow(10, { 1: day('2026-01-12') }), journalRow(5, { 1: day('2020-06-02') }), journalRow(4, { 1: day('2020-02-03') }), journalRow(3, { 1: day('2020-02-05') }), journalRow(2, { 1: day('2020-01-09') }), journalRow(1, { 1: day('2020-01-09') })]);
    await take('вихідні-2019.csv', 'outgoing', [journalRow(8, { 0: '8', 1: day('2019-11-01') }), journalRow(9, { 0: '9', 1: day('2020-02-04') })]);
    const after = await register('Про звіт третій');
    while (test.rooms.searchIndex.indexQueued() > 0);
    const old = ['2026-01-12 10/01-05', '2020-06-02 5/01-05', '2020-02-05 3/01-05', '2020-02-04 9', '2020-02-03 4/01-05', '2020-01-09 2/01-05', '2020-01-09 1/01-05', '2019-11-01 8'];
    return { test, client, journals, here: [after, ...before.toReversed()], old };
  }

  it('stand below them by their old dates, whichever was taken over first; a rebuild of the projections changes nothing', async () => {
    const { test, client, here, old } = await officeWithOldJournals();
    const { store } = test.rooms;
    const look = async (): Promise<void> => {
      expect(await everyPage(client, { sort: 'newest' })).toEqual([...here, ...old]);
      expect(await everyPage(client, { sort: 'oldest' })).toEqual([...here, ...old].toReversed());
      for (const sort of ['newest', 'relevance'] as const) expect(await everyPage(client, { text: 'звіт', sort })).toEqual([...here, ...old]);
      expect(await everyPage(client, { sort: 'newest', filters: { directions: ['incoming'], to: '2020-03-01' } })).toEqual(old.filter((row) => row.includes('/') && row < '2020-03'));
    };
    await look();
    const { facets } = valueOf(await client.search.facets({}));
    expect(facets.find(({ facet }) => facet === 'year')?.values.map(({ value }) => value).toSorted()).toEqual(['2019', '2020', '2026']);
    const cards = (): unknown[] => store.database.prepare('SELECT * FROM card ORDER BY card_key').all();
    const before = cards();
    expect(compareWithLog(store.database, store.log)).toEqual([]);
    await rebuildProjections(store.database, store.log, async () => undefined);
    expect(cards()).toEqual(before);
    expect(compareWithLog(store.database, store.log)).toEqual([]);
    await look();
    // What is indexed again stands where it stood.
    store.database.exec('INSERT INTO index_queue (document_id) SELECT document_id FROM card');
    while (test.rooms.searchIndex.indexQueued() > 0);
    await look();
  });

  it('are read by their numbers by a person to whom they were passed, none left out where days and numbers disagree', async () => {
    const { test, client, journals } = await officeWithOldJournals();
    const admin = test.client('admin');
    await signIn(admin, 'admin');
    valueOf(await admin.accounts.create({ login: 'executor', name: 'Віра Виконавиця', password: PASSWORD, roles: ['executor'] }));
    const executor = test.client('executor');
    valueOf(await executor.session.signIn({ login: 'executor', password: PASSWORD }));
    const { database } = test.rooms.store;
    const accountId = database.prepare("SELECT account_id FROM account WHERE login = 'executor'").pluck().get() as string;
    for (const documentId of database.prepare('SELECT document_id FROM card').pluck().all() as string[]) {
      test.rooms.store.commit((transaction) => transaction.append({ kind: 'card.readersAdded', entity: documentId, stream: 'main', actor: null, payload: { documentId, accountIds: [accountId] } }));
    }
    while (test.rooms.searchIndex.indexQueued() > 0);
    const journalId = journals.find(({ direction }) => direction === 'incoming')?.journalId ?? '';
    for (const year of [2020, 2026]) {
      for (const order of ['ascending', 'descending'] as const) {
        for (const place of [{ at: 'oldest' }, { at: 'newest' }, { at: 'number', number: 3 }, { at: 'after', number: 3 }, { at: 'before', number: 4 }] as const) {
          const asked = { journalId, year, order, place, limit: 2 };
          const all = valueOf(await client.search.journal(asked));
          expect(all.rows.length, JSON.stringify(asked)).toBeGreaterThan(year === 2020 ? 0 : -1);
          expect(valueOf(await executor.search.journal(asked)), JSON.stringify(asked)).toEqual(all);
        }
      }
    }
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
      test.rooms.store.database.prepare("INSERT INTO reg_number (journal_id, year, run, number, suffix, document_id) VALUES (?, 2026, '', 700, '', 'elsewhere')").run(order.journalId);
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
