import type { FormCell, FormPlace } from '#shared/domain/forms.ts';
import type { Language } from '#shared/domain/languages.ts';
import type { BlockLine, FormPart } from '../pdf/index.ts';
import type { PackFormPart, PackPrintedForm } from '../rule-packs/index.ts';
import type { FormFacts } from './form-facts.ts';

type Texts = Readonly<Partial<Record<Language, string>>>;

/** Stands in running text where a fact is missing. */
const BLANK = '______________';
/** Facts that are running text; names, numbers and indexes are never parted. */
const PROSE: readonly FormPlace[] = ['subject', 'title', 'note', 'retention', 'cause'];
const PROSE_CELLS: readonly string[] = ['subject', 'position', 'mark', 'title', 'retention'];

/** A form's parts as they are printed: words of the rule pack in one language, with the facts in their places. */
export function printedParts(form: PackPrintedForm, language: Language, facts: FormFacts): FormPart[] {
  return form.parts.map((part) => printedPart(part, new Words(form.id, language, facts)));
}

/** The name of a form in one of its languages. @throws RangeError for another language */
export function formTitle(form: PackPrintedForm, language: Language): string {
  return textIn(form.title, language, form.id);
}

function textIn(texts: Texts, language: Language, form: string): string {
  const text = texts[language];
  if (text === undefined) throw new RangeError(`form ${form} has no text in ${language}`);
  return text;
}

class Words {
  readonly #form: string;
  readonly #language: Language;
  readonly facts: FormFacts;

  constructor(form: string, language: Language, facts: FormFacts) {
    this.#form = form;
    this.#language = language;
    this.facts = facts;
  }

  fact(place: FormPlace | undefined): string {
    return place === undefined ? '' : (this.facts.places[place] ?? '');
  }

  text(texts: Texts | undefined | null): string {
    if (texts === undefined || texts === null) return '';
    const places: Readonly<Record<string, string | undefined>> = this.facts.places;
    return textIn(texts, this.#language, this.#form).replace(/\{(\w+)\}/g, (_place, name: string) => places[name] || BLANK);
  }
}

function printedPart(part: PackFormPart, words: Words): FormPart {
  switch (part.part) {
    case 'heading':
      return { ...part, text: words.text(part.text) };
    case 'block':
      return { ...part, lines: part.lines.map((line): BlockLine => ('rule' in line ? { rule: words.text(line.rule) } : { text: words.text(line.text), bold: line.bold })) };
    case 'paragraph':
    case 'note':
      return { ...part, text: words.text(part.text) };
    case 'field':
      return { part: 'field', label: words.text(part.label), value: words.fact(part.place), caption: words.text(part.caption), lines: part.lines, prose: part.place !== undefined && PROSE.includes(part.place) };
    case 'table':
      return printedTable(part, words);
    case 'signature':
      return { part: 'signature', position: words.text(part.position), name: words.fact(part.name), captions: { signature: words.text(part.captions.signature), name: words.text(part.captions.name), date: words.text(part.captions.date) } };
    case 'space':
    case 'sheet':
      return part;
  }
}

function printedTable(part: Extract<PackFormPart, { readonly part: 'table' }>, words: Words): FormPart {
  const { columns } = part;
  const least = part.height;
  const row = (line: Line, number: number) => ({ kind: 'row' as const, cells: columns.map(({ cell }) => (cell === undefined ? '' : cell === 'number' ? String(number) : (line[cell] ?? ''))), least });
  let number = 0;
  const rows = printedLines(part, words.facts).map((line) => ('heading' in line ? { kind: 'section' as const, text: line.heading ?? '' } : row(line, (number += 1))));
  // The word of the total stands in the widest column, where there is room for it.
  const widest = columns.reduce((best, column, at) => (column.share > (columns[best]?.share ?? 0) ? at : best), 0);
  const summed = part.rows === 'cases' ? (words.facts.cases?.total ?? {}) : {};
  const total = part.total === undefined ? [] : [{ kind: 'total' as const, cells: columns.map(({ cell }, at) => (at === widest ? words.text(part.total) : cell === undefined || cell === 'number' ? '' : (summed[cell] ?? ''))), least }];
  return {
    part: 'table',
    heading: words.text(part.heading),
    numbered: part.numbered,
    columns: columns.map(({ title, share, align, cell }) => ({ title: words.text(title), share, align, prose: cell !== undefined && PROSE_CELLS.includes(cell) })),
    rows: [...rows, ...total],
  };
}

type Line = Readonly<Partial<Record<FormCell, string>>>;

/** What is printed and the blank lines below it. */
function printedLines({ rows, blank }: Extract<PackFormPart, { readonly part: 'table' }>, { documents, people, cases }: FormFacts): readonly ({ readonly heading: string } | Line)[] {
  const blanks = (count: number): Line[] => Array.from({ length: Math.max(0, count) }, () => ({}));
  switch (rows) {
    case 'documents':
      return [...documents, ...blanks(blank)];
    case 'people':
      return [...people, ...blanks(blank - people.length)];
    case 'cases':
      return cases === undefined ? blanks(blank) : cases.lines;
    case 'blank':
      return blanks(blank);
  }
}
