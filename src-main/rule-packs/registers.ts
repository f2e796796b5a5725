import type { Language } from '#shared/domain/languages.ts';
import type { JournalCell } from '#shared/domain/printed-registers.ts';
import type { Direction } from '#shared/domain/registration-card.ts';
import { periodHolds } from '#shared/domain/working-day.ts';
import type { RulePack } from './model.ts';
import type { RegistersFile } from './schema/registers.ts';

type Form = RegistersFile['forms'][number];
type Words<Texts> = { readonly [Key in keyof Texts]: string };

export interface JournalColumn {
  readonly title: string;
  readonly cell: JournalCell;
  readonly share: number;
  readonly whole: boolean;
  readonly align: 'left' | 'centre';
  readonly prose: boolean;
}

/** Words of the printed journal, gap act, inventory and registration card in one language; places stand in braces. */
export interface PackRegisters {
  readonly journal: Words<Omit<Form['journal'], 'columns'>> & { readonly columns: Readonly<Record<Direction, readonly JournalColumn[]>> };
  readonly gapAct: Words<Omit<Form['gapAct'], 'columns' | 'reasons'>> & { readonly columns: Words<Form['gapAct']['columns']>; readonly reasons: Words<Form['gapAct']['reasons']> };
  readonly inventory: Words<Omit<Form['inventory'], 'titles' | 'columns'>> & { readonly titles: Words<Form['inventory']['titles']>; readonly columns: Words<Form['inventory']['columns']> };
  readonly card: Words<Form['card']>;
}

/** The words that hold on a day. @throws RangeError where the pack has none, or none in the language */
export function registersOf(pack: RulePack, language: Language, day: string): PackRegisters {
  const form = pack.content.registers.forms.find(({ from, to }) => periodHolds({ from: from ?? '0000-01-01', to }, day));
  if (form === undefined) throw new RangeError(`rule pack ${pack.packVersion} has no registers on ${day}`);
  const words = <Texts extends Readonly<Record<string, Readonly<Partial<Record<Language, string>>>>>>(texts: Texts): Words<Texts> =>
    Object.fromEntries(Object.entries(texts).map(([key, one]) => [key, textIn(one, language)])) as Words<Texts>;
  const columns = (direction: Direction): JournalColumn[] => form.journal.columns[direction].map(({ title, ...column }) => ({ ...column, title: textIn(title, language) }));
  const { columns: _columns, ...journal } = form.journal;
  const { columns: gapColumns, reasons, ...gapAct } = form.gapAct;
  const { titles, columns: inventoryColumns, ...inventory } = form.inventory;
  return {
    journal: { ...words(journal), columns: { incoming: columns('incoming'), outgoing: columns('outgoing'), internal: columns('internal') } },
    gapAct: { ...words(gapAct), columns: words(gapColumns), reasons: words(reasons) },
    inventory: { ...words(inventory), titles: words(titles), columns: words(inventoryColumns) },
    card: words(form.card),
  };
}

function textIn(texts: Readonly<Partial<Record<Language, string>>>, language: Language): string {
  const text = texts[language];
  if (text === undefined) throw new RangeError(`no text in ${language}`);
  return text;
}
