import type { Store } from '../store/store.ts';
import type { Witness, Witnessed } from './witness.ts';

/**
 * `safe`: the witness vouches that this database is the newest there was. `ahead`: it knows of later work, so that
 * the desk was restored from a backup or its data directory was copied. `lost`: it is not there, or is another
 * machine's. Only `safe` lets leased numbers be given; the others end with a new identity, given by the server.
 */
export type NumberSafetyState = 'safe' | 'ahead' | 'lost';

const EMERGENCY_LETTERS = 'абвгдежиклмнпрстуфхцш';
const EMERGENCY_LENGTH = 2;

/** Where a number came from. */
export type NumberOrigin = { readonly leaseId: string } | { readonly journalId: string; readonly serialYear: number; readonly run: string };

/** Whether this desk may give numbers from its leases, and the witness of those that it gave. */
export class NumberSafety {
  readonly #store: Store;
  readonly #witness: Witness;
  readonly #machine: string;
  readonly #randomBytes: (length: number) => Uint8Array;
  #emergency: string | null = null;
  /** A number was given in the transaction that is under way. */
  #given = false;

  constructor(store: Store, witness: Witness, machine: string, randomBytes: (length: number) => Uint8Array) {
    this.#store = store;
    this.#witness = witness;
    this.#machine = machine;
    this.#randomBytes = randomBytes;
  }

  /** Read from the file each time: a copy of the data directory may be at work beside this one. */
  state(): NumberSafetyState {
    return this.#stateOf(this.#read());
  }

  /**
   * The first number of a lease from one on that was not given yet; null where leased numbers must not be given. One
   * whose card was not written after all is passed over: it may have been seen.
   */
  freeFrom(leaseId: string, number: number): number | null {
    const said = this.#read();
    return this.#stateOf(said) === 'safe' ? Math.max(number, (said?.leases[leaseId] ?? 0) + 1) : null;
  }

  /** Run in which this desk counts alone, and the highest number that is known to have been given in it. */
  ownRun(journalId: string, serialYear: number, deskCode: string): { readonly run: string; readonly highest: number } {
    const said = this.#read();
    const run = `${deskCode}${said === null ? this.#emergencyCode() : (said.emergency ?? '')}`;
    const name = this.#runName(journalId, serialYear, run);
    // Whatever identity gave it: the desk's code stays, and a backup may be of a former one.
    return { run, highest: Math.max(0, ...this.#witness.all().map(({ runs }) => runs[name] ?? 0)) };
  }

  /** A number is about to be given: the witness knows it before the database does. Whoever undoes that calls {@link undone}. */
  give(origin: NumberOrigin, number: number): void {
    const said = this.#read() ?? { ...this.#blank(), emergency: this.#emergencyCode() };
    const ownSeq = Math.max(said.ownSeq, this.#store.log.ownEnd().deskSeq + 1);
    if ('leaseId' in origin) {
      if (this.freeFrom(origin.leaseId, number) !== number) throw new Error(`number ${number} was given already`);
      this.#witness.write({ ...said, ownSeq, leases: { ...said.leases, [origin.leaseId]: number } });
    } else {
      const name = this.#runName(origin.journalId, origin.serialYear, origin.run);
      this.#witness.write({ ...said, ownSeq, runs: { ...said.runs, [name]: Math.max(number, said.runs[name] ?? 0) } });
    }
    this.#given = true;
  }

  /** The transaction of the last {@link give} did not come to be: its number stays out of use, the desk goes on. */
  undone(): void {
    if (!this.#given) return;
    this.#given = false;
    const said = this.#read();
    const { deskSeq } = this.#store.log.ownEnd();
    if (said !== null && said.ownSeq === deskSeq + 1) this.#witness.write({ ...said, ownSeq: deskSeq });
  }

  /** The transaction of the last {@link give} is on the disk. */
  committed(): void {
    this.#given = false;
  }

  /** What is leased has changed: the witness forgets leases that are over, and any backup of before is older than it. */
  granted(): void {
    const said = this.#read();
    if (this.#stateOf(said) !== 'safe' || said === null) return;
    const held = new Set(this.#store.database.prepare<[], string>('SELECT lease_id FROM number_lease').pluck().all());
    this.#witness.write({ ...said, ownSeq: this.#store.log.ownEnd().deskSeq, leases: Object.fromEntries(Object.entries(said.leases).filter(([leaseId]) => held.has(leaseId))) });
  }

  /** The desk begins anew under a new identity: no lease of the old one is good any more. Part of a transaction. */
  begin(): void {
    this.#store.database.prepare('DELETE FROM number_lease').run();
    this.#emergency = null;
    this.#witness.write(this.#blank());
  }

  #stateOf(said: Witnessed | null): NumberSafetyState {
    if (said === null || said.emergency !== null) return 'lost';
    return said.ownSeq > this.#store.log.ownEnd().deskSeq ? 'ahead' : 'safe';
  }

  #runName(journalId: string, serialYear: number, run: string): string {
    return `${this.#store.membership.record?.organisation ?? ''} ${journalId} ${serialYear} ${run}`;
  }

  #read(): Witnessed | null {
    const said = this.#witness.read(this.#store.identity.desk);
    return said?.machine === this.#machine ? said : null;
  }

  #blank(): Witnessed {
    return { format: 1, desk: this.#store.identity.desk, machine: this.#machine, ownSeq: this.#store.log.ownEnd().deskSeq, leases: {}, runs: {}, emergency: null };
  }

  #emergencyCode(): string {
    this.#emergency ??= [...this.#randomBytes(EMERGENCY_LENGTH)].map((byte) => EMERGENCY_LETTERS[byte % EMERGENCY_LETTERS.length]).join('');
    return this.#emergency;
  }
}
