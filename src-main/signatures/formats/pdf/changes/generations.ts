import { dictionaryOf, isArray, isReference } from '../syntax/objects.ts';
import type { PdfView } from '../structure/view.ts';
import type { PdfObject } from '../syntax/objects.ts';

/**
 * Generation numbers hide objects from some readers and not from others: a reference is followed by strict ones only
 * to the generation that the table names (ISO 32000-2 clause 7.3.10). No update needs to change one.
 */
export function reportGenerations(
  before: PdfView,
  after: PdfView,
  changed: ReadonlySet<number>,
  never: (reason: string, objectNumber?: number) => void,
): void {
  for (const number of changed) {
    if (inUse(before, number) && inUse(after, number) && before.generationOf(number) !== after.generationOf(number)) {
      never('generation-changed', number);
    }
    const old = astray(before, before.load(number)?.value ?? null);
    const current = astray(after, after.load(number)?.value ?? null);
    if ([...current].some((reference) => !old.has(reference))) never('generation-changed', number);
  }
  const old = astray(before, before.trailer);
  if ([...astray(after, after.trailer)].some((reference) => !old.has(reference))) never('generation-changed');
}

function inUse(view: PdfView, number: number): boolean {
  const entry = view.entry(number);
  return entry !== null && entry.type !== 'free';
}

/** References in a value to another generation than that of the object in use, as text. */
function astray(view: PdfView, value: PdfObject, found = new Set<string>()): ReadonlySet<string> {
  view.file.budget.spend(4);
  if (isReference(value)) {
    if (inUse(view, value.number) && view.generationOf(value.number) !== value.generation) found.add(`${value.number} ${value.generation}`);
  } else if (isArray(value)) {
    for (const item of value.items) astray(view, item, found);
  } else {
    for (const entry of dictionaryOf(value)?.entries.values() ?? []) astray(view, entry, found);
  }
  return found;
}
