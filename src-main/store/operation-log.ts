import { hash } from 'node:crypto';
import type { Statement } from 'better-sqlite3';
import { type AdmissionNote, admissionNote, type Base, mergeRuleOf } from '#shared/sync/admission.ts';
import { KIND_RULES, ordersEntity } from '#shared/sync/merge-rules.ts';
import { type FieldChange, OPERATION_BODY_LIMIT, type Operation, type OperationActor, operationSchema } from '#shared/sync/operation.ts';
import type { ChainPlace } from '#shared/sync/wire.ts';
import { OPERATION_KINDS, OPERATION_VERSIONS, type OperationKind, type OperationPayload } from '#shared/sync/operation-kinds.ts';
import { type Environment, isoInstant, newId } from '../environment.ts';
import type { DeskDatabase } from './database.ts';
import { PENDING_PLACES, pendingPlace } from './places.ts';

/** What a room says of an operation; the log adds identity, place in the chain and time. */
export interface OperationDraft<Kind extends OperationKind> {
  readonly kind: Kind;
  readonly entity: string;
  readonly payload: OperationPayload<Kind>;
  readonly actor: OperationActor | null;
  readonly onBehalfOf?: OperationActor | null;
  readonly stream: string;
  readonly basedOn?: string | null;
  readonly changes?: readonly FieldChange[];
}

/** An operation with its place in the order in which operations count. */
export interface PlacedOperation extends Operation {
  /** Number of the server's order; behind all of these where the server has not placed it (`places.ts`). */
  readonly place: number;
  /** What the server wrote beside it. */
  readonly note: AdmissionNote;
}

/** An operation as it was just written. */
export interface WrittenOperation<Kind extends OperationKind> extends PlacedOperation {
  readonly kind: Kind;
  readonly payload: OperationPayload<Kind>;
}

/** `pending`: the server has not placed it, as far as this desk knows. */
export type OperationState = 'pending' | 'confirmed' | 'rejected';
/**
 * Why an operation has no effect in the tables although nobody rejected it. `stale`: a pending one that the server
 * will reject, as it looks from here. `unknown`: a kind or version of a newer program. `contradictory`: the tables,
 * as all desks have them, do not take it.
 */
export type Bar = 'stale' | 'unknown' | 'contradictory';

/** An operation as the log holds it. */
export interface LoggedOperation extends PlacedOperation {
  /** Number of coming to this desk. */
  readonly arrival: number;
  /** Number in this desk's own chain; null: made at another desk. */
  readonly ownSeq: number | null;
  readonly state: OperationState;
  readonly barred: Bar | null;
}

/** The stored bytes of an operation with the links of its chain. */
export interface ChainedBytes {
  readonly opId: string;
  readonly deskSeq: number;
  readonly prevHash: Buffer;
  readonly hash: Buffer;
  readonly kind: string;
  readonly v: number;
  readonly body: Buffer;
}

/** An operation in its stored bytes, where the server has put it and with what it said of it. */
export interface PlacedBytes extends Pick<ChainedBytes, 'opId' | 'prevHash' | 'hash' | 'body'> {
  readonly place: number;
  readonly state: 'confirmed' | 'rejected';
  readonly note: AdmissionNote;
  readonly stream: string;
}

export interface DeskIdentity {
  readonly desk: string;
  readonly epoch: number;
}

/** Who writes here, and whether a server places what is written. */
export interface LogOwner {
  readonly identity: DeskIdentity;
  readonly isMember: boolean;
  /** Arrival of the last operation of others, and of the own one before it: nothing else is read to find the chain's end. */
  readonly othersArrival: number;
  readonly ownArrival: number;
  /** Place of the newest operation of the server that is in the tables. */
  readonly cursor: number;
}

interface StoredOperation {
  readonly arrival: number;
  readonly place: number;
  readonly own_seq: number | null;
  readonly state: OperationState;
  readonly barred: Bar | null;
  readonly note: string;
  readonly op_id: string;
  readonly stream: string;
  readonly kind: string;
  readonly v: number;
  readonly entity: string;
  readonly prev_hash: Buffer;
  readonly hash: Buffer;
  readonly body: Buffer;
}

interface ChainEnd {
  readonly arrival: number;
  readonly own_seq: number;
  readonly op_id: string | null;
  readonly hash: Buffer;
}

/** Operations read from the file at once. */
const PAGE = 200;

/** Hash before the first operation. */
const GENESIS = Buffer.alloc(32);

/** An operation whose body is larger than {@link OPERATION_BODY_LIMIT}; nothing was written. */
export class OperationTooLarge extends Error {
  constructor(kind: string, size: number) {
    super(`operation ${kind} has ${size} bytes; at most ${OPERATION_BODY_LIMIT} are allowed`);
    this.name = 'OperationTooLarge';
  }
}

/** The hash of an operation: over the hash before it and the stored bytes, never over a re-serialisation. */
export function chainHash(previous: Uint8Array, body: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([previous, body]), 'buffer');
}

/**
 * The append-only operation log: what this desk did, as a chain of its own, and what others did, all in the order in
 * which it counts. `append` must run inside the transaction that also writes the projections.
 */
export class OperationLog {
  readonly #environment: Environment;
  readonly #owner: LogOwner;
  readonly #zone: () => string;
  readonly #statements;

  constructor(database: DeskDatabase, environment: Environment, owner: LogOwner, zone: () => string) {
    this.#environment = environment;
    this.#owner = owner;
    this.#zone = zone;
    this.#statements = prepareStatements(database);
  }

  /** Writes one operation. @throws OperationTooLarge */
  append<Kind extends OperationKind>(draft: OperationDraft<Kind>): WrittenOperation<Kind> {
    const end = this.#chainEnd();
    const { identity, isMember } = this.#owner;
    const deskSeq = end.own_seq + 1;
    const operation: Operation & { readonly kind: Kind; readonly payload: OperationPayload<Kind> } = {
      opId: newId(this.#environment),
      desk: identity.desk,
      epoch: identity.epoch,
      deskSeq,
      stream: draft.stream,
      kind: draft.kind,
      v: OPERATION_VERSIONS[draft.kind],
      entity: draft.entity,
      ...(isMember ? { seen: this.#owner.cursor } : {}),
      basedOn: this.#baseFor(draft, isMember),
      actor: draft.actor,
      onBehalfOf: draft.onBehalfOf ?? null,
      at: isoInstant(this.#environment.now()),
      zone: this.#zone(),
      changes: [...(draft.changes ?? [])],
      payload: OPERATION_KINDS[draft.kind].parse(draft.payload) as OperationPayload<Kind>,
    };
    const body = Buffer.from(JSON.stringify(operation), 'utf8');
    if (body.length > OPERATION_BODY_LIMIT) throw new OperationTooLarge(draft.kind, body.length);
    const place = isMember ? pendingPlace(deskSeq) : deskSeq;
    this.#statements.insert.run(place, deskSeq, isMember ? 'pending' : 'confirmed', '{}', operation.opId, operation.stream, operation.kind, operation.v, operation.entity, end.hash, chainHash(end.hash, body), body);
    return { ...operation, place, note: {} };
  }

  /** What the operation rests on, where its room does not say it: others are told only by it that they were not seen. */
  #baseFor({ kind, entity, basedOn }: OperationDraft<OperationKind>, isMember: boolean): string | null {
    if (basedOn !== undefined) return basedOn;
    return isMember && ordersEntity(KIND_RULES[kind].merge) ? this.lastOfEntity(entity) : null;
  }

  /** Writes an operation that another desk made. */
  take(operation: Operation, bytes: Pick<ChainedBytes, 'prevHash' | 'hash' | 'body'>, place: number, state: 'confirmed' | 'rejected', note: AdmissionNote): LoggedOperation {
    const { lastInsertRowid } = this.#statements.insert.run(place, null, state, JSON.stringify(note), operation.opId, operation.stream, operation.kind, operation.v, operation.entity, bytes.prevHash, bytes.hash, bytes.body);
    return { ...operation, arrival: Number(lastInsertRowid), place, ownSeq: null, state, barred: null, note };
  }

  /** Gives an operation of this desk the place that it has in the server's order. */
  settle(arrival: number, place: number, state: 'confirmed' | 'rejected', note: AdmissionNote): void {
    this.#statements.settle.run(place, state, JSON.stringify(note), arrival);
  }

  /** Says why an operation has no effect; null: it has. */
  bar(arrival: number, why: Bar | null): void {
    this.#statements.bar.run(why, arrival);
  }

  /** What the server has not placed becomes pending: for a desk that joins one with a log of its own. */
  awaitPlaces(): void {
    this.#statements.await.run();
  }

  /** All operations in the order in which they count. Read in pages, so that the reader may write between two of them. */
  *read(afterPlace = 0): Generator<LoggedOperation> {
    for (const row of pages(this.#statements.page, afterPlace, ({ place }) => place)) yield readOperation(row);
  }

  /** Operations that have their place for good, after a place on, in their stored bytes. */
  placedAfter(place: number, limit: number): PlacedBytes[] {
    return this.#statements.placedAfter.all(place, PENDING_PLACES, limit).map(({ op_id: opId, prev_hash: prevHash, note, ...row }) => ({ ...row, opId, prevHash, note: admissionNote.parse(JSON.parse(note)) }));
  }

  /** Operations that wait for their place, oldest first. */
  pending(): LoggedOperation[] {
    return this.#statements.pending.all().map(readOperation);
  }

  /** Operations that wait for their place, after one place on. */
  pendingAfter(place: number, limit: number): LoggedOperation[] {
    return this.#statements.pendingAfter.all(place, limit).map(readOperation);
  }

  pendingCount(): number {
    return this.#statements.pendingCount.get()?.n ?? 0;
  }

  /** Operations of this desk's chain after one of them (null: from the first on), in their stored bytes; read no further than the consumer goes. */
  *ownAfter(opId: string | null): Generator<ChainedBytes> {
    let after = opId === null ? 0 : (this.#statements.arrivalOf.get(opId)?.arrival ?? 0);
    for (;;) {
      const page = this.#statements.ownPage.all(after);
      for (const row of page) yield { opId: row.op_id, deskSeq: row.own_seq ?? 0, prevHash: row.prev_hash, hash: row.hash, kind: row.kind, v: row.v, body: row.body };
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return;
      after = last.arrival;
    }
  }

  /** Where this desk's own chain ends; number 0 before its first operation. */
  ownEnd(): { readonly deskSeq: number; readonly hash: Buffer; readonly opId: string | null; readonly arrival: number } {
    const { own_seq: deskSeq, hash: endHash, op_id: opId, arrival } = this.#chainEnd();
    return { deskSeq, hash: endHash, opId, arrival };
  }

  #chainEnd(): ChainEnd {
    const { chainEnd, chainEndAt } = this.#statements;
    return chainEnd.get(this.#owner.othersArrival) ?? chainEndAt.get(this.#owner.ownArrival) ?? { arrival: 0, own_seq: 0, op_id: null, hash: GENESIS };
  }

  byId(opId: string): LoggedOperation | null {
    const row = this.#statements.byId.get(opId);
    return row === undefined ? null : readOperation(row);
  }

  /** Place of the newest operation that has one for good; 0: none. */
  lastPlace(): number {
    return this.#statements.lastPlace.get(PENDING_PLACES)?.place ?? 0;
  }

  /** The newest operation that the server has placed, up to a place; null: there is none. */
  newestPlaced(upTo: number): { readonly opId: string; readonly place: number } | null {
    const row = this.#statements.newestPlaced.get(upTo);
    return row === undefined ? null : { opId: row.op_id, place: row.place };
  }

  /** Whether a newer program did something to an entity that this one cannot read. */
  hasUnknown(entity: string): boolean {
    return this.#statements.unknownOf.get(entity) !== undefined;
  }

  /** Kinds and versions of operations that no program here could read when they came. */
  unknownKinds(): { readonly kind: string; readonly v: number }[] {
    return this.#statements.unknownKinds.all();
  }

  /** Ids of operations that the tables do not take. */
  contradictory(): string[] {
    return this.#statements.contradictory.all().map(({ op_id: opId }) => opId);
  }

  /** Whether the place stands in this desk's own chain as somebody else says. */
  holds({ opId, deskSeq, hash: saidHash }: ChainPlace): boolean {
    if (opId === null) return deskSeq === 0;
    const held = this.#statements.link.get(opId);
    return held !== undefined && held.own_seq === deskSeq && held.hash.toString('hex') === saidHash;
  }

  /** Number of the newest arrival; 0 in an empty log. */
  lastArrival(): number {
    return this.#statements.lastArrival.get()?.arrival ?? 0;
  }

  /** How many operations the log holds. */
  count(): number {
    return this.#statements.count.get()?.n ?? 0;
  }

  /** Operations of these kinds that came after one arrival up to another. */
  readKinds(kinds: readonly OperationKind[], afterArrival: number, toArrival: number): LoggedOperation[] {
    return this.#statements.ofKinds.all(afterArrival, toArrival, JSON.stringify(kinds)).map(readOperation);
  }

  ofEntity(entity: string): LoggedOperation[] {
    return this.#statements.ofEntity.all(entity).map(readOperation);
  }

  /** The newest operation on an entity that is not rejected: what a change of it is based on. */
  lastOfEntity(entity: string): string | null {
    return this.#statements.lastOfEntity.get(entity)?.op_id ?? null;
  }

  /** Place of the newest operation before a place that is not rejected and orders the entity (`merge-rules.ts`); null: none. */
  lastOrderingBefore(entity: string, before: number): number | null {
    return this.#statements.kindsOfEntity.all(entity, before).find(({ kind }) => ordersEntity(mergeRuleOf(kind)))?.place ?? null;
  }

  /** What an operation that names this one as its base rests on. */
  baseOf(opId: string | null): Base {
    if (opId === null) return 'none';
    const row = this.#statements.standing.get(opId);
    if (row === undefined) return 'missing';
    return row.state === 'rejected' || row.barred === 'stale' ? 'rejected' : { place: row.place };
  }

  /**
   * Checks every link of this desk's chain and the hash of each operation of others, and that the columns say what
   * the bytes say.
   *
   * @returns number of operations read and what is wrong, in English for the administrator's log.
   */
  verify(): { readonly operations: number; readonly problems: string[] } {
    const problems: string[] = [];
    let operations = 0;
    let previous: Uint8Array = GENESIS;
    let expected = 1;
    for (const row of pages(this.#statements.arrivals, 0, ({ arrival }) => arrival)) {
      operations += 1;
      const where = `operation ${row.own_seq ?? row.op_id}`;
      if (row.own_seq !== null) {
        if (row.own_seq !== expected) problems.push(`${where}: expected number ${expected}`);
        if (!row.prev_hash.equals(previous)) problems.push(`${where}: does not follow the one before it`);
        previous = row.hash;
        expected = row.own_seq + 1;
      }
      if (!chainHash(row.prev_hash, row.body).equals(row.hash)) problems.push(`${where}: its bytes do not fit its hash`);
      else problems.push(...columnProblems(row).map((problem) => `${where}: ${problem}`));
    }
    return { operations, problems };
  }
}

function prepareStatements(database: DeskDatabase) {
  return {
    insert: database.prepare('INSERT INTO operation (place, own_seq, state, note, op_id, stream, kind, v, entity, prev_hash, hash, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    settle: database.prepare<[number, string, string, number]>('UPDATE operation SET place = ?, state = ?, note = ?, barred = NULL WHERE arrival = ?'),
    bar: database.prepare<[Bar | null, number]>('UPDATE operation SET barred = ? WHERE arrival = ?'),
    await: database.prepare("UPDATE operation SET state = 'pending' WHERE own_seq IS NOT NULL AND state = 'confirmed'"),
    chainEnd: database.prepare<[number], ChainEnd>('SELECT arrival, own_seq, op_id, hash FROM operation WHERE arrival > ? ORDER BY arrival DESC LIMIT 1'),
    chainEndAt: database.prepare<[number], ChainEnd>('SELECT arrival, own_seq, op_id, hash FROM operation WHERE arrival = ?'),
    page: database.prepare<[number], StoredOperation>(`SELECT * FROM operation WHERE place > ? ORDER BY place LIMIT ${PAGE}`),
    arrivals: database.prepare<[number], StoredOperation>(`SELECT * FROM operation WHERE arrival > ? ORDER BY arrival LIMIT ${PAGE}`),
    arrivalOf: database.prepare<[string], { arrival: number }>('SELECT arrival FROM operation WHERE op_id = ?'),
    ownPage: database.prepare<[number], StoredOperation>(`SELECT * FROM operation WHERE arrival > ? AND own_seq IS NOT NULL ORDER BY arrival LIMIT ${PAGE}`),
    pending: database.prepare<[], StoredOperation>("SELECT * FROM operation WHERE state = 'pending' ORDER BY place"),
    pendingAfter: database.prepare<[number, number], StoredOperation>("SELECT * FROM operation WHERE state = 'pending' AND place > ? ORDER BY place LIMIT ?"),
    pendingCount: database.prepare<[], { n: number }>("SELECT count(*) AS n FROM operation WHERE state = 'pending'"),
    byId: database.prepare<[string], StoredOperation>('SELECT * FROM operation WHERE op_id = ?'),
    placedAfter: database.prepare<[number, number, number], Omit<PlacedBytes, 'opId' | 'prevHash' | 'note'> & { readonly op_id: string; readonly prev_hash: Buffer; readonly note: string }>(
      "SELECT place, state, note, stream, op_id, prev_hash, hash, body FROM operation WHERE place > ? AND place < ? AND state <> 'pending' ORDER BY place LIMIT ?",
    ),
    newestPlaced: database.prepare<[number], { op_id: string; place: number }>('SELECT op_id, place FROM operation WHERE place <= ? ORDER BY place DESC LIMIT 1'),
    unknownOf: database.prepare<[string], { found: number }>("SELECT 1 AS found FROM operation WHERE entity = +? AND barred = 'unknown' LIMIT 1"),
    unknownKinds: database.prepare<[], { kind: string; v: number }>("SELECT DISTINCT kind, v FROM operation WHERE barred = 'unknown'"),
    contradictory: database.prepare<[], { op_id: string }>("SELECT op_id FROM operation WHERE barred = 'contradictory' ORDER BY place"),
    link: database.prepare<[string], Pick<StoredOperation, 'own_seq' | 'hash'>>('SELECT own_seq, hash FROM operation WHERE op_id = ?'),
    standing: database.prepare<[string], Pick<StoredOperation, 'place' | 'state' | 'barred'>>('SELECT place, state, barred FROM operation WHERE op_id = ?'),
    lastArrival: database.prepare<[], { arrival: number | null }>('SELECT max(arrival) AS arrival FROM operation'),
    lastPlace: database.prepare<[number], { place: number | null }>('SELECT max(place) AS place FROM operation WHERE place < ?'),
    count: database.prepare<[], { n: number }>('SELECT count(*) AS n FROM operation'),
    ofKinds: database.prepare<[number, number, string], StoredOperation>('SELECT * FROM operation WHERE arrival > ? AND arrival <= ? AND kind IN (SELECT value FROM json_each(?)) ORDER BY arrival'),
    ofEntity: database.prepare<[string], StoredOperation>('SELECT * FROM operation WHERE entity = +? ORDER BY place'),
    lastOfEntity: database.prepare<[string], { op_id: string }>("SELECT op_id FROM operation WHERE entity = +? AND state <> 'rejected' AND barred IS NOT 'stale' ORDER BY place DESC LIMIT 1"),
    kindsOfEntity: database.prepare<[string, number], { place: number; kind: string }>("SELECT place, kind FROM operation WHERE entity = +? AND place < ? AND state <> 'rejected' AND barred IS NOT 'stale' ORDER BY place DESC"),
  };
}

type PageStatement = Statement<[number], StoredOperation>;

function* pages(statement: PageStatement, from: number, keyOf: (row: StoredOperation) => number): Generator<StoredOperation> {
  let after = from;
  for (;;) {
    const page = statement.all(after);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = keyOf(last);
  }
}

function readOperation(row: StoredOperation): LoggedOperation {
  const operation = operationSchema.parse(JSON.parse(row.body.toString('utf8')));
  return { ...operation, arrival: row.arrival, place: row.place, ownSeq: row.own_seq, state: row.state, barred: row.barred, note: row.note === '{}' ? {} : admissionNote.parse(JSON.parse(row.note)) };
}

function columnProblems(row: StoredOperation): string[] {
  const operation = readOperation(row);
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['op_id', row.op_id, operation.opId],
    ['own_seq', row.own_seq ?? operation.deskSeq, operation.deskSeq],
    ['stream', row.stream, operation.stream],
    ['kind', row.kind, operation.kind],
    ['v', row.v, operation.v],
    ['entity', row.entity, operation.entity],
  ];
  return pairs.filter(([, column, body]) => column !== body).map(([name]) => `column ${name} differs from the stored bytes`);
}
