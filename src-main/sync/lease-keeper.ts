import { type Journal, serialYear } from '#shared/domain/journals.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import type { Lease, LeaseAnswer, LeaseReconciliation, LeaseReconciliationAnswer, LeaseRequest } from '#shared/sync/wire.ts';
import { type Environment, isoInstant, newId } from '../environment.ts';
import { inTransaction } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import type { NumberSafety } from './number-safety.ts';
import type { ServerLink } from './server-link.ts';

/** Days of work without a link that the leased numbers of a journal are to last. */
const DAYS_AHEAD = 2;
/** Days over which the office's use of numbers is measured. */
const MEASURED_DAYS = 14;
const FEWEST = 5;
const MOST = 500;
const DAY = 86_400_000;
const DECEMBER = 12;

export interface LeaseKeeperOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly link: ServerLink;
  readonly safety: NumberSafety;
  readonly journals: () => readonly Journal[];
  readonly zone: () => string;
}

interface LeaseRow {
  readonly leaseId: string;
  readonly journalId: string;
  readonly serialYear: number;
  readonly first: number;
  readonly last: number;
  readonly next: number;
  readonly expiresAt: string;
}

/** Keeps blocks of numbers at hand for days without a link, and gives back those of years that are over. */
export class LeaseKeeper {
  readonly #options: LeaseKeeperOptions;
  readonly #statements;
  /** Questions whose answer did not come: asked again as they were, so that nothing is granted twice. */
  readonly #asked = new Map<string, string>();

  constructor(options: LeaseKeeperOptions) {
    const { database } = options.store;
    this.#options = options;
    this.#statements = {
      all: database.prepare<[], LeaseRow>('SELECT lease_id AS leaseId, journal_id AS journalId, serial_year AS serialYear, first, last, next, expires_at AS expiresAt FROM number_lease ORDER BY lease_id'),
      insert: database.prepare<[string, string, number, number, number, number, string]>(
        'INSERT INTO number_lease (lease_id, journal_id, serial_year, first, last, next, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET expires_at = excluded.expires_at',
      ),
      remove: database.prepare<[string]>('DELETE FROM number_lease WHERE lease_id = ?'),
      used: database.prepare<[string, string, string], { n: number }>('SELECT count(*) AS n FROM card WHERE journal_id = ? AND registered_desk = ? AND registered_at > ?'),
    };
  }

  /** Agrees with the server about what is leased. @throws what {@link ServerLink} throws */
  async reconcile(token: string): Promise<void> {
    this.reconciled(await this.#options.link.reconcile(token, this.reconciliation()));
  }

  /** Blocks that this desk holds, as they were granted. */
  held(): Lease[] {
    return this.#statements.all.all().map(({ leaseId, journalId, serialYear: year, first, last, expiresAt }) => ({ leaseId, journalId, serialYear: year, first, last, expiresAt }));
  }

  /** What this desk holds and gives back. */
  reconciliation(): LeaseReconciliation {
    const held = this.#statements.all.all();
    const thisYear = this.#yearOf(this.#options.store.membership.position.serverTime);
    const over = held.filter((lease) => lease.next > lease.last || (lease.serialYear !== 0 && thisYear !== null && lease.serialYear < thisYear));
    return { leaseIds: held.map(({ leaseId }) => leaseId), release: over.map(({ leaseId, next }) => ({ leaseId, from: next })) };
  }

  /** Keeps what the server says is good, and nothing else. */
  reconciled({ leases }: LeaseReconciliationAnswer): void {
    const { store, safety } = this.#options;
    const good = new Set(leases.map(({ leaseId }) => leaseId));
    inTransaction(store.database, () => {
      for (const { leaseId } of this.#statements.all.all()) if (!good.has(leaseId)) this.#statements.remove.run(leaseId);
      for (const lease of leases) this.#keep(lease);
    });
    safety.granted();
  }

  /** Asks for more where a journal's numbers run low. @throws what {@link ServerLink} throws */
  async renew(token: string): Promise<void> {
    for (const request of this.wishes()) await this.#ask(token, request);
  }

  /** Blocks that are to be asked for, because a journal's numbers run low. */
  wishes(): LeaseRequest[] {
    return this.#options
      .journals()
      .filter(({ numbering, closed }) => numbering === 'office' && !closed)
      .flatMap((journal) =>
        this.#yearsAhead(journal).flatMap((year) => {
          const wanted = this.#wanted(journal);
          const left = this.#left(journal, year);
          return left * 2 < wanted ? [this.#request(journal, year, wanted - left)] : [];
        }),
      );
  }

  /** Keeps what was granted. */
  granted(answer: LeaseAnswer): void {
    if (answer.answer === 'refused') return;
    inTransaction(this.#options.store.database, () => this.#keep(answer.lease));
    this.#options.safety.granted();
  }

  /**
   * Asks for a block of one journal and year. A refusal leaves the numbers at hand as they are.
   *
   * @throws what {@link ServerLink} throws
   */
  async request(token: string, journal: Pick<Journal, 'journalId'>, year: number, count: number): Promise<void> {
    await this.#ask(token, this.#request(journal, year, count));
  }

  async #ask(token: string, request: LeaseRequest): Promise<void> {
    const { environment, link } = this.#options;
    const answer = await link.lease(token, request);
    this.#asked.delete(nameOf(request));
    environment.crashPoint('sync.leaseGranted');
    this.granted(answer);
  }

  #request({ journalId }: Pick<Journal, 'journalId'>, serial: number, count: number): LeaseRequest {
    const wish = { journalId, serialYear: serial, count };
    const requestId = this.#asked.get(nameOf(wish)) ?? newId(this.#options.environment);
    this.#asked.set(nameOf(wish), requestId);
    return { requestId, ...wish };
  }

  #keep({ leaseId, journalId, serialYear: year, first, last, expiresAt }: Lease): void {
    this.#statements.insert.run(leaseId, journalId, year, first, last, first, expiresAt);
  }

  #left(journal: Journal, year: number): number {
    const now = isoInstant(this.#options.environment.now());
    return this.#statements.all
      .all()
      .filter((lease) => lease.journalId === journal.journalId && lease.serialYear === year && lease.expiresAt > now)
      .reduce((sum, { next, last }) => sum + Math.max(0, last - next + 1), 0);
  }

  #wanted({ journalId }: Journal): number {
    const { store, environment } = this.#options;
    const used = this.#statements.used.get(journalId, store.identity.desk, isoInstant(environment.now() - MEASURED_DAYS * DAY))?.n ?? 0;
    return Math.min(MOST, Math.max(FEWEST, Math.ceil((used / MEASURED_DAYS) * DAYS_AHEAD)));
  }

  /** The server's year, and in December the next one too. */
  #yearsAhead(journal: Journal): number[] {
    const day = this.#dayOf(this.#options.store.membership.position.serverTime);
    if (day === null) return [];
    const year = Number(day.slice(0, 4));
    const serial = serialYear(journal, year);
    return journal.yearly && Number(day.slice(5, 7)) === DECEMBER ? [serial, serial + 1] : [serial];
  }

  #yearOf(instant: string | null): number | null {
    const day = this.#dayOf(instant);
    return day === null ? null : Number(day.slice(0, 4));
  }

  #dayOf(instant: string | null): string | null {
    return instant === null ? null : dayInZone(this.#options.zone(), instant);
  }
}

/** Questions about the same block are one question. */
function nameOf({ journalId, serialYear: year, count }: Omit<LeaseRequest, 'requestId'>): string {
  return `${journalId} ${year} ${count}`;
}
