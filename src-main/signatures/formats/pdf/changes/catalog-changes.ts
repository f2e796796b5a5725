import { dictionaryOf, isReference } from '../syntax/objects.ts';
import { structureTreeGrew } from './structure-tree.ts';
import type { PdfDictionary, PdfObject } from '../syntax/objects.ts';
import type { Comparison } from './comparison.ts';
import type { DocumentModel } from './document-model.ts';
import type { ChangeList, RawChange } from './raw-change.ts';

type Row = Pick<RawChange, 'kind' | 'rule'>;

/** Keys of the catalog (ISO 32000-2 table 29) that may change, and those that change what is shown. All others never may. */
const KEY_RULES: ReadonlyMap<string, Row> = new Map<string, Row>([
  ['Metadata', { kind: 'metadata', rule: 'always' }],
  ['DSS', { kind: 'dss', rule: 'always' }],
  ['Extensions', { kind: 'catalog', rule: 'always' }],
  ['Version', { kind: 'catalog', rule: 'always' }],
  // Layers: switching one off hides what was signed.
  ['OCProperties', { kind: 'page-content', rule: 'never' }],
]);
const CATALOG: Row = { kind: 'catalog', rule: 'never' };
/** Compared by their own functions. */
const ELSEWHERE: ReadonlySet<string> = new Set(['Pages', 'AcroForm', 'Perms', 'StructTreeRoot', 'MarkInfo']);

/** Compares the catalog and the trailer, apart from pages and form. */
export function compareCatalogs(comparison: Comparison, before: DocumentModel, after: DocumentModel, changes: ChangeList): void {
  compareTrailers(comparison, changes);
  for (const key of comparison.differingKeys(without(before.catalog), without(after.catalog))) {
    changes.add({ ...(KEY_RULES.get(key) ?? CATALOG), reason: key === 'DSS' ? 'dss-changed' : 'catalog-changed', key });
  }
  const [oldPages, pages] = [before.catalog.entries.get('Pages'), after.catalog.entries.get('Pages')];
  // A root that is no object of its own is compared here, since no node of the page tree stands for it.
  const same = isReference(oldPages) || isReference(pages) ? sameNumber(oldPages, pages) : comparison.equal(oldPages, pages);
  if (!same) {
    changes.add({ ...CATALOG, reason: 'catalog-changed', key: 'Pages' });
  }
  comparePermissions(comparison, before, after, changes);
  for (const key of ['StructTreeRoot', 'MarkInfo']) {
    const [old, current] = [before.catalog.entries.get(key) ?? null, after.catalog.entries.get(key) ?? null];
    if (comparison.equal(old, current)) continue;
    const grew = key === 'StructTreeRoot' && structureTreeGrew(comparison, old, current);
    changes.add({ kind: 'other', rule: grew ? 'signing' : 'never', reason: grew ? 'structure-tree-grew' : 'structure-tree-changed', key });
  }
}

function without(dictionary: PdfDictionary): PdfDictionary {
  return { ...dictionary, entries: new Map([...dictionary.entries].filter(([key]) => !ELSEWHERE.has(key))) };
}

function sameNumber(left: PdfObject | undefined, right: PdfObject | undefined): boolean {
  return (isReference(left) ? left.number : null) === (isReference(right) ? right.number : null);
}

function compareTrailers(comparison: Comparison, changes: ChangeList): void {
  const [old, current] = [comparison.before.trailer.entries, comparison.after.trailer.entries];
  if (!sameNumber(old.get('Root'), current.get('Root'))) changes.add({ ...CATALOG, reason: 'trailer-changed', key: 'Root' });
  if (!comparison.equal(old.get('Encrypt'), current.get('Encrypt'))) changes.add({ ...CATALOG, reason: 'trailer-changed', key: 'Encrypt' });
  if (!comparison.equal(old.get('Info'), current.get('Info'))) changes.add({ kind: 'metadata', rule: 'always', reason: 'trailer-changed', key: 'Info' });
}

/** Adding a certification after a signature takes nothing from it; everything else about `/Perms` does. */
function comparePermissions(comparison: Comparison, before: DocumentModel, after: DocumentModel, changes: ChangeList): void {
  const [old, current] = [before.catalog.entries.get('Perms') ?? null, after.catalog.entries.get('Perms') ?? null];
  if (comparison.equal(old, current)) return;
  const oldKeys = dictionaryOf(before.view.resolve(old))?.entries ?? new Map<string, PdfObject>();
  const currentKeys = dictionaryOf(after.view.resolve(current))?.entries ?? new Map<string, PdfObject>();
  const keys = new Set([...oldKeys.keys(), ...currentKeys.keys()]);
  for (const key of keys) {
    if (comparison.equal(oldKeys.get(key), currentKeys.get(key))) continue;
    const added = key === 'DocMDP' && !oldKeys.has(key);
    changes.add(added ? { kind: 'signature', rule: 'signing', reason: 'certification-added', key } : { ...CATALOG, reason: 'permissions-changed', key });
  }
}
