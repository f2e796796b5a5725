import type { Conflict } from '#shared/contract/sync.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { CONFLICT_DECISIONS, CONFLICT_SORTS, type ConflictDecision, type ConflictSort } from '#shared/sync/conflicts.ts';
import { ordersEntity } from '#shared/sync/merge-rules.ts';
import { mergeRuleOf, REJECTION_REASONS } from '#shared/sync/admission.ts';
import type { CardRecords } from '../registration/card-records.ts';
import type { LoggedOperation } from '../store/operation-log.ts';
import type { Store } from '../store/store.ts';

interface ConflictRow {
  readonly conflict_id: string;
  readonly sort: string;
  readonly position: number;
  readonly op_id: string;
  readonly other_op_id: string | null;
  readonly entity: string;
  readonly other_document_id: string | null;
  readonly field: string | null;
  readonly reason: string | null;
  readonly decision: string | null;
  readonly settled_at: string | null;
  readonly settled_by: string | null;
  readonly settled_reason: string | null;
}

/** A conflict with the operations that met in it. */
export interface ConflictFound {
  readonly sort: ConflictSort;
  readonly field: string | null;
  readonly later: LoggedOperation;
  readonly earlier: LoggedOperation | null;
  readonly card: Card | null;
  readonly otherCard: Card | null;
  readonly shown: Conflict;
}

/** Rows of a page; some may be of cards that the person does not read. */
const PAGE = 100;

/** What a person may decide, the usual decision first. */
const DECISIONS: Readonly<Record<ConflictSort, readonly ConflictDecision[]>> = {
  field: ['later', 'earlier'],
  duplicate: ['oneVoided', 'bothStay'],
  number: ['noted', 'oneVoided'],
  command: ['noted', 'repeated'],
};

/** Conflicts that desks left to a person, with both sides of each. */
export class ConflictRecords {
  readonly #store: Store;
  readonly #cards: CardRecords;
  readonly #deskCode: (desk: string) => string;
  readonly #statements;

  /** @param deskCode how people call a desk */
  constructor(store: Store, cards: CardRecords, deskCode: (desk: string) => string) {
    const { database } = store;
    this.#store = store;
    this.#cards = cards;
    this.#deskCode = deskCode;
    this.#statements = {
      byId: database.prepare<[string], ConflictRow>('SELECT * FROM conflict WHERE conflict_id = ?'),
      // Rows of one place are told apart by their number in the table.
      open: database.prepare<[number], ConflictRow>(`SELECT * FROM conflict WHERE decision IS NULL AND position < ? ORDER BY position DESC, conflict_id LIMIT ${PAGE}`),
      settled: database.prepare<[number], ConflictRow>(`SELECT * FROM conflict WHERE decision IS NOT NULL AND position < ? ORDER BY position DESC, conflict_id LIMIT ${PAGE}`),
      ofPlace: database.prepare<[number], ConflictRow>('SELECT * FROM conflict WHERE position = ? ORDER BY conflict_id'),
      counts: database.prepare<[], { sort: string; n: number }>('SELECT sort, count(*) AS n FROM conflict WHERE decision IS NULL GROUP BY sort'),
    };
  }

  /** How many wait for a person: steps without effect, and all others. */
  counts(): { readonly refused: number; readonly conflicts: number } {
    const rows = this.#statements.counts.all();
    const refused = rows.find(({ sort }) => sort === 'command')?.n ?? 0;
    return { refused, conflicts: rows.reduce((sum, { n }) => sum + n, 0) - refused };
  }

  /** Newest first; those of one operation come together. */
  page(after: number | null, settled: boolean, actor: Actor): { readonly conflicts: Conflict[]; readonly next: number | null } {
    const rows = (settled ? this.#statements.settled : this.#statements.open).all(after ?? Number.MAX_SAFE_INTEGER);
    const last = rows.at(-1);
    const full = rows.length === PAGE && last !== undefined;
    const whole = full ? [...rows.filter(({ position }) => position > last.position), ...this.#statements.ofPlace.all(last.position).filter(({ decision }) => (decision !== null) === settled)] : rows;
    return { conflicts: whole.flatMap((row) => this.#found(row, actor)?.shown ?? []), next: full ? last.position : null };
  }

  /** One conflict, where the person may read what it is about; else null. */
  byId(conflictId: string, actor: Actor): ConflictFound | null {
    const row = this.#statements.byId.get(conflictId);
    return row === undefined ? null : this.#found(row, actor);
  }

  #found(row: ConflictRow, actor: Actor): ConflictFound | null {
    const { log } = this.#store;
    const later = log.byId(row.op_id);
    const sort = CONFLICT_SORTS.find((one) => one === row.sort);
    if (later === null || sort === undefined) throw new Error(`conflict ${row.conflict_id} has no operation`);
    const [card, otherCard] = [this.#cards.byId(row.entity), row.other_document_id === null ? null : this.#cards.byId(row.other_document_id)];
    if ([card, otherCard].some((one) => one !== null && !this.#cards.isReadable(one, actor))) return null;
    const earlier = row.other_op_id === null ? this.#before(sort, later, otherCard) : log.byId(row.other_op_id);
    const decision = CONFLICT_DECISIONS.find((one) => one === row.decision);
    const oneIsVoid = [card, otherCard].some((one) => one?.state === 'void');
    const possible = DECISIONS[sort].filter((one) => (one === 'earlier' ? later.kind === 'card.corrected' && earlier?.kind === 'card.corrected' && card?.state !== 'void' : one !== 'bothStay' || !oneIsVoid));
    const shown: Conflict = {
      conflictId: row.conflict_id,
      sort,
      document: card === null ? null : documentOf(card),
      otherDocument: otherCard === null ? null : documentOf(otherCard),
      field: row.field,
      later: this.#side(later, row.field),
      earlier: earlier === null ? null : this.#side(earlier, row.field),
      reason: REJECTION_REASONS.find((one) => one === row.reason) ?? null,
      decisions: decision === undefined ? possible : [],
      settled: decision === undefined ? null : { decision, at: row.settled_at ?? later.at, by: row.settled_by ?? '', reason: row.settled_reason },
      position: row.position,
    };
    return { sort, field: row.field, later, earlier, card, otherCard, shown };
  }

  /** What stood there first: the other document's registration, or what a step came too late after. */
  #before(sort: ConflictSort, later: LoggedOperation, otherCard: Card | null): LoggedOperation | null {
    const { log } = this.#store;
    if (sort === 'command') return log.ofEntity(later.entity).findLast(({ place, state, kind }) => place < later.place && state !== 'rejected' && ordersEntity(mergeRuleOf(kind))) ?? null;
    return otherCard === null ? null : (log.ofEntity(otherCard.documentId)[0] ?? null);
  }

  #side(operation: LoggedOperation, field: string | null): Conflict['later'] {
    return {
      operationId: operation.opId,
      kind: operation.kind,
      at: operation.at,
      actor: operation.actor?.name ?? '',
      desk: this.#deskCode(operation.desk),
      value: field === null ? null : (operation.changes.find((change) => change.field === field)?.after ?? null),
      own: operation.ownSeq !== null,
    };
  }
}

function documentOf({ documentId, registrationIndex, subject, state }: Card): NonNullable<Conflict['document']> {
  return { documentId, registrationIndex, subject, void: state === 'void' };
}
