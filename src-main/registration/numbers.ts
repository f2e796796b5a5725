import type { DeskDatabase } from '../store/database.ts';

/**
 * Registration numbers of a journal and year (NUM-01). The one place that gives them out: a desk that
 * works with a central server will take them from a leased block here.
 */
export class RegistrationNumbers {
  readonly #highest;

  constructor(database: DeskDatabase) {
    this.#highest = database.prepare<[string, number], { highest: number | null }>('SELECT max(number) AS highest FROM reg_number WHERE journal_id = ? AND year = ?');
  }

  /** The next number. Final only inside the transaction that writes the card. */
  next(journalId: string, year: number): number {
    return (this.#highest.get(journalId, year)?.highest ?? 0) + 1;
  }
}
