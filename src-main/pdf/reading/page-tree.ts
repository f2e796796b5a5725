import { PDFArray, PDFDict, PDFName, PDFNumber, PDFRef, PDFStream, type PDFObject } from 'pdf-lib';
import { PdfRefused } from '../errors.ts';
import { PDF_LIMITS } from '../limits.ts';
import type { ObjectReader } from './object-reader.ts';

/** Attributes that pages take over from the nodes above them (ISO 32000-1, table 30). */
const INHERITABLE = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;
type Inherited = Readonly<Partial<Record<(typeof INHERITABLE)[number], PDFObject>>>;

export interface SourcePage {
  readonly ref: PDFRef;
  readonly dict: PDFDict;
  readonly inherited: Inherited;
}

/** A page of which nothing was read yet but that it is one. */
class UnreadPage implements SourcePage {
  readonly ref: PDFRef;
  readonly inherited: Inherited;
  readonly #reader: ObjectReader;

  constructor(reader: ObjectReader, ref: PDFRef, inherited: Inherited) {
    this.#reader = reader;
    this.ref = ref;
    this.inherited = inherited;
  }

  get dict(): PDFDict {
    const dict = this.#reader.resolve(this.ref);
    if (!(dict instanceof PDFDict) || dict instanceof PDFStream || dict.get(PDFName.of('Kids')) !== undefined) throw new PdfRefused('damaged', { reason: 'page tree node' });
    return dict;
  }
}

interface Visit {
  readonly object: PDFObject | undefined;
  readonly depth: number;
  readonly inherited: Inherited;
  /** Taken for a page without being read. */
  readonly isLeaf: boolean;
}

function countOf(reader: ObjectReader, node: PDFDict): number {
  const count = reader.resolve(node.get(PDFName.of('Count')));
  return count instanceof PDFNumber ? count.asNumber() : -1;
}

/**
 * Walks the page tree in reading order, with bounds: a tree that loops, shares nodes or nests without end
 * would otherwise unfold exponentially. /Count is not believed. Pages are told from nodes by their text where it shows
 * that, so that a document of a thousand pages is opened without parsing them all.
 * @param trusting believes a node that counts as many pages as it has kids, and reads none of them; a kid that is a node
 *   all the same is told when it is touched
 */
export function walkPages(reader: ObjectReader, catalog: PDFDict, trusting = false): SourcePage[] {
  const pages: SourcePage[] = [];
  const seenNodes = new Set<PDFDict>();
  const waiting: Visit[] = [{ object: catalog.get(PDFName.of('Pages')), depth: 0, inherited: {}, isLeaf: false }];
  let visits = 0;
  for (let visit = waiting.pop(); visit !== undefined; visit = waiting.pop()) {
    visits += 1;
    if (visits > PDF_LIMITS.pageTreeNodes + PDF_LIMITS.pages) throw new PdfRefused('too-many-pages', { nodes: visits });
    const { object, depth } = visit;
    if (depth > PDF_LIMITS.pageTreeDepth) throw new PdfRefused('too-deep', { reason: 'page tree', depth });
    if (object instanceof PDFRef && (visit.isLeaf || (depth > 0 && reader.hasNoKids(object)))) {
      pages.push(new UnreadPage(reader, object, visit.inherited));
      if (pages.length > PDF_LIMITS.pages) throw new PdfRefused('too-many-pages', { limit: PDF_LIMITS.pages });
      continue;
    }
    const dict = reader.resolve(object);
    if (!(dict instanceof PDFDict) || dict instanceof PDFStream) throw new PdfRefused('damaged', { reason: 'page tree node' });
    const inherited = inherit(dict, visit.inherited);
    const kids = reader.resolve(dict.get(PDFName.of('Kids')));
    if (kids instanceof PDFArray) {
      if (seenNodes.has(dict)) throw new PdfRefused('damaged', { reason: 'page tree loop' });
      seenNodes.add(dict);
      if (kids.size() > PDF_LIMITS.pageTreeNodes) throw new PdfRefused('too-many-pages', { kids: kids.size() });
      const isLeaf = trusting && countOf(reader, dict) === kids.size();
      for (let index = kids.size() - 1; index >= 0; index -= 1) {
        waiting.push({ object: kids.get(index), depth: depth + 1, inherited, isLeaf });
      }
    } else {
      if (!(object instanceof PDFRef)) throw new PdfRefused('damaged', { reason: 'page is not an indirect object' });
      pages.push({ ref: object, dict, inherited });
      if (pages.length > PDF_LIMITS.pages) throw new PdfRefused('too-many-pages', { limit: PDF_LIMITS.pages });
    }
  }
  if (pages.length === 0) throw new PdfRefused('damaged', { reason: 'no pages' });
  return pages;
}

/** Value of a page's attribute, its own before the inherited one. */
export function attributeOf(reader: ObjectReader, page: SourcePage, key: (typeof INHERITABLE)[number]): PDFObject | undefined {
  return reader.resolve(page.dict.get(PDFName.of(key)) ?? page.inherited[key]);
}

function inherit(dict: PDFDict, above: Inherited): Inherited {
  const own: Partial<Record<(typeof INHERITABLE)[number], PDFObject>> = { ...above };
  for (const key of INHERITABLE) {
    const value = dict.get(PDFName.of(key));
    if (value !== undefined) own[key] = value;
  }
  return own;
}
