import type { CopyEntry, CopyFilters } from '#shared/contract/copy-register.ts';
import type { Language } from '#shared/domain/languages.ts';
import { dayText } from '#shared/i18n/day-text.ts';
import { translate } from '#shared/i18n/translate.ts';
import type { TableTexts } from '../jobs/job-kinds.ts';
import type { TableCell } from '../spreadsheets/index.ts';

type Listed = Omit<CopyFilters, 'documentId'>;
type Words = (key: Parameters<typeof translate>[1], params?: Readonly<Record<string, string | number>>) => string;

export interface RegisterSheet {
  /** Oldest first. */
  readonly entries: readonly CopyEntry[];
  readonly filters: Listed;
  readonly officeName: string;
  readonly language: Language;
  readonly printedBy: string;
  /** The office's calendar day. */
  readonly today: string;
  /** ISO 8601. */
  readonly now: string;
}

const wordsIn = (language: Language): Words => (key, params) => translate(language, key, params);

function periodText({ from, to }: Listed, t: Words): string {
  if (from !== null && to !== null) return t('copyRegister.period.between', { from: dayText(from), to: dayText(to) });
  if (from !== null) return t('copyRegister.period.from', { day: dayText(from) });
  return to === null ? t('copyRegister.period.whole') : t('copyRegister.period.to', { day: dayText(to) });
}

/** Name of the printed register and of its files. */
export function sheetTitle({ from, to }: Listed, language: Language): string {
  const period = from === null && to === null ? '' : ` ${from === null ? '' : dayText(from)}–${to === null ? '' : dayText(to)}`;
  return `${translate(language, 'copyRegister.title')}${period}`;
}

function copyTexts({ copies }: CopyEntry, t: Words): string[] {
  return copies.map(({ number, pages, position, certifiedBy: name, permission }) => {
    const line = pages === null ? t('copyRegister.copyLine', { number, position, name }) : t('copyRegister.extractLine', { number, pages, position, name });
    return permission === null ? line : `${line} · ${t('copyRegister.permitted', { permission })}`;
  });
}

function stateText({ closed, dueOn, term }: CopyEntry, t: Words): string {
  if (closed === null) return term === 'overdue' ? t('copyRegister.overdue', { day: dayText(dueOn) }) : t('copyRegister.notYet');
  const how = t(closed.outcome === 'handed-over' ? 'copyRegister.handedOverTo' : 'copyRegister.notGivenWhy', { day: dayText(closed.on), note: closed.note });
  return closed.permission === null ? how : `${how} · ${t('copyRegister.permitted', { permission: closed.permission })}`;
}

/** The register as a table to print; it says by which choice its lines were taken. */
export function copyRegisterSheet({ entries, filters, officeName, language, printedBy, today, now }: RegisterSheet): TableTexts {
  const t = wordsIn(language);
  const count = (test: (entry: CopyEntry) => boolean): number => entries.filter(test).length;
  const narrowed = [filters.show === 'all' ? '' : t(`copyRegister.show.${filters.show}`), filters.text === '' ? '' : `«${filters.text}»`].filter((part) => part !== '').join(', ');
  return {
    title: sheetTitle(filters, language),
    language,
    createdAt: now,
    corner: [],
    titleLines: [
      { text: officeName, look: 'bold', align: 'centre' },
      { text: t('copyRegister.title'), look: 'title', align: 'centre' },
      { text: periodText(filters, t), look: 'bold', align: 'centre' },
      ...(narrowed === '' ? [] : [{ text: t('copyRegister.chosen', { choice: narrowed }), look: 'plain' as const, align: 'centre' as const }]),
      { text: t('copyRegister.asOf', { day: dayText(today) }), look: 'plain', align: 'centre' },
    ],
    parts: [
      {
        heading: '',
        numbered: true,
        columns: [
          { title: t('dayPapers.number'), share: 0.4, whole: true, align: 'centre' },
          { title: t('copyRegister.appliedOn'), share: 0.8, whole: true },
          { title: t('copyRegister.requester'), share: 2 },
          { title: t('copyRegister.document'), share: 2.6 },
          { title: t('copyRegister.givenAs'), share: 1.5 },
          { title: t('copyRegister.dueOn'), share: 0.8, whole: true },
          { title: t('copyRegister.copies'), share: 2 },
          { title: t('copyRegister.handing'), share: 2 },
        ],
        rows: entries.map((entry, at) => ({
          kind: 'row' as const,
          cells: [
            String(at + 1),
            dayText(entry.appliedOn),
            `${entry.requester} (${t(`copyRegister.kind.${entry.requesterKind}`)})`,
            `№ ${entry.registrationIndex} · ${entry.subject}`,
            `${t(`copyRegister.givenAs.${entry.givenAs}`)} · ${t(`copyRegister.way.${entry.way}`)}`,
            dayText(entry.dueOn),
            copyTexts(entry, t).join('; '),
            stateText(entry, t),
          ],
        })),
      },
    ],
    footLines: [
      {
        text: t('copyRegister.totals', { count: entries.length, given: count(({ closed }) => closed?.outcome === 'handed-over'), refused: count(({ closed }) => closed?.outcome === 'not-given'), open: count(({ closed }) => closed === null), overdue: count(({ term }) => term === 'overdue') }),
        look: 'plain',
        align: 'left',
      },
    ],
    signatures: [{ position: t('copyRegister.drawnUpBy'), name: printedBy }],
    pageOf: t('dayPapers.page', { page: '{page}', pages: '{pages}' }),
  };
}

/** The register as a table for other programs, with its head. */
export function copyRegisterTable(entries: readonly CopyEntry[], language: Language): TableCell[][] {
  const t = wordsIn(language);
  const head = [
    t('copyRegister.appliedOn'), t('copyRegister.requester'), t('copyRegister.requesterKind'), t('document.column.index'), t('requisite.subject'), t('copyRegister.givenAs'), t('copyRegister.way'),
    t('copyRegister.dueOn'), t('copyRegister.standing'), t('copyRegister.closedOn'), t('copyRegister.receiver'), t('copyRegister.copies'), t('copyRegister.permission'), t('copyRegister.filedBy'), t('copyRegister.closedBy'),
  ];
  return [head, ...entries.map((entry) => cellsOf(entry, t))];
}

function cellsOf(entry: CopyEntry, t: Words): TableCell[] {
  const { closed } = entry;
  return [
    { date: entry.appliedOn },
    entry.requester,
    t(`copyRegister.kind.${entry.requesterKind}`),
    entry.registrationIndex,
    entry.subject,
    t(`copyRegister.givenAs.${entry.givenAs}`),
    t(`copyRegister.way.${entry.way}`),
    { date: entry.dueOn },
    t(closed === null ? `copyRegister.term.${entry.term}` : closed.outcome === 'handed-over' ? 'copyRegister.handedOver' : 'copyRegister.notGiven'),
    closed === null ? null : { date: closed.on },
    closed?.note ?? null,
    copyTexts(entry, t).join('; '),
    [...entry.copies.map(({ permission }) => permission), closed?.permission ?? null].filter((permission) => permission !== null).join('; '),
    entry.filedBy,
    closed?.by ?? null,
  ];
}
