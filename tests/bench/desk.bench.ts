import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrations } from '../../src-main/store/migrations/index.ts';
import { openDatabase } from '../../src-main/store/database.ts';
import { createTables, liveTables } from '../../src-main/store/projections/tables.ts';
import { NO_JOBS, openPlainDesk, PROJECT_ROOT, valueOf, windowOf } from '../support/plain-desk.ts';
import { type Bench, timed } from './figure.ts';
import { anotherLetter, requisitesFor } from './store-requisites.ts';
import { untilOpen, untilReady } from './until-ready.ts';

const CARDS = 200;
const PASSWORD = 'Str0ng-pass!';

async function officeIn(dataDirectory: string) {
  const desk = await openPlainDesk({ dataDirectory, jobs: NO_JOBS });
  const client = windowOf(desk);
  valueOf(
    await client.desk.setUp({
      office: { name: 'Bench', country: 'UA', documentLanguages: ['uk'] },
      passphrase: null,
      administrator: { name: 'A', login: 'admin', password: PASSWORD },
      registrar: { name: 'R', login: 'registrar', password: PASSWORD },
    }),
  );
  valueOf(await client.session.signIn({ login: 'registrar', password: PASSWORD }));
  return { desk, client };
}

/** The same operation and card row in a bare SQLite file: same tables, indexes and fsync, nothing else. */
function bareWriter(folder: string) {
  const database = openDatabase(path.join(folder, 'bare.sqlite'));
  for (const migration of migrations) migration.up(database);
  createTables(database, liveTables(1));
  const operation = database.prepare('INSERT INTO operation (desk_seq, op_id, stream, kind, v, entity, prev_hash, hash, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const columns = (database.prepare('SELECT name FROM pragma_table_info(?)').pluck().all('card') as string[]);
  const card = database.prepare(`INSERT INTO card (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`);
  return { database, operation, card, columns };
}

/** What `openDesk` and the card's body weigh, so that the bare rows are as long as ours. */
function bareRows(bare: ReturnType<typeof bareWriter>, body: Buffer, row: Readonly<Record<string, unknown>>, count: number, from: number): void {
  const hash = createHash('sha256').update(body).digest();
  const write = bare.database.transaction((n: number) => {
    const id = randomUUID();
    bare.operation.run(n, randomUUID(), 'main', 'card.registered', 1, id, hash, hash, body);
    bare.card.run(...bare.columns.map((column) => (column === 'card_key' ? n : column === 'document_id' || column === 'request_id' ? `${id}/${column}` : row[column])));
  });
  for (let n = from; n < from + count; n += 1) write.immediate(n);
}

/** Figures of the desk: saving a card, finding it, starting. */
export async function open(): Promise<Bench> {
  const folder = mkdtempSync(path.join(tmpdir(), 'chancery-bench-'));
  const { desk, client } = await officeIn(path.join(folder, 'desk'));
  const requisites = await requisitesFor(client);
  const register = async (subject: string = requisites.subject): Promise<string> => {
    const card = valueOf(await client.registration.register({ requestId: randomUUID(), letterId: null, requisites: { ...requisites, ...anotherLetter(), subject } }));
    return card.documentId;
  };
  const sample = await register();
  const { database } = desk.rooms.store;
  const body = database.prepare('SELECT body FROM operation WHERE entity = ?').pluck().get(sample) as Buffer;
  const row = database.prepare('SELECT * FROM card WHERE document_id = ?').get(sample) as Record<string, unknown>;
  const bare = bareWriter(folder);
  let written = 1;

  const startFolder = path.join(folder, 'start');
  const started = await officeIn(startFolder);
  await started.desk.close();

  return {
    figures: [
      {
        name: 'card saved, ms',
        than: 'bare SQLite transaction of operation and card row, same indexes and fsync',
        aim: { atMost: 2.5 },
        ours: () =>
          timed(async () => {
            for (let n = 0; n < CARDS; n += 1) await register();
          }).then((total) => total / CARDS),
        peer: () =>
          timed(() => {
            bareRows(bare, body, row, CARDS, written);
            written += CARDS;
          }).then((total) => total / CARDS),
      },
      {
        name: 'card found by its words after saving, ms',
        than: 'the second within which it is promised',
        aim: { atMost: 1 },
        ours: () => {
          const word = `слово${randomUUID().replaceAll('-', '')}`;
          return timed(async () => {
            await register(word);
            for (let tries = 0; tries < 1000; tries += 1) {
              const found = await client.search.page({ text: word });
              if (found.ok && found.value.rows.length === 1) return;
              await new Promise((resolve) => setTimeout(resolve, 10));
            }
            throw new Error('the card was never found');
          });
        },
        peer: async () => 1000,
      },
      {
        name: 'desk started on existing data and serving, ms',
        than: 'Node started with the same libraries loaded in two threads and a file opened',
        aim: { atMost: 4 },
        rounds: 5,
        ours: () => untilOpen(startFolder),
        peer: () =>
          untilReady([path.join(PROJECT_ROOT, 'tests', 'bench', 'bare-start.ts'), path.join(folder, 'bare.sqlite')], /ready/),
      },
    ],
    close: async () => {
      await desk.close();
      bare.database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

