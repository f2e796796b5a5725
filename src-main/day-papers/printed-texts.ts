import type { Handover } from '#shared/contract/day-papers.ts';
import type { JournalCell } from '#shared/domain/printed-registers.ts';
import type { Direction } from '#shared/domain/registration-card.ts';
import type { Language } from '#shared/domain/languages.ts';
import { dayText } from '#shared/i18n/day-text.ts';
import { translate } from '#shared/i18n/translate.ts';
import type { TableTexts } from '../jobs/job-kinds.ts';
import { fillPlaces, type PackRegisters } from '../rule-packs/index.ts';
import type { NumberGap } from '#shared/sync/wire.ts';
import type { PrintedRow } from './journal-rows.ts';

const PAGE_OF = '{page} / {pages}';

interface Common {
  readonly officeName: string;
  readonly language: Language;
  /** ISO 8601. */
  readonly now: string;
}

/** Words of the country's pack, and who prints. */
interface RegisterSubject extends Common {
  readonly words: PackRegisters;
  readonly registrar: string;
}

export interface JournalSubject extends RegisterSubject {
  readonly journalName: string;
  readonly direction: Direction;
  readonly from: string;
  readonly to: string;
  readonly rows: readonly PrintedRow[];
}

function filled(parts: readonly (string | null)[], between: string): string {
  return parts.filter((part) => part !== null && part !== '').join(between);
}

function otherSide(row: PrintedRow, direction: Direction): string {
  if (direction === 'internal') return row.author ?? '';
  const theirs = filled([row.correspondentNumber === null || row.correspondentNumber === '' ? null : `№\u00A0${row.correspondentNumber}`, row.correspondentDate === null ? null : dayText(row.correspondentDate)], ', ');
  return filled([row.correspondent, theirs], '; ');
}

function sheetsText({ sheets, attachmentSheets }: PrintedRow): string {
  if (sheets === null) return '';
  return attachmentSheets === null || attachmentSheets === 0 ? String(sheets) : `${sheets}+${attachmentSheets}`;
}

/** The journal of a day or a period as a table to print: every number, void ones struck with their reason. */
export function journalTexts({ journalName, direction, from, to, rows, registrar, officeName, language, now, words: { journal } }: JournalSubject): TableTexts {
  const period = from === to ? fillPlaces(journal.on, { day: dayText(from) }) : fillPlaces(journal.between, { from: dayText(from), to: dayText(to) });
  const voided = rows.filter(({ voidReason }) => voidReason !== null).length;
  const columns = journal.columns[direction];
  return {
    title: `${journalName} ${from === to ? dayText(from) : `${dayText(from)}–${dayText(to)}`}`,
    language,
    createdAt: now,
    corner: [],
    titleLines: [
      { text: officeName, look: 'bold', align: 'centre' },
      { text: journalName, look: 'title', align: 'centre' },
      { text: period, look: 'bold', align: 'centre' },
    ],
    parts: [
      {
        heading: '',
        numbered: true,
        columns: columns.map(({ cell: _cell, ...column }) => column),
        rows: rows.map((row) => ({ kind: row.voidReason === null ? ('row' as const) : ('struck' as const), cells: columns.map(({ cell }) => cellText(cell, row, direction, journal.void)) })),
      },
    ],
    footLines: [{ text: fillPlaces(journal.totals, { count: rows.length, voided, first: rows[0]?.number ?? 0, last: rows.at(-1)?.number ?? 0 }), look: 'plain', align: 'left' }],
    signatures: [{ position: journal.signature, name: registrar }],
    pageOf: PAGE_OF,
  };
}

function cellText(cell: JournalCell, row: PrintedRow, direction: Direction, voided: string): string {
  switch (cell) {
    case 'number':
      return String(row.number);
    case 'index':
      return row.index;
    case 'date':
      return dayText(row.date);
    case 'other':
      return otherSide(row, direction);
    case 'subject':
      return row.subject;
    case 'sheets':
      return sheetsText(row);
    case 'case':
      return row.caseIndex ?? '';
    case 'passed':
      return row.passedTo ?? '';
    case 'note':
      return row.voidReason === null ? (row.note ?? '') : fillPlaces(voided, { reason: row.voidReason });
  }
}

export interface GapSubject extends RegisterSubject {
  readonly journalName: string;
  /** Null: the journal's numbers run on from year to year. */
  readonly year: number | null;
  readonly gaps: readonly NumberGap[];
  readonly day: string;
  readonly dayOf: (instant: string) => string;
}

/** The act on numbers that no document bears, each run of them with its reason (NUM-01). */
export function gapActTexts({ journalName, year, gaps, day, dayOf, officeName, registrar, language, now, words: { gapAct } }: GapSubject): TableTexts {
  const { columns, reasons } = gapAct;
  const journal = year === null ? journalName : fillPlaces(gapAct.journal, { journal: journalName, year });
  const onDay = (instant: string | null): string => (instant === null ? '—' : dayText(dayOf(instant)));
  const why = ({ state, voidReason, voidAt, leaseExpiresAt }: NumberGap): string =>
    state === 'leased' || voidReason === null ? fillPlaces(reasons.leased, { until: onDay(leaseExpiresAt) }) : fillPlaces(reasons[voidReason], { day: onDay(voidAt) });
  return {
    title: `${gapAct.title} — ${journal}`,
    language,
    createdAt: now,
    corner: [],
    titleLines: [
      { text: officeName, look: 'bold', align: 'centre' },
      { text: gapAct.title, look: 'title', align: 'centre' },
      { text: journal, look: 'bold', align: 'centre' },
      { text: fillPlaces(gapAct.asOf, { day: dayText(day) }), look: 'plain', align: 'centre' },
      { text: gaps.length === 0 ? gapAct.none : gapAct.lead, look: 'plain', align: 'left' },
    ],
    parts: [
      {
        heading: '',
        numbered: true,
        columns: [
          { title: columns.numbers, share: 1, whole: true, align: 'centre' },
          { title: columns.count, share: 0.6, align: 'centre' },
          { title: columns.desk, share: 0.8, align: 'centre' },
          { title: columns.reason, share: 4, prose: true },
          { title: columns.basis, share: 2 },
        ],
        rows: gaps.map((gap) => ({
          kind: 'row' as const,
          cells: [gap.first === gap.last ? String(gap.first) : `${gap.first}–${gap.last}`, String(gap.last - gap.first + 1), gap.deskCode ?? '—', why(gap), gap.voidAct ?? ''],
        })),
      },
    ],
    footLines: [{ text: fillPlaces(gapAct.totals, { count: gaps.reduce((sum, { first, last }) => sum + last - first + 1, 0) }), look: 'plain', align: 'left' }],
    signatures: [{ position: gapAct.signature, name: registrar }],
    pageOf: PAGE_OF,
  };
}

/** The sheet on which a person signs for each paper. */
export function handoverTexts({ handover, officeName, language, now }: Common & { readonly handover: Handover }): TableTexts {
  const t = (key: Parameters<typeof translate>[1], params?: Readonly<Record<string, string | number>>): string => translate(language, key, params);
  return {
    title: `${t('dayPapers.sheetTitle')} ${dayText(handover.day)} ${handover.toName}`,
    language,
    createdAt: now,
    corner: [],
    titleLines: [
      { text: officeName, look: 'bold', align: 'centre' },
      { text: t('dayPapers.sheetTitle'), look: 'title', align: 'centre' },
      { text: dayText(handover.day), look: 'bold', align: 'centre' },
      { text: t('dayPapers.sheetTo', { name: handover.toName }), look: 'plain', align: 'left' },
      ...(handover.note === '' ? [] : [{ text: handover.note, look: 'plain' as const, align: 'left' as const }]),
    ],
    parts: [
      {
        heading: '',
        numbered: true,
        columns: [
          { title: t('dayPapers.number'), share: 0.5, whole: true, align: 'centre' },
          { title: t('dayPapers.index'), share: 1, whole: true },
          { title: t('dayPapers.date'), share: 1, whole: true },
          { title: t('dayPapers.subject'), share: 4, prose: true },
          { title: t('dayPapers.signature'), share: 1.6 },
          { title: t('dayPapers.receivedOn'), share: 1.2 },
        ],
        rows: handover.documents.map((document, at) => ({ kind: 'row' as const, cells: [String(at + 1), document.registrationIndex, dayText(document.registrationDate), document.subject ?? '', '', ''] })),
      },
    ],
    footLines: [{ text: t('dayPapers.sheetTotal', { count: handover.documents.length }), look: 'plain', align: 'left' }],
    signatures: [{ position: t('dayPapers.registrar'), name: handover.madeBy }],
    pageOf: PAGE_OF,
  };
}
