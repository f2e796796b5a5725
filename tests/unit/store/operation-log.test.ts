import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { OPERATION_BODY_LIMIT } from '#shared/sync/operation.ts';
import { OperationTooLarge } from '../../../src-main/store/operation-log.ts';
import { Store, type Transaction } from '../../../src-main/store/store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const actor = { accountId: 'a', login: 'registrar', name: 'Реєстратор' };
const appendCase = (transaction: Transaction, caseId: string, title = 'Справа') =>
  transaction.append({ kind: 'case.defined', entity: caseId, stream: 'main', actor, payload: { caseId, index: '01-05', title, retention: '5 р.' }, changes: [{ field: 'title', before: null, after: title }] });

async function openStore(folder = temporaryFolder()) {
  const environment = testEnvironment();
  return { store: await Store.open(folder, environment), folder, environment };
}

/** Opens the file beside the program, as somebody with a database tool would. */
function tamper(folder: string, change: (database: Database.Database) => void): void {
  const database = new Database(path.join(folder, 'desk.sqlite'));
  database.exec('DROP TRIGGER operation_is_final; DROP TRIGGER operation_stays');
  change(database);
  database.close();
}

describe('operation log', () => {
  it('[AUD-01] [AUD-02] [AUD-04] keeps who, when, which fields, value before and value after', async () => {
    const { store } = await openStore();
    const operation = store.commit((transaction) => appendCase(transaction, 'c1'));
    expect(store.log.ofEntity('c1')).toEqual([{ ...operation, arrival: 1, ownSeq: 1, state: 'confirmed', barred: null }]);
    expect(operation).toMatchObject({ actor, at: '2026-03-02T04:00:00.000Z', deskSeq: 1, kind: 'case.defined', changes: [{ field: 'title', before: null, after: 'Справа' }] });
    store.close();
  });

  it('chains every operation to the one before it', async () => {
    const { store } = await openStore();
    for (let n = 1; n <= 450; n += 1) store.commit((transaction) => appendCase(transaction, `c${n}`));
    expect(store.log.verify()).toEqual({ operations: 450, problems: [] });
    expect([...store.log.read()].map((operation) => operation.deskSeq)).toEqual(Array.from({ length: 450 }, (_, at) => at + 1));
    store.close();
  });

  it('finds a changed body, a changed column, a removed and a re-ordered operation', async () => {
    const cases: [string, (database: Database.Database) => void, RegExp][] = [
      ['body', (database) => database.exec(`UPDATE operation SET body = CAST(replace(CAST(body AS TEXT), 'Справа', 'Спрова') AS BLOB) WHERE own_seq = 2`), /operation 2: its bytes do not fit its hash/],
      ['column', (database) => database.exec(`UPDATE operation SET entity = 'other' WHERE own_seq = 2`), /operation 2: column entity differs/],
      ['removed', (database) => database.exec('DELETE FROM operation WHERE own_seq = 2'), /operation 3: does not follow/],
    ];
    for (const [, change, expected] of cases) {
      const { store, folder, environment } = await openStore();
      for (const id of ['c1', 'c2', 'c3']) store.commit((transaction) => appendCase(transaction, id));
      store.close();
      tamper(folder, change);
      const again = await Store.open(folder, environment);
      expect(again.log.verify().problems.join('\n')).toMatch(expected);
      again.close();
    }
  });

  it('is never changed nor shortened by the program itself', async () => {
    const { store } = await openStore();
    store.commit((transaction) => appendCase(transaction, 'c1'));
    expect(() => store.database.exec("UPDATE operation SET kind = 'x'")).toThrow(/never changed/);
    expect(() => store.database.exec('DELETE FROM operation')).toThrow(/never removed/);
    store.close();
  });

  it('writes an operation and its rows together or not at all', async () => {
    const { store } = await openStore();
    expect(() =>
      store.commit((transaction) => {
        appendCase(transaction, 'c1');
        throw new Error('something went wrong');
      }),
    ).toThrow('something went wrong');
    expect(store.log.verify().operations).toBe(0);
    expect(store.database.prepare('SELECT count(*) AS n FROM case_file').get()).toEqual({ n: 0 });
    store.close();
  });

  it('refuses a body that is too large and writes nothing', async () => {
    const { store } = await openStore();
    expect(() => store.commit((transaction) => appendCase(transaction, 'c1', 'я'.repeat(OPERATION_BODY_LIMIT)))).toThrow(OperationTooLarge);
    expect(store.log.verify().operations).toBe(0);
    store.close();
  });

  it('keeps the identity of the desk over a new start', async () => {
    const { store, folder } = await openStore();
    const { identity } = store;
    store.close();
    const again = await Store.open(folder, testEnvironment(undefined, 'another seed'));
    expect(again.identity).toEqual(identity);
    again.close();
  });
});
