import { LimitExceededError } from '../../limits.ts';

/** Bounds on one foreign PDF. They count work and not seconds, so that one file always gets one answer. */

const MIB = 1024 * 1024;

/** Nesting of arrays and dictionaries. */
export const MAX_NESTING = 100;
/** Entries of all cross-reference sections together. */
export const MAX_XREF_ENTRIES = 2_000_000;
/** Cross-reference sections of one `/Prev` chain. */
export const MAX_SECTIONS = 1_000;
/** Bytes of one decoded stream: cross-reference, object stream, certificate or list. */
export const MAX_DECODED_BYTES = 64 * MIB;
/** Bytes of decoded object streams that are kept at a time. */
export const MAX_KEPT_DECODED_BYTES = 64 * MIB;
/** Parsed objects that are kept at a time. */
export const MAX_KEPT_OBJECTS = 20_000;
export const MAX_REVISIONS = 500;
export const MAX_SIGNATURES = 200;
export const MAX_FIELDS = 100_000;
export const MAX_PAGES = 200_000;
/** Changes that one revision reports for each rule; further ones of the same rule say nothing new. */
export const MAX_REPORTED_CHANGES = 100;
/** Validation objects of a document security store. */
export const MAX_DSS_OBJECTS = 10_000;
/** Units of work for one file: about one a byte lexed or decoded, 16 an object visited. */
const MAX_WORK = 500_000_000;

/** Counts the work on one file. */
export class Budget {
  #left: number;

  constructor(work = MAX_WORK) {
    this.#left = work;
  }

  /** @throws LimitExceededError once the work for this file is used up. */
  spend(units: number): void {
    this.#left -= units;
    if (this.#left < 0) throw new LimitExceededError(`${MAX_WORK} steps of reading one PDF`);
  }
}
