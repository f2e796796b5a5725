import { isArray, isDictionary, isReference, isStream } from '../syntax/objects.ts';
import type { PdfView } from '../structure/view.ts';
import type { PdfObject } from '../syntax/objects.ts';

/** Actions that only move the reader or open an address; every other one can run, send, hide or change something. */
const HARMLESS: ReadonlySet<string> = new Set(['GoTo', 'URI']);
/** What an annotation refers to without owning it. */
const FOREIGN: ReadonlySet<string> = new Set(['P', 'Parent', 'Popup', 'IRT', 'Dest', 'D', 'AP', 'V']);
const MAX_LOOKED_AT = 1_000;

/** Whether an annotation or field carries an action that is not harmless (ISO 32000-2 clause 12.6). */
export function hasRiskyAction(view: PdfView, value: PdfObject): boolean {
  const pending: PdfObject[] = [value];
  const seen = new Set<number>();
  for (let count = 0; pending.length > 0; count += 1) {
    if (count >= MAX_LOOKED_AT) return true;
    const next = pending.pop() ?? null;
    if (isReference(next)) {
      if (seen.has(next.number)) continue;
      seen.add(next.number);
    }
    const resolved = view.resolve(next);
    if (isArray(resolved)) pending.push(...resolved.items);
    const dictionary = isStream(resolved) ? resolved.dictionary : resolved;
    if (!isDictionary(dictionary)) continue;
    if (dictionary.entries.has('AA') || dictionary.entries.has('JS')) return true;
    const action = view.get(dictionary, 'A');
    if (isDictionary(action) && !HARMLESS.has(view.name(action, 'S') ?? '')) return true;
    for (const [key, entry] of dictionary.entries) if (!FOREIGN.has(key)) pending.push(entry);
  }
  return false;
}
