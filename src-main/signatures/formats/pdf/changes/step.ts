import { unpackEntry } from '../structure/xref-section.ts';
import { isArray, isReference, isStream, dictionaryOf } from '../syntax/objects.ts';
import { compareCatalogs } from './catalog-changes.ts';
import { Comparison } from './comparison.ts';
import { boundariesOf, modelOf } from './document-model.ts';
import { compareForms } from './form-changes.ts';
import { comparePages } from './page-changes.ts';
import { ChangeList } from './raw-change.ts';
import { reportGenerations } from './generations.ts';
import { readTail } from './tail.ts';
import type { PdfView } from '../structure/view.ts';
import type { PdfObject } from '../syntax/objects.ts';
import type { RawChange } from './raw-change.ts';

/**
 * What the revision `after` changed in the document that `before` shows: by meaning, from the catalog down, and by
 * the bytes that it appended.
 */
export function changesBetween(before: PdfView, after: PdfView): readonly RawChange[] {
  const changes = new ChangeList();
  const never = (reason: string, objectNumber?: number): void =>
    changes.add({ kind: 'other', rule: 'never', reason, objectNumber });
  readTail(after, before.limit, changes);
  if (after.rebuilt || (before.chain !== null && before.chain.base !== after.chain?.base)) never('table-unusable');
  const [old, current] = [modelOf(before), modelOf(after)];
  if (old === null || current === null) {
    never('no-document');
    return changes.list();
  }
  const changed = changedNumbers(before, after);
  after.watch(changed);
  const comparison = new Comparison(before, after, boundariesOf(old, current));
  compareCatalogs(comparison, old, current, changes);
  comparePages(comparison, old, current, changes);
  compareForms(comparison, old, current, changes);
  for (const number of repeatedNumbers(before, after)) never('object-placed-twice', number);
  for (const number of comparison.uncertain) never('object-unreadable', number);
  for (const number of after.uncertain) if (changed.has(number)) never('object-unreadable', number);
  for (const number of after.misplaced) if (!before.misplaced.has(number)) never('object-misplaced', number);
  reportUnreached(before, after, changed, never);
  reportGenerations(before, after, changed, never);
  return changes.list();
}

/** Objects whose place changed or that came or went. */
function changedNumbers(before: PdfView, after: PdfView): Set<number> {
  const changed = new Set<number>();
  const look = (number: number): void => {
    after.file.budget.spend(1 + (after.chain?.sections.length ?? 0));
    const differs = before.packedEntry(number) !== after.packedEntry(number) || before.generationOf(number) !== after.generationOf(number);
    if (differs) changed.add(number);
  };
  if (before.chain === null || after.chain === null) {
    for (const number of before.numbers()) look(number);
    for (const number of after.numbers()) look(number);
  } else {
    const places = (view: PdfView): Set<number> => new Set(view.chain?.sections.map(({ offset }) => offset));
    const [old, current] = [places(before), places(after)];
    for (const section of after.chain.sections) if (!old.has(section.offset)) for (const number of section.entries.keys()) look(number);
    for (const section of before.chain.sections) if (!current.has(section.offset)) for (const number of section.entries.keys()) look(number);
  }
  return changed;
}

/** Numbers that a new section of the table names twice. */
function repeatedNumbers(before: PdfView, after: PdfView): number[] {
  const old = new Set(before.chain?.sections.map(({ offset }) => offset));
  return [...new Set(after.chain?.sections.flatMap(({ offset, repeated }) => (old.has(offset) ? [] : [...repeated])))];
}

/**
 * Objects of the signed document that were redefined although nothing in the new one leads to them. A reader that
 * goes another way (an older table, a rebuilt one) would find them.
 */
function reportUnreached(
  before: PdfView,
  after: PdfView,
  changed: ReadonlySet<number>,
  never: (reason: string, objectNumber?: number) => void,
): void {
  const suspects = [...changed].filter((number) => {
    const entry = after.packedEntry(number);
    const old = before.packedEntry(number);
    return old !== null && unpackEntry(old).type !== 'free' && entry !== null && unpackEntry(entry).type !== 'free' && !after.reached.has(number);
  });
  if (suspects.length === 0) return;
  walk(after);
  for (const number of suspects) {
    const value = after.reached.has(number) ? null : (after.load(number)?.value ?? null);
    const type = isStream(value) ? after.name(value.dictionary, 'Type') : null;
    if (value !== null && type !== 'XRef' && type !== 'ObjStm') never('unused-object-redefined', number);
  }
}

/** Asks for every object that the trailer leads to. */
function walk(view: PdfView): void {
  const pending: PdfObject[] = [view.trailer];
  const seen = new Set<number>();
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (isReference(value)) {
      if (seen.has(value.number)) continue;
      seen.add(value.number);
      value = view.load(value.number)?.value ?? null;
    }
    view.file.budget.spend(4);
    if (isArray(value)) for (const item of value.items) pending.push(item);
    for (const entry of dictionaryOf(value)?.entries.values() ?? []) pending.push(entry);
  }
}
