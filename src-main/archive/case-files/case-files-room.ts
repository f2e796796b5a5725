import { type CasePage, type ShownClosingPoint } from '#shared/contract/case-files.ts';
import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import type { NomenclatureCase, NomenclatureYear } from '#shared/contract/nomenclature.ts';
import { type ClosingPoint, closingPoints, duplicateDue, newestDay, notesFallShort, paperSheets, volumeFull, type VolumeNote, volumeNotes } from '#shared/domain/case-closing.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import { type Environment, isoInstant } from '../../environment.ts';
import type { VolumeOnPaper } from '../../forms/form-facts.ts';
import type { NomenclatureRecords } from '../../nomenclature/nomenclature-records.ts';
import { type RulePack, termStartOn } from '../../rule-packs/index.ts';
import type { Store } from '../../store/store.ts';
import type { ArchiveSettingsRecord } from './archive-settings.ts';
import type { CaseRecords, OtherCase } from './case-records.ts';
import type { CardInCase, ClosingCards } from './closing-facts.ts';

export interface CaseFilesOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly nomenclature: NomenclatureRecords;
  readonly records: CaseRecords;
  readonly closingCards: ClosingCards;
  readonly settings: ArchiveSettingsRecord;
  readonly zone: () => string;
  readonly rulePack: () => RulePack;
  readonly onChanged: () => void;
}

/** Points that a page shows; a case with more of them is not about to be closed. */
const SHOWN_POINTS = 200;
/** Points that a refusal names. */
const REFUSED_POINTS = 20;

interface Found {
  readonly entry: NomenclatureCase;
  readonly year: NomenclatureYear;
  readonly section: string;
  readonly former: readonly OtherCase[];
  readonly cards: readonly CardInCase[];
}

/** Cases as they end in the office: closing when nothing is missing (C.7.1), opening again, the duty of paper duplicates. */
export class CaseFilesRoom {
  readonly #options: CaseFilesOptions;

  constructor(options: CaseFilesOptions) {
    this.#options = options;
  }

  readonly handlers: RoomHandlers<'caseFiles'> = {
    page: ({ caseId, finishedOn }, { actor }) => this.#page(caseId, finishedOn, actor),
    contents: ({ caseId, offset }, { actor }) => this.#options.records.contents(this.#chain(this.#found(caseId)), actor, offset),
    close: (input, { actor }) => this.#close(input, actor),
    reopen: (input, { actor }) => this.#reopen(input, actor),
    duplicatesDue: (input, { actor }) => this.#duplicatesDue(input, actor),
    settings: () => this.#options.settings.get(),
    changeSettings: (settings, { actor }) => {
      this.#options.settings.change(settings, actor);
      this.#options.onChanged();
      return this.#options.settings.get().settings;
    },
  };

  #today(): string {
    return dayInZone(this.#options.zone(), isoInstant(this.#options.environment.now()));
  }

  #found(caseId: string): Found {
    const { nomenclature, records, closingCards } = this.#options;
    const found = nomenclature.caseById(caseId);
    const year = found === null ? null : nomenclature.year(found.nomenclatureId);
    if (found === null || year === null) throw new Refusal('not-found', 'error.caseNotFound');
    const former = records.formerOf(caseId);
    const section = nomenclature.sections(found.nomenclatureId).find(({ sectionId }) => sectionId === found.entry.sectionId);
    return { entry: found.entry, year, section: section === undefined ? '' : `${section.index} ${section.title}`, former, cards: closingCards.of([caseId, ...former.map((one) => one.caseId)]) };
  }

  #chain({ entry, former }: Found): string[] {
    return [entry.caseId, ...former.map(({ caseId }) => caseId)];
  }

  #points({ entry, year, cards }: Found, finishedOn: string): ClosingPoint[] {
    const { nomenclature, records, settings } = this.#options;
    return closingPoints({
      subject: { caseId: entry.caseId, index: entry.index, retention: entry.retention, volumes: nomenclature.volumesOf(entry), listState: year.state },
      successor: records.successorOf(entry.caseId),
      cards,
      finishedOn,
      today: this.#today(),
      paperDuplicateOverYears: settings.get().settings.paperDuplicateOverYears,
    });
  }

  #notes({ entry, cards }: Found): VolumeNote[] {
    return volumeNotes(this.#options.nomenclature.volumesOf(entry), cards);
  }

  #page(caseId: string, finishedOn: string | null, actor: Actor): CasePage {
    const { records, settings } = this.#options;
    const found = this.#found(caseId);
    const { entry, year, section, former, cards } = found;
    const { volumeSheets } = settings.get().settings;
    const closing = records.closingOf(caseId);
    const newestOn = newestDay(cards);
    const points = closing === null ? this.#points(found, finishedOn ?? newestOn ?? this.#today()) : [];
    return {
      caseId,
      nomenclatureId: year.nomenclatureId,
      year: year.year,
      listState: year.state,
      index: entry.index,
      title: entry.title,
      section,
      retention: entry.retention,
      retentionText: entry.retentionText,
      medium: entry.medium,
      owner: entry.owner,
      note: entry.note,
      transit: entry.transit,
      former: [...former],
      successor: closing === null ? records.successorOf(caseId) : null,
      volumes: this.#notes(found).map((note) => ({ ...note, ...daysOf(cards.filter(({ volume }) => volume === note.volume)), full: volumeFull(note.sheets, volumeSheets) })),
      volumeSheets,
      documents: cards.length,
      newestOn,
      closing,
      noteFallsShort: closing !== null && closing.closedWith === null && notesFallShort(records.notesOf(caseId), this.#notes(found)),
      term: records.termOf(caseId),
      holds: records.holdsOf(this.#chain(found)),
      destroyed: records.destroyed(caseId),
      reopenBarrier: closing === null ? null : records.reopenBarrier(this.#chain(found)),
      points: this.#shown(points.slice(0, SHOWN_POINTS), actor),
      pointCount: points.length,
    };
  }

  /** A point about a document that the person may not read says that there is one, and no more. */
  #shown(points: readonly ClosingPoint[], actor: Actor): ShownClosingPoint[] {
    const readable = this.#options.records.readableAmong(points.flatMap(({ documentId }) => documentId ?? []), actor);
    return points.map(({ code, about, documentId, subjectId, mends }) => (documentId === null || readable.has(documentId) ? { code, about, subjectId, mends } : { code, about: null, subjectId: null, mends }));
  }

  /** What the cover, the internal inventory and the certifying note of a volume state. Null: the case has several and none is named. */
  volumeOnPaper(caseId: string, volume: number | null, actor: Actor): VolumeOnPaper | null {
    const { records } = this.#options;
    const found = this.#found(caseId);
    const notes = this.#notes(found);
    const note = notes.find((one) => one.volume === volume) ?? (volume === null && notes.length === 1 ? notes[0] : undefined);
    if (note === undefined && volume !== null) throw new Refusal('not-found', 'error.caseHasNoVolume', { index: found.entry.index, volume: String(volume) });
    if (note === undefined) return null;
    const cards = found.cards.filter((card) => card.volume === note.volume);
    const readable = records.readableAmong(cards.map(({ documentId }) => documentId), actor);
    const { firstOn, lastOn } = daysOf(cards);
    const closing = records.closingOf(caseId);
    return {
      ...note,
      startedOn: firstOn,
      finishedOn: closing === null || note.volume !== notes.at(-1)?.volume ? lastOn : closing.finishedOn,
      certifiedBy: closing?.certifiedBy.name ?? null,
      lines: cards.map((card) => (readable.has(card.documentId) ? { index: card.registrationIndex, date: card.registrationDate, subject: card.subject, sheets: paperSheets(card) } : null)),
    };
  }

  #close({ caseId, finishedOn, certifiedBy }: MethodCheckedInput<'caseFiles.close'>, actor: Actor): CasePage {
    const { store, records, rulePack, onChanged } = this.#options;
    store.commit((transaction) => {
      const found = this.#found(caseId);
      const { index } = found.entry;
      if (records.closingOf(caseId) !== null) throw new Refusal('refused', 'error.caseIsClosed', { index });
      const points = this.#points(found, finishedOn);
      if (points.length > 0) {
        throw new Refusal(
          'refused',
          'error.caseNotReady',
          { index, count: String(points.length) },
          this.#shown(points.slice(0, REFUSED_POINTS), actor).map(({ code, about }) => ({ path: about ?? '', message: `caseFile.point.${code}` })),
        );
      }
      const closedOn = this.#today();
      const notes = this.#notes(found);
      transaction.append({
        kind: 'case.closed',
        entity: caseId,
        stream: MAIN_STREAM,
        actor: operationActor(actor),
        basedOn: store.log.lastOfEntity(caseId),
        payload: { caseId, formerCaseIds: found.former.map((one) => one.caseId), finishedOn, closedOn, termStart: termStart(rulePack(), closedOn), volumes: notes.map((note) => ({ caseId, ...note })), certifiedBy },
        changes: [
          { field: 'caseFile.closedOn', before: null, after: closedOn },
          { field: 'caseFile.finishedOn', before: null, after: finishedOn },
          { field: 'caseFile.certifiedBy', before: null, after: `${certifiedBy.position} ${certifiedBy.name}` },
          ...notes.map(({ volume, documents, sheets }) => ({ field: 'caseFile.volume', before: null, after: `${volume}: ${documents}${sheets === null ? '' : ` / ${sheets}`}` })),
        ],
      });
    });
    onChanged();
    return this.#page(caseId, null, actor);
  }

  #reopen({ caseId, reason }: MethodCheckedInput<'caseFiles.reopen'>, actor: Actor): CasePage {
    const { store, records, onChanged } = this.#options;
    store.commit((transaction) => {
      const found = this.#found(caseId);
      const { index } = found.entry;
      const closing = records.closingOf(caseId);
      if (closing === null) throw new Refusal('refused', 'error.caseIsOpen', { index });
      if (closing.closedWith !== null) throw new Refusal('refused', 'error.caseClosedWith', { index, other: `${closing.closedWith.index} (${closing.closedWith.year})` });
      const barrier = records.reopenBarrier(this.#chain(found));
      if (barrier !== null) throw new Refusal('refused', `error.caseStaysClosed.${barrier}`, { index });
      transaction.append({
        kind: 'case.reopened',
        entity: caseId,
        stream: MAIN_STREAM,
        actor: operationActor(actor),
        basedOn: store.log.lastOfEntity(caseId),
        payload: { caseId, reason },
        changes: [{ field: 'caseFile.closedOn', before: closing.closedOn, after: null }, { field: 'reason', before: null, after: reason }],
      });
    });
    onChanged();
    return this.#page(caseId, null, actor);
  }

  /** ARC-02: of cases that are in use or summed up and not closed yet; what a closed case holds was duplicated before. */
  #duplicatesDue({ caseId, offset }: MethodCheckedInput<'caseFiles.duplicatesDue'>, actor: Actor) {
    const { nomenclature, records, settings } = this.#options;
    const { paperDuplicateOverYears: overYears } = settings.get().settings;
    const listed =
      caseId === null
        ? nomenclature.years().filter(({ state }) => state === 'in-use' || state === 'summarised').flatMap(({ nomenclatureId }) => nomenclature.cases(nomenclatureId))
        : [this.#found(caseId)].flatMap((found) => this.#chain(found).flatMap((one) => nomenclature.caseById(one)?.entry ?? []));
    const due = listed.filter(({ closedOn, retention }) => closedOn === null && duplicateDue(retention, overYears));
    return { overYears, ...records.withoutDuplicate(due.map((entry) => entry.caseId), actor, offset) };
  }
}

function termStart(pack: RulePack, day: string) {
  const { rule, packVersion } = termStartOn(pack, 'closing', day);
  return { rule, packVersion };
}

function daysOf(cards: readonly CardInCase[]): { readonly firstOn: string | null; readonly lastOn: string | null } {
  const days = cards.map(({ registrationDate }) => registrationDate).toSorted();
  return { firstOn: days.at(0) ?? null, lastOn: days.at(-1) ?? null };
}
