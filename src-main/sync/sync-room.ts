import type { SyncDetails } from '#shared/contract/sync.ts';
import type { SyncState } from '#shared/contract/sync-state.ts';
import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { bundleWithin } from '#shared/sync/stick-file.ts';
import type { NumberGap } from '#shared/sync/wire.ts';
import { type Environment, isoInstant } from '../environment.ts';
import type { CardRecords } from '../registration/card-records.ts';
import type { Directories, OfficeRecord } from '../registration/directories.ts';
import type { Store } from '../store/store.ts';
import { bundleFileName, withBundles } from './bundle-refusal.ts';
import type { Bundles } from './bundles.ts';
import { ConflictRecords } from './conflict-records.ts';
import { AnswerNotUnderstood, ServerRefused, ServerUnreachable, WrongServer } from './server-link.ts';
import { DeskRevoked } from './sync-session.ts';
import { SettleConflict, type SettleConflictOptions } from './settle-conflict.ts';
import type { Synchronisation } from './synchronisation.ts';
import { WaitingOperations } from './waiting-operations.ts';

export interface SyncRoomOptions {
  readonly store: Store;
  readonly environment: Environment;
  /** Null where no server can be reached from this start. */
  readonly synchronisation: Synchronisation | null;
  readonly cards: CardRecords;
  readonly directories: Pick<Directories, 'deskCodeOf'>;
  readonly changing: SettleConflictOptions['changing'];
  readonly office: () => OfficeRecord;
  /** Removes everything of this desk; it ends with that. */
  readonly wipe: () => void;
  readonly onChanged: () => void;
}

const PROGRESS_MILLISECONDS = 300;

interface LeaseRow {
  readonly journalId: string;
  readonly serialYear: number;
  readonly left: number;
  readonly expiresAt: string;
}

/** What windows see of synchronisation, and what they may ask of it. */
export class SyncRoom {
  readonly #options: SyncRoomOptions;
  readonly #waiting: WaitingOperations;
  readonly #conflicts: ConflictRecords;
  readonly #settling: SettleConflict;
  readonly #leases;

  constructor(options: SyncRoomOptions) {
    const { store, cards, directories, changing, office } = options;
    this.#options = options;
    this.#waiting = new WaitingOperations(store, cards);
    this.#conflicts = new ConflictRecords(store, cards, (desk) => directories.deskCodeOf(desk));
    this.#settling = new SettleConflict({ store, records: this.#conflicts, changing, office });
    this.#leases = options.store.database.prepare<[string], LeaseRow>(
      `SELECT journal_id AS journalId, serial_year AS serialYear, sum(last - next + 1) AS "left", max(expires_at) AS expiresAt
       FROM number_lease WHERE next <= last AND expires_at > ? GROUP BY journal_id, serial_year ORDER BY journal_id, serial_year`,
    );
  }

  readonly handlers: Omit<RoomHandlers<'sync'>, 'gapAct'> = {
    state: () => this.#details(),
    join: async (invitation) => {
      await this.join(invitation);
      await this.firstRound(() => undefined);
      return this.#details();
    },
    now: async () => {
      const synchronisation = this.#member();
      await synchronisation.rounds.now();
      return this.#details();
    },
    setPaused: ({ paused }) => {
      this.#member();
      this.#options.store.membership.setPaused(paused);
      return this.#settingsChanged(!paused);
    },
    setBandwidth: ({ bytesPerSecond }) => {
      this.#member().limitFiles(bytesPerSecond);
      return this.#settingsChanged(false);
    },
    waiting: ({ after }, { actor }) => this.#waiting.page(after, actor),
    conflicts: ({ after, settled }, { actor }) => this.#conflicts.page(after, settled, actor),
    writeBundle: async () => {
      const { store, environment } = this.#options;
      const operations = this.#waiting.unsent();
      const bytes = await this.#byStick((bundles) => bundles.write());
      return { fileName: bundleFileName(store.membership.record?.deskCode ?? '', isoInstant(environment.now())), bytes: Uint8Array.from(bytes), operations };
    },
    readBundle: async ({ bytes }) => {
      const { taken, sent, more } = await this.#byStick((bundles) => bundles.take(bundleWithin(bytes)));
      this.#options.onChanged();
      return { taken, sent, more };
    },
    wipe: ({ unsent }) => {
      const count = this.#waiting.unsent();
      if (this.#options.store.membership.record?.fence !== 'revoked') throw new Refusal('refused', 'error.syncWipeNotRevoked');
      if (unsent !== count) throw new Refusal('conflict', 'error.syncWipeUnsent', { count: String(count) });
      this.#options.wipe();
      return {};
    },
    settle: (settlement, { actor }) => {
      this.#settling.settle(settlement, actor);
      this.#options.onChanged();
      const found = this.#conflicts.byId(settlement.conflictId, actor);
      if (found === null) throw new Error(`conflict ${settlement.conflictId} was settled and is gone`);
      return found.shown;
    },
  };

  /** Operations of this desk that the server does not have. */
  unsent(): number {
    return this.#waiting.unsent();
  }

  /** What the frame shows. */
  state(): SyncState {
    const { store, synchronisation } = this.#options;
    const { record, position } = store.membership;
    return {
      link: this.#link(),
      lastExchange: record === null ? null : position.lastContact,
      queued: this.#waiting.unsent(),
      behind: record === null ? 0 : Math.max(0, position.head - position.cursor),
      ...this.#conflicts.counts(),
      exchanging: synchronisation?.rounds.exchanging ?? false,
      clockAhead: record === null ? null : store.membership.clockAhead(),
    };
  }

  /** Numbers of a journal and year that no document bears. @throws Refusal where the server cannot be asked */
  async gaps(journalId: string, serialYear: number): Promise<readonly NumberGap[]> {
    try {
      const { gaps } = await this.#member().ask((token, link) => link.gaps(token, journalId, serialYear));
      return gaps;
    } catch (error) {
      if (error instanceof ServerUnreachable || error instanceof ServerRefused || error instanceof DeskRevoked) throw new Refusal('not-ready', 'error.syncUnreachable', { detail: error.message });
      throw error;
    }
  }

  /** Enrols the desk. @throws Refusal */
  async join({ address, certificate, code }: MethodCheckedInput<'sync.join'>): Promise<void> {
    const { synchronisation, store } = this.#options;
    if (synchronisation === null) throw new Refusal('refused', 'error.syncImpossibleHere');
    if (store.membership.isMember) throw new Refusal('conflict', 'error.syncMember');
    try {
      await synchronisation.join({ url: address, certificate }, code);
    } catch (error) {
      if (error instanceof WrongServer) throw new Refusal('refused', 'error.syncForeignCertificate', {}, [{ path: 'certificate', message: 'error.syncForeignCertificate' }]);
      if (error instanceof ServerUnreachable) throw new Refusal('not-ready', 'error.syncUnreachable', { detail: error.message }, [{ path: 'address', message: 'error.syncUnreachable' }]);
      if (error instanceof ServerRefused || error instanceof AnswerNotUnderstood) throw new Refusal('refused', 'error.syncJoinRefused', { detail: error.message }, [{ path: 'code', message: 'error.syncJoinRefused' }]);
      throw error;
    }
    synchronisation.start();
    this.#options.onChanged();
  }

  /**
   * The first exchange after joining; to a new desk it brings the office.
   *
   * @param onProgress part of the server's operations that is taken, 0…1
   * @throws Refusal where it did not come to its end: the next round goes on from there
   */
  async firstRound(onProgress: (part: number) => void): Promise<void> {
    const synchronisation = this.#member();
    const { membership } = this.#options.store;
    const watch = setInterval(() => onProgress(membership.position.cursor / Math.max(1, membership.position.head)), PROGRESS_MILLISECONDS);
    try {
      const end = await synchronisation.rounds.now();
      if (end !== 'done') throw new Refusal('not-ready', 'error.syncFirstRound', { detail: synchronisation.rounds.problem?.detail ?? end });
    } finally {
      clearInterval(watch);
    }
  }

  async #byStick<Value>(work: (bundles: Bundles) => Promise<Value>): Promise<Value> {
    const { bundles } = this.#member();
    if (bundles === null) throw new Refusal('refused', 'error.syncNoServer');
    return withBundles(() => work(bundles));
  }

  #member(): Synchronisation {
    const { synchronisation, store } = this.#options;
    if (synchronisation === null || !store.membership.isMember) throw new Refusal('refused', 'error.syncNoServer');
    return synchronisation;
  }

  #settingsChanged(beginRound: boolean): SyncDetails {
    const { synchronisation, onChanged } = this.#options;
    if (beginRound) synchronisation?.rounds.begin();
    onChanged();
    return this.#details();
  }

  #link(): SyncState['link'] {
    const { store, synchronisation } = this.#options;
    const { record } = store.membership;
    if (record === null || synchronisation === null) return 'standalone';
    if (record.fence === 'revoked') return 'revoked';
    if (record.paused) return 'paused';
    const { problem } = synchronisation.rounds;
    if (problem !== null && problem.problem !== 'unreachable') return 'refused';
    return synchronisation.inReach ? 'online' : 'offline';
  }

  #details(): SyncDetails {
    const { store, synchronisation, environment } = this.#options;
    const { record, position } = store.membership;
    const nextAt = synchronisation?.rounds.nextAt ?? null;
    return {
      ...this.state(),
      server:
        record === null
          ? null
          : { address: record.url, certificate: record.certificate, deskCode: record.deskCode, desk: store.identity.desk, founder: record.founder, streams: [...position.streams], cursor: position.cursor, head: position.head },
      problem: synchronisation?.rounds.problem ?? null,
      nextRoundAt: nextAt === null || record === null || record.paused ? null : isoInstant(nextAt),
      numberSafety: synchronisation?.numberSafety ?? null,
      leases: this.#leases.all(isoInstant(environment.now())),
      bytesPerSecond: record?.bytesPerSecond ?? null,
    };
  }
}
