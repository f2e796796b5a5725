import type { Environment } from '../environment.ts';
import type { NumberSource } from '../registration/numbers.ts';
import type { Directories } from '../registration/directories.ts';
import type { TakenPage } from '../store/server-order.ts';
import type { Store } from '../store/store.ts';
import { joinServer } from './join-server.ts';
import { LeasedNumbers } from './leased-numbers.ts';
import { NumberSafety } from './number-safety.ts';
import { FileExchange } from './files/file-exchange.ts';
import type { Bandwidth } from './bandwidth.ts';
import { type DeskLink, ServerUnreachable } from './server-link.ts';
import { type RoundEnd, SyncEngine } from './sync-engine.ts';
import { Witness } from './witness.ts';

/** Where a server is: its address and the SHA-256 of its certificate in hex. */
export interface ServerPlace {
  readonly url: string;
  readonly certificate: string;
}

/** What a desk takes from the machine it runs on to belong to a server. */
export interface SyncHost {
  readonly link: (place: ServerPlace) => DeskLink;
  /** Limit of the link for files; left out: none. */
  readonly bandwidth?: Bandwidth;
  /** Fingerprint of the machine: another one means that the data directory was moved or cloned. */
  readonly machine: string;
  /** Folder of the witness of registration numbers, outside the data directory and its backups. */
  readonly witnessDirectory: string;
}

export interface SyncRoomOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly host: SyncHost;
  readonly directories: Directories;
  readonly onTaken: (page: TakenPage) => void;
  /** A file of another desk lies here now. */
  readonly onFileArrived: (sha256: string) => void;
  readonly logUnexpected: (what: string, error: unknown) => string;
}

/** The desk and its server: joining one, rounds of synchronisation, and the registration numbers that come of it. */
export class SyncRoom {
  readonly numbers: NumberSource;
  readonly #options: SyncRoomOptions;
  readonly #safety: NumberSafety;
  #engine: SyncEngine | null = null;
  #files: FileExchange | null = null;

  constructor(options: SyncRoomOptions) {
    const { store, environment, host } = options;
    this.#options = options;
    this.#safety = new NumberSafety(store, new Witness(host.witnessDirectory, (name) => environment.crashPoint(name)), host.machine, (length) => environment.randomBytes(length));
    store.serverInReach = () => this.#engine?.inReach ?? false;
    store.onEnded = (committed) => (committed ? this.#safety.committed() : this.#safety.undone());
    this.numbers = new LeasedNumbers({
      store,
      safety: this.#safety,
      now: () => Math.max(environment.now(), Date.parse(store.membership.position.serverTime ?? '1970-01-01T00:00:00.000Z')),
      askServer: async (journal, year) => this.#engine?.reserveNumber(journal, year),
    });
  }

  /** Enrols this desk at a server with a one-time code. @throws what the link throws */
  async join(place: ServerPlace, code: string): Promise<void> {
    const { store, environment, host } = this.#options;
    await joinServer({ store, environment, link: host.link(place), machine: host.machine, safety: this.#safety, ...place }, code);
    await this.round();
  }

  /** One round of sending and taking. */
  async round(): Promise<RoundEnd> {
    return (await this.#engineOfNow()?.round()) ?? 'alone';
  }

  /** The files of this desk and its server; null where it has none or the link carries operations only. */
  get files(): FileExchange | null {
    this.#engineOfNow();
    return this.#files;
  }

  /** Runs a question to the server beside the rounds. @throws ServerUnreachable, also while the link is paused */
  async ask<Value>(work: (token: string) => Promise<Value>): Promise<Value> {
    const engine = this.#engineOfNow();
    if (engine === null || this.#options.store.membership.record?.paused === true) throw new ServerUnreachable('this desk does not speak with a server now');
    return engine.ask(work);
  }

  /** Closes files that are half-way here. */
  async close(): Promise<void> {
    await this.#files?.close();
  }

  #engineOfNow(): SyncEngine | null {
    const { store, environment, host, directories, onTaken, onFileArrived } = this.#options;
    const { record } = store.membership;
    if (record === null) return null;
    if (this.#engine !== null) return this.#engine;
    const link = host.link(record);
    this.#files = link.files === undefined ? null : new FileExchange({ store, environment, link: link.files, ...(host.bandwidth === undefined ? {} : { bandwidth: host.bandwidth }), onArrived: onFileArrived });
    this.#engine = new SyncEngine({
      store,
      environment,
      link,
      files: this.#files,
      machine: host.machine,
      safety: this.#safety,
      journals: () => directories.journals(),
      zone: () => directories.office()?.zone ?? 'UTC',
      onTaken,
    });
    return this.#engine;
  }
}
