import { dictionaryOf } from '../syntax/objects.ts';
import { compareField } from './field-changes.ts';
import { compareNewField } from './new-field.ts';
import type { Comparison } from './comparison.ts';
import type { DocumentModel } from './document-model.ts';
import type { ChangeList } from './raw-change.ts';
import type { PdfDictionary } from '../syntax/objects.ts';

const FORM = { kind: 'form-fill', rule: 'never' } as const;
const NO_ENTRIES: PdfDictionary = { kind: 'dictionary', entries: new Map(), repeatedKeys: [], start: 0, end: 0 };

/** Compares `/AcroForm`: its fields one by one, then what it says for all of them. */
export function compareForms(comparison: Comparison, before: DocumentModel, after: DocumentModel, changes: ChangeList): void {
  for (const [key, node] of before.fields) {
    const current = after.fields.get(key);
    if (current === undefined) {
      changes.add({ ...FORM, reason: 'field-removed', fieldName: node.name, objectNumber: node.objectNumber });
    } else {
      compareField(comparison, { model: before, node }, { model: after, node: current }, changes);
    }
  }
  for (const [key, node] of after.fields) if (!before.fields.has(key)) compareNewField(before, after, node, changes);
  compareDictionaries(comparison, before, after, changes);
}

function compareDictionaries(comparison: Comparison, before: DocumentModel, after: DocumentModel, changes: ChangeList): void {
  const old = before.view.dictionary(before.catalog, 'AcroForm') ?? NO_ENTRIES;
  const current = after.view.dictionary(after.catalog, 'AcroForm') ?? NO_ENTRIES;
  const differing = comparison.differingKeys(without(old), without(current));
  for (const key of differing) {
    switch (key) {
      case 'SigFlags':
        changes.add({ kind: 'signature', rule: 'always', reason: 'form-changed', key });
        break;
      case 'DR':
        compareResources(comparison, old, current, changes);
        break;
      case 'DA':
      case 'Q':
        // A default for fields that have none of their own: with the first signature field it comes into being.
        changes.add({ kind: 'other', rule: old.entries.has(key) ? 'never' : 'always', reason: 'form-changed', key });
        break;
      case 'NeedAppearances': {
        const draws = after.view.get(current, key) === true;
        changes.add({ ...FORM, rule: draws ? 'never' : 'always', reason: 'form-changed', key });
        break;
      }
      default:
        // XFA among them: it can draw every page anew.
        changes.add({ ...FORM, reason: 'form-changed', key });
    }
  }
}

/** Fields are compared one by one. */
function without(dictionary: PdfDictionary): PdfDictionary {
  return { ...dictionary, entries: new Map([...dictionary.entries].filter(([key]) => key !== 'Fields')) };
}

/** New default resources beside the old ones are what a new field needs; an old one that changed is another font. */
function compareResources(comparison: Comparison, old: PdfDictionary, current: PdfDictionary, changes: ChangeList): void {
  const change = { kind: 'fonts-or-resources', key: 'DR' } as const;
  const [left, right] = [comparison.before.get(old, 'DR'), comparison.after.get(current, 'DR')];
  const extended = left === null || extendsOld(comparison, dictionaryOf(left), dictionaryOf(right), 2);
  changes.add(extended ? { ...change, rule: 'always', reason: 'form-resources-added' } : { ...change, rule: 'never', reason: 'form-resources-changed' });
}

/** Whether everything of the first is in the second unchanged; `levels` deep, further down things must be equal. */
function extendsOld(comparison: Comparison, old: PdfDictionary | null, current: PdfDictionary | null, levels: number): boolean {
  if (old === null || current === null) return false;
  if (current.repeatedKeys.length > 0) return false;
  return [...old.entries].every(([key, value]) => {
    const other = current.entries.get(key);
    if (comparison.equal(value, other)) return true;
    const [left, right] = [dictionaryOf(comparison.before.resolve(value)), dictionaryOf(comparison.after.resolve(other ?? null))];
    return levels > 1 && extendsOld(comparison, left, right, levels - 1);
  });
}
