import { rmSync } from 'node:fs';
import path from 'node:path';
import { PULL_OPERATIONS } from '#shared/sync/wire.ts';
import { type DeskDatabase, inTransaction, openDatabase } from '../../../src-main/store/database.ts';
import { migrate } from '../../../src-main/store/migrate.ts';
import { prepareProjections } from '../../../src-main/store/projections/rebuild.ts';
import { PROJECTION_TABLES } from '../../../src-main/store/projections/tables.ts';
import { timed } from '../figure.ts';

const READ_AT_ONCE = 20;

/**
 * Bare inserts of the rows that a join wrote: all rows of `operation` and of every projection table, read back from the
 * file of a desk that has joined, written with prepared statements into an empty file with the same tables and indexes,
 * through a connection with the same settings. They go in the order of their row numbers, in as many transactions as
 * the join had pages (500 operations and their share of each table's rows), each of which is flushed to the disk. What a
 * join keeps beside them (the queue of the search, its cursor) is not among them. Reading back is not counted.
 *
 * @returns milliseconds
 */
export async function rawInserts(joinedFolder: string, targetFolder: string): Promise<number> {
  const source = openDatabase(path.join(joinedFolder, 'desk.sqlite'));
  const file = path.join(targetFolder, 'raw.sqlite');
  const target = openDatabase(file);
  try {
    migrate(target, targetFolder);
    prepareProjections(target);
    const operations = source.prepare<[], number>('SELECT count(*) FROM operation').pluck().get() ?? 0;
    const transactions = Math.ceil(operations / PULL_OPERATIONS);
    const tables = ['operation', ...PROJECTION_TABLES].map((table) => tableCopy(source, target, table, transactions)).filter(({ rows }) => rows > 0);
    let milliseconds = 0;
    for (let done = 0; done < transactions; done += READ_AT_ONCE) {
      const portions = Array.from({ length: Math.min(READ_AT_ONCE, transactions - done) }, () => tables.map((table) => ({ table, rows: table.next() })));
      milliseconds += await timed(() => {
        for (const portion of portions) {
          inTransaction(target, () => {
            for (const { table, rows } of portion) for (const row of rows) table.insert(row);
          });
        }
      });
    }
    const written = target.prepare<[], number>('SELECT count(*) FROM operation').pluck().get();
    if (written !== operations) throw new Error(`${written} of ${operations} operations were written`);
    return milliseconds;
  } finally {
    source.close();
    target.close();
    for (const ending of ['', '-wal', '-shm']) rmSync(`${file}${ending}`, { force: true });
  }
}

interface TableCopy {
  readonly rows: number;
  next(): unknown[][];
  insert(row: unknown[]): void;
}

function tableCopy(source: DeskDatabase, target: DeskDatabase, table: string, transactions: number): TableCopy {
  const rows = source.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
  const columns = (source.pragma(`table_info(${table})`) as readonly { readonly name: string }[]).map(({ name }) => name);
  // A table without row numbers comes in the order of its key.
  const read = source.prepare<[number, number], unknown[]>(`SELECT * FROM ${table} LIMIT ? OFFSET ?`).raw();
  const share = Math.ceil(rows / transactions);
  const write = target.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`);
  let offset = 0;
  return {
    rows,
    next: () => {
      const portion = read.all(share, offset);
      offset += share;
      return portion;
    },
    insert: (row) => void write.run(...row),
  };
}
