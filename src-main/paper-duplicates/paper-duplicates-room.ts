import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { operationActor } from '#shared/sync/operation.ts';
import { type Environment, isoInstant } from '../environment.ts';
import type { CardRecords } from '../registration/card-records.ts';
import { demandOutsideClosedCase } from '../registration/closed-case.ts';
import { streamOf } from '../registration/streams.ts';
import type { Store } from '../store/store.ts';
import type { KeptDuplicate, PaperDuplicateRecords } from './paper-duplicate-records.ts';

export interface PaperDuplicatesOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly records: PaperDuplicateRecords;
  readonly cards: Pick<CardRecords, 'closedCaseOf'>;
  readonly zone: () => string;
  /** The card, if the actor may read it. @throws Refusal */
  readonly readable: (documentId: string, actor: Actor) => Card;
  readonly onChanged: () => void;
}

/** Where the paper duplicate of an electronic document lies, so that it is found from the card (PAP-08). */
export class PaperDuplicatesRoom {
  readonly #options: PaperDuplicatesOptions;

  constructor(options: PaperDuplicatesOptions) {
    this.#options = options;
  }

  readonly handlers: RoomHandlers<'paperDuplicates'> = {
    state: ({ documentId }, { actor }) => ({ duplicate: this.#options.records.of(this.#options.readable(documentId, actor).documentId) }),
    record: (input, { actor }) => this.#record(input, actor),
  };

  #record({ documentId, duplicate }: MethodCheckedInput<'paperDuplicates.record'>, actor: Actor): KeptDuplicate {
    const { store, records, cards, readable, zone, environment, onChanged } = this.#options;
    store.commit((transaction) => {
      const card = readable(documentId, actor);
      if (card.state === 'void') throw new Refusal('refused', 'error.cardVoid', { index: card.registrationIndex });
      if (card.medium === 'paper') throw new Refusal('refused', 'error.duplicateOfPaper', { index: card.registrationIndex });
      if (duplicate.madeOn > dayInZone(zone(), isoInstant(environment.now()))) throw new Refusal('refused', 'error.copyDayInFuture', {}, [{ path: 'duplicate.madeOn', message: 'error.copyDayInFuture' }]);
      const before = records.of(documentId);
      // Where it lies may change for as long as it is kept; its sheets are counted.
      if (duplicate.sheets !== (before?.sheets ?? null)) demandOutsideClosedCase(cards, documentId, 'duplicate.sheets');
      const changes = (['place', 'madeOn', 'sheets'] as const).map((field) => ({ field: `paperDuplicate.${field}`, before: written(before?.[field] ?? null), after: written(duplicate[field]) }));
      transaction.append({ kind: 'duplicate.recorded', entity: documentId, stream: streamOf(card), actor: operationActor(actor), payload: { documentId, duplicate }, changes: changes.filter((change) => change.before !== change.after) });
    });
    onChanged();
    const kept = records.of(documentId);
    if (kept === null) throw new Error('a duplicate that was just recorded is not there');
    return kept;
  }
}

function written(value: string | number | null): string | null {
  return value === null ? null : String(value);
}
