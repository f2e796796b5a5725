import { randomUUID } from 'node:crypto';
import { isOperationKind, type OperationKind, type OperationPayload, readPayload } from '#shared/sync/operation-kinds.ts';
import { inTransaction } from '../../src-main/store/database.ts';
import type { PlacedOperation } from '../../src-main/store/operation-log.ts';
import { tellNotices } from '../../src-main/store/projections/notices.ts';
import { createRowWriter, type RowWriter } from '../../src-main/store/projections/project.ts';
import { projectors } from '../../src-main/store/projections/projectors.ts';
import { createTables, PROJECTION_TABLES, shadowTables } from '../../src-main/store/projections/tables.ts';
import { type Bench, inTurn } from './figure.ts';
import { generatedStore, openBenchDesk } from './store-office.ts';

const CARDS = 5_000;
const PEOPLE = 500;
const RESOLUTIONS = 5_000;
const EXECUTORS = 5;

/** Apart from the switch for notices the same as what a desk does with each operation. */
function apply(rows: RowWriter, kind: OperationKind, operation: PlacedOperation, notices: boolean): void {
  const payload = readPayload(kind, operation.v, operation.payload);
  // The table pairs each kind with its own payload; the compiler cannot follow the pair through a lookup.
  const projector = projectors[kind] as (rows: RowWriter, payload: OperationPayload<OperationKind>, operation: PlacedOperation) => void;
  projector(rows, payload, operation);
  if (notices) tellNotices(rows, kind, payload, operation);
}

/** What notices cost where all tables are read anew from the log, after a renewal of the program: registrations, and resolutions for several people each. */
export async function open(): Promise<Bench> {
  const store = await generatedStore(CARDS);
  const { desk } = await openBenchDesk(store.folder);
  const { store: rooms } = desk.rooms;
  const documents = rooms.database.prepare<[], string>('SELECT document_id FROM card ORDER BY card_key LIMIT 5000').pluck().all();
  const people = Array.from({ length: PEOPLE }, (_, at) => `bench-person-${at}`);
  const actor = { accountId: 'bench', login: 'bench', name: 'Bench' };
  rooms.commit((transaction) => {
    for (const [at, personId] of people.entries()) transaction.append({ kind: 'person.defined', entity: personId, stream: 'main', actor, payload: { personId, name: `Працівник ${at}`, position: '', unitId: null, accountId: null } });
  });
  for (let from = 0; from < RESOLUTIONS; from += 500) {
    rooms.commit((transaction) => {
      for (let at = from; at < from + 500; at += 1) {
        const documentId = documents[at % documents.length] ?? '';
        const assignments = Array.from({ length: EXECUTORS }, (_, one) => ({ assignmentId: randomUUID(), personId: people[(at * EXECUTORS + one) % PEOPLE] ?? '', personName: 'Працівник', accountId: null, role: one === 0 ? ('main' as const) : ('co' as const), due: null, reviewDueAt: null }));
        transaction.append({ kind: 'resolution.issued', entity: `resolution/${documentId}`, stream: 'main', actor, payload: { resolutionId: randomUUID(), documentId, source: 'order', sourceId: documentId, authorPersonId: 'head', authorName: 'Ректор', text: 'Підготувати відповідь', dueOn: null, unitIds: [], onPaperOn: null, supersedes: null, urgent: false, controllerPersonId: null, assignments } });
      }
    });
  }
  let generation = 1_000;
  let told = 0;
  const readAnew = (notices: boolean): void => {
    const { database, log } = rooms;
    const tables = shadowTables((generation += 1));
    createTables(database, tables);
    const rows = createRowWriter(database, tables);
    inTransaction(database, () => {
      for (const operation of log.read()) if (isOperationKind(operation.kind)) apply(rows, operation.kind, operation, notices);
    });
    if (notices) told = rows.count('notification', {});
    for (const table of PROJECTION_TABLES) database.exec(`DROP TABLE ${tables.name(table)}`);
  };
  readAnew(true);
  return {
    figures: [
      {
        name: `tables read anew with their notices (${told} of ${[...rooms.log.read()].length} operations), ms`,
        than: 'the same without notices',
        ...inTurn({ times: 3, ours: async () => readAnew(true), peer: () => readAnew(false), figureOf: (milliseconds) => Math.min(...milliseconds) }),
        aim: {},
        rounds: 1,
      },
    ],
    close: async () => {
      await desk.close();
      store.remove();
    },
  };
}
