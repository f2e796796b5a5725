import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { readPayload } from '#shared/sync/operation-kinds.ts';
import { operationActor } from '#shared/sync/operation.ts';
import type { ChangeCard } from '../registration/change-card.ts';
import type { OfficeRecord } from '../registration/directories.ts';
import { streamOf } from '../registration/streams.ts';
import type { Store, Transaction } from '../store/store.ts';
import type { ConflictFound, ConflictRecords } from './conflict-records.ts';

export interface SettleConflictOptions {
  readonly store: Store;
  readonly records: ConflictRecords;
  readonly changing: Pick<ChangeCard, 'correctWithin' | 'voidWithin'>;
  readonly office: () => OfficeRecord;
}

type Settlement = MethodCheckedInput<'sync.settle'>;

/** Decisions that change a document, and those that say that a step was done all the same. */
const NEEDS_REASON: ReadonlySet<Settlement['decision']> = new Set(['earlier', 'oneVoided']);

/** Settles conflicts: the decision and what it means for the cards, in one transaction. */
export class SettleConflict {
  readonly #options: SettleConflictOptions;

  constructor(options: SettleConflictOptions) {
    this.#options = options;
  }

  /** @throws Refusal where it is settled already, the decision does not fit, or the card has moved on */
  settle(settlement: Settlement, actor: Actor): void {
    const { store, records } = this.#options;
    store.commit((transaction) => {
      const found = records.byId(settlement.conflictId, actor);
      if (found === null) throw new Refusal('not-found', 'error.conflictNotFound');
      const { shown } = found;
      if (shown.settled !== null) throw new Refusal('conflict', 'error.conflictSettled', { by: shown.settled.by });
      if (!shown.decisions.includes(settlement.decision)) throw new Refusal('refused', 'error.conflictDecision');
      if (NEEDS_REASON.has(settlement.decision) && settlement.reason === '') throw new Refusal('refused', 'error.conflictReason', {}, [{ path: 'reason', message: 'error.conflictReason' }]);
      if (settlement.decision === 'earlier') this.#putBack(transaction, found, settlement, actor);
      if (settlement.decision === 'oneVoided') this.#void(transaction, found, settlement, actor);
      transaction.append({
        kind: 'conflict.settled',
        entity: settlement.conflictId,
        stream: found.card === null ? found.later.stream : streamOf(found.card),
        actor: operationActor(actor),
        payload: { conflictId: settlement.conflictId, decision: settlement.decision, reason: settlement.reason === '' ? null : settlement.reason },
        changes: [{ field: 'conflict', before: null, after: settlement.decision }],
      });
    });
  }

  /** The earlier value stands again, unless the field was changed once more since. */
  #putBack(transaction: Transaction, { field, later, earlier, card }: ConflictFound, { reason }: Settlement, actor: Actor): void {
    if (field === null || earlier === null || card === null) throw new Refusal('refused', 'error.conflictDecision');
    const { log } = this.#options.store;
    const newest = log.ofEntity(card.documentId).findLast(({ state, barred, changes }) => state !== 'rejected' && barred === null && changes.some((change) => change.field === field));
    if (newest?.opId !== later.opId) throw new Refusal('conflict', 'error.conflictMovedOn');
    const { changes } = readPayload('card.corrected', earlier.v, earlier.payload);
    const value = Object.entries(changes).filter(([name]) => name === field || (field === 'correspondent' && name === 'correspondentId'));
    this.#options.changing.correctWithin(transaction, { documentId: card.documentId, basedOn: log.lastOfEntity(card.documentId) ?? '', changes: Object.fromEntries(value), reason }, this.#options.office(), actor);
  }

  #void(transaction: Transaction, { card, otherCard }: ConflictFound, { voidDocumentId, reason }: Settlement, actor: Actor): void {
    // One of them was voided before, by itself.
    if (voidDocumentId === null && [card, otherCard].some((one) => one?.state === 'void')) return;
    const chosen = [card, otherCard].find((one) => one !== null && one.documentId === voidDocumentId);
    if (chosen === undefined || chosen === null) throw new Refusal('refused', 'error.conflictDecision', {}, [{ path: 'voidDocumentId', message: 'error.conflictDecision' }]);
    this.#options.changing.voidWithin(transaction, { documentId: chosen.documentId, basedOn: this.#options.store.log.lastOfEntity(chosen.documentId) ?? '', reason, returnLetter: false }, actor);
  }
}
