import { isArray, isReference } from '../syntax/objects.ts';
import type { Rectangle } from '../signature-types.ts';
import type { FieldNode, FieldTree } from './field-tree.ts';
import type { PdfView } from './view.ts';
import type { PdfDictionary } from '../syntax/objects.ts';

/** Flags Hidden and NoView (ISO 32000-2 table 167). */
const UNSEEN = 2 | 32;

export interface WidgetPlace {
  readonly rectangle: Rectangle | null;
  readonly visible: boolean;
  readonly objectNumber: number | null;
  /** Object number of the page that the widget names. */
  readonly pageNumber: number | null;
}

export function rectangleOf(view: PdfView, dictionary: PdfDictionary): Rectangle | null {
  const value = view.get(dictionary, 'Rect');
  const numbers = isArray(value) ? value.items.map(view.resolve) : [];
  const [a, b, c, d] = numbers;
  if (numbers.length !== 4 || typeof a !== 'number' || typeof b !== 'number' || typeof c !== 'number' || typeof d !== 'number') return null;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

/** Where a field shows on a page: its own widget or the first one below it; null where it has none. */
export function widgetOf(view: PdfView, fields: FieldTree, node: FieldNode): WidgetPlace | null {
  const candidates = [node, ...[...fields.values()].filter((one) => one.parent === node && !one.isField)];
  for (const { dictionary, objectNumber } of candidates) {
    if (!dictionary.entries.has('Rect') && view.name(dictionary, 'Subtype') !== 'Widget') continue;
    const page = dictionary.entries.get('P');
    const rectangle = rectangleOf(view, dictionary);
    return { rectangle, visible: isVisible(view, dictionary), objectNumber, pageNumber: isReference(page) ? page.number : null };
  }
  return null;
}

/** Whether a widget takes up room and is not hidden. */
export function isVisible(view: PdfView, dictionary: PdfDictionary): boolean {
  const rectangle = rectangleOf(view, dictionary);
  const flags = view.integer(dictionary, 'F') ?? 0;
  return rectangle !== null && rectangle[2] > rectangle[0] && rectangle[3] > rectangle[1] && (flags & UNSEEN) === 0;
}
