import { Refusal } from '#shared/contract/errors.ts';
import type { MethodOutput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import { copyNumberText } from '#shared/domain/copy-register.ts';
import { isLocalActInForce, type LocalAct, localActProblems } from '#shared/domain/local-act.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { operationActor } from '#shared/sync/operation.ts';
import type { OperationKind } from '#shared/sync/operation-kinds.ts';
import { type Environment, isoInstant, newId } from '../environment.ts';
import type { ActCopies } from './act-copies.ts';
import { streamOf } from '../registration/streams.ts';
import type { OperationDraft } from '../store/operation-log.ts';
import type { Store } from '../store/store.ts';

export interface LocalActsOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly copies: ActCopies;
  readonly zone: () => string;
  readonly readable: (documentId: string, actor: Actor) => Card;
  readonly onChanged: () => void;
}

type State = MethodOutput<'localActs.state'>;


/** Controlled local acts: designation, edition and validity, the change sheet, the register of copies (CARD-16, NUM-05). */
export class LocalActsRoom {
  readonly #options: LocalActsOptions;
  readonly #act;
  readonly #changes;

  constructor(options: LocalActsOptions) {
    this.#options = options;
    const { database } = options.store;
    this.#act = database.prepare<[string], LocalAct>(
      'SELECT designation, edition, introduced_by AS introducedBy, introduced_on AS introducedOn, valid_until AS validUntil, extended_until AS extendedUntil FROM local_act WHERE document_id = ?',
    );
    this.#changes = database.prepare<[string], State['changes'][number]>(
      'SELECT change_id AS changeId, version, clause, basis, entered_on AS enteredOn, entered_at AS at, entered_by AS "by" FROM local_act_change WHERE document_id = ? ORDER BY position',
    );
  }

  readonly handlers: RoomHandlers<'localActs'> = {
    state: ({ documentId }, { actor }) => this.#state(this.#options.readable(documentId, actor).documentId),
    describe: ({ documentId, act }, { actor }) => {
      const problems = localActProblems(act);
      if (problems.length > 0) throw new Refusal('refused', 'error.localActRefused', {}, problems.map((path) => ({ path: `act.${path}`, message: 'requisite.missing' })));
      const before = this.#act.get(documentId);
      this.#append<'act.described'>(documentId, actor, (card) => ({
        kind: 'act.described',
        payload: { documentId: card.documentId, act },
        changes: Object.entries(act)
          .map(([field, after]) => ({ field: `act.${field}`, before: before?.[field as keyof LocalAct] ?? null, after }))
          .filter((change) => change.before !== change.after),
      }));
      return {};
    },
    enterChange: ({ documentId, change }, { actor }) => {
      this.#append<'act.changeEntered'>(documentId, actor, () => ({
        kind: 'act.changeEntered',
        payload: { documentId, changeId: newId(this.#options.environment), change },
        changes: [{ field: 'act.change', before: null, after: `${change.version} · ${change.clause} · ${change.basis}` }],
      }));
      return {};
    },
    issueCopy: ({ documentId, holder, issuedOn }, { actor }) => {
      const numberRun = this.#options.store.membership.record?.deskCode ?? '';
      let number = '';
      this.#append<'act.copyIssued'>(documentId, actor, () => {
        const copyNumber = this.#options.copies.nextNumber(documentId, numberRun);
        number = copyNumberText({ copyNumber, numberRun });
        return { kind: 'act.copyIssued', payload: { documentId, copy: { copyNumber, numberRun, holder, issuedOn } }, changes: [{ field: 'act.copy', before: null, after: `№ ${number} · ${holder}` }] };
      });
      return { number, holder, issuedOn };
    },
  };

  #state(documentId: string): State {
    const act = this.#act.get(documentId) ?? null;
    const today = dayInZone(this.#options.zone(), isoInstant(this.#options.environment.now()));
    return { act, inForce: act === null ? null : isLocalActInForce(act, today), changes: this.#changes.all(documentId), copies: this.#options.copies.of(documentId) };
  }

  #append<Kind extends OperationKind>(documentId: string, actor: Actor, draftOf: (card: Card) => Pick<OperationDraft<Kind>, 'kind' | 'payload' | 'changes'>): void {
    const { store, readable, onChanged } = this.#options;
    store.commit((transaction) => {
      const card = readable(documentId, actor);
      if (card.state === 'void') throw new Refusal('refused', 'error.cardVoid', { index: card.registrationIndex });
      transaction.append<Kind>({ ...draftOf(card), entity: documentId, stream: streamOf(card), actor: operationActor(actor) });
    });
    onChanged();
  }
}
