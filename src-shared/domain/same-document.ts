/**
 * When two cards are about the same document (REG-17, REG-18). Equal bytes are one document; so are equal
 * sender, sender's number and date, unless a registrar who has seen both says otherwise.
 */
import type { Requisites } from './registration-card.ts';

type Details = Pick<Requisites, 'correspondent' | 'correspondentId' | 'correspondentNumber' | 'correspondentDate'>;

/**
 * A foreign number as it is compared: signs for "number", spaces and case do not tell documents apart. A change
 * here changes a projected column: raise `PROJECTIONS_VERSION`.
 */
export function comparedNumber(number: string): string {
  return number.normalize('NFKC').toUpperCase().replace(/[№#\s]|\bNO\b/gu, '').replace(/[‐-―−]/gu, '-');
}

/** A name as it is compared: letters and digits only. */
export function comparedName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function sameSender(one: Details, other: Details): boolean {
  if (one.correspondentId !== null && one.correspondentId === other.correspondentId) return true;
  if (one.correspondent === null || other.correspondent === null) return false;
  return comparedName(one.correspondent) === comparedName(other.correspondent);
}

/**
 * Sender, number and date are all known and equal. Asked of incoming documents only: an outgoing one bears the
 * number of the letter that it answers, and there may be several answers.
 */
export function sameDetails(one: Details, other: Details): boolean {
  if (one.correspondentNumber === null || other.correspondentNumber === null || one.correspondentDate === null) return false;
  return one.correspondentDate === other.correspondentDate && comparedNumber(one.correspondentNumber) === comparedNumber(other.correspondentNumber) && sameSender(one, other);
}
