import { annotationsOf } from '../structure/pages.ts';
import { dictionaryOf, isReference } from '../syntax/objects.ts';
import { fieldOf } from '../structure/field-tree.ts';
import { isDocumentTimestamp, signatureValueOf } from '../structure/signature-values.ts';
import { hasRiskyAction } from './actions.ts';
import type { Page } from '../structure/pages.ts';
import type { PdfView } from '../structure/view.ts';
import type { PdfObject } from '../syntax/objects.ts';
import type { Comparison } from './comparison.ts';
import type { DocumentModel } from './document-model.ts';
import type { ChangeList } from './raw-change.ts';

/**
 * Annotations that comment or mark (ISO 32000-2 table 171). The others play media, replace printed content or
 * belong to the production of the page; no permission of table 257 was meant for them.
 */
const COMMENTING: ReadonlySet<string> = new Set([
  'Text', 'Link', 'FreeText', 'Line', 'Square', 'Circle', 'Polygon', 'PolyLine', 'Highlight', 'Underline',
  'Squiggly', 'StrikeOut', 'Caret', 'Stamp', 'Ink', 'Popup', 'FileAttachment', 'Projection',
]);

/** Compares the annotations of one page that is in both revisions. Widgets of the form are compared with their fields. */
export function compareAnnotations(
  comparison: Comparison,
  models: { readonly before: DocumentModel; readonly after: DocumentModel },
  pages: { readonly before: Page; readonly after: Page; readonly number: number },
  changes: ChangeList,
): void {
  const { before, after } = models;
  const old = annotationsOf(before.view, pages.before);
  const current = annotationsOf(after.view, pages.after);
  const page = pages.number;
  const oldNumbers = new Set(old.flatMap((item) => (isReference(item) ? [item.number] : [])));
  const currentNumbers = new Set(current.flatMap((item) => (isReference(item) ? [item.number] : [])));

  for (const item of old) {
    if (isReference(item) && currentNumbers.has(item.number)) compareOne(item.number);
    else if (isReference(item)) report('removed', item, before);
  }
  const kept = current.filter((item) => isReference(item) && !oldNumbers.has(item.number));
  for (const item of kept) report('added', item, after);
  const direct = { old: old.filter((item) => !isReference(item)), current: current.filter((item) => !isReference(item)) };
  if (direct.old.length !== direct.current.length || direct.old.some((item, index) => !comparison.equal(item, direct.current[index]))) {
    for (const item of direct.current.length > 0 ? direct.current : direct.old) report('changed', item, after);
  }
  if (isReordered(old, current)) changes.add({ kind: 'annotation', rule: 'drawing', reason: 'annotations-reordered', page });

  function compareOne(objectNumber: number): void {
    if (after.fields.has(String(objectNumber)) && before.fields.has(String(objectNumber))) return;
    const reference = { kind: 'reference', number: objectNumber, generation: 0 } as const;
    const [left, right] = [before.view.resolve(reference), after.view.resolve(reference)];
    const [leftDictionary, rightDictionary] = [dictionaryOf(left), dictionaryOf(right)];
    if (leftDictionary === null || rightDictionary === null) {
      if (!comparison.equal(left, right)) report('changed', reference, after);
      return;
    }
    if (comparison.differingKeys(leftDictionary, rightDictionary).length > 0) report('changed', reference, after);
  }

  function report(what: 'added' | 'removed' | 'changed', item: PdfObject, model: DocumentModel): void {
    const objectNumber = isReference(item) ? item.number : null;
    const dictionary = dictionaryOf(model.view.resolve(item));
    const subtype = dictionary === null ? '' : (model.view.name(dictionary, 'Subtype') ?? '');
    const common = { kind: 'annotation', key: subtype, objectNumber, page } as const;
    if (subtype === 'Widget') {
      reportWidget(what, objectNumber, common);
      return;
    }
    const risky = what !== 'removed' && (!COMMENTING.has(subtype) || hasRiskyAction(model.view, item));
    const shown = [before, after].some(({ view }) => draws(view, item));
    changes.add({ ...common, rule: risky ? 'never' : shown ? 'drawing' : 'annotation', reason: `annotation-${what}` });
  }

  /** A widget of a new field comes with that field; any other one shows something that no field explains. */
  function reportWidget(
    what: 'added' | 'removed' | 'changed',
    objectNumber: number | null,
    common: { kind: 'annotation'; key: string; objectNumber: number | null; page: number },
  ): void {
    const key = String(objectNumber);
    const inForm = objectNumber !== null && after.fields.has(key);
    const ofNewField = what === 'added' && inForm && !before.fields.has(key);
    if (ofNewField) return;
    if (what === 'added' && inForm && !before.pageOfAnnotation.has(objectNumber) && isNewlySigned(before, after, key)) {
      // Its field was there without a place on a page; signing gives it one. No other field may come into sight.
      const stamped = isDocumentTimestampField(after, key);
      changes.add({ ...common, rule: stamped ? 'never' : 'signing', reason: 'widget-placed' });
      return;
    }
    changes.add({ ...common, rule: 'never', reason: inForm || what === 'removed' ? `widget-${what}` : `widget-outside-form-${what}` });
  }
}

/** Drawn by nobody unless they bring an appearance. */
const UNDRAWN: ReadonlySet<string> = new Set(['Link', 'Popup']);
/** Flag Hidden (ISO 32000-2 table 167); what NoView hides from the screen is printed. */
const HIDDEN = 2;

/** Whether an annotation puts something on the page, on the screen or on paper. */
function draws(view: PdfView, item: PdfObject): boolean {
  const dictionary = dictionaryOf(view.resolve(item));
  if (dictionary === null) return false;
  const drawn = !UNDRAWN.has(view.name(dictionary, 'Subtype') ?? '') || dictionary.entries.has('AP');
  return drawn && ((view.integer(dictionary, 'F') ?? 0) & HIDDEN) === 0;
}

/** A document timestamp has nothing to show, and nobody looks at its appearance: whoever makes one could draw anything. */
function isDocumentTimestampField({ view, fields }: DocumentModel, key: string): boolean {
  const node = fields.get(key);
  const value = node === undefined ? null : signatureValueOf(view, fieldOf(node));
  return value !== null && isDocumentTimestamp(view, value.dictionary);
}

function isNewlySigned(before: DocumentModel, after: DocumentModel, key: string): boolean {
  const [old, current] = [before.fields.get(key), after.fields.get(key)];
  if (old === undefined || current === undefined) return false;
  return signatureValueOf(before.view, fieldOf(old)) === null && signatureValueOf(after.view, fieldOf(current)) !== null;
}

/** Whether those that are in both lists stand in another order: what was below can come to lie on top. */
function isReordered(old: readonly PdfObject[], current: readonly PdfObject[]): boolean {
  const numbers = (items: readonly PdfObject[]): number[] => items.flatMap((item) => (isReference(item) ? [item.number] : []));
  const places = new Map(numbers(current).map((number, index) => [number, index]));
  const kept = numbers(old).flatMap((number) => places.get(number) ?? []);
  return kept.some((place, index) => index > 0 && place < (kept[index - 1] ?? 0));
}
