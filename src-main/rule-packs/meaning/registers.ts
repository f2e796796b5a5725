import type { PackContent } from '../model.ts';
import { checkLanguages, checkOverlaps, checkPeriod, checkSource, type Path, type Report } from './reporter.ts';
import { textsIn } from './texts-in.ts';

/** Places that a text has, by the end of its path; all others have none. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  'journal.on': ['day'],
  'journal.between': ['from', 'to'],
  'journal.void': ['reason'],
  'journal.totals': ['count', 'voided', 'first', 'last'],
  'gapAct.journal': ['journal', 'year'],
  'gapAct.asOf': ['day'],
  'gapAct.totals': ['count'],
  'reasons.leased': ['until'],
  'reasons.released': ['day'],
  'reasons.expired': ['day'],
  'reasons.renewed': ['day'],
  'card.printed': ['time', 'person'],
  'inventory.head': ['number', 'year'],
  'inventory.volume': ['volume'],
  'inventory.documents': ['count'],
  'inventory.final': ['count', 'words', 'first', 'last'],
  'inventory.finalElectronic': ['cases', 'documents'],
  'inventory.commission': ['number', 'date'],
  'inventory.archive': ['number', 'date'],
};

/** Words stand in all document languages with exactly the facts that they are given; a journal names number and index, and says at its end why a number is void. */
export function checkRegisters({ pack, registers: { forms } }: PackContent, report: Report): void {
  checkOverlaps('registers', ['forms'], forms.map((form) => ({ ...form, id: 'registers' })), report);
  for (const [at, { journal, gapAct, inventory, card, ...form }] of forms.entries()) {
    const path: Path = ['forms', at];
    checkPeriod('registers', path, form, report);
    checkSource('registers', path, form, pack.acts, report);
    for (const [texts, place] of textsIn({ journal, gapAct, inventory, card }, path)) {
      checkLanguages('registers', place, texts, pack.documentLanguages, report);
      const known = PLACES[place.slice(-2).join('.')] ?? [];
      for (const [language, text] of Object.entries(texts)) {
        const named = [...text.matchAll(/\{([^}]*)\}/gu)].map(([, name = '']) => name);
        for (const name of named) if (!known.includes(name)) report('registers', [...place, language], 'unknownReference', `{${name}} is nothing that this text knows`);
        for (const name of known) if (!named.includes(name)) report('registers', [...place, language], 'unknownReference', `{${name}} is missing`);
      }
    }
    for (const [direction, columns] of Object.entries(journal.columns)) {
      const place = [...path, 'journal', 'columns', direction];
      const cells = columns.map(({ cell }) => cell);
      for (const needed of ['number', 'index'] as const) if (!cells.includes(needed)) report('registers', place, 'unknownReference', `a journal without ${needed}`);
      if (cells.at(-1) !== 'note') report('registers', [...place, cells.length - 1, 'cell'], 'unknownReference', 'the last column is not struck through and says why: note');
      for (const [n, cell] of cells.entries()) if (cells.indexOf(cell) < n) report('registers', [...place, n, 'cell'], 'duplicateId', cell);
    }
  }
}
