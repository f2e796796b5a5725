import { Refusal } from '#shared/contract/errors.ts';
import type { MethodOutput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { ReviewSuggestion } from '#shared/contract/review.ts';
import type { CorrespondentCategory } from '#shared/domain/correspondents.ts';
import { decidePass, type PassObstacle, passObstacles, reviewRule, type ReviewRule } from '#shared/domain/primary-review.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { operationActor } from '#shared/sync/operation.ts';
import type { SenderCategories } from '../correspondents/sender-categories.ts';
import type { EqualOriginals } from '../registration/equal-originals.ts';
import { type Environment, isoInstant } from '../environment.ts';
import { streamOf } from '../registration/streams.ts';
import type { Store, Transaction } from '../store/store.ts';
import type { Verification } from '../verification/verification.ts';
import type { PassRecord, ReviewRecords } from './review-records.ts';

type ReviewOfDocument = MethodOutput<'review.ofDocument'>;

export interface PassDocumentOptions {
  readonly store: Store;
  readonly senders: SenderCategories;
  readonly equals: EqualOriginals;
  readonly records: ReviewRecords;
  readonly verification: Verification;
  /** Index of a case of whatever year; null where there is no such case. */
  readonly indexOfCase: (caseId: string) => string | null;
  /** Kinds that the office writes to its head for his resolution. */
  readonly kindsToHead: () => readonly string[];
  /** Other cards in force with the same main file. */
  readonly sameFileAs: (card: Card) => readonly Card[];
  /** Whether another card stands as the card of the same signed draft. */
  readonly isTwin: (documentId: string) => boolean;
  /** Other cards in force with the same sender, number and date. */
  readonly sameDetailsAs: (card: Card) => readonly Card[];
  /** What other rooms still have to do before the document may be passed, such as the full scan of a paper (REG-05). */
  readonly missingBeforePass: (card: Card) => readonly PassObstacle[];
  /** By when somebody has to work on what is passed to him at an instant (RES-10, RES-11). */
  readonly reviewDueAt: (personId: string, passedAt: string) => string;
  readonly environment: Environment;
  /** Lets accounts read the card from now on, in the transaction that passes it. */
  readonly letRead: (transaction: Transaction, card: Card, accountIds: readonly string[], actor: Actor) => void;
  /** The card, if the actor may read it. @throws Refusal */
  readonly readable: (documentId: string, actor: Actor) => Card;
}

/** Made by whoever asks; `stepId` makes a repeated call harmless. */
export interface PassWish {
  readonly documentId: string;
  readonly stepId: string;
  readonly reviewerPersonId: string;
}

const OBSTACLE_ERRORS: Readonly<Record<PassObstacle, string>> = {
  outgoing: 'error.passOutgoing',
  void: 'error.passVoid',
  alreadyPassed: 'error.passAlready',
  notVerified: 'error.passNotVerified',
  notStamped: 'error.passNotStamped',
  notScanned: 'error.passNotScanned',
  equalPassed: 'error.passEqualPassed',
  sameFilePassed: 'error.passSameFilePassed',
  registeredTwice: 'error.registeredTwice',
};

/** Passes a registered document to its primary review (REG-09, REG-10, REG-11). */
export class PassDocument {
  readonly #options: PassDocumentOptions;

  constructor(options: PassDocumentOptions) {
    this.#options = options;
  }

  /** Everything that keeps the document from being passed now. */
  obstacles(card: Card): PassObstacle[] {
    const { equals, verification, missingBeforePass, sameFileAs, isTwin } = this.#options;
    const equalPassed = equals.isOtherOnItsWay(card.documentId);
    const sameFilePassed = sameFileAs(card).some(({ state }) => state === 'review');
    const verified = card.medium === 'paper' || verification.newest({ documentId: card.documentId }) !== null;
    return [...passObstacles({ direction: card.direction, state: card.state, medium: card.medium, verified, equalPassed, sameFilePassed, registeredTwice: isTwin(card.documentId) }), ...missingBeforePass(card)];
  }

  /**
   * Cards under review that have the same sender, number and date and are no equal originals. They are no obstacle: whoever registered the
   * second one said that it is another document, or took the link of equal originals off with a reason.
   */
  alikePassed(card: Card): ReviewOfDocument['alikePassed'] {
    const { equals, sameDetailsAs } = this.#options;
    const together = equals.of(card.documentId);
    return sameDetailsAs(card)
      .filter(({ documentId, state }) => state === 'review' && !together.includes(documentId))
      .map(({ documentId, registrationIndex }) => ({ documentId, registrationIndex }));
  }

  rule(card: Card): ReviewRule {
    return this.#rule(card, this.#categories(card));
  }

  #categories(card: Card): CorrespondentCategory[] {
    return this.#options.senders.of(card, card.registrationDate);
  }

  #rule(card: Card, categories: readonly CorrespondentCategory[]): ReviewRule {
    const { records, indexOfCase, kindsToHead } = this.#options;
    const caseIndex = card.caseId === null ? null : indexOfCase(card.caseId);
    return reviewRule({ ...card, caseIndex, categories, writtenToHead: card.direction === 'internal' && kindsToHead().includes(card.kindId) }, records.headPersonId(), records.duties());
  }

  suggestion(card: Card): ReviewSuggestion {
    const categories = this.#categories(card);
    const rule = this.#rule(card, categories);
    const person = rule.rule === 'none' ? null : (this.#options.records.people().find(({ personId }) => personId === rule.personId) ?? null);
    return { rule: rule.rule, person, category: rule.rule === 'head-only' ? rule.category : null, dutyId: rule.rule === 'duty' ? rule.dutyId : null, choice: rule.rule !== 'head-only', senderKnown: card.direction !== 'incoming' || categories.length > 0 };
  }

  pass(wish: PassWish, actor: Actor): PassRecord {
    return this.#options.store.commit((transaction) => this.passWithin(transaction, wish, actor));
  }

  /** In a transaction that is under way, such as the one that registers the document. @throws Refusal */
  passWithin(transaction: Transaction, { documentId, stepId, reviewerPersonId }: PassWish, actor: Actor): PassRecord {
    const { environment, records, readable, letRead, reviewDueAt } = this.#options;
    const before = records.passByStep(stepId);
    if (before !== null) {
      if (before.documentId !== documentId || before.reviewerPersonId !== reviewerPersonId) throw new Refusal('conflict', 'error.passStepUsed');
      return withoutDocument(before);
    }
    const card = readable(documentId, actor);
    const [obstacle] = this.obstacles(card);
    if (obstacle !== undefined) throw new Refusal('refused', OBSTACLE_ERRORS[obstacle], { index: card.registrationIndex });
    const person = records.people().find(({ personId }) => personId === reviewerPersonId);
    if (person === undefined) throw new Refusal('not-found', 'error.personNotFound');
    const rule = this.rule(card);
    const decision = decidePass(rule, reviewerPersonId);
    if (!decision.allowed) {
      const head = records.people().find(({ personId }) => personId === records.headPersonId());
      throw new Refusal('refused', decision.reason === 'headNotSet' ? 'error.headNotSet' : 'error.onlyToHead', { index: card.registrationIndex, head: head?.name ?? '' });
    }
    transaction.append({
      kind: 'document.passed',
      entity: documentId,
      stream: streamOf(card),
      actor: operationActor(actor),
      payload: {
        documentId,
        stepId,
        reviewerPersonId,
        reviewerName: person.name,
        reviewerAccountId: person.accountId,
        rule: decision.rule,
        category: rule.rule === 'head-only' ? rule.category : null,
        dutyId: decision.dutyId,
        registeredAt: card.registeredAt,
        reviewDueAt: reviewDueAt(reviewerPersonId, isoInstant(environment.now())),
      },
      changes: [{ field: 'state', before: card.state, after: 'review' }, { field: 'reviewer', before: null, after: person.name }],
    });
    if (person.accountId !== null) letRead(transaction, card, [person.accountId], actor);
    const made = records.passByStep(stepId);
    if (made === null) throw new Error('a pass that was just written is not there');
    return withoutDocument(made);
  }
}

function withoutDocument({ documentId: _documentId, ...pass }: PassRecord & { readonly documentId: string }): PassRecord {
  return pass;
}
