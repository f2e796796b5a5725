import type { Inventory, InventoryLine } from '#shared/contract/inventories.ts';
import { type Language, LANGUAGES } from '#shared/domain/languages.ts';
import { casesInWords } from '#shared/domain/number-words.ts';
import { dayText } from '#shared/i18n/day-text.ts';
import { translate } from '#shared/i18n/translate.ts';
import type { TableTexts } from '../../jobs/job-kinds.ts';
import { fillPlaces, type PackRegisters } from '../../rule-packs/index.ts';
import type { TableCell } from '../../spreadsheets/index.ts';

type Words = PackRegisters['inventory'];

export interface InventorySubject {
  readonly inventory: Inventory;
  readonly entries: readonly InventoryLine[];
  readonly words: Words;
  readonly officeName: string;
  readonly language: Language;
  /** ISO 8601. */
  readonly now: string;
}

/** What the program offered as the title says no more than kind and year, which stand above it in the language of the print. */
function isSuggestedTitle({ title, type, year }: Inventory): boolean {
  return LANGUAGES.some((one) => title === translate(one, `inventory.titleOf.${type}`, { year: String(year) }));
}

function datesOf({ from, to }: InventoryLine): string {
  if (from === null || to === null) return '—';
  return from === to ? dayText(from) : `${dayText(from)}–${dayText(to)}`;
}

/** Several volumes of one case are told apart by their number. */
function titleOf({ title, volume }: InventoryLine, several: boolean, words: Words): string {
  return several ? `${title}, ${fillPlaces(words.volume, { volume })}` : title;
}

function sheetsOf({ sheets, documents }: InventoryLine, words: Words): string {
  return sheets === null ? fillPlaces(words.documents, { count: documents }) : String(sheets);
}

function noteOf({ medium, note }: InventoryLine, words: Words): string {
  return [medium === 'paper' ? '' : words[medium], note].filter((text) => text !== '').join('; ');
}

/**
 * The printed inventory by the country's custom (C.1 annex 15, C.7.4): approval block, one line a volume, the final record,
 * the agreement. One that nobody has agreed to says so in print. Those that end have their period in a column of its own.
 */
export function inventoryTexts({ inventory, entries, words, officeName, language, now }: InventorySubject): TableTexts {
  const { columns } = words;
  const { commission, archive, approved, totals } = inventory;
  const ends = inventory.type !== 'permanent';
  const head = fillPlaces(words.head, { number: inventory.number, year: String(inventory.year) });
  const volumes = Map.groupBy(entries, ({ caseId }) => caseId);
  const several = (entry: InventoryLine): boolean => entry.volume > 1 || (volumes.get(entry.caseId)?.length ?? 0) > 1;
  const plain = (text: string) => ({ text, look: 'plain' as const, align: 'left' as const });
  return {
    title: `${words.titles[inventory.type]} ${head}`,
    language,
    createdAt: now,
    corner: [words.approve, ...(approved === null ? ['_______________________', words.blankDate] : [approved.by, '_______________________', dayText(approved.on)])],
    titleLines: [
      { text: officeName, look: 'bold', align: 'centre' },
      { text: words.titles[inventory.type], look: 'title', align: 'centre' },
      { text: head, look: 'bold', align: 'centre' },
      ...(isSuggestedTitle(inventory) ? [] : [{ text: inventory.title, look: 'plain' as const, align: 'centre' as const }]),
    ],
    parts: [
      {
        heading: '',
        numbered: true,
        columns: [
          { title: columns.number, share: 0.5, whole: true, align: 'centre' },
          { title: columns.index, share: 1, whole: true },
          { title: columns.title, share: 5, prose: true },
          { title: columns.dates, share: 1.6, whole: true },
          { title: columns.sheets, share: 1.3, align: 'centre' },
          ...(ends ? [{ title: columns.retention, share: 1.8 }] : []),
          { title: columns.note, share: 1.6, prose: true },
        ],
        rows: entries.map((entry) => ({
          kind: 'row' as const,
          cells: [String(entry.number), entry.index, titleOf(entry, several(entry), words), datesOf(entry), sheetsOf(entry, words), ...(ends ? [entry.retentionText] : []), noteOf(entry, words)],
        })),
      },
    ],
    footLines: [
      plain(fillPlaces(words.final, { count: totals.volumes, words: casesInWords(totals.volumes, language), first: inventory.first ?? 0, last: inventory.last ?? 0 })),
      ...(totals.electronic === 0 ? [] : [plain(fillPlaces(words.finalElectronic, { cases: totals.electronic, documents: totals.electronicDocuments }))]),
      plain(commission === null ? words.draft : fillPlaces(words.commission, { number: commission.number, date: dayText(commission.date) })),
      ...(archive === null ? [] : [plain(fillPlaces(words.archive, { number: archive.number, date: dayText(archive.date) }))]),
    ],
    signatures: [{ position: words.signature, name: inventory.drawnUpBy }],
    pageOf: '{page} / {pages}',
  };
}

/** The same entries as a table, days and numbers as such. */
export function inventoryTable(entries: readonly InventoryLine[], { columns }: Words, language: Language): TableCell[][] {
  const t = (key: Parameters<typeof translate>[1]): string => translate(language, key);
  const day = (value: string | null): TableCell => (value === null ? null : { date: value });
  return [
    [columns.number, columns.index, columns.title, t('inventory.volume'), t('inventory.from'), t('inventory.to'), columns.sheets, t('inventory.documents'), t('nomenclature.medium'), columns.retention, columns.note],
    ...entries.map((entry) => [entry.number, entry.index, entry.title, entry.volume, day(entry.from), day(entry.to), entry.sheets, entry.documents, t(`nomenclature.medium.${entry.medium}`), entry.retentionText, entry.note]),
  ];
}
