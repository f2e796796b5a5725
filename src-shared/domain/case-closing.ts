/**
 * What has to be so before a case is closed (C.7.1, NOM-01, NOM-05, ARC-02): all that is unmet at once, each with what
 * it is about and the place where it is mended. A failed or undetermined check of a signature is none of it: the
 * document is kept with what the check says.
 */
import { type CaseToClose, type FiledCard, type FilingPoint, filingPoints } from './filing.ts';
import type { NomenclatureState } from './nomenclature.ts';
import type { Medium } from './registration-card.ts';
import type { Retention } from './retention.ts';

/** Where a point is mended; the window goes there. */
export const CLOSING_MENDS = ['nomenclature', 'filing', 'card', 'resolutions', 'acknowledgement', 'draft', 'duplicate', 'successor', 'dialog'] as const;
export type ClosingMend = (typeof CLOSING_MENDS)[number];

/** Every point with the place where it is mended. */
export const CLOSING_POINTS = {
  noRetention: 'nomenclature',
  noArticle: 'nomenclature',
  listNotInUse: 'nomenclature',
  goesOn: 'successor',
  noDocuments: 'nomenclature',
  notFiled: 'filing',
  unknownVolume: 'filing',
  nothingInside: 'card',
  sheetsUnknown: 'card',
  notReviewed: 'resolutions',
  notExecuted: 'resolutions',
  onControl: 'resolutions',
  routeRuns: 'draft',
  notAcknowledged: 'acknowledgement',
  stepOpen: 'card',
  noDuplicate: 'duplicate',
  finishedBeforeNewest: 'dialog',
  finishedInFuture: 'dialog',
} as const satisfies Record<string, ClosingMend>;
export type ClosingCode = keyof typeof CLOSING_POINTS;
export const CLOSING_CODES = Object.keys(CLOSING_POINTS) as readonly ClosingCode[];

export interface ClosingPoint {
  readonly code: ClosingCode;
  /** Index of the case or document, number of a volume, or a day. */
  readonly about: string;
  /** The document that it is about; null: the case as a whole. */
  readonly documentId: string | null;
  /** Where it is mended: the document, its draft or another case; null: the case itself. */
  readonly subjectId: string | null;
  readonly mends: ClosingMend;
}

/** A card that lies in the case, or in one of a former year that it carries on; void ones are no documents and are not handed over. */
export interface CardToClose extends FiledCard {
  readonly documentId: string;
  readonly registrationDate: string;
  readonly medium: Medium;
  /** It waits for the one who reviews it. */
  readonly awaitsReview: boolean;
  /** Assignments of executors whose report nobody has accepted. */
  readonly openAssignments: number;
  readonly onControl: boolean;
  /** People who are still to acknowledge it. */
  readonly toAcknowledge: number;
  /** A contract or an application of it waits for somebody. */
  readonly stepOpen: boolean;
  /** Draft whose route has not ended; null: none. */
  readonly runningDraftId: string | null;
  readonly hasDuplicate: boolean;
}

export interface ClosingFacts {
  readonly subject: CaseToClose & { readonly listState: NomenclatureState };
  /** Case of the next year's list in which a transit case goes on; null: it ends here. */
  readonly successor: { readonly caseId: string; readonly index: string; readonly year: number } | null;
  readonly cards: readonly CardToClose[];
  /** Last day on which something was put into the case. */
  readonly finishedOn: string;
  /** The office's day. */
  readonly today: string;
  /** Null: the office makes no paper duplicates (X4). */
  readonly paperDuplicateOverYears: number | null;
}

/**
 * Whether an electronic document of the period has a paper duplicate (OKPU 6.2.5: ARC-02, PAP-08), as far as the
 * office took the duty upon itself (X4). What is kept for ever or until the institution ends outlasts every number of
 * years; personnel files count by their years.
 */
export function duplicateDue(retention: Retention | null, overYears: number | null): boolean {
  if (retention === null || overYears === null) return false;
  switch (retention.period) {
    case 'permanent':
    case 'until-liquidation':
      return true;
    case 'years':
    case 'personnel':
    case 'event':
      return (retention.years ?? 0) > overYears;
    case 'until-need-passes':
    case 'until-replaced':
      return false;
  }
}

/** The last day on which a document came into the case; null: it holds none. */
export function newestDay(cards: readonly Pick<CardToClose, 'registrationDate'>[]): string | null {
  return cards.reduce<string | null>((newest, { registrationDate }) => (newest === null || registrationDate > newest ? registrationDate : newest), null);
}

/** All that keeps a case from being closed, in the order in which it is mended; empty: it may be closed. */
export function closingPoints(facts: ClosingFacts): ClosingPoint[] {
  return [...ofCase(facts), ...facts.cards.flatMap((card) => ofCard(card, facts)), ...ofDay(facts)];
}

function point(code: ClosingCode, about: string, subjectId: string | null = null): ClosingPoint {
  return { code, about, documentId: null, subjectId, mends: CLOSING_POINTS[code] };
}

function ofCase({ subject, successor, cards }: ClosingFacts): ClosingPoint[] {
  const { index, listState } = subject;
  return [
    ...(listState === 'in-use' || listState === 'summarised' ? [] : [point('listNotInUse', index)]),
    ...(successor === null ? [] : [point('goesOn', `${successor.index} (${successor.year})`, successor.caseId)]),
    ...filingPoints(subject, cards.map((card) => ({ ...card, caseId: subject.caseId }))).flatMap(({ code, about }) => (isOfCase(code) ? [point(code, about)] : [])),
  ];
}

function isOfCase(code: FilingPoint['code']): code is 'noRetention' | 'noArticle' | 'noDocuments' {
  return code === 'noRetention' || code === 'noArticle' || code === 'noDocuments';
}

function ofCard(card: CardToClose, { subject, paperDuplicateOverYears }: ClosingFacts): ClosingPoint[] {
  const about = card.registrationIndex;
  const { documentId } = card;
  const own = (code: ClosingCode, subjectId = documentId): ClosingPoint => ({ ...point(code, about, subjectId), documentId });
  const filing = filingPoints(subject, [{ ...card, caseId: subject.caseId }]).flatMap(({ code }) => (isOfCase(code) ? [] : [own(code)]));
  const duplicate = card.medium !== 'paper' && !card.hasDuplicate && duplicateDue(subject.retention, paperDuplicateOverYears);
  return [
    ...filing,
    ...(card.medium === 'paper' && (card.sheets ?? 0) === 0 && !filing.some(({ code }) => code === 'nothingInside') ? [own('sheetsUnknown')] : []),
    ...(card.awaitsReview ? [own('notReviewed')] : []),
    ...(card.openAssignments > 0 ? [own('notExecuted')] : []),
    ...(card.onControl ? [own('onControl')] : []),
    ...(card.runningDraftId === null ? [] : [own('routeRuns', card.runningDraftId)]),
    ...(card.toAcknowledge > 0 ? [own('notAcknowledged')] : []),
    ...(card.stepOpen ? [own('stepOpen')] : []),
    ...(duplicate ? [own('noDuplicate')] : []),
  ];
}

function ofDay({ cards, finishedOn, today }: ClosingFacts): ClosingPoint[] {
  const newest = newestDay(cards);
  if (finishedOn > today) return [point('finishedInFuture', finishedOn)];
  return newest !== null && finishedOn < newest ? [point('finishedBeforeNewest', newest)] : [];
}

/** What the certifying note of a volume says (C.1). */
export interface VolumeNote {
  readonly volume: number;
  readonly documents: number;
  readonly files: number;
  /** Null: nothing of it is on paper. */
  readonly sheets: number | null;
}

export interface VolumeContent {
  readonly volume: number | null;
  readonly files: number;
  readonly medium: Medium;
  readonly sheets: number | null;
  readonly attachmentSheets: number | null;
  /** Of the paper duplicate that lies in the volume; null: none does, or nobody counted it. */
  readonly duplicateSheets: number | null;
}

/** Requisites that certifying notes count: they change no more while the case is closed. */
export const NOTED_REQUISITES = ['medium', 'sheets', 'attachmentSheets'] as const;

/** Sheets of a document that lie in the volume on paper; null: none do. */
export function paperSheets({ medium, sheets, attachmentSheets, duplicateSheets }: Omit<VolumeContent, 'volume' | 'files'>): number | null {
  return medium === 'paper' ? (sheets ?? 0) + (attachmentSheets ?? 0) : duplicateSheets;
}

/** Counts what lies in each volume. One that was opened and never used is there too, with nothing in it. */
export function volumeNotes(volumes: readonly number[], cards: readonly VolumeContent[]): VolumeNote[] {
  return volumes.map((volume) => {
    const inside = cards.filter((card) => card.volume === volume);
    const sheets = inside.map((card) => paperSheets(card)).filter((count) => count !== null);
    return { volume, documents: inside.length, files: inside.reduce((sum, { files }) => sum + files, 0), sheets: sheets.length === 0 ? null : sheets.reduce((sum, count) => sum + count, 0) };
  });
}

/**
 * Whether more lies in a closed case than its certifying notes say. Less is no sign: a desk that is not given restricted
 * documents counts fewer. Files may be added by a signature or a protocol; documents and sheets may not.
 */
export function notesFallShort(noted: readonly Omit<VolumeNote, 'files'>[], counted: readonly Omit<VolumeNote, 'files'>[]): boolean {
  const said = new Map(noted.map((note) => [note.volume, note]));
  return counted.some(({ volume, documents, sheets }) => documents > (said.get(volume)?.documents ?? 0) || (sheets ?? 0) > (said.get(volume)?.sheets ?? 0));
}

/** Share of the limit from which the next volume is proposed: a case is not sewn tighter than it can be read. */
const NEARLY_FULL = 0.9;

/** Whether another volume is to be opened before the next document is filed (C.6). */
export function volumeFull(sheets: number | null, limit: number): boolean {
  return (sheets ?? 0) >= limit * NEARLY_FULL;
}
