import type { HoldingShown } from '#shared/contract/agreements.ts';
import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { sealHolderProblem } from '#shared/domain/seals.ts';
import { type CertificateIdentity, holdingProblem, type HoldingProblem, holdingState, keyBar } from '#shared/domain/signature-holdings.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import { type Environment, isoInstant } from '../environment.ts';
import type { Store } from '../store/store.ts';
import type { DirectoryPerson } from './agreement-records.ts';
import type { HoldingRecord, HoldingRecords } from './holding-records.ts';

export interface HoldingsOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly records: HoldingRecords;
  readonly person: (personId: string) => DirectoryPerson | null;
  /** People of the office who sign in with the account. */
  readonly personsOf: (accountId: string) => readonly string[];
  readonly zone: () => string;
  readonly onChanged: () => void;
}

/** Who was issued which signature, gave it back, or told that its secret is known to others (SIGN-16, SIGN-17). */
export class HoldingsRoom {
  readonly #options: HoldingsOptions;

  constructor(options: HoldingsOptions) {
    this.#options = options;
  }

  readonly handlers: Pick<RoomHandlers<'agreements'>, 'holdings' | 'issueSignature' | 'tellHolding'> = {
    holdings: () => ({ holdings: this.#options.records.all().map((holding) => this.#shown(holding)), today: this.#today() }),
    issueSignature: (input, { actor }) => {
      this.#issue(input, actor);
      return this.#changed(input.holdingId);
    },
    tellHolding: (input, { actor }) => {
      this.#tell(input, actor);
      return this.#changed(input.holdingId);
    },
  };

  /** A key that somebody told to be compromised signs nothing here, nor one of which the register leaves that open. @throws Refusal */
  demandNotCompromised(key: CertificateIdentity): void {
    const bar = keyBar(this.#options.records.all(), key, this.#now());
    if (bar !== null) throw new Refusal('refused', `error.sign.${bar.problem}`, bar.problem === 'issuerUnclear' ? { issuer: bar.writtenIssuer } : {});
  }

  /** That the seal of this certificate is the actor's to lay (SIGN-04). @throws Refusal */
  demandSealHolder(key: CertificateIdentity, actor: Actor): void {
    const { records, personsOf } = this.#options;
    const found = sealHolderProblem(records.all(), personsOf(actor.accountId), key, this.#now());
    if (found !== null) throw new Refusal('refused', `error.sign.${found.problem}`, found.problem === 'sealIssuerUnclear' ? { issuer: found.writtenIssuer } : {});
  }

  #issue(input: MethodCheckedInput<'agreements.issueSignature'>, actor: Actor): void {
    const { store, records } = this.#options;
    store.commit((transaction) => {
      const before = records.byId(input.holdingId);
      if (before !== null) {
        if (before.personId !== input.personId) throw new Refusal('conflict', 'error.agreement.idUsed');
        return;
      }
      const person = this.#options.person(input.personId);
      if (person === null) throw new Refusal('not-found', 'error.personNotFound');
      // Whoever sits at a stolen session would else lift the ban on the password by which it was opened.
      if (person.accountId === actor.accountId) throw new Refusal('refused', 'error.agreement.own');
      const problem = holdingProblem(input, this.#today());
      if (problem !== null) throw refused(problem);
      transaction.append({
        kind: 'holding.issued',
        entity: input.holdingId,
        stream: MAIN_STREAM,
        actor: operationActor(actor),
        payload: { ...input, personName: person.name, position: person.position },
        changes: [
          { field: `holding.level.${input.level}`, before: null, after: person.name },
          { field: 'holding.issuer', before: null, after: input.issuer },
          { field: 'holding.basis', before: null, after: input.basis },
          ...(input.serial === null ? [] : [{ field: 'holding.serial', before: null, after: input.serial }]),
          ...(input.certificateIssuer === null ? [] : [{ field: 'holding.certificateIssuer', before: null, after: input.certificateIssuer }]),
        ],
      });
    });
  }

  #tell({ stepId, holdingId, step, since, reason }: MethodCheckedInput<'agreements.tellHolding'>, actor: Actor): void {
    const { store, records } = this.#options;
    store.commit((transaction) => {
      if (records.byId(holdingId) === null) throw new Refusal('not-found', 'error.holding.notFound');
      if (records.hasStep(holdingId, stepId)) return;
      const from = since ?? this.#now();
      if (from > this.#now()) throw refused('sinceInFuture');
      transaction.append({
        kind: step === 'returned' ? 'holding.returned' : 'holding.compromised',
        entity: holdingId,
        stream: MAIN_STREAM,
        actor: operationActor(actor),
        payload: { stepId, holdingId, since: from, reason },
        changes: [
          { field: `holding.state.${step}`, before: null, after: from },
          { field: 'reason', before: null, after: reason },
        ],
      });
    });
  }

  #changed(holdingId: string): HoldingShown {
    this.#options.onChanged();
    const holding = this.#options.records.byId(holdingId);
    if (holding === null) throw new Error('an entry that was just recorded is there');
    return this.#shown(holding);
  }

  #shown(holding: HoldingRecord): HoldingShown {
    return { ...holding, steps: [...holding.steps], state: holdingState(holding, this.#now()) };
  }

  #now(): string {
    return isoInstant(this.#options.environment.now());
  }

  #today(): string {
    return dayInZone(this.#options.zone(), this.#now());
  }
}

function refused(problem: HoldingProblem): Refusal {
  return new Refusal('refused', `error.holding.${problem}`);
}
