import type { Store } from '../store/store.ts';
import type { Witness, Witnessed } from './witness.ts';

/**
 * `safe`: the witness vouches that this database is the newest there was. `missing`, `ahead`, `moved`: it does not,
 * so that the desk may have been restored from a backup, cloned, or moved; no leased number is given until the server
 * has given the desk a new identity.
 */
export type NumberSafetyState = 'safe' | 'missing' | 'ahead' | 'moved';

/** Name under which a journal and year stand in the witness. */
function runName(journalId: string, serialYear: number): string {
  return `${journalId} ${serialYear}`;
}

/** Whether this desk may give numbers from its leases, and the witness of those that it gave. */
export class NumberSafety {
  readonly #store: Store;
  readonly #witness: Witness;
  readonly #machine: string;
  /** What the witness says, as this program knows it. */
  #said: Witnessed | null;

  constructor(store: Store, witness: Witness, machine: string) {
    this.#store = store;
    this.#witness = witness;
    this.#machine = machine;
    this.#said = witness.read(store.identity.desk);
  }

  state(): NumberSafetyState {
    const said = this.#said;
    if (said === null || said.desk !== this.#store.identity.desk) return 'missing';
    if (said.machine !== this.#machine) return 'moved';
    return said.ownSeq > this.#store.log.ownEnd().deskSeq ? 'ahead' : 'safe';
  }

  /**
   * A number is about to be given: the witness knows it before the database does. Part of the transaction; whoever
   * undoes that calls {@link undone}.
   *
   * @throws Error where another program has moved the witness meanwhile: the data directory was copied
   */
  give(journalId: string, serialYear: number, number: number): void {
    const said = this.#said;
    const found = this.#witness.read(this.#store.identity.desk);
    if (said === null || found === null || found.ownSeq !== said.ownSeq || found.desk !== said.desk) {
      this.#said = null;
      throw new WitnessMoved();
    }
    const name = runName(journalId, serialYear);
    this.#say({ ...said, ownSeq: this.#store.log.ownEnd().deskSeq + 1, issued: { ...said.issued, [name]: Math.max(number, said.issued[name] ?? 0) } });
  }

  /** The transaction of the last {@link give} did not come to be. */
  undone(): void {
    if (this.#said === null) return;
    this.#say({ ...this.#said, ownSeq: Math.min(this.#said.ownSeq, this.#store.log.ownEnd().deskSeq) });
  }

  /** Leases were granted: what comes after them is newer than any backup of before. */
  granted(): void {
    if (this.#said !== null) this.#say({ ...this.#said, ownSeq: this.#store.log.ownEnd().deskSeq });
  }

  /** The desk begins anew under a new identity: no lease of the old one is good any more. */
  begin(): void {
    this.#store.database.prepare('DELETE FROM number_lease').run();
    this.#say({ format: 1, desk: this.#store.identity.desk, machine: this.#machine, ownSeq: this.#store.log.ownEnd().deskSeq, issued: {} });
  }

  #say(content: Witnessed): void {
    this.#witness.write(content);
    this.#said = content;
  }
}

/** Two programs work with copies of one data directory: neither may give leased numbers. */
export class WitnessMoved extends Error {
  constructor() {
    super('the witness of the registration numbers was moved by another program');
    this.name = 'WitnessMoved';
  }
}
