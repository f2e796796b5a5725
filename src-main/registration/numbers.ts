import { type Journal, serialYear } from '#shared/domain/journals.ts';
import type { DeskDatabase } from '../store/database.ts';

/** A serial number with the run in which it is unique: (journal, year, run, number) is given once. */
export interface SerialNumber {
  readonly number: number;
  /** 0 where the journal's numbers run on from year to year. */
  readonly serialYear: number;
  /** Empty for the office's one run, the desk's code where each desk counts alone. */
  readonly run: string;
}

/**
 * Gives out registration numbers (NUM-01). The seam for a desk that shares its journals with others: such a
 * source takes the number from a block leased to the desk, and refuses where the lease is used up.
 */
export interface NumberSource {
  /** The next number. Final only inside the transaction that writes the card. */
  next(journal: Journal, registrationYear: number, deskCode: string): SerialNumber;
}

/** Numbers of a desk that is the office's only one: the next is one above the highest ever given. */
export class OwnNumbers implements NumberSource {
  readonly #highest;

  constructor(database: DeskDatabase) {
    this.#highest = database.prepare<[string, number, string], { highest: number | null }>('SELECT max(number) AS highest FROM reg_number WHERE journal_id = +? AND year = +? AND run = +?');
  }

  next(journal: Journal, registrationYear: number, deskCode: string): SerialNumber {
    const run = journal.numbering === 'desk-coded' ? deskCode : '';
    const year = serialYear(journal, registrationYear);
    return { number: (this.#highest.get(journal.journalId, year, run)?.highest ?? 0) + 1, serialYear: year, run };
  }
}
