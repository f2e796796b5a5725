import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isOperationKind, type OperationKind, type OperationPayload, readPayload } from '#shared/sync/operation-kinds.ts';
import { compareWithLog, rebuildProjections } from '../../../src-main/store/projections/rebuild.ts';
import { PROJECTION_TABLES, PROJECTIONS_VERSION } from '../../../src-main/store/projections/tables.ts';
import { Store } from '../../../src-main/store/store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const FIXTURES = path.resolve(import.meta.dirname, '..', '..', 'fixtures', 'operations');
const fixtures = readdirSync(FIXTURES).sort().flatMap((file) => JSON.parse(readFileSync(path.join(FIXTURES, file), 'utf8')) as { kind: string; v: number; payload: unknown }[]);

async function storeWithEveryKind(folder = temporaryFolder()) {
  const store = await Store.open(folder, testEnvironment());
  for (const { kind, v, payload } of fixtures) {
    if (!isOperationKind(kind)) throw new Error(kind);
    append(store, kind, readPayload(kind, v, payload));
  }
  return store;
}

/** Kinds whose maker the tables know: the fixtures name many people, so that here nobody made them. */
const JUDGED = /^(resolution|assignment|execution|extension|control|application|route|signature)\./;

function append(store: Store, kind: OperationKind, payload: unknown): void {
  store.commit((transaction) => transaction.append({ kind, entity: 'e', stream: 'main', actor: JUDGED.test(kind) ? null : { accountId: 'a1', login: 'registrar', name: 'Роман' }, payload: payload as OperationPayload<typeof kind> }));
}

function contentOf(store: Store): Record<string, unknown[]> {
  return Object.fromEntries(PROJECTION_TABLES.map((table) => [table, store.database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()]));
}

/** The tables of the version that stands beside them; where they differ from what went out, the version is raised too. */
const SHAPE = { version: 15, tables: '774680712cf9' };

describe('projections', () => {
  it('of another shape have another version, by which desks read them anew', async () => {
    const store = await Store.open(temporaryFolder(), testEnvironment());
    const made = store.database.prepare(`SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND tbl_name IN (SELECT value FROM json_each(?)) ORDER BY name`).pluck().all(JSON.stringify(PROJECTION_TABLES)) as string[];
    store.close();
    expect({ version: PROJECTIONS_VERSION, tables: hash('sha256', made.map((sql) => sql.replaceAll(/--.*|\s+/g, ' ')).join('\n')).slice(0, 12) }).toEqual(SHAPE);
  });

  it('rebuilt from the log give equal tables', async () => {
    const store = await storeWithEveryKind();
    const before = contentOf(store);
    expect(compareWithLog(store.database, store.log)).toEqual([]);
    await rebuildProjections(store.database, store.log, async () => undefined);
    expect(contentOf(store)).toEqual(before);
    await rebuildProjections(store.database, store.log, async () => undefined);
    expect(contentOf(store)).toEqual(before);
    store.close();
  });

  it('let the desk write on while they are rebuilt', async () => {
    const store = await Store.open(temporaryFolder(), testEnvironment());
    const define = (n: number): void => append(store, 'case.defined', { caseId: `c${n}`, index: `${n}`, title: 'x', retention: '5' });
    for (let n = 0; n < 1200; n += 1) define(n);
    let pauses = 0;
    const shares: number[] = [];
    await rebuildProjections(store.database, store.log, async (done) => {
      pauses += 1;
      shares.push(done);
      append(store, 'case.defined', { caseId: `late-${pauses}`, index: '1', title: 'x', retention: '5' });
    });
    expect(pauses).toBeGreaterThan(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.every((share) => share > 0 && share <= 1)).toBe(true);
    expect(compareWithLog(store.database, store.log)).toEqual([]);
    expect(store.database.prepare("SELECT count(*) AS n FROM case_file WHERE case_id LIKE 'late-%'").get()).toEqual({ n: pauses });
    store.close();
  });

  it('cases of older programs stand in a year that nobody has agreed or approved, and their words are read', async () => {
    const store = await Store.open(temporaryFolder(), testEnvironment());
    append(store, 'case.defined', { caseId: 'c1', index: '01-05', title: 'Листування', retention: '5 р., ст. 22' });
    append(store, 'case.defined', { caseId: 'c2', index: '01-06', title: 'Інше', retention: 'як колись' });
    expect(store.database.prepare('SELECT year, state, initial, protocol_number FROM nomenclature').all()).toEqual([{ year: 2026, state: 'in-use', initial: 1, protocol_number: null }]);
    expect(store.database.prepare('SELECT section_id FROM nomenclature_section').all()).toEqual([{ section_id: '01' }]);
    const kept = JSON.stringify({ period: 'years', years: 5, event: null, article: 'ст. 22', expertMark: false });
    expect(store.database.prepare('SELECT case_id, retention, retention_text FROM case_file ORDER BY case_id').all()).toEqual([{ case_id: 'c1', retention: kept, retention_text: '5 р., ст. 22' }, { case_id: 'c2', retention: null, retention_text: 'як колись' }]);
    store.close();
  });

  it('a duty that named a case of its year by its id names the index of that case', async () => {
    const store = await Store.open(temporaryFolder(), testEnvironment());
    append(store, 'case.defined', { caseId: 'c1', index: '01-05', title: 'Листування', retention: '5 р., ст. 22' });
    const old = { reviewerPersonId: 'p1', kindId: null, journalId: null, category: null, words: [] };
    append(store, 'duty.defined', readPayload('duty.defined', 1, { ...old, dutyId: '019c0000-0000-7000-8000-000000000001', caseId: 'c1' }));
    append(store, 'duty.defined', readPayload('duty.defined', 1, { ...old, dutyId: '019c0000-0000-7000-8000-000000000002', caseId: 'gone' }));
    append(store, 'duty.defined', readPayload('duty.defined', 1, { ...old, dutyId: '019c0000-0000-7000-8000-000000000003', caseId: null }));
    // One whose case is gone fitted nothing; without the condition it would fit everything.
    expect(store.database.prepare('SELECT case_index FROM duty ORDER BY position').pluck().all()).toEqual(['01-05', 'gone', null]);
    store.close();
  });

  it('of another version are rebuilt when the desk is opened', async () => {
    const folder = temporaryFolder();
    const store = await storeWithEveryKind(folder);
    const before = contentOf(store);
    store.database.exec('UPDATE projection_state SET version = 0; DROP TABLE copy; DELETE FROM card');
    store.close();
    const again = await Store.open(folder, testEnvironment());
    expect(contentOf(again)).toEqual(before);
    again.close();
  });

  it('that differ from the log are named', async () => {
    const store = await storeWithEveryKind();
    store.database.exec("UPDATE card SET subject = 'інше'; DELETE FROM trust_entry; INSERT INTO case_volume VALUES ('x', 1, 'x')");
    expect(compareWithLog(store.database, store.log)).toEqual(['case_volume', 'card', 'trust_entry']);
    store.close();
  });
});
