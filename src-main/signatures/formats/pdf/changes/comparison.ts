import { equalBytes } from '../../../algorithms/digests.ts';
import { isArray, isDictionary, isReference, isStream, isString, nameOf } from '../syntax/objects.ts';
import { stringBytes } from '../syntax/strings.ts';
import type { PdfView } from '../structure/view.ts';
import type { PdfDictionary, PdfObject, PdfStream, PdfString } from '../syntax/objects.ts';

type Pair = readonly [PdfObject, PdfObject];

/** Compares what two revisions mean by a value, references followed. */
export class Comparison {
  readonly before: PdfView;
  readonly after: PdfView;
  /** Objects compared on their own (pages, fields, annotations): a reference to the same one is equal. */
  readonly #boundaries: ReadonlySet<number>;
  readonly #equalPairs = new Set<string>();
  readonly #unequalPairs = new Set<string>();
  /** Objects met that could not be read with certainty in one of the revisions. */
  readonly uncertain = new Set<number>();

  constructor(before: PdfView, after: PdfView, boundaries: ReadonlySet<number>) {
    this.before = before;
    this.after = after;
    this.#boundaries = boundaries;
  }

  isBoundary(number: number): boolean {
    return this.#boundaries.has(number);
  }

  /**
   * Whether both revisions mean the same. Values in circles are equal where no difference shows on the way around.
   *
   * An explicit list of pairs takes the place of recursion: chains of a million links must not reach the call stack.
   */
  equal(before: PdfObject | undefined, after: PdfObject | undefined): boolean {
    const key = isReference(before) && isReference(after) ? `${before.number} ${after.number}` : null;
    if (key !== null && this.#unequalPairs.has(key)) return false;
    const equal = this.#compare(before, after);
    if (!equal && key !== null) this.#unequalPairs.add(key);
    return equal;
  }

  #compare(before: PdfObject | undefined, after: PdfObject | undefined): boolean {
    const pending: Pair[] = [[before ?? null, after ?? null]];
    const assumed = new Set<string>();
    for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
      const [left, right] = pair;
      if (isReference(left) && isReference(right)) {
        // Readers follow a reference only to the generation that it names.
        if (left.number === right.number && left.generation !== right.generation) return false;
        if (left.number === right.number && this.#boundaries.has(left.number)) continue;
        const key = `${left.number} ${right.number}`;
        if (this.#equalPairs.has(key) || assumed.has(key)) continue;
        assumed.add(key);
      }
      if (isReference(left) || isReference(right)) {
        pending.push([this.#follow(this.before, left), this.#follow(this.after, right)]);
      } else if (!this.#equalHere(left, right, pending)) {
        return false;
      }
    }
    for (const key of assumed) this.#equalPairs.add(key);
    return true;
  }

  /** Keys whose values differ. Absent and null are the same (ISO 32000-2 clause 7.3.7). */
  differingKeys(before: PdfDictionary, after: PdfDictionary): string[] {
    if (before === after) return [];
    const keys = new Set([...before.entries.keys(), ...after.entries.keys()]);
    const differing = [...keys].filter((key) => !this.equal(before.entries.get(key), after.entries.get(key)));
    return sameRepetition(before, after) ? differing : [...differing, '(repeated key)'];
  }

  #follow(view: PdfView, value: PdfObject): PdfObject {
    if (!isReference(value)) return value;
    const loaded = view.load(value.number);
    if (loaded?.odd === true) this.uncertain.add(value.number);
    return loaded?.value ?? null;
  }

  #equalHere(left: PdfObject, right: PdfObject, pending: Pair[]): boolean {
    this.after.file.budget.spend(16);
    if (isArray(left)) {
      if (!isArray(right) || left.items.length !== right.items.length) return false;
      for (const [index, item] of left.items.entries()) pending.push([item, right.items[index] ?? null]);
      return true;
    }
    if (isDictionary(left)) return isDictionary(right) && pushEntries(left, right, pending);
    if (isStream(left)) {
      return isStream(right) && pushEntries(left.dictionary, right.dictionary, pending) && this.#sameData(left, right);
    }
    if (isString(left)) return isString(right) && sameString(left, right);
    const name = nameOf(left);
    if (name !== null) return name === nameOf(right);
    if (typeof left === 'object' && left !== null && left.kind === 'oddity') {
      return typeof right === 'object' && right !== null && right.kind === 'oddity' && left.text === right.text;
    }
    return Object.is(left, right);
  }

  #sameData(left: PdfStream, right: PdfStream): boolean {
    const samePlace = left.source === right.source && left.dataStart === right.dataStart && left.dataEnd === right.dataEnd;
    if (samePlace) return true;
    this.after.file.budget.spend(right.dataEnd - right.dataStart);
    const data = ({ source, dataStart, dataEnd }: PdfStream): Uint8Array => source.subarray(dataStart, dataEnd);
    return equalBytes(data(left), data(right));
  }
}

function sameString(left: PdfString, right: PdfString): boolean {
  const samePlace = left.source === right.source && left.start === right.start && left.end === right.end;
  return samePlace || equalBytes(stringBytes(left), stringBytes(right));
}

function pushEntries(left: PdfDictionary, right: PdfDictionary, pending: Pair[]): boolean {
  if (!sameRepetition(left, right)) return false;
  for (const [key, value] of left.entries) pending.push([value, right.entries.get(key) ?? null]);
  for (const [key, value] of right.entries) if (!left.entries.has(key)) pending.push([null, value]);
  return true;
}

/** A key written twice means different things to different readers, so only the very same bytes are equal then. */
function sameRepetition(left: PdfDictionary, right: PdfDictionary): boolean {
  if (left.repeatedKeys.length === 0 && right.repeatedKeys.length === 0) return true;
  return left.start === right.start && left.end === right.end && left.repeatedKeys.length === right.repeatedKeys.length;
}
