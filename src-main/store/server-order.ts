import type { KnownActor } from '#shared/sync/admission.ts';
import { admit } from '#shared/sync/admission.ts';
import { accountOfStream, type Operation, operationSchema } from '#shared/sync/operation.ts';
import type { BacklogAnswer, PullAnswer, PulledOperation } from '#shared/sync/wire.ts';
import { type DeskDatabase, inTransaction } from './database.ts';
import type { IndexQueue } from './index-queue.ts';
import type { Membership } from './membership.ts';
import { type Bar, chainHash, type LoggedOperation, type OperationLog } from './operation-log.ts';
import { PENDING_PLACES } from './places.ts';
import { applyOperation } from './projections/apply-operation.ts';
import type { PendingEffects } from './projections/pending-effects.ts';
import { readPasswordsAnew } from './projections/passwords-anew.ts';
import type { RowWriter } from './projections/project.ts';
import { outdateProjections } from './projections/rebuild.ts';

/** What the server sent does not fit what this desk holds; nothing of it was taken. */
export class ServerOrderBroken extends Error {
  constructor(detail: string) {
    super(`the server's operations do not fit: ${detail}`);
    this.name = 'ServerOrderBroken';
  }
}

/** What a page did, for those who show it. */
export interface TakenPage {
  readonly operations: number;
  /** Kinds of all operations whose effect changed, taken and pending ones. */
  readonly kinds: ReadonlySet<string>;
  /** Own operations that have their place now. */
  readonly settled: number;
  readonly rejected: number;
  /** Identities of other desks whose operations came. */
  readonly desks: ReadonlySet<string>;
}

export interface ServerOrderOptions {
  readonly database: DeskDatabase;
  readonly log: OperationLog;
  readonly membership: Membership;
  readonly rows: RowWriter;
  readonly effects: PendingEffects;
  readonly indexQueue: IndexQueue;
  /** Told, inside the transaction, of others' operations that came, in the order of their arrival and with no gap between. */
  readonly onArrived: (operations: readonly LoggedOperation[]) => void;
  /** What the tables say of a person now; null: no such account. */
  readonly actorOf: (accountId: string) => KnownActor | null;
  readonly crashPoint: (name: string) => void;
}

/**
 * Puts the server's operations before those of this desk that have no place there yet: takes the effect of the pending
 * ones out of the tables, gives the others theirs, and lets what is still pending follow, all in one transaction with
 * the cursor. Desks that have taken the same operations have the same tables.
 */
export class ServerOrder {
  readonly #options: ServerOrderOptions;

  constructor(options: ServerOrderOptions) {
    this.#options = options;
  }

  /**
   * Takes operations that follow the cursor.
   *
   * @throws ServerOrderBroken when one is missing or its bytes do not fit its hash
   */
  take({ operations, head, more, streams }: Pick<PullAnswer, 'operations' | 'head' | 'more' | 'streams'>): TakenPage {
    const { database, membership, crashPoint } = this.#options;
    try {
      return inTransaction(database, () => {
        const taken = this.#takeAll(operations, streams);
        // Where nothing more follows, what lies up to the head is not for this desk.
        const last = operations.at(-1)?.seq ?? membership.position.cursor;
        membership.advance(more ? last : Math.max(last, head), head, streams);
        crashPoint('sync.beforePageCommit');
        return taken;
      });
    } catch (error) {
      membership.reload();
      throw error;
    }
  }

  /** Streams of a server's answer that this desk has not taken until now, though it has come past their beginning. */
  grantedAnew(streams: readonly string[]): string[] {
    const { cursor, streams: taken } = this.#options.membership.position;
    return cursor === 0 ? [] : streams.filter((stream) => !taken.includes(stream));
  }

  /**
   * Takes a part of what a stream held before this desk was granted it. With the last part the stream is one of those
   * that the desk takes. An own operation may be among it that still waits: a copy of this desk has sent it, under an
   * identity of its own, and the server gives what another identity sent to those alone who take its stream.
   *
   * @returns whether the tables have to be read anew: what came has its place before what is in them
   * @throws ServerOrderBroken
   */
  takeBacklog(stream: string, { operations, more }: BacklogAnswer): { readonly outdated: boolean } {
    const { database, log, membership } = this.#options;
    const accountId = accountOfStream(stream);
    try {
      return inTransaction<{ readonly outdated: boolean }>(database, () => {
        const { cursor, head, streams } = membership.position;
        const { arrival: ownArrival } = log.ownEnd();
        let othersArrival = 0;
        let changed = false;
        for (const pulled of operations) {
          const { opId, seq, streamSeq } = pulled;
          const expected = membership.streamPosition(stream) + 1;
          if (pulled.stream !== stream || streamSeq !== expected || seq > cursor) throw new ServerOrderBroken(`stream ${stream}: number ${expected} is missing, ${streamSeq} came at ${seq}`);
          membership.setStreamPosition(stream, streamSeq);
          const held = log.byId(opId);
          const state = pulled.status === 'accepted' ? 'confirmed' : 'rejected';
          if (held === null) othersArrival = log.take(...this.#read(pulled), seq, state, pulled.note).arrival;
          else if (held.state === 'pending') log.settle(held.arrival, seq, state, pulled.note);
          else if (held.place !== seq) throw new ServerOrderBroken(`operation ${opId} has the place ${seq} and is held at ${held.place}`);
          changed ||= held === null || held.state === 'pending';
        }
        if (othersArrival > 0) membership.othersCame(othersArrival, ownArrival);
        const outdated = changed && accountId === null;
        if (outdated) outdateProjections(database);
        else if (changed && accountId !== null) this.#passwordsCame(accountId);
        if (!more) membership.advance(cursor, head, [...streams, stream]);
        return { outdated };
      });
    } catch (error) {
      membership.reload();
      throw error;
    }
  }

  #passwordsCame(accountId: string): void {
    const { database, rows, log } = this.#options;
    const kinds = new Set<string>();
    this.#undoPending(kinds);
    readPasswordsAnew(database, rows, log, accountId);
    this.#replay(kinds);
  }

  #takeAll(operations: readonly PulledOperation[], streams: readonly string[]): TakenPage {
    const { log, membership, onArrived } = this.#options;
    const kinds = new Set<string>();
    const desks = new Set<string>();
    let settled = 0;
    let rejected = 0;
    let pending: LoggedOperation[] | null = null;
    const { arrival: ownArrival } = log.ownEnd();
    const arrived: LoggedOperation[] = [];
    let { cursor } = membership.position;
    const positions = new Map(streams.map((stream) => [stream, membership.streamPosition(stream)]));
    for (const pulled of operations) {
      demandNext(pulled, cursor, positions);
      cursor = pulled.seq;
      const own = log.byId(pulled.opId);
      // What the first desk of an office did before it had a server keeps its place: nothing comes before it.
      const stands = own !== null && own.place === pulled.seq && pulled.status === 'accepted' && Object.keys(pulled.note).length === 0;
      if (own !== null && own.state !== 'pending') throw new ServerOrderBroken(`operation ${pulled.opId} came twice`);
      if (own !== null && own.place < PENDING_PLACES && !stands) throw new ServerOrderBroken(`operation ${pulled.opId} of before the server did not keep its place ${own.place}`);
      if (!stands) pending ??= this.#undoPending(kinds);
      const state = pulled.status === 'accepted' ? 'confirmed' : 'rejected';
      let placed: LoggedOperation;
      if (own === null) {
        placed = log.take(...this.#read(pulled), pulled.seq, state, pulled.note);
        desks.add(placed.desk);
      } else {
        log.settle(own.arrival, pulled.seq, state, pulled.note);
        placed = { ...own, place: pulled.seq, state, note: pulled.note, barred: null };
        settled += 1;
      }
      if (state === 'rejected') rejected += 1;
      const barred = stands ? placed.barred : this.#apply(placed, this.#options.rows, kinds);
      if (own === null) arrived.push({ ...placed, barred });
    }
    for (const [stream, position] of positions) membership.setStreamPosition(stream, position);
    const newest = arrived.at(-1);
    if (newest !== undefined) {
      membership.othersCame(newest.arrival, ownArrival);
      onArrived(arrived);
    }
    if (pending !== null) this.#replay(kinds);
    return { operations: operations.length, kinds, settled, rejected, desks };
  }

  #read({ opId, prevHash, hash, body, stream }: PulledOperation): [Operation, { readonly prevHash: Buffer; readonly hash: Buffer; readonly body: Buffer }] {
    const bytes = { prevHash: Buffer.from(prevHash, 'hex'), hash: Buffer.from(hash, 'hex'), body: Buffer.from(body, 'utf8') };
    if (!chainHash(bytes.prevHash, bytes.body).equals(bytes.hash)) throw new ServerOrderBroken(`the bytes of operation ${opId} do not fit its hash`);
    const operation = operationSchema.parse(JSON.parse(body));
    if (operation.opId !== opId || operation.stream !== stream) throw new ServerOrderBroken(`operation ${opId} says to be ${operation.opId} of stream ${operation.stream}`);
    return [operation, bytes];
  }

  /** Takes out what pending operations did. @returns them */
  #undoPending(kinds: Set<string>): LoggedOperation[] {
    const { log, effects, indexQueue } = this.#options;
    const pending = log.pending().filter(({ place }) => place >= PENDING_PLACES);
    effects.undo((table, key) => {
      if (table === 'card') indexQueue.forget(Number(key[0]));
    });
    for (const operation of pending) {
      kinds.add(operation.kind);
      indexQueue.consider(operation);
    }
    return pending;
  }

  /** @returns why it has no effect; null: it has */
  #apply(operation: LoggedOperation, rows: RowWriter, kinds: Set<string>): Bar | null {
    const { database, log, indexQueue } = this.#options;
    const barred = applyOperation(database, rows, operation);
    if (barred !== operation.barred) log.bar(operation.arrival, barred);
    kinds.add(operation.kind);
    if (operation.state !== 'rejected' && barred === null) indexQueue.consider(operation);
    return barred;
  }

  /** What is still pending follows, where it still can. */
  #replay(kinds: Set<string>): void {
    const { log, effects, rows } = this.#options;
    const recording = effects.recording(rows);
    for (const operation of log.pending()) {
      if (operation.place < PENDING_PLACES) continue;
      if (this.#forecast(operation)) {
        this.#apply(operation, recording, kinds);
      } else if (operation.barred !== 'stale') log.bar(operation.arrival, 'stale');
    }
  }

  /** Whether the server will accept the operation, as it looks from here. */
  #forecast(operation: LoggedOperation): boolean {
    const { log, actorOf, membership } = this.#options;
    const { status } = admit({
      kind: operation.kind,
      actor: operation.actor === null ? null : (actorOf(operation.actor.accountId) ?? 'unknown'),
      founding: membership.record?.founder === true && operation.seen === undefined,
      base: log.baseOf(operation.basedOn),
      lastOrdering: log.lastOrderingBefore(operation.entity, operation.place),
      overlaps: () => [],
      // The room asked; the server asks again.
      isOthersWord: () => false,
      sameNumber: () => 0,
    });
    return status === 'accepted';
  }
}

/** Moves the stream's position on. @throws ServerOrderBroken where the operation does not follow the one before it */
function demandNext({ seq, stream, streamSeq, opId }: PulledOperation, cursor: number, positions: Map<string, number>): void {
  if (seq <= cursor || seq >= PENDING_PLACES) throw new ServerOrderBroken(`operation ${opId} has the place ${seq}, the cursor stands at ${cursor}`);
  const position = positions.get(stream);
  if (position === undefined) return;
  if (streamSeq !== position + 1) throw new ServerOrderBroken(`stream ${stream}: number ${position + 1} is missing, ${streamSeq} came`);
  positions.set(stream, streamSeq);
}
