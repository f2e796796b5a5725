import { type Journal, serialYear } from '#shared/domain/journals.ts';
import { isoInstant } from '../environment.ts';
import { type NumberSource, OwnNumbers, type SerialNumber } from '../registration/numbers.ts';
import type { Store } from '../store/store.ts';
import type { NumberSafety } from './number-safety.ts';

interface LeasedNumber {
  readonly leaseId: string;
  readonly next: number;
  readonly last: number;
}

export interface LeasedNumbersOptions {
  readonly store: Store;
  readonly safety: NumberSafety;
  /** Now, or the last time that the server told, whichever is later: a lease that has run out stays so. */
  readonly now: () => number;
  /** Asks the server for the next number of a journal. */
  readonly askServer: (journal: Journal, year: number) => Promise<void>;
}

/**
 * Numbers of a desk that shares its journals with others. The office's one run is given out of leased blocks: what was
 * asked for at once first, then what is kept for days without a link, oldest first. A desk without one, or that must not use it, counts alone under its own code, which its indexes then show.
 */
export class LeasedNumbers implements NumberSource {
  readonly #options: LeasedNumbersOptions;
  readonly #own: OwnNumbers;
  readonly #leases;
  readonly #advance;
  readonly #single;

  constructor(options: LeasedNumbersOptions) {
    const { database } = options.store;
    this.#options = options;
    this.#own = new OwnNumbers(database);
    this.#leases = database.prepare<[string, number, string], LeasedNumber>(
      'SELECT lease_id AS leaseId, next, last FROM number_lease WHERE journal_id = +? AND serial_year = +? AND next <= last AND expires_at > ? ORDER BY first < last, first',
    );
    this.#single = database.prepare<[string, number, string]>('SELECT 1 FROM number_lease WHERE journal_id = ? AND serial_year = ? AND next = first AND first = last AND expires_at > ?');
    this.#advance = database.prepare<[number, string]>('UPDATE number_lease SET next = ? WHERE lease_id = ?');
  }

  next(journal: Journal, registrationYear: number, deskCode: string): SerialNumber {
    if (!this.#isMember) return this.#own.next(journal, registrationYear, deskCode);
    const year = serialYear(journal, registrationYear);
    const leased = journal.numbering === 'desk-coded' ? null : this.#leased(journal.journalId, year);
    if (leased !== null) return { number: leased.next, serialYear: year, run: '' };
    const { run, highest } = this.#options.safety.ownRun(journal.journalId, year, deskCode);
    const own = this.#own.inRun(journal, registrationYear, run);
    return { ...own, number: Math.max(own.number, highest + 1) };
  }

  take(journal: Journal, { number, serialYear: year, run }: SerialNumber): void {
    if (!this.#isMember) return;
    const { safety } = this.#options;
    if (run !== '') {
      safety.give({ journalId: journal.journalId, serialYear: year, run }, number);
      return;
    }
    const leased = this.#leased(journal.journalId, year);
    if (leased?.next !== number) throw new Error(`number ${number} of journal ${journal.journalId} is not the next of a lease`);
    this.#advance.run(number + 1, leased.leaseId);
    safety.give({ leaseId: leased.leaseId }, number);
  }

  #leased(journalId: string, year: number): LeasedNumber | null {
    const { safety, now } = this.#options;
    for (const { leaseId, next, last } of this.#leases.all(journalId, year, isoInstant(now()))) {
      const free = safety.freeFrom(leaseId, next);
      if (free === null) return null;
      if (free <= last) return { leaseId, next: free, last };
    }
    return null;
  }

  async reserve(journal: Journal, registrationYear: number): Promise<void> {
    if (!this.#isMember || journal.numbering !== 'office' || this.#options.safety.state() !== 'safe') return;
    const year = serialYear(journal, registrationYear);
    // A number that was asked for and not used after all is the next one.
    if (this.#single.get(journal.journalId, year, isoInstant(this.#options.now())) === undefined) await this.#options.askServer(journal, year);
  }

  get #isMember(): boolean {
    return this.#options.store.membership.isMember;
  }
}
