/** Reading a table of correspondents that came from another program: which column is what, and which rows are fit. */
import { CORRESPONDENT_CATEGORIES, type CorrespondentCategory } from './correspondents.ts';
import { foldedWords } from './name-folding.ts';

export type ImportColumn = 'name' | 'otherNames' | 'category' | 'letter' | 'address' | 'email' | 'code' | 'note';

/** Beginnings of heads of columns, in the languages of these offices; skeletons are compared. */
const HEADS: readonly (readonly [ImportColumn, readonly string[]])[] = [
  ['otherNames', ['інші назви', 'скорочена', 'коротка назва', 'сокращенное', 'краткое', 'другие названия', 'басқа атау', 'қысқаша', 'кыскача', 'other name', 'short name', 'alias']],
  ['code', ['єдрпоу', 'код єдрпоу', 'едрпоу', 'код', 'бин', 'бсн', 'иин', 'жсн', 'инн', 'салык номери', 'identification', 'tax', 'code']],
  ['name', ['назва', 'найменування', 'повна назва', 'наименование', 'название', 'полное наименование', 'организация', 'організація', 'кореспондент', 'корреспондент', 'атауы', 'ұйым', 'аталышы', 'уюм', 'name', 'organisation', 'organization', 'correspondent']],
  ['category', ['категорія', 'категория', 'санаты', 'тип', 'category', 'type']],
  ['letter', ['літера', 'індекс', 'буква', 'индекс', 'әріп', 'letter', 'index']],
  ['address', ['адреса', 'адрес', 'мекенжай', 'дарек', 'address']],
  ['email', ['e-mail', 'email', 'ел. пошта', 'електронна пошта', 'эл. почта', 'электронная почта', 'электрондық пошта', 'электрондук почта', 'mail']],
  ['note', ['примітка', 'примечание', 'ескерту', 'эскертүү', 'note', 'comment']],
];

function startsWith(head: readonly string[], written: string): boolean {
  const sought = foldedWords(written);
  return sought.length > 0 && sought.every((word, at) => head[at]?.startsWith(word) === true);
}

/** Which column holds what, by the words of the head; a table whose head says nothing has its names in the first. */
export function guessColumns(head: readonly string[]): { readonly columns: Partial<Record<ImportColumn, number>>; readonly headerRows: number } {
  const columns: Partial<Record<ImportColumn, number>> = {};
  for (const [at, cell] of head.entries()) {
    const words = foldedWords(cell);
    const column = HEADS.find(([name, written]) => columns[name] === undefined && written.some((one) => startsWith(words, one)))?.[0];
    if (column !== undefined) columns[column] = at;
  }
  return columns.name === undefined ? { columns: { name: 0 }, headerRows: 0 } : { columns, headerRows: 1 };
}

export interface ImportedRow {
  readonly name: string;
  readonly otherNames: string[];
  readonly category: CorrespondentCategory;
  readonly letter: string;
  readonly address: string;
  readonly email: string;
  readonly code: string;
  readonly note: string;
}

const LIMITS: Readonly<Record<Exclude<ImportColumn, 'category' | 'otherNames'>, number>> = { name: 500, letter: 12, address: 500, email: 200, code: 20, note: 1000 };

/** An entry from a row. @param fallback category of rows that name none of the known ones by its id */
export function readImportRow(cells: readonly string[], columns: Partial<Record<ImportColumn, number>>, fallback: CorrespondentCategory): ImportedRow | 'nameMissing' | 'tooLong' | 'brokenCharacters' {
  const cell = (column: ImportColumn): string => (columns[column] === undefined ? '' : (cells[columns[column]] ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim());
  const written = cell('category');
  const row: ImportedRow = {
    name: cell('name'),
    otherNames: cell('otherNames').split(/[;|]/).map((name) => name.trim()).filter((name) => name !== ''),
    category: CORRESPONDENT_CATEGORIES.find((category) => category === written) ?? fallback,
    letter: cell('letter'),
    address: cell('address'),
    email: cell('email'),
    code: cell('code').replace(/\s/g, ''),
    note: cell('note'),
  };
  if (foldedWords(row.name).length === 0) return 'nameMissing';
  if (Object.entries(LIMITS).some(([column, limit]) => row[column as keyof typeof LIMITS].length > limit) || row.otherNames.length > 20 || row.otherNames.some((name) => name.length > 500)) return 'tooLong';
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return /[\ufffd\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test([row.name, ...row.otherNames, row.letter, row.address, row.email, row.code, row.note].join('')) ? 'brokenCharacters' : row;
}
