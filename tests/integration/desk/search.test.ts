import { createHash } from 'node:crypto';
import path from 'node:path';
import readXlsxFile from 'read-excel-file/node';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import type { FoundRow } from '#shared/contract/search.ts';
import { foldText } from '#shared/domain/search-folding.ts';
import type { Client } from '#shared/rpc/client.ts';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { EXECUTOR_LOGIN, GENERATED_PASSWORD, generateOffice } from '../../support/office-generator/generate-office.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { errorOf, openTestDesk, setUpOffice, signIn, someRequisites, type TestDesk, valueOf } from '../../support/test-desk.ts';

const CARDS = 3000;
let office = '';
beforeAll(async () => {
  office = path.join(mkdtempSync(path.join(tmpdir(), 'chancery-search-')), 'office');
  await generateOffice({ dataDirectory: office, cards: CARDS, seed: 7 });
}, 120_000);

/** A copy of the generated office, opened, with its windows. */
async function openOffice(): Promise<{ test: TestDesk; registrar: Client; executor: Client }> {
  const dataDirectory = temporaryFolder();
  cpSync(office, dataDirectory, { recursive: true });
  const test = await openTestDesk({ dataDirectory });
  const signedIn = async (login: string): Promise<Client> => {
    const client = test.client(login);
    valueOf(await client.session.signIn({ login, password: GENERATED_PASSWORD }));
    return client;
  };
  return { test, registrar: await signedIn('registrar'), executor: await signedIn(EXECUTOR_LOGIN) };
}

async function everyPage(client: Client, question: MethodInput<'search.page'>): Promise<FoundRow[]> {
  const rows: FoundRow[] = [];
  let after: string | null = null;
  do {
    const page: { rows: FoundRow[]; next: string | null } = valueOf(await client.search.page({ ...question, limit: 70, after }));
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return rows;
}

const idsOf = (rows: readonly FoundRow[]): string[] => rows.map((row) => row.documentId);

describe('search over an office of three thousand cards', () => {
  it('gives every card once, page by page, in each order', async () => {
    const { test, registrar } = await openOffice();
    const byKey = test.rooms.store.database.prepare('SELECT document_id FROM card ORDER BY card_key').pluck().all() as string[];
    expect(idsOf(await everyPage(registrar, { sort: 'oldest' }))).toEqual(byKey);
    expect(idsOf(await everyPage(registrar, { sort: 'newest' }))).toEqual(byKey.toReversed());
    const byIndex = await everyPage(registrar, { sort: 'index' });
    expect(idsOf(byIndex).toSorted()).toEqual(byKey.toSorted());
    for (const [at, row] of byIndex.entries()) {
      const next = byIndex[at + 1];
      if (next === undefined || next.journalId !== row.journalId) continue;
      expect(row.registrationYear > next.registrationYear || (row.registrationYear === next.registrationYear && row.registrationNumber < next.registrationNumber)).toBe(true);
    }
    const newest = idsOf(await everyPage(registrar, { text: 'университет' }));
    expect(newest.length).toBeGreaterThan(100);
    for (const sort of ['oldest', 'relevance', 'index'] as const) expect(idsOf(await everyPage(registrar, { text: 'университет', sort })).toSorted(), sort).toEqual(newest.toSorted());
    expect(errorOf(await registrar.search.page({ after: 'k.x' }))).toMatchObject({ code: 'bad-input' });
    expect(errorOf(await registrar.search.page({ after: 'r.0.5' }))).toMatchObject({ code: 'bad-input' });
  });

  it('narrows by every filter to what the cards say', async () => {
    const { test, registrar } = await openOffice();
    const where = (sql: string): string[] => (test.rooms.store.database.prepare(`SELECT document_id FROM card WHERE ${sql}`).pluck().all() as string[]).toSorted();
    const journal = test.rooms.directories.journals()[0]?.journalId ?? '';
    const correspondent = test.rooms.store.database.prepare('SELECT correspondent FROM card WHERE correspondent IS NOT NULL GROUP BY correspondent ORDER BY count(*) DESC').pluck().get() as string;
    const cases: readonly (readonly [NonNullable<MethodInput<'search.page'>['filters']>, string])[] = [
      [{ directions: ['incoming', 'internal'] }, "direction IN ('incoming', 'internal')"],
      [{ journals: [journal] }, `journal_id = '${journal}'`],
      [{ correspondents: [correspondent] }, `correspondent = '${correspondent.replaceAll("'", "''")}'`],
      [{ from: '2018-02-10', to: '2021-11-05' }, "registration_date BETWEEN '2018-02-10' AND '2021-11-05'"],
      [{ to: '2016-03-03' }, "registration_date <= '2016-03-03'"],
      [{ verdicts: ['failed', 'none'] }, "verdict = 'failed' OR verdict IS NULL"],
      [{ restricted: true }, 'restricted = 1'],
      [{ hasFiles: false, states: ['registered'] }, "document_id NOT IN (SELECT document_id FROM card_file) AND state = 'registered'"],
      [{ directions: ['outgoing'], restricted: false, hasFiles: true, from: '2020-01-01' }, "direction = 'outgoing' AND restricted = 0 AND document_id IN (SELECT document_id FROM card_file) AND registration_date >= '2020-01-01'"],
    ];
    for (const [filters, sql] of cases) expect(idsOf(await everyPage(registrar, { filters })).toSorted(), sql).toEqual(where(sql));
  });

  it('counts the filters of a question exactly where there are few', async () => {
    const { registrar, executor } = await openOffice();
    for (const client of [registrar, executor]) {
      const rows = await everyPage(client, { text: 'кафедра' });
      const { total, facets } = valueOf(await client.search.facets({ text: 'кафедра' }));
      expect(total).toEqual({ count: rows.length, exact: true });
      const directions = facets.find(({ facet }) => facet === 'direction')?.values ?? [];
      for (const { value, count, exact } of directions) expect({ value, count, exact }).toEqual({ value, count: rows.filter((row) => row.direction === value).length, exact: true });
      expect(directions.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length);
    }
  });

  it('[SEC-01] shows a person with the least right what was passed to them, in lists, counts, journals, snippets and files alike', async () => {
    const { test, registrar, executor } = await openOffice();
    const { database } = test.rooms.store;
    const own = (database.prepare(`SELECT document_id FROM card JOIN card_reader USING (card_key) JOIN account USING (account_id) WHERE login = '${EXECUTOR_LOGIN}' ORDER BY card_key DESC`).pluck().all() as string[]);
    expect(own.length).toBeGreaterThan(5);
    expect(own.length).toBeLessThan(CARDS / 20);
    expect(idsOf(await everyPage(executor, {}))).toEqual(own);
    expect(idsOf(await everyPage(executor, { sort: 'relevance' }))).toEqual(own);
    expect(valueOf(await executor.search.facets({})).total).toEqual({ count: own.length, exact: true });
    for (const { journalId, years } of valueOf(await executor.search.journalYears({})).journals) {
      for (const year of years) {
        const { rows } = valueOf(await executor.search.journal({ journalId, year, limit: 200 }));
        expect(rows.every((row) => own.includes(row.documentId))).toBe(true);
        expect(rows).toHaveLength(database.prepare('SELECT count(*) FROM card JOIN card_reader USING (card_key) JOIN account USING (account_id) WHERE login = ? AND journal_id = ? AND registration_year = ?').pluck().get(EXECUTOR_LOGIN, journalId, year) as number);
      }
    }
    const withText = database.prepare<[], { document_id: string; sha256: string; text: string }>('SELECT document_id, sha256, text FROM card JOIN card_file USING (document_id) JOIN document_text USING (sha256)').all();
    const foreign = withText.find((row) => !own.includes(row.document_id));
    if (foreign === undefined) throw new Error('no document of others with a text');
    const word = foldText(foreign.text).split(' ').find((candidate) => candidate.length > 6) ?? '';
    expect(valueOf(await registrar.search.snippets({ text: word, documentIds: [foreign.document_id] })).snippets).toHaveLength(1);
    expect(valueOf(await executor.search.snippets({ text: word, documentIds: [foreign.document_id] })).snippets).toEqual([]);
    expect(errorOf(await executor.registration.get({ documentId: foreign.document_id }))).toMatchObject({ code: 'not-found' });
    expect(errorOf(await executor.files.read({ sha256: foreign.sha256, offset: 0, length: 10 }))).toMatchObject({ code: 'not-found' });
    expect(valueOf(await executor.registration.get({ documentId: own[0] ?? '' })).card.documentId).toBe(own[0]);
    expect(errorOf(await executor.search.export({ format: 'csv', language: 'kk' }))).toMatchObject({ code: 'no-right' });
  });

  it('lets a person read a card from the moment it is passed to them', async () => {
    const { test, registrar, executor } = await openOffice();
    const newest = valueOf(await registrar.search.page({ limit: 1 })).rows[0];
    const account = test.rooms.store.database.prepare('SELECT account_id FROM account WHERE login = ?').pluck().get(EXECUTOR_LOGIN) as string;
    const before = valueOf(await executor.search.page({ limit: 1 })).rows[0];
    if (newest === undefined || before === undefined || newest.documentId === before.documentId) throw new Error('the newest card is theirs already');
    const pass = (): void => void test.rooms.store.commit((transaction) => transaction.append({ kind: 'card.readersAdded', entity: newest.documentId, stream: 'main', actor: null, payload: { documentId: newest.documentId, accountIds: [account] } }));
    pass();
    // Passed twice is passed once.
    pass();
    expect(valueOf(await executor.registration.get({ documentId: newest.documentId })).card.documentId).toBe(newest.documentId);
    expect(valueOf(await executor.search.page({ limit: 1 })).rows[0]?.documentId).toBe(newest.documentId);
  });

  it('reads a journal from any number, day or end, in both orders', async () => {
    const { test, registrar } = await openOffice();
    const { journalId, year, n } = test.rooms.store.database.prepare<[], { journalId: string; year: number; n: number }>('SELECT journal_id AS journalId, year, max(number) AS n FROM reg_number GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 1').get() ?? { journalId: '', year: 0, n: 0 };
    const page = async (order: 'ascending' | 'descending', place: MethodInput<'search.journal'>['place'], limit = 10) => {
      const read = valueOf(await registrar.search.journal({ journalId, year, order, place, limit }));
      expect([read.first, read.last]).toEqual([1, n]);
      return read.rows;
    };
    const numbers = async (...args: Parameters<typeof page>): Promise<number[]> => (await page(...args)).map((row) => row.registrationNumber);
    const range = (from: number, to: number): number[] => Array.from({ length: Math.abs(to - from) + 1 }, (_, at) => from + (to >= from ? at : -at));
    expect(await numbers('descending', { at: 'newest' })).toEqual(range(n, n - 9));
    expect(await numbers('ascending', { at: 'newest' })).toEqual(range(n - 9, n));
    expect(await numbers('ascending', { at: 'oldest' })).toEqual(range(1, 10));
    expect(await numbers('descending', { at: 'oldest' })).toEqual(range(10, 1));
    expect(await numbers('descending', { at: 'number', number: 30 })).toEqual(range(30, 21));
    expect(await numbers('descending', { at: 'after', number: 21 })).toEqual(range(20, 11));
    expect(await numbers('descending', { at: 'before', number: 30 })).toEqual(range(40, 31));
    expect(await numbers('ascending', { at: 'after', number: 21 })).toEqual(range(22, 31));
    expect(await numbers('ascending', { at: 'before', number: 12 })).toEqual(range(2, 11));
    const [middle] = await page('ascending', { at: 'number', number: 30 });
    const sameDay = (await page('ascending', { at: 'day', day: middle?.registrationDate ?? '' }))[0];
    expect(sameDay?.registrationDate).toBe(middle?.registrationDate);
    expect(sameDay?.registrationNumber).toBeLessThanOrEqual(30);
    const lastOfDay = (await page('descending', { at: 'day', day: middle?.registrationDate ?? '' }))[0];
    expect(lastOfDay?.registrationDate).toBe(middle?.registrationDate);
    expect(await page('ascending', { at: 'day', day: `${year}-12-31` })).toHaveLength((await page('descending', { at: 'day', day: `${year}-12-31` }, 200)).filter((row) => row.registrationDate === `${year}-12-31`).length);
  });

  it('writes what a question finds as CSV and XLSX, keeps the table for who took it, and writes it down', async () => {
    const { test, registrar } = await openOffice();
    const question = { text: 'кафедра', sort: 'newest' } as const;
    const rows = await everyPage(registrar, question);
    const csv = valueOf(await registrar.search.export({ ...question, format: 'csv', language: 'uk' }));
    expect(csv).toMatchObject({ rows: rows.length, complete: true, mediaType: 'text/csv' });
    const { piece } = valueOf(await registrar.files.read({ sha256: csv.sha256, offset: 0, length: 500_000 }));
    expect(createHash('sha256').update(piece).digest('hex')).toBe(csv.sha256);
    expect([...piece.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(piece).trimEnd().split('\r\n');
    expect(lines).toHaveLength(rows.length + 1);
    expect(lines[0]).toContain('Журнал реєстрації');
    expect(lines[1]).toContain(rows[0]?.registrationIndex);
    const xlsx = valueOf(await registrar.search.export({ ...question, format: 'xlsx', language: 'kk' }));
    const table = valueOf(await registrar.files.read({ sha256: xlsx.sha256, offset: 0, length: 500_000 })).piece;
    const [sheet] = await readXlsxFile(Buffer.from(table));
    expect(sheet?.data).toHaveLength(rows.length + 1);
    expect(test.rooms.store.database.prepare("SELECT count(*) FROM operation WHERE kind = 'search.exported'").pluck().get()).toBe(2);
    const admin = test.client('admin');
    valueOf(await admin.session.signIn({ login: 'admin', password: GENERATED_PASSWORD }));
    expect(errorOf(await admin.files.read({ sha256: csv.sha256, offset: 0, length: 10 }))).toMatchObject({ code: 'not-found' });
  });

  it('ends the older counting of a window when a newer one comes, and answers the newer', async () => {
    const { registrar } = await openOffice();
    const answers = await Promise.all(Array.from({ length: 6 }, (_, at) => registrar.search.facets({ text: at === 5 ? 'кафедра' : 'университет' })));
    expect(answers.at(-1)?.ok).toBe(true);
    for (const answer of answers.slice(0, -1)) if (!answer.ok) expect(answer.error.code).toBe('cancelled');
    expect(answers.filter((answer) => !answer.ok).length).toBeGreaterThan(0);
  });
});

describe('the index', () => {
  it('finds a card by a text that was kept after it was registered', async () => {
    const test = await openTestDesk();
    const client = test.client();
    await setUpOffice(client);
    await signIn(client);
    const { store, searchIndex } = test.rooms;
    const sha256 = 'ab'.repeat(32);
    const requisites = await someRequisites(client);
    store.commit((transaction) =>
      transaction.append({
        kind: 'card.registered',
        entity: 'd1',
        stream: 'main',
        actor: null,
        payload: { documentId: '019cacb3-f200-73ff-9771-0ed94599981b', requestId: 'r1', letterId: null, requisites: { ...requisites, subject: 'Скан' }, registrationNumber: 1, registrationYear: 2026, serialYear: 2026, numberRun: '', equalTo: null, replaces: null, registrationIndex: '1', registrationDate: '2026-03-02', files: [{ sha256, fileName: 'scan.tif', size: 1, mediaType: 'image/tiff', role: 'main' }], verdict: null },
      }),
    );
    expect(valueOf(await client.search.page({ text: 'розпізнано' })).rows).toEqual([]);
    expect(searchIndex.waiting()).toBe(0);
    store.keepText(sha256, 'Текст, який розпізнано потім');
    expect(searchIndex.waiting()).toBe(1);
    expect(valueOf(await client.search.page({ text: 'розпізнано' })).rows).toHaveLength(1);
    expect(valueOf(await client.search.page({ text: 'scan' })).rows).toHaveLength(1);
  });

  it('follows a correction', async () => {
    const test = await openTestDesk();
    const client = test.client();
    await setUpOffice(client);
    await signIn(client);
    const card = valueOf(await client.registration.register({ requestId: '019cacb3-f200-73ff-9771-0ed945999800', letterId: null, requisites: await someRequisites(client, { subject: 'Стара назва' }) }));
    expect(valueOf(await client.search.page({ text: 'стара' })).rows).toHaveLength(1);
    const { version } = valueOf(await client.registration.get({ documentId: card.documentId }));
    valueOf(await client.registration.correct({ documentId: card.documentId, basedOn: version, changes: { subject: 'Нова назва', restricted: true }, reason: 'помилка' }));
    expect(valueOf(await client.search.page({ text: 'стара' })).rows).toEqual([]);
    expect(valueOf(await client.search.page({ text: 'нова', filters: { restricted: true } })).rows).toHaveLength(1);
  });
});

describe('saved searches', () => {
  it('are seen by their owner or by the office, and taken away by whoever may', async () => {
    const { test, registrar, executor } = await openOffice();
    const own = valueOf(await executor.search.save({ name: 'Менікі', scope: 'own', question: { text: 'кафедра' } }));
    expect(errorOf(await executor.search.save({ name: 'Кеңсе', scope: 'office', question: {} }))).toMatchObject({ code: 'no-right' });
    const shared = valueOf(await registrar.search.save({ name: 'Кеңсе', scope: 'office', question: { filters: { restricted: true } } }));
    expect(errorOf(await registrar.search.save({ name: 'Кеңсе', scope: 'office', question: {} }))).toMatchObject({ code: 'conflict' });
    expect(valueOf(await executor.search.saved({})).searches.map(({ name, mine }) => [name, mine])).toEqual([['Менікі', true], ['Кеңсе', false]]);
    expect(valueOf(await registrar.search.saved({})).searches.map(({ name }) => name)).toEqual(['Кеңсе']);
    expect(errorOf(await executor.search.forget({ searchId: shared.searchId }))).toMatchObject({ code: 'not-found' });
    expect(errorOf(await registrar.search.forget({ searchId: own.searchId }))).toMatchObject({ code: 'not-found' });
    valueOf(await executor.search.forget({ searchId: own.searchId }));
    expect(valueOf(await executor.search.saved({})).searches.map(({ question }) => question.filters.restricted)).toEqual([true]);
    expect(test.rooms.store.database.prepare("SELECT count(*) FROM operation WHERE kind LIKE 'search.%'").pluck().get()).toBe(3);
  });
});
