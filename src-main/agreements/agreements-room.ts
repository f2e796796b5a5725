import type { IdentityCheckShown, InteractionAgreementShown } from '#shared/contract/agreements.ts';
import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import { agreementProblem, type AgreementProblem, agreementState, lastDayOf } from '#shared/domain/interaction-agreement.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import { type Environment, isoInstant } from '../environment.ts';
import type { Store } from '../store/store.ts';
import type { AgreementRecord, AgreementRecords, DirectoryPerson } from './agreement-records.ts';

export interface AgreementsOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly records: AgreementRecords;
  readonly zone: () => string;
  /** The card, if the actor may read it. @throws Refusal */
  readonly readable: (documentId: string, actor: Actor) => Card;
  readonly onChanged: () => void;
}

/** Interaction agreements, consents to HR e-document flow, and the checks of identity on which they rest (SIGN-15, HRC-01, HRC-04, X15). */
export class AgreementsRoom {
  readonly #options: AgreementsOptions;

  constructor(options: AgreementsOptions) {
    this.#options = options;
  }

  readonly handlers: Omit<RoomHandlers<'agreements'>, 'holdings' | 'issueSignature' | 'tellHolding'> = {
    list: ({ subject }, { actor }) => {
      const { records } = this.#options;
      return { agreements: records.all(subject).map((agreement) => this.#shown(agreement, actor)), checks: records.checks(), today: this.#today() };
    },
    mine: (_input, { actor }) => {
      const { records } = this.#options;
      const own = records.ownPeople(actor.accountId).flatMap(({ personId }) => records.ofPerson(personId));
      return { agreements: own.map((agreement) => this.#shown(agreement, actor)) };
    },
    checkIdentity: (input, { actor }) => {
      this.#checkIdentity(input, actor);
      this.#options.onChanged();
      const check = this.#options.records.check(input.checkId);
      if (check === null) throw new Error('a check that was just recorded is there');
      return check;
    },
    register: (input, { actor }) => {
      this.#register(input, actor);
      return this.#changed(input.agreementId, actor);
    },
    end: (input, { actor }) => {
      this.#end(input, actor);
      return this.#changed(input.agreementId, actor);
    },
  };

  #checkIdentity({ checkId, personId, way, proof }: MethodCheckedInput<'agreements.checkIdentity'>, actor: Actor): void {
    const { store, records } = this.#options;
    store.commit((transaction) => {
      const before = records.check(checkId);
      if (before !== null) return demandSame(before.personId, personId);
      const person = this.#other(personId, actor);
      transaction.append({
        kind: 'identity.checked',
        entity: checkId,
        stream: MAIN_STREAM,
        actor: operationActor(actor),
        payload: { checkId, personId, personName: person.name, way, proof },
        changes: [
          { field: `agreement.way.${way}`, before: null, after: person.name },
          { field: 'agreement.proof', before: null, after: proof },
        ],
      });
    });
  }

  #register(input: MethodCheckedInput<'agreements.register'>, actor: Actor): void {
    const { store, records, readable } = this.#options;
    store.commit((transaction) => {
      const before = records.byId(input.agreementId);
      if (before !== null) return demandSame(before.personId, input.personId);
      const person = this.#other(input.personId, actor);
      const check = this.#check(input.checkId);
      const problem = agreementProblem({ ...input, hasBasis: input.basis !== null, checkedPersonId: check?.personId ?? null }, this.#today());
      if (problem !== null) throw refused(problem);
      if (input.basis !== null) {
        const { documentId, sha256 } = input.basis;
        const { files } = readable(documentId, actor);
        if (sha256 !== null && !files.some((file) => file.sha256 === sha256)) throw new Refusal('not-found', 'error.fileNotFound');
      }
      // Paper proves itself: a check that is named beside it would be told as its ground.
      const checkId = input.way === 'paper' ? null : input.checkId;
      transaction.append({
        kind: 'agreement.registered',
        entity: input.agreementId,
        stream: MAIN_STREAM,
        actor: operationActor(actor),
        payload: { ...input, checkId, personName: person.name, position: person.position },
        changes: [
          { field: `agreement.subject.${input.subject}`, before: null, after: person.name },
          { field: 'agreement.number', before: null, after: input.number },
          { field: 'agreement.inForceFrom', before: null, after: input.inForceFrom },
          { field: 'agreement.acceptance', before: null, after: input.way },
        ],
      });
    });
  }

  #end({ stepId, agreementId, lastDay, reason }: MethodCheckedInput<'agreements.end'>, actor: Actor): void {
    const { store, records } = this.#options;
    store.commit((transaction) => {
      const agreement = records.byId(agreementId);
      if (agreement === null) throw new Refusal('not-found', 'error.agreement.notFound');
      if (records.hasEnd(agreementId, stepId)) return;
      if (lastDay < agreement.concludedOn) throw refused('endBeforeBeginning');
      transaction.append({
        kind: 'agreement.ended',
        entity: agreementId,
        stream: MAIN_STREAM,
        actor: operationActor(actor),
        payload: { stepId, agreementId, lastDay, reason },
        changes: [
          { field: 'agreement.lastDay', before: lastDayOf(agreement), after: lastDay },
          { field: 'reason', before: null, after: reason },
        ],
      });
    });
  }

  /** A person of the office who is not the actor: nobody vouches for himself. @throws Refusal */
  #other(personId: string, actor: Actor): DirectoryPerson {
    const person = this.#options.records.person(personId);
    if (person === null) throw new Refusal('not-found', 'error.personNotFound');
    if (person.accountId === actor.accountId) throw refused('own');
    return person;
  }

  #check(checkId: string | null): IdentityCheckShown | null {
    if (checkId === null) return null;
    const check = this.#options.records.check(checkId);
    if (check === null) throw new Refusal('not-found', 'error.agreement.checkNotFound');
    return check;
  }

  #changed(agreementId: string, actor: Actor): InteractionAgreementShown {
    this.#options.onChanged();
    const agreement = this.#options.records.byId(agreementId);
    if (agreement === null) throw new Error('an agreement that was just recorded is there');
    return this.#shown(agreement, actor);
  }

  #shown(agreement: AgreementRecord, actor: Actor): InteractionAgreementShown {
    const { lastDays: _lastDays, way, checkId, basis, ...shown } = agreement;
    return {
      ...shown,
      lastDay: lastDayOf(agreement),
      state: agreementState(agreement, this.#today()),
      basis: basis === null ? null : { ...basis, registrationIndex: this.#indexOf(basis.documentId, actor) },
      acceptance: { way, check: checkId === null ? null : this.#options.records.check(checkId) },
    };
  }

  /** The number of a document for whoever may read it. */
  #indexOf(documentId: string, actor: Actor): string | null {
    try {
      return this.#options.readable(documentId, actor).registrationIndex;
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  }

  #today(): string {
    return dayInZone(this.#options.zone(), isoInstant(this.#options.environment.now()));
  }
}

/** The same call again; another person under this id would be somebody else's entry. */
function demandSame(personId: string, asked: string): void {
  if (personId !== asked) throw new Refusal('conflict', 'error.agreement.idUsed');
}

function refused(problem: AgreementProblem): Refusal {
  return new Refusal('refused', `error.agreement.${problem}`);
}
