import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import { type DocumentKind, mediumProblems } from '#shared/domain/document-kinds.ts';
import type { Journal } from '#shared/domain/journals.ts';
import { invalidRequisites, missingRequisites, type RequisiteName, type Requisites } from '#shared/domain/registration-card.ts';
import { type Correspondent, correspondentLetter } from '#shared/domain/correspondents.ts';
import { lateEntryProblems } from '#shared/domain/outages.ts';
import { formatIndex, type IndexToken, type IndexValues, missingTokens, patternWithDesk } from '#shared/domain/registration-index.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { operationActor } from '#shared/sync/operation.ts';
import type { CorrespondentRecords } from '../correspondents/correspondent-records.ts';
import { type Environment, newId } from '../environment.ts';
import type { OpenedDraft } from '../routing/signed-drafts.ts';
import type { IntakeRoom } from '../intake/intake-room.ts';
import type { Store, Transaction } from '../store/store.ts';
import type { Verification } from '../verification/verification.ts';
import { changesBetween } from './card-changes.ts';
import type { CardRecords } from './card-records.ts';
import type { Directories, OfficeRecord } from './directories.ts';
import type { NumberSource, SerialNumber } from './numbers.ts';
import type { RegistrationClock, RegistrationDay } from './registration-day.ts';
import type { SimilarCards } from './similar-cards.ts';
import { streamOf } from './streams.ts';

export interface RegisterCardOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly cards: CardRecords;
  readonly directories: Directories;
  readonly correspondents: CorrespondentRecords;
  readonly intake: IntakeRoom;
  readonly verification: Verification;
  readonly numbers: NumberSource;
  readonly clock: RegistrationClock;
  readonly similar: SimilarCards;
}

type RegisterInput = MethodCheckedInput<'registration.register'>;
type Issue = { readonly path: RequisiteName; readonly message: string };

/** A card that can be registered: its number and index are those that the next operation makes final. */
interface ReadyCard {
  readonly requisites: Requisites;
  readonly journal: Journal;
  readonly serial: SerialNumber;
  readonly registrationIndex: string;
}

const REQUISITE_OF_TOKEN: Readonly<Record<IndexToken, RequisiteName>> = { n: 'journalId', case: 'caseId', unit: 'unitId', corr: 'correspondent', kind: 'kindId', desk: 'journalId', yy: 'journalId' };

/** Registers cards: everything that must hold before a number is given, and the one operation that gives it. */
export class RegisterCard {
  readonly #options: RegisterCardOptions;

  constructor(options: RegisterCardOptions) {
    this.#options = options;
  }

  /**
   * Number, date, card, files and the letter's state in one transaction (NUM-01, REG-01). What is missing is
   * listed and nothing is written (CARD-05).
   *
   * @param signed the draft that becomes the card, in place of a letter
   * @returns the card as it was written; that of the first call where a call is repeated
   */
  register(input: RegisterInput, office: OfficeRecord, actor: Actor, signed: OpenedDraft | null = null): Card {
    const { store, cards, intake, verification, clock, directories } = this.#options;
    return store.commit((transaction) => {
      const before = cards.byRequest(input.requestId);
      if (before !== null) return before;
      const today = clock.demand(office, input.clockConfirmed);
      if (input.letterId !== null) intake.demandWaiting(input.letterId);
      const files = input.letterId === null ? (signed?.files ?? []) : intake.filesOf(input.letterId);
      const scannedFirst = input.letterId !== null && input.requisites.medium === 'paper' && input.requisites.direction === 'incoming';
      if (scannedFirst && directories.registrationSettings().numberBeforeScan) {
        // KhAI 3.6: the stamp with the number goes onto the paper before it is scanned (REG-05).
        throw new Refusal('refused', 'error.scannedBeforeNumber', {}, [{ path: 'medium', message: 'requisite.invalid.scannedBeforeNumber' }]);
      }
      // A card that all desks get would show them what its draft kept from them (SEC-22).
      const ready = this.ready(signed?.restricted === true ? { ...input.requisites, restricted: true } : input.requisites, office, today);
      this.#demandNotRegistered({ ...input, requisites: ready.requisites }, files.find((file) => file.role === 'main')?.sha256 ?? null, actor);
      const checked = input.letterId === null ? null : verification.newest({ letterId: input.letterId });
      const made = this.append(transaction, ready, {
        requestId: input.requestId,
        letterId: input.letterId,
        files,
        verdict: checked?.verdict ?? null,
        equalTo: input.equalTo,
        replaces: null,
        today,
        actor,
      });
      // One transaction: a card without its draft, or a draft registered as nothing, is never to be seen (ROUTE-18).
      signed?.tie(transaction, made);
      if (scannedFirst && input.letterId !== null) this.#appendScan(transaction, made, ready.requisites, { letterId: input.letterId, files, pages: checked?.suggestions.sheets ?? null, verdict: checked?.verdict ?? null, actor });
      // Read where it was written: after the commit its pages are to be found anew.
      return cards.written(made);
    });
  }

  /** Where an office scans first, the letter's files are the scan of the paper that was just registered (REG-06). */
  #appendScan(
    transaction: Transaction,
    documentId: string,
    requisites: Requisites,
    { letterId, files, pages, verdict, actor }: { readonly letterId: string; readonly files: Card['files']; readonly pages: number | null; readonly verdict: Card['verdict']; readonly actor: Actor },
  ): void {
    const sheets = requisites.sheets === null ? null : requisites.sheets + (requisites.attachmentSheets ?? 0);
    transaction.append({
      kind: 'scan.attached',
      entity: documentId,
      stream: streamOf(requisites),
      actor: operationActor(actor),
      payload: { documentId, scanId: newId(this.#options.environment), letterId, files, pages, sheets, differenceReason: null, verdict },
      changes: [{ field: 'document.scanPages', before: sheets === null ? null : String(sheets), after: pages === null ? null : String(pages) }],
    });
  }

  /** The card with the number it would take now. @throws Refusal with every point that is missing or wrong. */
  ready(wished: Requisites, office: OfficeRecord, today: RegistrationDay): ReadyCard {
    const { directories, numbers } = this.#options;
    const journal = directories.journals().find((candidate) => candidate.journalId === wished.journalId);
    const kind = directories.kinds().find((candidate) => candidate.kindId === wished.kindId);
    // Every card of a restricted journal bears the mark.
    const marked = journal?.access === 'restricted' ? { ...wished, restricted: true } : wished;
    // With the entry that the written name means, the one that stays where entries were merged. A name that is
    // not in the directory stays as it was written.
    const entry = this.#options.correspondents.meantBy(marked);
    const requisites = entry === null ? marked : { ...marked, correspondentId: entry.correspondentId };
    const issues = [...this.#journalIssues(requisites, journal), ...this.cardIssues(requisites, kind, today.day)];
    if (journal === undefined || kind === undefined) throw refusalOf(issues);
    const serial = numbers.next(journal, today.year, office.deskCode);
    const values = this.#indexValues(requisites, kind, entry, { office, serial, today });
    const pattern = serial.run === '' ? journal.pattern : patternWithDesk(journal.pattern);
    issues.push(...missingTokens(pattern, values).map((token): Issue => ({ path: REQUISITE_OF_TOKEN[token], message: 'requisite.missing' })));
    if (issues.length > 0) throw refusalOf(issues);
    return { requisites, journal, serial, registrationIndex: formatIndex(pattern, values) };
  }

  /**
   * What is missing or wrong on a card, registered or not.
   *
   * @param before the card as it is registered: its case stays a good one, whatever year it is of, and another
   * is of the card's own year; null: a new card, of today's cases
   */
  cardIssues(requisites: Requisites, kind: DocumentKind | undefined, today: string, before: Pick<Card, 'caseId' | 'registrationDate'> | null = null): Issue[] {
    const { directories, correspondents } = this.#options;
    const issues: Issue[] = [];
    const { caseId: wanted } = requisites;
    const cases = directories.casesOn(before?.registrationDate ?? today)?.cases ?? [];
    if (wanted !== null && wanted !== before?.caseId && !cases.some(({ caseId }) => caseId === wanted)) issues.push({ path: 'caseId', message: 'requisite.missing' });
    if (requisites.unitId !== null && !directories.units().some(({ unitId }) => unitId === requisites.unitId)) issues.push({ path: 'unitId', message: 'requisite.missing' });
    if (kind === undefined) return [...issues, { path: 'kindId', message: 'requisite.missing' }];
    const medium = mediumProblems(requisites, kind, today);
    const late = lateEntryProblems(requisites, directories.outages().find(({ outageId }) => outageId === requisites.outageId) ?? null, directories.office()?.zone ?? 'UTC');
    if (requisites.correspondentId !== null && correspondents.byId(requisites.correspondentId) === null) issues.push({ path: 'correspondent', message: 'requisite.missing' });
    return [
      ...issues,
      ...[...missingRequisites(requisites, kind), ...medium.missing, ...late.missing].map((name): Issue => ({ path: name, message: 'requisite.missing' })),
      ...[...invalidRequisites(requisites, kind, today), ...medium.invalid, ...late.invalid].map(({ name, reason }): Issue => ({ path: name, message: `requisite.invalid.${reason}` })),
    ];
  }

  /** Writes the registration into a transaction that is under way. @returns id of the document */
  append(
    transaction: Transaction,
    { requisites, journal, serial, registrationIndex }: ReadyCard,
    from: {
      readonly requestId: string;
      readonly letterId: string | null;
      readonly files: Card['files'];
      readonly verdict: Card['verdict'];
      readonly equalTo: string | null;
      readonly replaces: string | null;
      readonly today: RegistrationDay;
      readonly actor: Actor;
    },
  ): string {
    const documentId = newId(this.#options.environment);
    const { today, actor, ...rest } = from;
    this.#options.numbers.take(journal, serial);
    transaction.append({
      kind: 'card.registered',
      entity: documentId,
      stream: streamOf(requisites),
      actor: operationActor(actor),
      payload: {
        documentId,
        ...rest,
        requisites,
        registrationNumber: serial.number,
        registrationYear: today.year,
        serialYear: serial.serialYear,
        numberRun: serial.run,
        registrationIndex,
        registrationDate: today.day,
      },
      changes: [{ field: 'registrationIndex', before: null, after: registrationIndex }, { field: 'registrationDate', before: null, after: today.day }, ...changesBetween({}, requisites)],
    });
    return documentId;
  }

  #journalIssues(requisites: Requisites, journal: Journal | undefined): Issue[] {
    if (journal === undefined || journal.direction !== requisites.direction) return [{ path: 'journalId', message: 'requisite.missing' }];
    return journal.closed ? [{ path: 'journalId', message: 'requisite.invalid.journalClosed' }] : [];
  }

  #indexValues(
    requisites: Requisites,
    kind: DocumentKind,
    correspondent: Correspondent | null,
    { office, serial, today }: { readonly office: OfficeRecord; readonly serial: SerialNumber; readonly today: RegistrationDay },
  ): IndexValues {
    const { directories } = this.#options;
    const unit = directories.units().find(({ unitId }) => unitId === requisites.unitId);
    return {
      n: String(serial.number),
      case: directories.casesOn(today.day)?.cases.find(({ caseId }) => caseId === requisites.caseId)?.index ?? null,
      unit: unit === undefined || unit.index === '' ? null : unit.index,
      corr: correspondentLetter(correspondent, requisites.correspondent),
      kind: kind.letter,
      desk: serial.run === '' ? office.deskCode : serial.run,
      yy: String(today.year).slice(-2),
    };
  }

  /**
   * One document is registered once (REG-17); the clerk is shown the card that exists. Two originals of
   * equal force are registered as such, linked to each other (REG-18).
   */
  #demandNotRegistered(input: RegisterInput, mainSha256: string | null, actor: Actor): void {
    const { similar, cards } = this.#options;
    if (input.equalTo !== null && cards.byId(input.equalTo) === null) throw new Refusal('not-found', 'error.cardNotFound');
    const known = new Set([...input.knownSimilar, ...(input.equalTo === null ? [] : [input.equalTo])]);
    const sameFile = mainSha256 === null ? [] : similar.sameFile(mainSha256);
    // Equal bytes are the same document, whatever the clerk thinks (REG-19).
    const [first] = similar.shown(sameFile, 'same-file', actor);
    if (first !== undefined) throw new Refusal('conflict', 'error.alreadyRegistered', { index: first.registrationIndex, documentId: first.documentId });
    const [like] = similar.shown(similar.sameDetails(input.requisites).filter(({ documentId }) => !known.has(documentId)), 'same-details', actor);
    if (like !== undefined) throw new Refusal('conflict', 'error.similarRegistered', { index: like.registrationIndex, documentId: like.documentId, date: like.registrationDate });
  }
}

function refusalOf(issues: readonly Issue[]): Refusal {
  const unique = issues.filter((issue, at) => issues.findIndex((other) => other.path === issue.path) === at);
  return new Refusal('refused', 'error.requisitesRefused', { count: String(unique.length) }, unique);
}
