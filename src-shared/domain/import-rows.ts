import type { ImportField, ImportMapping } from './import-columns.ts';
import { INDEX_LIMIT, numberOfIndex, readCount, readDay } from './import-values.ts';
import { type Journal, serialYear } from './journals.ts';
import type { DocumentKind } from './document-kinds.ts';
import { blankRequisites, invalidRequisites, missingRequisites, type RequisiteName, type Requisites } from './registration-card.ts';

export const IMPORT_REASONS = ['missing', 'notADay', 'futureDate', 'notACount', 'outOfRange', 'tooLong', 'unknownKind', 'unknownCase', 'numberUnclear', 'numberTaken', 'numberTwice', 'brokenCharacters', 'controlCharacters'] as const;
export type ImportReason = (typeof IMPORT_REASONS)[number];

export interface RowFault {
  readonly field: ImportField | 'row';
  readonly reason: ImportReason;
}

/** A row that can become a card. */
export interface AcceptedRow {
  /** As a spreadsheet program counts: the first row is 1. */
  readonly row: number;
  readonly requisites: Requisites;
  readonly registrationNumber: number;
  readonly registrationYear: number;
  /** Year under which the serial number is kept: 0 where the journal's numbers run on. */
  readonly serialYear: number;
  readonly registrationIndex: string;
  readonly registrationDate: string;
}

export interface RejectedRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly faults: readonly RowFault[];
}

export interface ImportPlan {
  readonly accepted: readonly AcceptedRow[];
  readonly rejected: readonly RejectedRow[];
}

/** What the office knows, and what the registrar chose for the whole file. */
export interface ImportSetting {
  readonly mapping: ImportMapping;
  /** The first row is 0; rows behind it are the journal. */
  readonly headingRow: number;
  readonly journal: Pick<Journal, 'journalId' | 'direction' | 'pattern' | 'yearly' | 'access'>;
  readonly kinds: readonly DocumentKind[];
  /** Cases of the nomenclature that was in use on a day. */
  readonly casesOn: (day: string) => readonly { readonly caseId: string; readonly index: string; readonly title: string }[];
  /** For rows that name none. */
  readonly defaults: { readonly kindId: string | null; readonly caseId: string | null; readonly language: string | null };
  readonly isTaken: (serialYear: number, number: number) => boolean;
  /** Calendar day in the office's zone. */
  readonly today: string;
}

const FIELD_OF_REQUISITE: Readonly<Partial<Record<RequisiteName, ImportField>>> = {
  correspondent: 'correspondent',
  correspondentNumber: 'correspondentNumber',
  correspondentDate: 'correspondentDate',
  subject: 'subject',
  kindId: 'kind',
  caseId: 'case',
  addressee: 'addressee',
  author: 'author',
  sheets: 'sheets',
  attachmentSheets: 'attachmentSheets',
  note: 'note',
};

const REASON_OF_REQUISITE: Readonly<Record<string, ImportReason>> = { futureDate: 'futureDate', notACalendarDay: 'notADay', tooLong: 'tooLong', outOfRange: 'outOfRange', wrongDirection: 'unknownKind' };

/** Everything that is read from a table; a number that stands twice is rejected where it stands for the second time. */
export function planImport(rows: readonly (readonly string[])[], setting: ImportSetting): ImportPlan {
  const accepted: AcceptedRow[] = [];
  const rejected: RejectedRow[] = [];
  const numbers = new Set<string>();
  for (const [at, cells] of rows.entries()) {
    if (at <= setting.headingRow || cells.every((cell) => cell.trim() === '')) continue;
    const read = readRow(cells, at + 1, setting);
    const key = `${read.card.serialYear}/${read.card.registrationNumber}`;
    if (read.faults.length === 0 && numbers.has(key)) read.faults.push({ field: 'registrationIndex', reason: 'numberTwice' });
    if (read.faults.length > 0) rejected.push({ row: at + 1, cells, faults: read.faults });
    else {
      numbers.add(key);
      accepted.push(read.card);
    }
  }
  return { accepted, rejected };
}

function readRow(cells: readonly string[], row: number, setting: ImportSetting): { readonly card: AcceptedRow; readonly faults: RowFault[] } {
  const { mapping, journal, kinds, defaults, today } = setting;
  const faults: RowFault[] = [];
  const fault = (field: RowFault['field'], reason: ImportReason): void => void faults.push({ field, reason });
  const text = (field: ImportField): string | null => {
    const column = mapping[field];
    return (column === null ? '' : (cells[column] ?? '')).normalize('NFC').replaceAll(/[^\S\n]+/g, ' ').trim() || null;
  };
  if (cells.some((cell) => cell.includes('\ufffd'))) fault('row', 'brokenCharacters');
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (cells.some((cell) => /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(cell))) fault('row', 'controlCharacters');
  const dayOf = (field: 'registrationDate' | 'correspondentDate'): string | null => {
    const written = text(field);
    const day = written === null ? null : readDay(written);
    if (written !== null && day === null) fault(field, 'notADay');
    return day;
  };
  const countOf = (field: 'sheets' | 'attachmentSheets'): number | null => {
    const written = text(field);
    const count = written === null ? null : readCount(written);
    if (written !== null && count === null) fault(field, 'notACount');
    return count;
  };

  const registrationIndex = text('registrationIndex');
  const registrationDate = dayOf('registrationDate');
  if (registrationIndex === null) fault('registrationIndex', 'missing');
  else if (registrationIndex.length > INDEX_LIMIT) fault('registrationIndex', 'tooLong');
  if (text('registrationDate') === null) fault('registrationDate', 'missing');
  else if (registrationDate !== null && registrationDate > today) fault('registrationDate', 'futureDate');
  const registrationNumber = numberOf(text('registrationNumber'), registrationIndex, journal.pattern);
  const registrationYear = Number((registrationDate ?? '0').slice(0, 4));
  const numberYear = serialYear(journal, registrationYear);
  if (registrationIndex !== null && registrationNumber === null) fault(mapping.registrationNumber === null ? 'registrationIndex' : 'registrationNumber', 'numberUnclear');
  else if (registrationNumber !== null && registrationDate !== null && setting.isTaken(numberYear, registrationNumber)) fault('registrationIndex', 'numberTaken');

  const kind = found(text('kind'), kinds, (one) => [...Object.values(one.names), one.letter]) ?? null;
  if (text('kind') !== null && kind === null) fault('kind', 'unknownKind');
  const usedKind = kind ?? kinds.find(({ kindId }) => kindId === defaults.kindId) ?? null;
  if (usedKind === null && text('kind') === null) fault('kind', 'missing');
  const namedCase = found(text('case'), registrationDate === null ? [] : setting.casesOn(registrationDate), (one) => [one.index, one.title, `${one.index} ${one.title}`]) ?? null;
  if (text('case') !== null && namedCase === null && registrationDate !== null) fault('case', 'unknownCase');

  const requisites: Requisites = {
    ...blankRequisites({ direction: journal.direction, journalId: journal.journalId, kindId: usedKind?.kindId ?? '' }),
    // The journal of a time whose originals were paper; no file comes with a row.
    medium: 'paper',
    correspondent: text('correspondent'),
    correspondentNumber: text('correspondentNumber'),
    correspondentDate: dayOf('correspondentDate'),
    subject: text('subject') ?? '',
    sheets: countOf('sheets'),
    attachmentSheets: countOf('attachmentSheets'),
    language: defaults.language,
    caseId: namedCase?.caseId ?? defaults.caseId,
    addressee: text('addressee'),
    author: text('author'),
    restricted: journal.access === 'restricted' || usedKind?.access === 'restricted',
    note: text('note'),
  };
  if (requisites.subject === '') fault('subject', 'missing');
  if (usedKind !== null) for (const found of requisiteFaults(requisites, usedKind, setting)) if (!faults.some(({ field }) => field === found.field)) faults.push(found);
  return { card: { row, requisites, registrationNumber: registrationNumber ?? 0, registrationYear, serialYear: numberYear, registrationIndex: registrationIndex ?? '', registrationDate: registrationDate ?? '' }, faults };
}

/**
 * What the card's rules say (CARD-05). A requisite for which the old journal has no column at all cannot be demanded of
 * it; one that has a column is.
 */
function requisiteFaults(requisites: Requisites, kind: DocumentKind, { mapping, today }: ImportSetting): RowFault[] {
  const missing = missingRequisites(requisites, kind).flatMap((name): RowFault[] => {
    const field = FIELD_OF_REQUISITE[name];
    return field !== undefined && mapping[field] !== null ? [{ field, reason: 'missing' }] : [];
  });
  // Control characters are told of the row as a whole.
  const invalid = invalidRequisites(requisites, kind, today)
    .filter(({ reason }) => reason !== 'controlCharacters')
    .map(({ name, reason }): RowFault => ({ field: FIELD_OF_REQUISITE[name] ?? 'row', reason: REASON_OF_REQUISITE[reason] ?? 'unknownKind' }));
  return [...missing, ...invalid];
}

function numberOf(stated: string | null, index: string | null, pattern: string): number | null {
  if (stated !== null) return /^[1-9]\d{0,8}$/.test(stated) ? Number(stated) : null;
  return index === null ? null : numberOfIndex(index, pattern);
}

/** The one thing that goes by this name in any language; case and blanks do not matter. */
function found<Thing>(name: string | null, things: readonly Thing[], namesOf: (thing: Thing) => readonly string[]): Thing | undefined {
  if (name === null) return undefined;
  const key = (text: string): string => text.normalize('NFC').toLowerCase().replaceAll(/[\s.]+/g, ' ').trim();
  return things.find((thing) => namesOf(thing).some((candidate) => candidate !== '' && key(candidate) === key(name)));
}
