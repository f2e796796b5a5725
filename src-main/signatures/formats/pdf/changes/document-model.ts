import { readFieldTree } from '../structure/field-tree.ts';
import { annotationsOf, readPageTree } from '../structure/pages.ts';
import { isDictionary, isReference } from '../syntax/objects.ts';
import type { FieldTree } from '../structure/field-tree.ts';
import type { PageTree } from '../structure/pages.ts';
import type { PdfView } from '../structure/view.ts';
import type { PdfDictionary } from '../syntax/objects.ts';

/** One revision, taken apart into what is compared. */
export interface DocumentModel {
  readonly view: PdfView;
  readonly catalog: PdfDictionary;
  readonly pageTree: PageTree;
  readonly fields: FieldTree;
  /** Pages, counted from 1, by the object number of their annotations. */
  readonly pageOfAnnotation: ReadonlyMap<number, number>;
}

/** Null for a revision without a catalog: it is no document. */
export function modelOf(view: PdfView): DocumentModel | null {
  const catalog = view.catalog();
  if (catalog === null || !isDictionary(catalog)) return null;
  const pageTree = readPageTree(view);
  const pageOfAnnotation = new Map<number, number>();
  for (const [index, page] of pageTree.pages.entries()) {
    for (const item of annotationsOf(view, page)) {
      if (isReference(item) && !pageOfAnnotation.has(item.number)) pageOfAnnotation.set(item.number, index + 1);
    }
  }
  return { view, catalog, pageTree, fields: readFieldTree(view), pageOfAnnotation };
}

/** Objects that are in both revisions and compared on their own. */
export function boundariesOf(before: DocumentModel, after: DocumentModel): Set<number> {
  const boundaries = new Set<number>();
  // A signature reference names the catalog as its data.
  const [oldRoot, root] = [before.view.trailer.entries.get('Root'), after.view.trailer.entries.get('Root')];
  if (isReference(oldRoot) && isReference(root) && oldRoot.number === root.number) boundaries.add(root.number);
  const share = (left: ReadonlyMap<number, unknown>, right: ReadonlyMap<number, unknown>): void => {
    for (const number of left.keys()) if (right.has(number)) boundaries.add(number);
  };
  share(before.pageTree.indexOf, after.pageTree.indexOf);
  share(before.pageTree.nodes, after.pageTree.nodes);
  share(before.pageOfAnnotation, after.pageOfAnnotation);
  for (const { key, objectNumber } of before.fields.values()) {
    if (objectNumber !== null && after.fields.has(key)) boundaries.add(objectNumber);
  }
  return boundaries;
}
