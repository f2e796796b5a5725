import { z } from 'zod';
import { type COPY_REGISTER_VIEWS, type CopyEntry } from '#shared/contract/copy-register.ts';
import { COPY_OUTCOMES, copyNumberText, GIVEN_AS, HANDING_WAYS, isCopyOverdue, REQUESTER_KINDS } from '#shared/domain/copy-register.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { DeskDatabase } from '../store/database.ts';
import { rowRightsSql, type SqlCondition } from '../registration/row-rights.ts';

/** Lines of the register that one answer holds. */
const MOST_ENTRIES = 500;

const requestRow = z.object({
  request_id: z.string(),
  document_id: z.string(),
  registration_index: z.string(),
  subject: z.string(),
  requester: z.string(),
  requester_kind: z.enum(REQUESTER_KINDS),
  applied_on: z.string(),
  given_as: z.enum(GIVEN_AS),
  way: z.enum(HANDING_WAYS),
  due_on: z.string(),
  filed_at: z.string(),
  filed_by: z.string(),
  outcome: z.enum(COPY_OUTCOMES).nullable(),
  closed_on: z.string().nullable(),
  closing_note: z.string().nullable(),
  closing_permission: z.string().nullable(),
  closed_at: z.string().nullable(),
  closed_by: z.string().nullable(),
});

interface CopyRow {
  readonly copyId: string;
  readonly copyNumber: number;
  readonly numberRun: string;
  readonly pages: string | null;
  readonly certifiedBy: string;
  readonly position: string;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly permission: string | null;
}

interface Wanted {
  readonly documentId: string | null;
  readonly show: (typeof COPY_REGISTER_VIEWS)[number];
}

const REQUESTS = 'FROM copy_request JOIN card USING (document_id)';

/** Reads the register of copies from the projections. `today` is the office's calendar day. */
export class CopyRegisterRecords {
  readonly #database: DeskDatabase;
  readonly #byId;
  readonly #copiesFor;
  readonly #lastNumber;

  constructor(database: DeskDatabase) {
    this.#database = database;
    this.#byId = database.prepare<[string]>(`SELECT copy_request.*, registration_index, subject ${REQUESTS} WHERE copy_request.request_id = ?`);
    this.#copiesFor = database.prepare<[string], CopyRow>(
      'SELECT copy_id AS copyId, copy_number AS copyNumber, number_run AS numberRun, pages, certified_by AS certifiedBy, certifier_position AS position, made_at AS madeAt, made_by AS madeBy, permission FROM copy WHERE request_id = ? ORDER BY position',
    );
    this.#lastNumber = database.prepare<[string, string], { last: number | null }>('SELECT max(copy_number) AS last FROM copy WHERE document_id = ? AND number_run = ?');
  }

  byId(requestId: string, today: string): CopyEntry | null {
    const row = this.#byId.get(requestId);
    return row === undefined ? null : this.#entry(row, today);
  }

  /** Entries of the documents that the actor may read, newest first, and how many there are. */
  list(wanted: Wanted, actor: Actor, today: string): { entries: CopyEntry[]; total: number } {
    const { sql, params } = joined([rowRightsSql(actor), ...conditionsOf(wanted, today)]);
    const total = this.#database.prepare<unknown[], { n: number }>(`SELECT count(*) AS n ${REQUESTS} WHERE ${sql}`).get(...params)?.n ?? 0;
    const rows = this.#database.prepare(`SELECT copy_request.*, registration_index, subject ${REQUESTS} WHERE ${sql} ORDER BY copy_request.position DESC LIMIT ${MOST_ENTRIES}`).all(...params);
    return { entries: rows.map((row) => this.#entry(row, today)), total };
  }

  /** The number that the next certified copy of the document takes in this run. */
  nextNumber(documentId: string, numberRun: string): number {
    return (this.#lastNumber.get(documentId, numberRun)?.last ?? 0) + 1;
  }

  #entry(found: unknown, today: string): CopyEntry {
    const row = requestRow.parse(found);
    const closed =
      row.outcome === null
        ? null
        : { outcome: row.outcome, on: row.closed_on ?? '', note: row.closing_note ?? '', permission: row.closing_permission, at: row.closed_at ?? '', by: row.closed_by ?? '' };
    return {
      requestId: row.request_id,
      documentId: row.document_id,
      registrationIndex: row.registration_index,
      subject: row.subject,
      requester: row.requester,
      requesterKind: row.requester_kind,
      appliedOn: row.applied_on,
      givenAs: row.given_as,
      way: row.way,
      dueOn: row.due_on,
      overdue: isCopyOverdue({ dueOn: row.due_on, closed }, today),
      filedAt: row.filed_at,
      filedBy: row.filed_by,
      copies: this.#copiesFor.all(row.request_id).map(({ copyNumber, numberRun, ...copy }) => ({ ...copy, number: copyNumberText({ copyNumber, numberRun }) })),
      closed,
    };
  }
}

function conditionsOf({ documentId, show }: Wanted, today: string): SqlCondition[] {
  const conditions: SqlCondition[] = documentId === null ? [] : [{ sql: 'copy_request.document_id = ?', params: [documentId] }];
  if (show !== 'all') conditions.push({ sql: 'copy_request.outcome IS NULL', params: [] });
  if (show === 'overdue') conditions.push({ sql: 'copy_request.due_on < ?', params: [today] });
  return conditions;
}

function joined(conditions: readonly SqlCondition[]): SqlCondition {
  return { sql: conditions.map(({ sql }) => `(${sql})`).join(' AND '), params: conditions.flatMap(({ params }) => params) };
}
