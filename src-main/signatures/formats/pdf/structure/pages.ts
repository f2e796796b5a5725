import { LimitExceededError } from '../../../limits.ts';
import { MAX_PAGES } from '../budget.ts';
import { isArray, isDictionary, isReference, nameOf } from '../syntax/objects.ts';
import type { PdfDictionary, PdfObject } from '../syntax/objects.ts';
import type { PdfView } from './view.ts';

/** Attributes that a page takes from the nodes above it (ISO 32000-2 clause 7.7.3.4). */
export const INHERITABLE = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;

export interface Page {
  /** Null for a page that is no indirect object, as none should be. */
  readonly objectNumber: number | null;
  readonly dictionary: PdfDictionary;
  /** Effective values of the inheritable attributes, unresolved. */
  readonly inherited: ReadonlyMap<string, PdfObject>;
}

export interface PageTree {
  readonly pages: readonly Page[];
  /** Inner nodes by object number. */
  readonly nodes: ReadonlyMap<number, PdfDictionary>;
  /** Page index, from 0, by object number. */
  readonly indexOf: ReadonlyMap<number, number>;
}

interface Pending {
  readonly value: PdfObject;
  readonly inherited: ReadonlyMap<string, PdfObject>;
}

/** The pages in their order. A node met twice counts once. @throws LimitExceededError past the number of pages. */
export function readPageTree(view: PdfView): PageTree {
  const pages: Page[] = [];
  const nodes = new Map<number, PdfDictionary>();
  const indexOf = new Map<number, number>();
  const catalog = view.catalog();
  const pending: Pending[] = [{ value: catalog?.entries.get('Pages') ?? null, inherited: new Map() }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value } = next;
    const objectNumber = isReference(value) ? value.number : null;
    const dictionary = view.resolve(value);
    if (!isDictionary(dictionary)) continue;
    if (objectNumber !== null && (nodes.has(objectNumber) || indexOf.has(objectNumber))) continue;
    const effective = new Map(next.inherited);
    for (const key of INHERITABLE) {
      const own = dictionary.entries.get(key);
      if (own !== undefined) effective.set(key, own);
    }
    const kids = view.get(dictionary, 'Kids');
    if (isArray(kids)) view.file.budget.spend(kids.items.length);
    if (isArray(kids) && nameOf(view.get(dictionary, 'Type')) !== 'Page') {
      if (objectNumber !== null) nodes.set(objectNumber, dictionary);
      for (const kid of kids.items.toReversed()) pending.push({ value: kid, inherited: effective });
      if (pending.length > MAX_PAGES) throw new LimitExceededError(`${MAX_PAGES} pages`);
    } else {
      if (objectNumber !== null) indexOf.set(objectNumber, pages.length);
      pages.push({ objectNumber, dictionary, inherited: effective });
      if (pages.length > MAX_PAGES) throw new LimitExceededError(`${MAX_PAGES} pages`);
    }
  }
  return { pages, nodes, indexOf };
}

/** Annotations of a page as they stand in its list. */
export function annotationsOf(view: PdfView, page: Page): readonly PdfObject[] {
  const list = view.get(page.dictionary, 'Annots');
  if (!isArray(list)) return [];
  view.file.budget.spend(list.items.length);
  return list.items;
}
