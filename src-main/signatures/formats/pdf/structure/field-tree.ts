import { LimitExceededError } from '../../../limits.ts';
import { MAX_FIELDS } from '../budget.ts';
import { isArray, isDictionary, isReference, isString, nameOf } from '../syntax/objects.ts';
import { textString } from '../syntax/strings.ts';
import type { PdfDictionary, PdfObject } from '../syntax/objects.ts';
import type { PdfView } from './view.ts';

/** A field, a widget below a field, or both in one (ISO 32000-2 clause 12.7.4). */
export interface FieldNode {
  /** The same in all revisions: the object number, or the place below the parent for direct ones. */
  readonly key: string;
  readonly objectNumber: number | null;
  readonly dictionary: PdfDictionary;
  /** Fully qualified name (clause 12.7.4.2). */
  readonly name: string;
  readonly parent: FieldNode | null;
  /** Whether its dictionary is in the file itself and not in an object stream. */
  readonly inFile: boolean;
  /** Whether it has a name of its own or stands at the top. */
  readonly isField: boolean;
}

export type FieldTree = ReadonlyMap<string, FieldNode>;

/** Fields below fields; names and inherited values are gathered over all of them. */
const MAX_FIELD_DEPTH = 100;

interface Pending {
  readonly value: PdfObject;
  readonly parent: FieldNode | null;
  readonly place: string;
  readonly depth: number;
}

/** All nodes below `/AcroForm /Fields`; each object once, so that a circle ends. @throws LimitExceededError past the count. */
export function readFieldTree(view: PdfView): FieldTree {
  const nodes = new Map<string, FieldNode>();
  const catalog = view.catalog();
  const form = catalog === null ? null : view.dictionary(catalog, 'AcroForm');
  if (form === null) return nodes;
  const pending: Pending[] = [];
  const push = (list: PdfObject, parent: FieldNode | null, depth: number): void => {
    if (!isArray(list)) return;
    if (depth > MAX_FIELD_DEPTH) throw new LimitExceededError(`${MAX_FIELD_DEPTH} levels of form fields`);
    view.file.budget.spend(list.items.length);
    for (const [index, value] of list.items.toReversed().entries()) {
      pending.push({ value, parent, place: `${parent?.key ?? ''}/${list.items.length - 1 - index}`, depth });
    }
  };
  push(view.get(form, 'Fields'), null, 0);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const node = readNode(view, next);
    if (node === null || nodes.has(node.key)) continue;
    if (nodes.size >= MAX_FIELDS) throw new LimitExceededError(`${MAX_FIELDS} form fields`);
    nodes.set(node.key, node);
    push(view.get(node.dictionary, 'Kids'), node, next.depth + 1);
  }
  return nodes;
}

function readNode(view: PdfView, { value, parent, place }: Pending): FieldNode | null {
  const loaded = isReference(value) ? view.load(value.number) : null;
  const dictionary = view.resolve(value);
  if (!isDictionary(dictionary)) return null;
  const objectNumber = isReference(value) ? value.number : null;
  const title = view.get(dictionary, 'T');
  const own = isString(title) ? (view.encrypted ? `#${objectNumber ?? place}` : textString(title)) : null;
  const name = own === null ? (parent?.name ?? '') : parent === null || parent.name === '' ? own : `${parent.name}.${own}`;
  return {
    key: objectNumber === null ? place : String(objectNumber),
    objectNumber,
    dictionary,
    name,
    parent,
    inFile: loaded === null ? (parent?.inFile ?? true) : loaded.offset !== null,
    isField: own !== null || parent === null,
  };
}

/** Value of a key that is inherited from the fields above. */
export function inherited(view: PdfView, node: FieldNode, key: string): PdfObject {
  for (let at: FieldNode | null = node; at !== null; at = at.parent) {
    const value = view.get(at.dictionary, key);
    if (value !== null) return value;
  }
  return null;
}

export function fieldType(view: PdfView, node: FieldNode): string | null {
  return nameOf(inherited(view, node, 'FT'));
}

/** The nearest node at or above that is a field: a widget speaks for it. */
export function fieldOf(node: FieldNode): FieldNode {
  let at = node;
  while (!at.isField && at.parent !== null) at = at.parent;
  return at;
}
