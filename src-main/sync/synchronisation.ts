import type { Environment } from '../environment.ts';
import type { NumberSource } from '../registration/numbers.ts';
import type { Directories } from '../registration/directories.ts';
import type { TakenPage } from '../store/server-order.ts';
import type { Store } from '../store/store.ts';
import type { Bundles } from './bundles.ts';
import { joinServer } from './join-server.ts';
import { LeasedNumbers } from './leased-numbers.ts';
import { NumberSafety, type NumberSafetyState } from './number-safety.ts';
import type { ServerLink, ServerPlace } from './server-link.ts';
import { type RoundEnd, SyncEngine } from './sync-engine.ts';
import { SyncRounds } from './sync-rounds.ts';
import { Witness } from './witness.ts';

/** What a desk takes from the machine it runs on to belong to a server. */
export interface SyncHost {
  readonly link: (place: ServerPlace) => ServerLink;
  /** Fingerprint of the machine: another one means that the data directory was moved or cloned. */
  readonly machine: string;
  /** Folder of the witness of registration numbers, outside the data directory and its backups. */
  readonly witnessDirectory: string;
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
  #link: ServerLink | null = null;

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

  /** Asks the server something beside the rounds; null: the desk belongs to none. @throws what {@link SyncEngine.ask} throws */
  async ask<Answer>(question: (link: ServerLink, token: string) => Promise<Answer>): Promise<Answer | null> {
    const engine = this.#engineOfNow();
    return engine === null ? null : engine.ask(question);
  }

  /** Exchange by a stick; null: the desk belongs to no server. */
  get bundles(): Bundles | null {
    return this.#engineOfNow()?.bundles ?? null;
  }

  #engineOfNow(): SyncEngine | null {
    const { store, environment, host, directories, onTaken } = this.#options;
    const { record } = store.membership;
    if (record === null) return null;
    this.#link ??= host.link(record);
    this.#engine ??= new SyncEngine({
      store,
      environment,
      link: this.#link,
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
