import type { Environment } from '../environment.ts';
import type { NumberSource } from '../registration/numbers.ts';
import type { Directories } from '../registration/directories.ts';
import type { TakenPage } from '../store/server-order.ts';
import type { Store } from '../store/store.ts';
import type { Bandwidth } from './bandwidth.ts';
import type { Bundles } from './bundles.ts';
import { FileExchange } from './files/file-exchange.ts';
import { joinServer } from './join-server.ts';
import { LeasedNumbers } from './leased-numbers.ts';
import { NumberSafety, type NumberSafetyState } from './number-safety.ts';
import type { RemovableDrives } from './stick/removable-drives.ts';
import { type DeskLink, type ServerLink, type ServerPlace, ServerUnreachable } from './server-link.ts';
import { type RoundEnd, SyncEngine } from './sync-engine.ts';
import { SyncRounds } from './sync-rounds.ts';
import { Witness } from './witness.ts';

/** What a desk takes from the machine it runs on to belong to a server. */
export interface SyncHost {
  readonly link: (place: ServerPlace) => DeskLink;
  /** Limit of the link for files; left out: none can be set. */
  readonly bandwidth?: Bandwidth;
  /** Fingerprint of the machine: another one means that the data directory was moved or cloned. */
  readonly machine: string;
  /** Folder of the witness of registration numbers, outside the data directory and its backups. */
  readonly witnessDirectory: string;
  /** Drives that can be carried to the server; left out: none. */
  readonly drives?: RemovableDrives;
  /** Whether rounds begin by themselves; a simulator begins each one itself. */
  readonly automatic: boolean;
}

export interface SynchronisationOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly host: SyncHost;
  readonly directories: Directories;
  /** Told what changed in the tables. */
  readonly onTaken: (page: TakenPage) => void;
  /** A file of another desk lies here now. */
  readonly onFileArrived: (sha256: string) => void;
  /** The state of the exchange changed, or what waits. */
  readonly onChanged: () => void;
  readonly logUnexpected: (what: string, error: unknown) => string;
}

/** The desk and its server: joining one, rounds of synchronisation, and the registration numbers that come of it. */
export class Synchronisation {
  readonly numbers: NumberSource;
  readonly rounds: SyncRounds;
  readonly #options: SynchronisationOptions;
  readonly #safety: NumberSafety;
  #engine: SyncEngine | null = null;
  #link: DeskLink | null = null;
  #files: FileExchange | null = null;

  constructor(options: SynchronisationOptions) {
    const { store, environment, host, onChanged, logUnexpected } = options;
    this.#options = options;
    this.#safety = new NumberSafety(store, new Witness(host.witnessDirectory, (name) => environment.crashPoint(name)), host.machine, (length) => environment.randomBytes(length));
    this.rounds = new SyncRounds({ environment, round: () => this.round(), failure: () => this.#engine?.failure ?? null, isTold: () => this.#engine?.isTold ?? false, onChanged, logUnexpected });
    store.serverInReach = () => this.inReach;
    store.onEnded = (committed) => {
      if (!committed) return this.#safety.undone();
      this.#safety.committed();
      this.rounds.soon();
    };
    this.numbers = new LeasedNumbers({
      store,
      safety: this.#safety,
      now: () => Math.max(environment.now(), Date.parse(store.membership.position.serverTime ?? '1970-01-01T00:00:00.000Z')),
      askServer: async (journal, year) => this.#engine?.reserveNumber(journal, year),
    });
  }

  /** Whether the server answered last time. */
  get inReach(): boolean {
    return this.#engine?.inReach ?? false;
  }

  /** Whether leased numbers may be given; null: the desk belongs to no server. */
  get numberSafety(): NumberSafetyState | null {
    return this.#options.store.membership.isMember ? this.#safety.state() : null;
  }

  /** Rounds by themselves from now on, once the desk belongs to a server. */
  start(): void {
    const { store, host } = this.#options;
    if (host.automatic && store.membership.isMember) this.rounds.start();
  }

  async stop(): Promise<void> {
    this.#engine?.stop();
    this.#link?.close();
    await this.rounds.stop();
    await this.#files?.close();
  }

  /** Enrols this desk at a server with a one-time code. @throws what the link throws */
  async join(place: ServerPlace, code: string): Promise<void> {
    const { store, environment, host } = this.#options;
    const link = host.link(place);
    try {
      await joinServer({ store, environment, link, machine: host.machine, safety: this.#safety, ...place }, code);
    } finally {
      link.close();
    }
  }

  /** One round of sending and taking. @throws ServerOrderBroken, AnswerNotUnderstood */
  async round(): Promise<RoundEnd> {
    return (await this.#engineOfNow()?.round()) ?? 'alone';
  }

  /** The files of this desk and its server; null where it has none or the link carries operations only. */
  get files(): FileExchange | null {
    this.#engineOfNow();
    return this.#files;
  }

  /** Asks the server something beside the rounds. @throws ServerUnreachable, also while the exchange is paused, and what {@link SyncEngine.ask} throws */
  async ask<Answer>(question: (token: string, link: ServerLink) => Promise<Answer>): Promise<Answer> {
    const engine = this.#engineOfNow();
    if (engine === null || this.#options.store.membership.record?.paused === true) throw new ServerUnreachable('this desk does not speak with a server now');
    return engine.ask(question);
  }

  /** Most bytes of files a second; null: no limit. */
  limitFiles(bytesPerSecond: number | null): void {
    this.#options.store.membership.setBytesPerSecond(bytesPerSecond);
    this.#options.host.bandwidth?.setLimit(bytesPerSecond);
  }

  /** Exchange by a stick; null: the desk belongs to no server. */
  get bundles(): Bundles | null {
    return this.#engineOfNow()?.bundles ?? null;
  }

  #engineOfNow(): SyncEngine | null {
    const { store, environment, host, directories, onTaken, onFileArrived } = this.#options;
    const { record } = store.membership;
    if (record === null) return null;
    if (this.#engine !== null) return this.#engine;
    const { bandwidth } = host;
    bandwidth?.setLimit(record.bytesPerSecond);
    const link = host.link(record);
    this.#link = link;
    this.#files = link.files === undefined ? null : new FileExchange({ store, environment, link: link.files, ...(bandwidth === undefined ? {} : { bandwidth }), onArrived: onFileArrived });
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
      onHead: () => this.rounds.soon(),
    });
    return this.#engine;
  }
}
