import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import { NOTED_REQUISITES } from '#shared/domain/case-closing.ts';
import { correctionNeedsReason, opensAccess } from '#shared/domain/card-corrections.ts';
import { type Requisites, requisitesOf } from '#shared/domain/registration-card.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { operationActor } from '#shared/sync/operation.ts';
import type { CorrespondentRecords } from '../correspondents/correspondent-records.ts';
import type { Environment } from '../environment.ts';
import type { Store, Transaction } from '../store/store.ts';
import { changesBetween } from './card-changes.ts';
import type { CardRecords } from './card-records.ts';
import { demandOutsideClosedCase } from './closed-case.ts';
import type { Directories, OfficeRecord } from './directories.ts';
import type { RegisterCard } from './register-card.ts';
import type { RegistrationClock } from './registration-day.ts';
import { streamOf } from './streams.ts';

export interface ChangeCardOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly cards: CardRecords;
  readonly directories: Directories;
  readonly correspondents: CorrespondentRecords;
  readonly registration: RegisterCard;
  readonly clock: RegistrationClock;
  readonly readable: (documentId: string, actor: Actor) => Card;
}

/**
 * Changes of registered cards: corrections, voiding of a number, and another journal. Number and date are
 * final (NUM-02): what was wrong with them stays as a void card with its reason.
 */
export class ChangeCard {
  readonly #options: ChangeCardOptions;

  constructor(options: ChangeCardOptions) {
    this.#options = options;
  }

  correct(input: MethodCheckedInput<'registration.correct'>, office: OfficeRecord, actor: Actor): void {
    this.#options.store.commit((transaction) => this.correctWithin(transaction, input, office, actor));
  }

  /** A correction that is part of something larger. @throws Refusal */
  correctWithin(transaction: Transaction, { documentId, basedOn, changes, reason }: MethodCheckedInput<'registration.correct'>, office: OfficeRecord, actor: Actor): void {
    const { directories, registration, environment, clock } = this.#options;
    const card = this.#changeable(documentId, basedOn, actor);
    const given = this.#withCorrespondent(Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)));
    const next: Requisites = { ...card, ...given };
    this.#demandOpenCases(card, next);
    const noted = NOTED_REQUISITES.find((name) => card[name] !== next[name]);
    if (noted !== undefined) demandOutsideClosedCase(this.#options.cards, documentId, noted);
    if (reason === null && (opensAccess(card, next) || correctionNeedsReason(card, actor.accountId, environment.now()))) throw new Refusal('refused', 'error.reasonNeeded', {}, [{ path: 'reason', message: 'requisite.missing' }]);
    const issues = registration.cardIssues(
      next,
      directories.kinds().find(({ kindId }) => kindId === next.kindId),
      clock.today(office).day,
      card,
    );
    if (issues.length > 0) throw new Refusal('refused', 'error.requisitesRefused', { count: String(issues.length) }, issues);
    const fieldChanges = changesBetween(card, given);
    if (fieldChanges.length === 0) return;
    transaction.append({
      kind: 'card.corrected',
      entity: documentId,
      stream: streamOf(next),
      actor: operationActor(actor),
      basedOn,
      payload: { documentId, changes: given, reason },
      changes: [...fieldChanges, ...(reason === null ? [] : [{ field: 'reason', before: null, after: reason }])],
    });
  }

  /** The number is never given again; its card stays and says why. The letter can go back to be registered anew. */
  void(input: MethodCheckedInput<'registration.void'>, actor: Actor): void {
    this.#options.store.commit((transaction) => this.voidWithin(transaction, input, actor));
  }

  /** Voiding that is part of something larger. @throws Refusal */
  voidWithin(transaction: Transaction, { documentId, basedOn, reason, returnLetter }: MethodCheckedInput<'registration.void'>, actor: Actor): void {
    const card = this.#changeable(documentId, basedOn, actor);
    this.#appendVoid(transaction, card, { basedOn, reason, returnLetter, replacedBy: null, actor });
  }

  /**
   * Puts a document that was registered in the wrong journal right: a number in the right journal, the wrong
   * one void with a pointer to it, in one transaction. The paper bears the wrong stamp by then, so a new label
   * is due.
   *
   * @returns id of the new card
   */
  moveToJournal(input: MethodCheckedInput<'registration.moveToJournal'>, office: OfficeRecord, actor: Actor): string {
    const { store, cards, registration, clock } = this.#options;
    return store.commit((transaction) => {
      const before = cards.byRequest(input.requestId);
      if (before !== null) return before.documentId;
      const card = this.#changeable(input.documentId, input.basedOn, actor);
      if (card.journalId === input.journalId) throw new Refusal('bad-input', 'error.sameJournal');
      const journal = this.#options.directories.journals().find(({ journalId }) => journalId === input.journalId);
      if (journal === undefined) throw new Refusal('not-found', 'error.journalNotFound');
      const today = clock.demand(office, input.clockConfirmed);
      const requisites: Requisites = { ...requisitesOf(card), journalId: journal.journalId, direction: journal.direction, kindId: input.kindId, caseId: input.caseId };
      const made = registration.append(transaction, registration.ready(requisites, office, today), {
        requestId: input.requestId,
        letterId: cards.letterOf(card.documentId),
        files: card.files,
        verdict: card.verdict,
        equalTo: null,
        replaces: card.documentId,
        today,
        actor,
      });
      this.#appendVoid(transaction, card, { basedOn: input.basedOn, reason: input.reason, returnLetter: false, replacedBy: made, actor });
      return made;
    });
  }

  /** Another name means another entry of the directory, or none. */
  #withCorrespondent(changes: Partial<Requisites>): Partial<Requisites> {
    if (changes.correspondent === undefined) return changes;
    const entry = this.#options.correspondents.meantBy({ correspondent: changes.correspondent, correspondentId: changes.correspondentId ?? null });
    return { ...changes, correspondentId: entry?.correspondentId ?? changes.correspondentId ?? null };
  }

  /** What is closed stays as its certifying note says (C.7.1). @throws Refusal */
  #demandOpenCases(before: Pick<Requisites, 'caseId'>, next: Pick<Requisites, 'caseId'>): void {
    if (before.caseId === next.caseId) return;
    const closed = this.#options.directories.closedAmong([before.caseId, next.caseId]);
    if (closed !== null) throw new Refusal('refused', 'error.caseIsClosed', { index: closed }, [{ path: 'caseId', message: 'error.caseIsClosed' }]);
  }

  #changeable(documentId: string, basedOn: string, actor: Actor): Card {
    const card = this.#options.readable(documentId, actor);
    if (this.#options.store.log.lastOfEntity(documentId) !== basedOn) throw new Refusal('conflict', 'error.cardChangedMeanwhile');
    if (card.state === 'void') throw new Refusal('refused', 'error.cardVoid', { index: card.registrationIndex });
    return card;
  }

  #appendVoid(
    transaction: Transaction,
    card: Card,
    { basedOn, reason, returnLetter, replacedBy, actor }: { readonly basedOn: string; readonly reason: string; readonly returnLetter: boolean; readonly replacedBy: string | null; readonly actor: Actor },
  ): void {
    demandOutsideClosedCase(this.#options.cards, card.documentId);
    const letterId = returnLetter ? this.#options.cards.letterOf(card.documentId) : null;
    transaction.append({
      kind: 'card.voided',
      entity: card.documentId,
      stream: streamOf(card),
      actor: operationActor(actor),
      basedOn,
      payload: { documentId: card.documentId, reason, replacedBy, letterId },
      changes: [{ field: 'state', before: card.state, after: 'void' }, { field: 'reason', before: null, after: reason }],
    });
  }
}
