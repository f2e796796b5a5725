import type { DocumentFile, FileRole } from './registration-card.ts';
import { isProgramName } from './allowed-files.ts';

/** Documents of one call at most that a package gives over. */
export const TAKE_LIMIT = 200;
/** Files of a document that is taken over; all of them stand in one operation. */
export const TAKE_FILES = 60;

/** Why a document of a package becomes no letter. */
export const TAKE_REFUSALS = ['alreadyTaken', 'noDocument', 'tooManyFiles', 'fileTooLarge', 'program', 'damaged'] as const;
export type TakeRefusal = (typeof TAKE_REFUSALS)[number];

/** States of a letter, as its table names them. */
export const TAKEN_STATES = ['waiting', 'registered', 'joined', 'discarded', 'returned'] as const;
export type TakenState = (typeof TAKEN_STATES)[number];

/** A document goes over once; where its letter was taken off the list, it may come again. */
export function isTaken(states: readonly TakenState[]): boolean {
  return states.some((state) => state !== 'discarded');
}

/** Why the files of a document cannot become those of a letter, by what its record says of them; null: they can (SEC-23). */
export function whyNotTaken(files: readonly (Pick<DocumentFile, 'fileName' | 'size'> & { readonly role: FileRole })[], largest: number): TakeRefusal | null {
  // One signature alone, or a card without files, is no document.
  if (files.filter(({ role }) => role === 'main').length !== 1) return 'noDocument';
  if (files.length > TAKE_FILES) return 'tooManyFiles';
  if (files.some(({ size }) => size > largest)) return 'fileTooLarge';
  return files.some(({ fileName }) => isProgramName(fileName)) ? 'program' : null;
}

/** What the card of another office says of a document, as far as a card here asks for it. */
export interface SaidOfDocument {
  readonly correspondent: string | null;
  readonly number: string | null;
  /** Day. */
  readonly date: string | null;
  readonly subject: string | null;
}

interface ForeignCard {
  readonly direction: string;
  readonly correspondent: string | null;
  readonly correspondentNumber: string | null;
  readonly correspondentDate: string | null;
  readonly registrationIndex: string;
  readonly registrationDate: string;
  readonly subject: string;
}

const LONGEST = 1000;
const DAY = /^\d{4}-\d{2}-\d{2}$/u;

/**
 * Who sent the document, with number and date of the sender (C.3.4): what had come to that office bears those of its
 * correspondent, whatever else that office's own.
 *
 * @param organisation that made the package; null where it does not say.
 */
export function saidOfDocument(card: ForeignCard, organisation: string | null): SaidOfDocument {
  const [correspondent, number, date] =
    card.direction === 'incoming' ? [card.correspondent, card.correspondentNumber, card.correspondentDate] : [organisation, card.registrationIndex, card.registrationDate];
  return { correspondent: cut(correspondent), number: cut(number), date: date !== null && DAY.test(date) ? date : null, subject: cut(card.subject) };
}

function cut(text: string | null): string | null {
  return text?.trim().slice(0, LONGEST) || null;
}
