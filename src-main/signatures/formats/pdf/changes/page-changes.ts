import { INHERITABLE } from '../structure/pages.ts';
import { compareAnnotations } from './annotation-changes.ts';
import type { Page } from '../structure/pages.ts';
import type { PdfDictionary } from '../syntax/objects.ts';
import type { Comparison } from './comparison.ts';
import type { DocumentModel } from './document-model.ts';
import type { ChangeList, RawChange } from './raw-change.ts';

const CONTENT = { kind: 'page-content', rule: 'never' } as const;

/**
 * Keys of a page that are compared elsewhere: annotations by themselves, inherited ones in their effect. `/Parent`
 * stays: some readers look for what a page inherits by going up from it.
 */
const ELSEWHERE: ReadonlySet<string> = new Set(['Annots', ...INHERITABLE]);

type Row = Pick<RawChange, 'kind' | 'rule'>;

const KEY_RULES: ReadonlyMap<string, Row> = new Map<string, Row>([
  ['LastModified', { kind: 'metadata', rule: 'always' }],
  ['Metadata', { kind: 'metadata', rule: 'always' }],
  // The order of tabbing and the tie to the structure tree change with every widget that signing adds.
  ['Tabs', { kind: 'other', rule: 'signing' }],
  ['StructParents', { kind: 'other', rule: 'signing' }],
]);

/** Compares the pages: their number and order, content, resources, boxes and annotations. */
export function comparePages(comparison: Comparison, before: DocumentModel, after: DocumentModel, changes: ChangeList): void {
  const identity = (page: Page, index: number): string => (page.objectNumber === null ? `direct ${index}` : String(page.objectNumber));
  const current = new Map(after.pageTree.pages.map((page, index) => [identity(page, index), { page, index }]));
  const old = new Map(before.pageTree.pages.map((page, index) => [identity(page, index), index]));
  let last = -1;
  let reordered = false;
  for (const [index, page] of before.pageTree.pages.entries()) {
    const match = current.get(identity(page, index));
    if (match === undefined) {
      changes.add({ kind: 'page-removed', rule: 'never', reason: 'page-removed', objectNumber: page.objectNumber, page: index + 1 });
      continue;
    }
    reordered ||= match.index < last;
    last = match.index;
    comparePage(comparison, page, match.page, match.index + 1, changes);
    compareAnnotations(comparison, { before, after }, { before: page, after: match.page, number: match.index + 1 }, changes);
  }
  for (const [index, page] of after.pageTree.pages.entries()) {
    if (old.has(identity(page, index))) continue;
    changes.add({ kind: 'page-added', rule: 'never', reason: 'page-added', objectNumber: page.objectNumber, page: index + 1 });
  }
  if (reordered) changes.add({ ...CONTENT, reason: 'pages-reordered' });
  compareNodes(comparison, before, after, changes);
}

function comparePage(comparison: Comparison, before: Page, after: Page, page: number, changes: ChangeList): void {
  const { objectNumber } = after;
  for (const key of comparison.differingKeys(without(before.dictionary, ELSEWHERE), without(after.dictionary, ELSEWHERE))) {
    const rule = KEY_RULES.get(key) ?? CONTENT;
    changes.add({ ...rule, reason: 'page-changed', key, objectNumber, page });
  }
  for (const key of INHERITABLE) {
    if (comparison.equal(before.inherited.get(key), after.inherited.get(key))) continue;
    const kind = key === 'Resources' ? 'fonts-or-resources' : 'page-content';
    changes.add({ kind, rule: 'never', reason: 'page-changed', key, objectNumber, page });
  }
}

/** `/Count` alone can hide pages from a viewer that believes it. */
function compareNodes(comparison: Comparison, before: DocumentModel, after: DocumentModel, changes: ChangeList): void {
  const skipped: ReadonlySet<string> = new Set(INHERITABLE);
  for (const [number, node] of after.pageTree.nodes) {
    const old = before.pageTree.nodes.get(number);
    const keys = old === undefined ? ['(new node)'] : comparison.differingKeys(without(old, skipped), without(node, skipped));
    for (const key of keys) changes.add({ ...CONTENT, reason: 'page-tree-changed', key, objectNumber: number });
  }
}

function without(dictionary: PdfDictionary, keys: ReadonlySet<string>): PdfDictionary {
  return { ...dictionary, entries: new Map([...dictionary.entries].filter(([key]) => !keys.has(key))) };
}
