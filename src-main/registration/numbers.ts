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
 * Gives out registration numbers (NUM-01). A desk that shares its journals with others takes them from blocks that the
 * server has leased to it.
 */
export interface NumberSource {
  /** The number that the next card would get. Nothing is taken by it. */
  next(journal: Journal, registrationYear: number, deskCode: string): SerialNumber;
  /** Makes the number final, in the transaction that writes its card. What undoes that transaction undoes this. */
  take(journal: Journal, serial: SerialNumber): void;
  /** Asks for a number beforehand, where somebody is there to be asked; what fails leaves the numbers at hand. */
  reserve(journal: Journal, registrationYear: number): Promise<void>;
}

/** Numbers of a desk that is the office's only one: the next is one above the highest ever given. */
export class OwnNumbers implements NumberSource {
  readonly #highest;

  constructor(database: DeskDatabase) {
    this.#highest = database.prepare<[string, number, string], { highest: number | null }>('SELECT max(number) AS highest FROM reg_number WHERE journal_id = +? AND year = +? AND run = +?');
  }

  next(journal: Journal, registrationYear: number, deskCode: string): SerialNumber {
    return this.inRun(journal, registrationYear, journal.numbering === 'desk-coded' ? deskCode : '');
  }

  /** The next number of one run. */
  inRun(journal: Journal, registrationYear: number, run: string): SerialNumber {
    const year = serialYear(journal, registrationYear);
    return { number: (this.#highest.get(journal.journalId, year, run)?.highest ?? 0) + 1, serialYear: year, run };
  }

  take(): void {
    // The card itself takes it.
  }

  async reserve(): Promise<void> {
    // Nobody else gives numbers.
  }
}
