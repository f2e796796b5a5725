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
const CONTENT = 'c'.repeat(64);

async function p95(times: number, ask: (at: number) => Promise<void> | void): Promise<number> {
  const taken: number[] = [];
  for (let at = 0; at < times; at += 1) taken.push(await timed(() => ask(at)));
  return percentile(taken, 0.95);
}

type Assignment = OperationPayload<'resolution.issued'>['assignments'][number];

/**
 * The start page of an office with 100,000 open assignments and 10,000 open routes: one page of a person,
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
  const means = ['action', 'signature'] as const;
  const names = { uk: 'Погодження' };
  for (let from = 0; from < ROUTES; from += 500) {
    rooms.commit((transaction) => {
      for (let at = from; at < from + 500; at += 1) {
        const [documentId, routeId] = [`bench-draft-${at}`, `bench-route-${at}`];
        const personOf = (place: number): string => people[(at + place) % PEOPLE] ?? '';
        const main = { sha256: CONTENT, size: 1, fileName: 'проєкт.docx' };
        const draft = { kindId: 'order', title: `Проєкт ${at}`, urgent: at % 50 === 0, concerns: [], keptAsPaperCopy: false, executorPersonIds: [], responsibleUnitIds: [], signerPersonId: personOf(2), main };
        const steps = [1, 2].map((place) => ({ stepId: `step-${place}`, role: place === 1 ? ('approver' as const) : ('signer' as const), names, personId: personOf(place), personName: 'Працівник', means: [...means] }));
        const route = { stages: steps.map((step) => ({ names, steps: [step] })), leftOut: [], restart: 'from-beginning' as const, signing: 'single' as const };
        const base = { routeId, at: '2026-11-01T08:00:00.000Z' };
        transaction.append({ kind: 'draftDocument.created', entity: documentId, stream: 'main', actor, payload: { documentId, draft, authorPersonId: personOf(0), authorName: 'Працівник' } });
        transaction.append({ kind: 'route.started', entity: documentId, stream: 'main', actor, payload: { documentId, templateId: 'bench', templateVersion: 1, event: { ...base, type: 'started', eventId: `${routeId}/1`, byPersonId: personOf(0), documentId, route, contentSha256: CONTENT, urgent: draft.urgent, dueAt: '2026-11-05T16:00:00.000Z', calendarVersion: 'bench' } } });
        // Every second one is approved and waits for its signer.
        if (at % 2 === 0) transaction.append({ kind: 'route.stepDecided', entity: documentId, stream: 'main', actor, payload: { documentId, event: { ...base, type: 'decided', eventId: `${routeId}/2`, byPersonId: personOf(1), stepId: 'step-1', round: 1, contentSha256: CONTENT, means: 'action', onBehalf: false, evidence: null, signature: null, note: '' } } });
      }
    });
  }
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
