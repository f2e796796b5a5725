import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import type { MadeForm } from '#shared/contract/printing.ts';
import type { Card, HistoryEntry } from '#shared/contract/registration.ts';
import { documentStatus, type ExecutionStage, stageIndicators } from '#shared/domain/document-status.ts';
import type { PaperProgress } from '#shared/domain/paper-intake.ts';
import { type Actor, hasRight } from '#shared/domain/rights.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import type { CorrespondentRecords } from '../correspondents/correspondent-records.ts';
import type { Environment } from '../environment.ts';
import type { OpenedDraft, SignedDrafts } from '../routing/signed-drafts.ts';
import type { IntakeRoom } from '../intake/intake-room.ts';
import type { LoggedOperation } from '../store/operation-log.ts';
import type { Store } from '../store/store.ts';
import type { Verification } from '../verification/verification.ts';
import type { CardRecords } from './card-records.ts';
import { CardLinks } from './card-links.ts';
import { ChangeCard } from './change-card.ts';
import { type Directories, kindForContract, type OfficeRecord } from './directories.ts';
import type { Copies } from './copies.ts';
import { operationsOfDocument } from './document-operations.ts';
import { earlierCard } from './earlier-card.ts';
import type { NumberSource } from './numbers.ts';
import { RegisterCard } from './register-card.ts';
import { RegistrationClock } from './registration-day.ts';
import { SimilarCards } from './similar-cards.ts';
import { streamOf } from './streams.ts';

export interface RegistrationOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly cards: CardRecords;
  readonly directories: Directories;
  readonly correspondents: CorrespondentRecords;
  readonly intake: IntakeRoom;
  readonly verification: Verification;
  readonly copies: Copies;
  readonly numbers: NumberSource;
  readonly runningJobs: RunningJobs;
  /** Entities of operations of a document in other rooms, for its history. */
  readonly entitiesBeside: (documentId: string) => readonly string[];
  /** As of {@link CardLinks}. */
  readonly doubtOf: (card: Card) => string | null;
  readonly executionStage: (documentId: string) => ExecutionStage;
  /** How far the paper of a card has come. */
  readonly paperProgress: (documentId: string) => PaperProgress;
  /** Signed drafts that wait to be registered (ROUTE-18). */
  readonly signedDrafts: () => SignedDrafts;
  /** Checks the signatures of a document by itself and records what it finds. */
  readonly checkSignatures: (documentId: string, actor: Actor) => void;
  readonly onChanged: (...topics: ('cards' | 'letters' | 'copies')[]) => void;
}

type RegisterInput = MethodCheckedInput<'registration.register'>;

/** Registration of letters and the cards that come of it. */
export class RegistrationRoom {
  readonly #options: RegistrationOptions;
  readonly #clock: RegistrationClock;
  readonly #similar: SimilarCards;
  readonly #registering: RegisterCard;
  readonly #changing: ChangeCard;
  readonly #links: CardLinks;

  constructor(options: RegistrationOptions) {
    const { store, environment, cards } = options;
    this.#options = options;
    this.#clock = new RegistrationClock(store, environment);
    this.#similar = new SimilarCards(store.database, cards);
    this.#links = new CardLinks(store, environment, cards, (documentId, actor) => this.readable(documentId, actor), options.doubtOf);
    this.#registering = new RegisterCard({ ...options, clock: this.#clock, similar: this.#similar });
    this.#changing = new ChangeCard({ ...options, registration: this.#registering, clock: this.#clock, readable: (documentId, actor) => this.readable(documentId, actor) });
  }

  readonly handlers: RoomHandlers<'registration'> = {
    choices: () => {
      const { directories, numbers } = this.#options;
      const office = this.#office();
      const { day, year } = this.#clock.today(office);
      const filed = directories.casesOn(day);
      return {
        journals: directories.journals().map((journal) => ({ ...journal, names: { ...journal.names }, year, next: numbers.next(journal, year, office.deskCode).number })),
        kinds: directories.kinds().map(kindForContract),
        cases: [...(filed?.cases ?? [])],
        casesOf: filed === null ? null : { year: filed.year, fallback: filed.fallback },
        units: [...directories.units()],
        outages: [...directories.outages()],
        people: [...directories.people()],
      };
    },
    register: async (input, { actor }) => {
      await this.#reserve(input.requisites.journalId);
      const signed = input.signedDraft === null ? null : await this.#options.signedDrafts().open(input.signedDraft, actor);
      return this.register(input, actor, signed);
    },
    similar: ({ letterId, ...details }, { actor }) => {
      const main = letterId === null ? undefined : this.#options.intake.filesOf(letterId).find((file) => file.role === 'main');
      const sameFile = main === undefined ? [] : this.#similar.sameFile(main.sha256);
      const sameDetails = this.#similar.sameDetails(details).filter((card) => !sameFile.some(({ documentId }) => documentId === card.documentId));
      return { cards: [...this.#similar.shown(sameFile, 'same-file', actor), ...this.#similar.shown(sameDetails, 'same-details', actor)] };
    },
    earlier: (given, { actor }) => earlierCard(this.#options.store.database, given, actor),
    correct: (input, { actor }) => {
      this.#changing.correct(input, this.#office(), actor);
      return this.#changed(input.documentId);
    },
    void: (input, { actor }) => {
      this.#changing.void(input, actor);
      return this.#changed(input.documentId);
    },
    moveToJournal: async (input, { actor }) => {
      await this.#reserve(input.journalId);
      return this.#changed(this.#changing.moveToJournal(input, this.#office(), actor));
    },
    get: ({ documentId }, { actor }) => this.document(documentId, actor),
    link: (input, { actor }) => {
      this.#links.link(input, actor);
      this.#options.onChanged('cards');
      return {};
    },
    unlink: (input, { actor }) => {
      this.#links.unlink(input, actor);
      this.#options.onChanged('cards');
      return {};
    },
    recheck: async ({ documentId }, { actor, signal, progress }) => {
      const card = this.readable(documentId, actor);
      await this.#options.runningJobs.run({ title: 'job.verify', fileName: card.files[0]?.fileName ?? null, signal, onProgress: progress }, (jobOptions) =>
        this.#options.verification.check({ documentId }, card.files, streamOf(card), actor, jobOptions),
      );
      this.#options.onChanged('cards');
      return {};
    },
    previewMarks: async ({ documentId, language }, { actor, signal }) => this.#options.copies.preview(this.readable(documentId, actor), this.#office(), { language, signal }),
    makeCopy: async ({ documentId, form, language, signature, permission, certification, places, actCopy }, { actor, signal, progress }) => {
      const card = this.readable(documentId, actor);
      // OKPU 1.6: what leaves the office leaves it by the head's permission, which the history keeps.
      if (card.distributionBarred && permission === null) throw new Refusal('refused', 'error.distributionBarred', { index: card.registrationIndex }, [{ path: 'permission', message: 'requisite.missing' }]);
      const made = await this.#options.copies.make(card, this.#office(), { form, language, signature, permission, certification, places, actCopy, actor, signal, progress });
      this.#options.onChanged('copies');
      return made;
    },
  };

  /** Makes a copy that goes to a printer at once, by the rules of every copy. @returns its hash @throws Refusal */
  async copyForPrint(documentId: string, form: MadeForm, actor: Actor, signal: AbortSignal): Promise<string> {
    if (!hasRight(actor, 'copy.make')) throw new Refusal('no-right', 'error.noRight', { right: 'copy.make' });
    const input = { documentId, form, language: null, signature: null, permission: null, certification: null, places: null, actCopy: null };
    const { sha256 } = await this.handlers.makeCopy(input, { connection: 'print queue', actor, signal, progress: () => undefined });
    return sha256;
  }

  register(input: RegisterInput, actor: Actor, signed: OpenedDraft | null = null): Card {
    const card = this.#registering.register(input, this.#office(), actor, signed);
    this.#options.onChanged('cards', 'letters');
    // Each step's signature was judged as it was laid; the card keeps the check of them all, by which it is a document (CARD-12).
    if (signed !== null && this.#options.verification.newest({ documentId: card.documentId }) === null) this.#options.checkSignatures(card.documentId, actor);
    return card;
  }

  /** Changes of cards that are part of something larger. */
  get changing(): Pick<ChangeCard, 'correctWithin' | 'voidWithin'> {
    return this.#changing;
  }

  /** While the server is in reach the next number of the office is given, not one that was kept for days without it. */
  async #reserve(journalId: string): Promise<void> {
    const { directories, numbers } = this.#options;
    const journal = directories.journals().find((candidate) => candidate.journalId === journalId);
    if (journal !== undefined) await numbers.reserve(journal, this.#clock.today(this.#office()).year);
  }

  /** The card, if the actor may read it. @throws Refusal */
  readable(documentId: string, actor: Actor): Card {
    const card = this.#options.cards.byId(documentId);
    // A card that may not be read and one that is not there answer alike.
    if (card === null || !this.#options.cards.isReadable(card, actor)) throw new Refusal('not-found', 'error.cardNotFound');
    return card;
  }

  /** Other cards in force whose main file has the bytes of this card's: the same document for sure (REG-17, REG-19). */
  sameFileAs(card: Card): Card[] {
    const main = card.files.find(({ role }) => role === 'main');
    return main === undefined ? [] : this.#similar.sameFile(main.sha256).filter(({ documentId }) => documentId !== card.documentId);
  }

  /** Other cards in force with the sender, number and date of this one: the same document perhaps (REG-17). */
  sameDetailsAs(card: Card): Card[] {
    return this.#similar.sameDetails(card).filter(({ documentId }) => documentId !== card.documentId);
  }

  /** All that the desk holds of a document. @throws Refusal */
  async document(documentId: string, actor: Actor): Promise<MethodOutput<'registration.get'>> {
    const { store, cards, verification } = this.#options;
    const card = this.readable(documentId, actor);
    const facts = { ...card, ...this.#options.paperProgress(documentId), execution: this.#options.executionStage(documentId), signedOnRoute: this.#options.signedDrafts().isSigned(documentId) };
    return {
      card,
      caseFile: card.caseId === null ? null : this.#options.directories.caseOfAnyYear(card.caseId),
      version: store.log.lastOfEntity(documentId) ?? '',
      reports: await verification.reports(verification.newest({ documentId })),
      history: operationsOfDocument(store, cards, documentId, this.#options.entitiesBeside(documentId)).map((operation) => toHistoryEntry(operation, this.#options.directories.deskCodeOf(operation.desk))),
      copies: cards.copiesOf(documentId),
      links: this.#links.of(documentId, actor),
      destroyed: cards.destructionOf(documentId),
      readOnly: store.log.hasUnknown(documentId),
      status: documentStatus(facts),
      stages: stageIndicators(facts),
    };
  }

  #changed(documentId: string): Card {
    this.#options.onChanged('cards', 'letters');
    return this.#options.cards.written(documentId);
  }

  #office(): OfficeRecord {
    const office = this.#options.directories.office();
    if (office === null) throw new Refusal('not-ready', 'error.deskNotReady');
    return office;
  }
}

/** @param desk code of the desk as people know it; its identity where it is not this one */
function toHistoryEntry(operation: LoggedOperation, desk: string): HistoryEntry {
  return {
    operationId: operation.opId,
    kind: operation.kind,
    at: operation.at,
    zone: operation.zone,
    actor: operation.actor?.name ?? '',
    onBehalfOf: operation.onBehalfOf?.name ?? null,
    desk,
    withoutEffect: operation.state === 'rejected' || operation.barred === 'contradictory',
    changes: operation.changes,
  };
}
