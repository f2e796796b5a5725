import type { Hold } from '#shared/contract/holds.ts';
import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import type { NomenclatureRecords } from '../../nomenclature/nomenclature-records.ts';
import type { Store } from '../../store/store.ts';
import { caseChain } from '../case-chain.ts';
import type { HoldRecords } from './hold-records.ts';

export interface HoldsOptions {
  readonly store: Store;
  readonly records: HoldRecords;
  readonly nomenclature: NomenclatureRecords;
  /** The card, if the person may read it. @throws Refusal */
  readonly readable: (documentId: string, actor: Actor) => Card;
  readonly onChanged: () => void;
}

/** Holds: what a court, an audit, an appeal or an employee needs is not destroyed while they stand (C.7.5e). */
export class HoldsRoom {
  readonly #options: HoldsOptions;

  constructor(options: HoldsOptions) {
    this.#options = options;
  }

  readonly handlers: RoomHandlers<'holds'> = {
    list: ({ limit, ...page }, { actor }) => {
      const { records } = this.#options;
      const found = records.page({ ...page, limit }, actor);
      return { holds: found.slice(0, limit), more: found.length > limit, ...records.counts() };
    },
    of: (subject, { actor }) => {
      const { records } = this.#options;
      return { holds: 'caseId' in subject ? records.ofCase(subject.caseId, actor) : records.ofDocument(subject.documentId, actor) };
    },
    find: ({ text }, { actor }) => ({ subjects: this.#options.records.find(text, actor) }),
    place: (input, { actor }) => this.#place(input, actor),
    lift: (input, { actor }) => this.#lift(input, actor),
  };

  #place({ holdId, ground, reason, reference, caseIds, documentIds }: MethodCheckedInput<'holds.place'>, actor: Actor): Hold {
    const { store, records, nomenclature, readable, onChanged } = this.#options;
    store.commit((transaction) => {
      if (records.byId(holdId, actor) !== null) return;
      const named = new Set<string>();
      for (const caseId of caseIds) {
        if (nomenclature.caseById(caseId) === null) throw new Refusal('not-found', 'error.caseNotFound');
        if (this.#isDestroyed(caseId)) throw new Refusal('refused', 'error.holdOnDestroyed', { index: nomenclature.caseById(caseId)?.entry.index ?? '' });
        for (const one of caseChain(store.database, caseId)) named.add(one);
      }
      for (const documentId of documentIds) {
        const { registrationIndex } = readable(documentId, actor);
        // A desk that does not get the document (SEC-22) knows by this alone that its case may not go.
        for (const one of records.casesOfDocument(documentId)) {
          if (this.#isDestroyed(one)) throw new Refusal('refused', 'error.holdOnDestroyed', { index: registrationIndex });
          named.add(one);
        }
      }
      transaction.append({
        kind: 'hold.placed',
        entity: holdId,
        stream: MAIN_STREAM,
        actor: operationActor(actor),
        payload: { holdId, ground, reason, reference, caseIds: [...named], documentIds: [...new Set(documentIds)] },
        // The history goes to every desk too: indexes of documents, which may be restricted, are none of it.
        changes: [{ field: 'reason', before: null, after: reason }],
      });
    });
    onChanged();
    return this.#written(holdId, actor);
  }

  #lift({ holdId, reason }: MethodCheckedInput<'holds.lift'>, actor: Actor): Hold {
    const { store, records, onChanged } = this.#options;
    store.commit((transaction) => {
      const hold = records.byId(holdId, actor);
      if (hold === null) throw new Refusal('not-found', 'error.holdNotFound');
      if (hold.lifted !== null) throw new Refusal('conflict', 'error.holdLiftedAlready', { name: hold.lifted.by });
      transaction.append({ kind: 'hold.lifted', entity: holdId, stream: MAIN_STREAM, actor: operationActor(actor), payload: { holdId, reason }, changes: [{ field: 'reason', before: null, after: reason }] });
    });
    onChanged();
    return this.#written(holdId, actor);
  }

  #isDestroyed(caseId: string): boolean {
    return this.#options.store.database.prepare<[string]>('SELECT 1 FROM destroyed_case WHERE case_id = ?').get(caseId) !== undefined;
  }

  #written(holdId: string, actor: Actor): Hold {
    const hold = this.#options.records.byId(holdId, actor);
    if (hold === null) throw new Error('a hold that was just written is not there');
    return hold;
  }
}
