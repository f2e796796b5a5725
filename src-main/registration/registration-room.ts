import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import type { Card, HistoryEntry } from '#shared/contract/registration.ts';
import { type Actor, mayReadCard } from '#shared/domain/rights.ts';
import { invalidRequisites, missingRequisites, type Requisites } from '#shared/domain/registration-card.ts';
import { formatIndex, type IndexValues, missingTokens } from '#shared/domain/registration-index.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { type FieldChange, type Operation, operationActor } from '#shared/sync/operation.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import { type Environment, isoInstant, newId } from '../environment.ts';
import type { IntakeRoom } from '../intake/intake-room.ts';
import type { Store } from '../store/store.ts';
import type { Verification } from '../verification/verification.ts';
import type { CardRecords } from './card-records.ts';
import type { Directories, OfficeRecord } from './directories.ts';
import type { Copies } from './copies.ts';
import { RegistrationNumbers } from './numbers.ts';
import { streamOf } from './streams.ts';

export interface RegistrationOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly cards: CardRecords;
  readonly directories: Directories;
  readonly intake: IntakeRoom;
  readonly verification: Verification;
  readonly copies: Copies;
  readonly runningJobs: RunningJobs;
  readonly onChanged: (...topics: ('cards' | 'letters' | 'copies')[]) => void;
}

type RegisterInput = MethodCheckedInput<'registration.register'>;

/** Token of the index → the requisite that the clerk has to fill for it. */
const REQUISITE_OF_TOKEN = { case: 'caseId', kind: 'kindId', corr: 'correspondent', unit: 'author', n: 'journalId', desk: 'journalId', yy: 'journalId' } as const;

function shown(value: string | number | boolean | null | undefined): string | null {
  return value === null || value === undefined || value === '' ? null : String(value);
}

function changesBetween(before: Partial<Requisites>, after: Partial<Requisites>): FieldChange[] {
  return Object.keys(after)
    .map((field) => ({ field, before: shown(before[field as keyof Requisites]), after: shown(after[field as keyof Requisites]) }))
    .filter((change) => change.before !== change.after);
}

/** Registration of letters and the cards that come of it. */
export class RegistrationRoom {
  readonly #options: RegistrationOptions;
  readonly #numbers: RegistrationNumbers;

  constructor(options: RegistrationOptions) {
    this.#options = options;
    this.#numbers = new RegistrationNumbers(options.store.database);
  }

  readonly handlers: RoomHandlers<'registration'> = {
    choices: () => {
      const { directories } = this.#options;
      const year = this.#today(this.#office()).year;
      return {
        journals: directories.journals().map((journal) => ({ ...journal, names: { ...journal.names }, year, next: this.#numbers.next(journal.journalId, year) })),
        kinds: directories.kinds().map((kind) => ({ ...kind, directions: [...kind.directions], names: { ...kind.names }, mandatory: [...kind.mandatory] })),
        cases: [...directories.cases()],
        people: [...directories.people()],
      };
    },
    correspondents: ({ text }, { actor }) => ({ names: this.#options.cards.correspondents(text, actor) }),
    register: (input, { actor }) => this.register(input, actor),
    correct: (input, { actor }) => this.#correct(input, actor),
    list: (filter, { actor }) => this.#options.cards.list(actor, filter),
    get: ({ documentId }, { actor }) => this.#document(documentId, actor),
    recheck: async ({ documentId }, { actor, signal, progress }) => {
      const card = this.readable(documentId, actor);
      await this.#options.runningJobs.run({ title: 'job.verify', fileName: card.files[0]?.fileName ?? null, signal, onProgress: progress }, (jobOptions) =>
        this.#options.verification.check({ documentId }, card.files, streamOf(card), actor, jobOptions),
      );
      this.#options.onChanged('cards');
      return {};
    },
    makeCopy: async ({ documentId, form, language, signature }, { actor, signal, progress }) => {
      const card = this.readable(documentId, actor);
      const made = await this.#options.copies.make(card, this.#office(), { form, language, signature, actor, signal, progress });
      this.#options.onChanged('copies');
      return made;
    },
  };

  /**
   * Registers in one transaction: number, date, card, files and the letter's state (NUM-01, REG-01).
   * What is missing is listed and nothing is written (CARD-05).
   */
  register(input: RegisterInput, actor: Actor): Card {
    const { store, cards } = this.#options;
    const documentId = store.commit((transaction) => {
      const before = cards.byRequest(input.requestId);
      if (before !== null) return before.documentId;
      const office = this.#office();
      const draft = this.#checked(input, office);
      const files = input.letterId === null ? [] : this.#filesOfWaiting(input.letterId);
      const main = files.find((file) => file.role === 'main');
      const same = main === undefined ? [] : cards.withFile(main.sha256);
      // One document is registered once (REG-17); the clerk is shown the card that exists.
      if (same[0] !== undefined) throw new Refusal('conflict', 'error.alreadyRegistered', { index: same[0].registrationIndex, documentId: same[0].documentId });
      const made = newId(this.#options.environment);
      const { registrationNumber, registrationYear, registrationIndex, registrationDate } = draft;
      transaction.append({
        kind: 'card.registered',
        entity: made,
        stream: streamOf(input.requisites),
        actor: operationActor(actor),
        payload: {
          documentId: made,
          requestId: input.requestId,
          letterId: input.letterId,
          requisites: input.requisites,
          registrationNumber,
          registrationYear,
          registrationIndex,
          registrationDate,
          files,
          verdict: input.letterId === null ? null : (this.#options.verification.newest({ letterId: input.letterId })?.verdict ?? null),
        },
        changes: [{ field: 'registrationIndex', before: null, after: registrationIndex }, { field: 'registrationDate', before: null, after: registrationDate }, ...changesBetween({}, input.requisites)],
      });
      return made;
    });
    this.#options.onChanged('cards', 'letters');
    return this.#card(documentId);
  }

  /** The card, if the actor may read it. @throws Refusal */
  readable(documentId: string, actor: Actor): Card {
    const card = this.#options.cards.byId(documentId);
    // A card that may not be read and one that is not there answer alike.
    if (card === null || !mayReadCard(actor, { restricted: card.restricted, registeredBy: card.registeredBy.accountId })) throw new Refusal('not-found', 'error.cardNotFound');
    return card;
  }

  #checked({ requisites }: RegisterInput, office: OfficeRecord) {
    const { directories } = this.#options;
    const journal = directories.journals().find((candidate) => candidate.journalId === requisites.journalId);
    const kind = directories.kinds().find((candidate) => candidate.kindId === requisites.kindId);
    const today = this.#today(office);
    const issues: { path: string; message: string }[] = [];
    if (journal === undefined || journal.direction !== requisites.direction) issues.push({ path: 'journalId', message: 'requisite.missing' });
    if (kind === undefined) issues.push({ path: 'kindId', message: 'requisite.missing' });
    const chosenCase = directories.cases().find((candidate) => candidate.caseId === requisites.caseId);
    if (requisites.caseId !== null && chosenCase === undefined) issues.push({ path: 'caseId', message: 'requisite.missing' });
    if (kind !== undefined) {
      issues.push(...missingRequisites(requisites, kind).map((name) => ({ path: name, message: 'requisite.missing' })));
      issues.push(...invalidRequisites(requisites, kind, today.day).map(({ name, reason }) => ({ path: name, message: `requisite.invalid.${reason}` })));
    }
    if (journal !== undefined && kind !== undefined) {
      const number = this.#numbers.next(journal.journalId, today.year);
      const values: IndexValues = {
        n: String(number),
        case: chosenCase?.index ?? null,
        unit: null,
        corr: requisites.correspondent === null ? null : (/\p{L}/u.exec(requisites.correspondent)?.[0]?.toLocaleUpperCase('und') ?? null),
        kind: kind.letter,
        desk: office.deskCode,
        yy: String(today.year).slice(-2),
      };
      issues.push(...missingTokens(journal.pattern, values).map((token) => ({ path: REQUISITE_OF_TOKEN[token], message: 'requisite.missing' })));
      const found = uniqueIssues(issues);
      if (found.length === 0) return { registrationNumber: number, registrationYear: today.year, registrationIndex: formatIndex(journal.pattern, values), registrationDate: today.day };
    }
    const found = uniqueIssues(issues);
    throw new Refusal('refused', 'error.requisitesRefused', { count: String(found.length) }, found);
  }

  #filesOfWaiting(letterId: string): Card['files'] {
    this.#options.intake.demandWaiting(letterId);
    return this.#options.intake.filesOf(letterId);
  }

  #correct({ documentId, basedOn, changes, reason }: MethodCheckedInput<'registration.correct'>, actor: Actor): Card {
    const { store, directories } = this.#options;
    store.commit((transaction) => {
      const card = this.readable(documentId, actor);
      if (store.log.lastOfEntity(documentId) !== basedOn) throw new Refusal('conflict', 'error.cardChangedMeanwhile');
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<Requisites>;
      const next: Requisites = { ...card, ...given };
      const kind = directories.kinds().find((candidate) => candidate.kindId === next.kindId);
      if (kind === undefined) throw new Refusal('refused', 'error.requisitesRefused', {}, [{ path: 'kindId', message: 'requisite.missing' }]);
      const issues = [
        ...(next.caseId === null || directories.cases().some((candidate) => candidate.caseId === next.caseId) ? [] : [{ path: 'caseId', message: 'requisite.missing' }]),
        ...missingRequisites(next, kind).map((name) => ({ path: name, message: 'requisite.missing' })),
        ...invalidRequisites(next, kind, this.#today(this.#office()).day).map(({ name, reason: why }) => ({ path: name, message: `requisite.invalid.${why}` })),
      ];
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
        changes: [...fieldChanges, { field: 'reason', before: null, after: reason }],
      });
    });
    this.#options.onChanged('cards');
    return this.#card(documentId);
  }

  async #document(documentId: string, actor: Actor): Promise<MethodOutput<'registration.get'>> {
    const { store, cards, verification } = this.#options;
    const card = this.readable(documentId, actor);
    const letterId = store.database.prepare<[string], { letter_id: string | null }>('SELECT letter_id FROM card WHERE document_id = ?').get(documentId)?.letter_id ?? null;
    const operations = [...(letterId === null ? [] : store.log.ofEntity(letterId)), ...store.log.ofEntity(documentId)];
    return {
      card,
      version: store.log.lastOfEntity(documentId) ?? '',
      reports: await verification.reports(verification.newest({ documentId })),
      history: operations.sort((a, b) => a.deskSeq - b.deskSeq).map((operation) => toHistoryEntry(operation, operation.desk === store.identity.desk ? this.#office().deskCode : operation.desk)),
      copies: cards.copiesOf(documentId),
    };
  }

  #card(documentId: string): Card {
    const card = this.#options.cards.byId(documentId);
    if (card === null) throw new Error('a card that was just written is not there');
    return card;
  }

  #office(): OfficeRecord {
    const office = this.#options.directories.office();
    if (office === null) throw new Refusal('not-ready', 'error.deskNotReady');
    return office;
  }

  #today(office: OfficeRecord): { readonly day: string; readonly year: number } {
    const day = dayInZone(office.zone, isoInstant(this.#options.environment.now()));
    return { day, year: Number(day.slice(0, 4)) };
  }
}

function uniqueIssues<Issue extends { readonly path: string }>(issues: readonly Issue[]): Issue[] {
  return issues.filter((issue, at) => issues.findIndex((other) => other.path === issue.path) === at);
}

/** @param desk code of the desk as people know it; its identity where it is not this one */
function toHistoryEntry(operation: Operation, desk: string): HistoryEntry {
  return {
    operationId: operation.opId,
    kind: operation.kind,
    at: operation.at,
    zone: operation.zone,
    actor: operation.actor?.name ?? '',
    onBehalfOf: operation.onBehalfOf?.name ?? null,
    desk,
    changes: operation.changes,
  };
}
