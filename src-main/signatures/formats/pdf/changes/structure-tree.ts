import { equalBytes } from '../../../algorithms/digests.ts';
import { isArray, isDictionary, isReference, isString, nameOf } from '../syntax/objects.ts';
import { stringBytes } from '../syntax/strings.ts';
import type { PdfDictionary, PdfObject } from '../syntax/objects.ts';
import type { Comparison } from './comparison.ts';

/** Keys that follow from what was added, or only name kinds of elements; writers tidy the latter up. */
const INCIDENTAL: ReadonlySet<string> = new Set(['ParentTreeNextKey', 'Limits', 'RoleMap']);
/** Keys that may come new, and whose lists may grow, where elements are added; the text of an old element may not. */
const GROWING: ReadonlySet<string> = new Set(['K', 'ParentTree', 'IDTree', 'Kids', 'Nums', 'Names']);
/** Keys of the root that may come new with the first element of a kind. */
const NEW_AT_ROOT: ReadonlySet<string> = new Set([...INCIDENTAL, 'ClassMap', 'Namespaces']);

interface Pair {
  readonly left: PdfObject;
  readonly right: PdfObject;
  /** How a list here may grow: by elements, by pairs of key and value (number and name trees), or not at all. */
  readonly grows: 'by-elements' | 'by-pairs' | 'not';
}

/**
 * Whether the structure tree (ISO 32000-2 clause 14.7) only grew: every old element is there with its old meaning.
 * Signing a tagged document adds elements for the new widget.
 */
export function structureTreeGrew(comparison: Comparison, before: PdfObject, after: PdfObject): boolean {
  const pending: Pair[] = [{ left: before, right: after, grows: 'by-elements' }];
  const assumed = new Set<string>();
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    comparison.after.file.budget.spend(16);
    const { left, right } = pair;
    if (isReference(left) && isReference(right)) {
      if (left.number === right.number && comparison.isBoundary(left.number)) continue;
      const key = `${left.number} ${right.number} ${pair.grows}`;
      if (assumed.has(key)) continue;
      assumed.add(key);
    }
    const next = grownPairs(comparison, pair);
    if (next === null) return false;
    pending.push(...next);
  }
  return true;
}

/** The pairs inside that have to hold as well; null where this one does not. */
function grownPairs(comparison: Comparison, { left, right, grows }: Pair): Pair[] | null {
  const [old, current] = [comparison.before.resolve(left), comparison.after.resolve(right)];
  if (isDictionary(old) && isDictionary(current)) return entryPairs(old, current);
  if (isArray(old) && isArray(current) && grows === 'by-pairs') return matchPairs(comparison, old.items, current.items);
  if (isArray(current) && grows === 'by-elements') return matchItems(comparison, isArray(old) ? old.items : [left], current.items);
  if (isArray(old) && isArray(current)) {
    if (old.items.length !== current.items.length) return null;
    return old.items.map((item, index) => ({ left: item, right: current.items[index] ?? null, grows }));
  }
  return sameLeaf(comparison, old, current) ? [] : null;
}

function entryPairs(old: PdfDictionary, current: PdfDictionary): Pair[] | null {
  if (current.repeatedKeys.length > 0) return null;
  const isRoot = nameOf(old.entries.get('Type')) === 'StructTreeRoot';
  for (const key of current.entries.keys()) {
    if (!old.entries.has(key) && !GROWING.has(key) && !(isRoot && NEW_AT_ROOT.has(key))) return null;
  }
  return [...old.entries]
    .filter(([key]) => !INCIDENTAL.has(key))
    .map(([key, value]) => ({ left: value, right: current.entries.get(key) ?? null, grows: growthOf(key) }));
}

function growthOf(key: string): Pair['grows'] {
  if (key === 'Nums' || key === 'Names') return 'by-pairs';
  return GROWING.has(key) ? 'by-elements' : 'not';
}

/** Every old key with its value among the new ones, in the same order. */
function matchPairs(comparison: Comparison, old: readonly PdfObject[], current: readonly PdfObject[]): Pair[] | null {
  const pairs: Pair[] = [];
  let at = 0;
  for (let index = 0; index + 1 < current.length; index += 2) {
    if (at < old.length && sameLeaf(comparison, old[at] ?? null, current[index] ?? null)) {
      pairs.push({ left: old[at + 1] ?? null, right: current[index + 1] ?? null, grows: 'not' });
      at += 2;
    }
  }
  return at === old.length && current.length % 2 === 0 ? pairs : null;
}

/** The old items in their order among the new ones, paired; null where one is lost or an inserted one is an old object. */
function matchItems(comparison: Comparison, old: readonly PdfObject[], current: readonly PdfObject[]): Pair[] | null {
  const pairs: Pair[] = [];
  let at = 0;
  for (const item of current) {
    const expected = old[at];
    if (expected !== undefined && couldMatch(comparison, expected, item)) {
      // The values of a number tree are lists of their own; only the list that was asked about may grow.
      pairs.push({ left: expected, right: item, grows: 'not' });
      at += 1;
    } else if (isReference(item) && comparison.before.load(item.number) !== null) {
      return null;
    }
  }
  return at === old.length ? pairs : null;
}

function couldMatch(comparison: Comparison, left: PdfObject, right: PdfObject): boolean {
  if (isReference(left) && isReference(right)) return left.number === right.number;
  if (isDictionary(left) && isDictionary(right)) return comparison.equal(left, right);
  if (isArray(left) && isArray(right)) return true;
  return sameLeaf(comparison, left, right);
}

/** Names, numbers and texts; anything larger goes through the full comparison. */
function sameLeaf(comparison: Comparison, left: PdfObject, right: PdfObject): boolean {
  if (isString(left) && isString(right)) return equalBytes(stringBytes(left), stringBytes(right));
  return comparison.equal(left, right);
}
