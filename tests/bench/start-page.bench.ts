import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import { openForReading } from '../../src-main/store/database.ts';
import { valueOf } from '../support/plain-desk.ts';
import { type Bench, timed } from './figure.ts';
import { percentile } from './search-mix.ts';
import { generatedStore, openBenchDesk } from './store-office.ts';

const CARDS = 20_000;
const PEOPLE = 500;
const RESOLUTIONS = 10_000;
const EXECUTORS = 10;
const ROUTES = 10_000;
const ASKS = 200;

async function p95(times: number, ask: (at: number) => Promise<void> | void): Promise<number> {
  const taken: number[] = [];
  for (let at = 0; at < times; at += 1) taken.push(await timed(() => ask(at)));
  return percentile(taken, 0.95);
}

type Assignment = OperationPayload<'resolution.issued'>['assignments'][number];

/**
 * The start page of an office with 100,000 open assignments and 10,000 steps of routes that wait: one page of a person,
 * with its counts, as the window asks it; the bare reading of the same rows by their index beside it.
 */
export async function open(): Promise<Bench> {
  const store = await generatedStore(CARDS);
  const { desk, executor, registrar } = await openBenchDesk(store.folder);
  const { store: rooms } = desk.rooms;
  const account = rooms.database.prepare<[], { account_id: string }>("SELECT account_id FROM account WHERE login <> 'admin' AND login <> 'registrar' LIMIT 1").get()?.account_id ?? null;
  const documents = rooms.database.prepare<[], string>('SELECT document_id FROM card ORDER BY card_key LIMIT 20000').pluck().all();
  const people = Array.from({ length: PEOPLE }, (_, at) => `bench-person-${at}`);
  const actor = { accountId: 'bench', login: 'bench', name: 'Bench' };
  rooms.commit((transaction) => {
    for (const [at, personId] of people.entries()) transaction.append({ kind: 'person.defined', entity: personId, stream: 'main', actor, payload: { personId, name: `Працівник ${at}`, position: '', unitId: null, accountId: at === 0 ? account : null } });
  });
  const assignmentOf = (at: number, one: number): Assignment => ({ assignmentId: randomUUID(), personId: people[(at * EXECUTORS + one) % PEOPLE] ?? '', personName: 'Працівник', accountId: null, role: one === 0 ? 'main' : 'co', due: { dueOn: '2026-12-20', dueAt: `2026-12-${String(1 + ((at + one) % 28)).padStart(2, '0')}T16:00:00.000Z`, ground: 'resolution', calendarVersion: 'bench' }, reviewDueAt: null });
  for (let from = 0; from < RESOLUTIONS; from += 500) {
    rooms.commit((transaction) => {
      for (let at = from; at < from + 500; at += 1) {
        const documentId = documents[at % documents.length] ?? '';
        transaction.append({ kind: 'resolution.issued', entity: `resolution/${documentId}`, stream: 'main', actor, payload: { resolutionId: randomUUID(), documentId, source: 'order', sourceId: documentId, authorPersonId: 'head', authorName: 'Ректор', text: 'Підготувати відповідь', dueOn: '2026-12-20', unitIds: [], onPaperOn: null, supersedes: null, urgent: at % 50 === 0, controllerPersonId: null, assignments: Array.from({ length: EXECUTORS }, (_, one) => assignmentOf(at, one)) } });
      }
    });
  }
  // Steps of routes wait in the same table; their own operations would only take longer to write.
  const step = rooms.database.prepare("INSERT INTO work_item (item_id, person_id, action, document_id, source_id, title, since, due_at, urgent) VALUES (?, ?, 'approve', ?, ?, 'Проєкт', '2026-11-01T08:00:00.000Z', '2026-11-05T16:00:00.000Z', 0)");
  rooms.database.transaction(() => {
    for (let at = 0; at < ROUTES; at += 1) step.run(`bench-step-${at}`, people[at % PEOPLE], randomUUID(), `bench-route-${at}`);
  })();
  const waiting = rooms.database.prepare<[], { items: number }>('SELECT count(*) AS items FROM work_item').get()?.items ?? 0;
  const raw = openForReading(path.join(store.folder, 'desk.sqlite'));
  const bare = raw.prepare<[string]>('SELECT * FROM work_item WHERE person_id = ? ORDER BY urgent DESC, due_at LIMIT 100');
  return {
    figures: [
      {
        name: `start page of a person, p95 ms (${waiting} items wait, ${PEOPLE} people; asked for: 50 ms)`,
        than: 'the bare rows of a person by the same index',
        ours: () => p95(ASKS, async () => void valueOf(await executor.startPage.mine({}))),
        peer: () => p95(ASKS, (at) => void bare.all(people[at % PEOPLE] ?? '')),
        aim: {},
      },
      {
        name: `control board of the whole office, p95 ms (${RESOLUTIONS * EXECUTORS} assignments)`,
        than: 'the bare count of all assignments',
        ours: () => p95(20, async () => void valueOf(await registrar.executionControl.board({ scope: 'all', shown: 'overdue' }))),
        peer: () => p95(20, () => void raw.prepare('SELECT count(*) FROM assignment WHERE due_at < ? AND state = ?').get('2026-11-01', 'open')),
        aim: {},
        rounds: 3,
      },
    ],
    close: async () => {
      raw.close();
      await desk.close();
      store.remove();
    },
  };
}
