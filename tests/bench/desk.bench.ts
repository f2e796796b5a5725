import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import { createClient, type Client } from '#shared/rpc/client.ts';
import { openDesk } from '../../src-main/desk/desk.ts';
import { createLogger } from '../../src-main/desk/logger.ts';
import { systemEnvironment } from '../../src-main/environment.ts';
import { plainKeyStore } from '../../src-main/store/keys/plain-key-store.ts';
import { migrations } from '../../src-main/store/migrations/index.ts';
import { openDatabase } from '../../src-main/store/database.ts';
import { createTables, liveTables } from '../../src-main/store/projections/tables.ts';
import { type Bench, timed } from './figure.ts';

const CARDS = 200;
const ROOT = path.resolve(import.meta.dirname, '..', '..');
const PASSWORD = 'Str0ng-pass!';

async function officeIn(dataDirectory: string) {
  const desk = await openDesk({
    dataDirectory,
    resourcesDirectory: path.join(ROOT, 'resources'),
    host: 'loopback',
    version: '0.0.0-bench',
    environment: systemEnvironment(),
    keyStore: plainKeyStore(),
    passphrase: null,
    jobs: { run: () => Promise.reject(new Error('no jobs here')) },
    logger: createLogger(null),
    scryptCost: 2 ** 10,
  });
  const client = createClient(
    { request: (envelope) => desk.dispatch(envelope, { connection: 'w', signal: new AbortController().signal, progress: () => undefined }), cancel: () => undefined, subscribe: () => () => undefined },
    () => '1',
  );
  await client.desk.setUp({
    office: { name: 'Bench', country: 'UA', documentLanguages: ['uk'] },
    passphrase: null,
    administrator: { name: 'A', login: 'admin', password: PASSWORD },
    registrar: { name: 'R', login: 'registrar', password: PASSWORD },
  });
  await client.session.signIn({ login: 'registrar', password: PASSWORD });
  return { desk, client };
}

async function requisitesOf(client: Client) {
  const choices = await client.registration.choices({});
  if (!choices.ok) throw new Error(choices.error.message);
  const { journals, kinds, cases } = choices.value;
  return {
    ...blankRequisites({
      direction: 'incoming',
      journalId: journals.find((journal) => journal.direction === 'incoming')?.journalId ?? '',
      kindId: kinds.find((kind) => kind.directions.includes('incoming'))?.kindId ?? '',
    }),
    correspondent: 'Міністерство освіти і науки України',
    correspondentNumber: '12/34-567',
    correspondentDate: '2026-01-15',
    subject: 'Про надання інформації щодо стану архівних справ за минулий рік',
    sheets: 2,
    attachmentSheets: 5,
    language: 'uk',
    caseId: cases[0]?.caseId ?? null,
    addressee: 'Ректорові',
  };
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
    bare.card.run(...bare.columns.map((column) => (column === 'document_id' || column === 'request_id' ? `${id}/${column}` : row[column])));
  });
  for (let n = from; n < from + count; n += 1) write.immediate(n);
}

/** Time until a freshly started program says that it is ready, and its end. */
function untilReady(args: readonly string[], ready: RegExp): Promise<number> {
  return timed(
    () =>
      new Promise<void>((resolve, reject) => {
        const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LANG: 'en_GB.UTF-8', LC_ALL: '', LC_MESSAGES: '' } });
        let text = '';
        const hear = (part: Buffer): void => {
          text += part.toString('utf8');
          if (!ready.test(text)) return;
          child.kill('SIGTERM');
          resolve();
        };
        child.stdout.on('data', hear);
        child.stderr.on('data', hear);
        child.on('error', reject);
        child.on('exit', () => (ready.test(text) ? undefined : reject(new Error(`never ready: ${text}`))));
      }),
  );
}

/** Figures of the desk: saving a card, finding it, starting. */
export async function open(): Promise<Bench> {
  const folder = mkdtempSync(path.join(tmpdir(), 'chancery-bench-'));
  const { desk, client } = await officeIn(path.join(folder, 'desk'));
  const requisites = await requisitesOf(client);
  const register = async (subject: string = requisites.subject): Promise<string> => {
    const result = await client.registration.register({ requestId: randomUUID(), letterId: null, requisites: { ...requisites, subject } });
    if (!result.ok) throw new Error(result.error.message);
    return result.value.documentId;
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
        ours: () => untilReady([path.join(ROOT, 'scripts', 'chancery.ts'), 'desk', '--host', 'loopback', '--data', startFolder], /The desk is open/),
        peer: () =>
          untilReady([path.join(ROOT, 'tests', 'bench', 'bare-start.ts'), path.join(folder, 'bare.sqlite')], /ready/),
      },
    ],
    close: async () => {
      await desk.close();
      bare.database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

