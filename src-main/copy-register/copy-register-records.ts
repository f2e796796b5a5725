import { z } from 'zod';
import type { CopyEntry, CopyFilters } from '#shared/contract/copy-register.ts';
import { COPY_OUTCOMES, copyNumberText, copyTermOf, type CopyToday, type CopyView, GIVEN_AS, HANDING_WAYS, REQUESTER_KINDS } from '#shared/domain/copy-register.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { foldText } from '#shared/domain/search-folding.ts';
import type { DeskDatabase } from '../store/database.ts';
import { KeptFolding } from '../search/kept-folding.ts';
import { rowRightsSql, type SqlCondition } from '../registration/row-rights.ts';

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

/** Lines of a choice: from which on (0: the newest), and how many at most. */
export interface CopyLines {
  readonly first: number;
  readonly limit: number;
}

const REQUESTS = 'FROM copy_request JOIN card USING (document_id)';

/** SQL name of the search's folding: SQLite itself knows upper and lower case of Latin letters only. */
const FOLDED = 'copy_register_folded';

/** Reads the register of copies from the projections. */
export class CopyRegisterRecords {
  readonly #database: DeskDatabase;
  readonly #byId;
  readonly #copiesFor;
  readonly #lastNumber;

  constructor(database: DeskDatabase) {
    this.#database = database;
    const folding = new KeptFolding();
    database.function(FOLDED, { deterministic: true }, (text: unknown) => (typeof text === 'string' ? folding.of(text) : ''));
    this.#byId = database.prepare<[string]>(`SELECT copy_request.*, registration_index, subject ${REQUESTS} WHERE copy_request.request_id = ?`);
    this.#copiesFor = database.prepare<[string], CopyRow>(
      'SELECT copy_id AS copyId, copy_number AS copyNumber, number_run AS numberRun, pages, certified_by AS certifiedBy, certifier_position AS position, made_at AS madeAt, made_by AS madeBy, permission FROM copy WHERE request_id = ? ORDER BY position',
    );
    this.#lastNumber = database.prepare<[string, string], { last: number | null }>('SELECT max(copy_number) AS last FROM copy WHERE document_id = ? AND number_run = ?');
  }

  byId(requestId: string, days: CopyToday): CopyEntry | null {
    const row = this.#byId.get(requestId);
    return row === undefined ? null : this.#entry(row, days);
  }

  /** Of which document an application is, and whether it has ended. */
  standing(requestId: string): { readonly documentId: string; readonly closed: boolean } | null {
    const row = this.#byId.get(requestId);
    if (row === undefined) return null;
    const { document_id: documentId, outcome } = requestRow.parse(row);
    return { documentId, closed: outcome !== null };
  }

  /** Entries of the documents that the actor may read, newest first, and how many there are. */
  list(filters: CopyFilters, { first, limit }: CopyLines, actor: Actor, days: CopyToday): { entries: CopyEntry[]; total: number } {
    // One walk tells both the number of lines and those of the page: a count of its own would cost as much again.
    const ids = this.#ids(filters, 'DESC', actor, days).all();
    return { entries: ids.slice(first, first + limit).flatMap((id) => this.byId(id, days) ?? []), total: ids.length };
  }

  /** Ids of the same entries, oldest first; no more than `limit` of them. */
  ids(filters: CopyFilters, limit: number, actor: Actor, days: CopyToday): string[] {
    return this.#ids(filters, 'ASC', actor, days).all().slice(0, limit);
  }

  #ids(filters: CopyFilters, order: 'ASC' | 'DESC', actor: Actor, days: CopyToday) {
    const { sql, params } = chosen(filters, actor, days);
    return this.#database.prepare<unknown[], string>(`SELECT copy_request.request_id ${REQUESTS} WHERE ${sql} ORDER BY copy_request.position ${order}`).pluck().bind(...params);
  }

  /** How many open applications are due by the next working day, and how many past their day. */
  waiting(actor: Actor, days: CopyToday): { due: number; overdue: number } {
    const rights = rowRightsSql(actor);
    const count = (view: 'due' | 'overdue'): number => {
      const { sql, params } = joined([viewSql(view, days), rights]);
      return this.#database.prepare<unknown[], number>(`SELECT count(*) ${REQUESTS} WHERE ${sql}`).pluck().get(...params) ?? 0;
    };
    return { due: count('due'), overdue: count('overdue') };
  }

  /** The number that the next certified copy of the document takes in this run. */
  nextNumber(documentId: string, numberRun: string): number {
    return (this.#lastNumber.get(documentId, numberRun)?.last ?? 0) + 1;
  }

  #entry(found: unknown, days: CopyToday): CopyEntry {
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
      term: copyTermOf({ dueOn: row.due_on, closed }, days),
      filedAt: row.filed_at,
      filedBy: row.filed_by,
      copies: this.#copiesFor.all(row.request_id).map(({ copyNumber, numberRun, ...copy }) => ({ ...copy, number: copyNumberText({ copyNumber, numberRun }) })),
      closed,
    };
  }
}

function chosen({ documentId, show, from, to, text }: CopyFilters, actor: Actor, days: CopyToday): SqlCondition {
  const words = foldText(text).split(' ').filter((word) => word !== '');
  return joined([
    rowRightsSql(actor),
    viewSql(show, days),
    ...(documentId === null ? [] : [{ sql: 'copy_request.document_id = ?', params: [documentId] }]),
    ...(from === null ? [] : [{ sql: 'copy_request.applied_on >= ?', params: [from] }]),
    ...(to === null ? [] : [{ sql: 'copy_request.applied_on <= ?', params: [to] }]),
    ...words.map((word) => ({ sql: `instr(${FOLDED}(requester || ' ' || registration_index), ?) > 0`, params: [word] })),
  ]);
}

/** The twin of {@link copyTermOf}. */
function viewSql(view: CopyView, { today, nextWorkingDay }: CopyToday): SqlCondition {
  switch (view) {
    case 'all':
      return { sql: '1', params: [] };
    case 'open':
      return { sql: 'copy_request.outcome IS NULL', params: [] };
    case 'due':
      return { sql: 'copy_request.outcome IS NULL AND copy_request.due_on BETWEEN ? AND ?', params: [today, nextWorkingDay] };
    case 'overdue':
      return { sql: 'copy_request.outcome IS NULL AND copy_request.due_on < ?', params: [today] };
    case 'handed-over':
    case 'not-given':
      return { sql: 'copy_request.outcome = ?', params: [view] };
  }
}

function joined(conditions: readonly SqlCondition[]): SqlCondition {
  return { sql: conditions.map(({ sql }) => `(${sql})`).join(' AND '), params: conditions.flatMap(({ params }) => params) };
}
