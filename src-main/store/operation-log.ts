import { hash } from 'node:crypto';
import { type FieldChange, OPERATION_BODY_LIMIT, type Operation, type OperationActor, operationSchema } from '#shared/sync/operation.ts';
import { OPERATION_KINDS, OPERATION_VERSIONS, type OperationKind, type OperationPayload } from '#shared/sync/operation-kinds.ts';
import { type Environment, isoInstant, newId } from '../environment.ts';
import type { DeskDatabase } from './database.ts';

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

/** An operation as it was just written. */
export interface WrittenOperation<Kind extends OperationKind> extends Operation {
  readonly kind: Kind;
  readonly payload: OperationPayload<Kind>;
}

export interface DeskIdentity {
  readonly desk: string;
  readonly epoch: number;
}

interface StoredOperation {
  readonly desk_seq: number;
  readonly op_id: string;
  readonly stream: string;
  readonly kind: string;
  readonly v: number;
  readonly entity: string;
  readonly prev_hash: Buffer;
  readonly hash: Buffer;
  readonly body: Buffer;
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
function chainHash(previous: Uint8Array, body: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([previous, body]), 'buffer');
}

/**
 * The append-only operation log of this desk. `append` must run inside the transaction that also writes
 * the projections.
 */
export class OperationLog {
  readonly #environment: Environment;
  readonly #identity: DeskIdentity;
  readonly #zone: () => string;
  readonly #last;
  readonly #insert;
  readonly #page;
  readonly #ofKinds;
  readonly #ofEntity;
  readonly #lastOfEntity;

  constructor(database: DeskDatabase, environment: Environment, identity: DeskIdentity, zone: () => string) {
    this.#environment = environment;
    this.#identity = identity;
    this.#zone = zone;
    this.#last = database.prepare<[], { desk_seq: number; hash: Buffer }>('SELECT desk_seq, hash FROM operation ORDER BY desk_seq DESC LIMIT 1');
    this.#insert = database.prepare('INSERT INTO operation (desk_seq, op_id, stream, kind, v, entity, prev_hash, hash, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#page = database.prepare<[number], StoredOperation>(`SELECT * FROM operation WHERE desk_seq > ? ORDER BY desk_seq LIMIT ${PAGE}`);
    this.#ofKinds = database.prepare<[number, number, string], StoredOperation>('SELECT * FROM operation WHERE desk_seq > ? AND desk_seq <= ? AND kind IN (SELECT value FROM json_each(?)) ORDER BY desk_seq');
    this.#ofEntity = database.prepare<[string], StoredOperation>('SELECT * FROM operation WHERE entity = +? ORDER BY desk_seq');
    this.#lastOfEntity = database.prepare<[string], { op_id: string }>('SELECT op_id FROM operation WHERE entity = +? ORDER BY desk_seq DESC LIMIT 1');
  }

  /** Writes one operation. @throws OperationTooLarge */
  append<Kind extends OperationKind>(draft: OperationDraft<Kind>): WrittenOperation<Kind> {
    const last = this.#last.get();
    const operation: WrittenOperation<Kind> = {
      opId: newId(this.#environment),
      desk: this.#identity.desk,
      epoch: this.#identity.epoch,
      deskSeq: (last?.desk_seq ?? 0) + 1,
      stream: draft.stream,
      kind: draft.kind,
      v: OPERATION_VERSIONS[draft.kind],
      entity: draft.entity,
      basedOn: draft.basedOn ?? null,
      actor: draft.actor,
      onBehalfOf: draft.onBehalfOf ?? null,
      at: isoInstant(this.#environment.now()),
      zone: this.#zone(),
      changes: [...(draft.changes ?? [])],
      payload: OPERATION_KINDS[draft.kind].parse(draft.payload) as OperationPayload<Kind>,
    };
    const body = Buffer.from(JSON.stringify(operation), 'utf8');
    if (body.length > OPERATION_BODY_LIMIT) throw new OperationTooLarge(draft.kind, body.length);
    const previous = last?.hash ?? GENESIS;
    const chained = chainHash(previous, body);
    this.#insert.run(operation.deskSeq, operation.opId, operation.stream, operation.kind, operation.v, operation.entity, previous, chained, body);
    return operation;
  }

  /** All operations in order. Read in pages, so that the reader may write between two of them. */
  *read(afterDeskSeq = 0): Generator<Operation> {
    for (const row of this.#rows(afterDeskSeq)) yield readOperation(row);
  }

  /** Number of the newest operation; 0 in an empty log. */
  lastSeq(): number {
    return this.#last.get()?.desk_seq ?? 0;
  }

  /** Operations of these kinds after one number up to another. */
  readKinds(kinds: readonly OperationKind[], afterDeskSeq: number, toDeskSeq: number): Operation[] {
    return this.#ofKinds.all(afterDeskSeq, toDeskSeq, JSON.stringify(kinds)).map(readOperation);
  }

  *#rows(afterDeskSeq: number): Generator<StoredOperation> {
    let after = afterDeskSeq;
    for (;;) {
      const page = this.#page.all(after);
      yield* page;
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return;
      after = last.desk_seq;
    }
  }

  ofEntity(entity: string): Operation[] {
    return this.#ofEntity.all(entity).map(readOperation);
  }

  lastOfEntity(entity: string): string | null {
    return this.#lastOfEntity.get(entity)?.op_id ?? null;
  }

  /**
   * Checks every link of the chain, and that the columns say what the bytes say.
   *
   * @returns number of operations read and what is wrong, in English for the administrator's log.
   */
  verify(): { readonly operations: number; readonly problems: string[] } {
    const problems: string[] = [];
    let previous: Uint8Array = GENESIS;
    let expected = 1;
    for (const row of this.#rows(0)) {
      const where = `operation ${row.desk_seq}`;
      if (row.desk_seq !== expected) problems.push(`${where}: expected number ${expected}`);
      if (!row.prev_hash.equals(previous)) problems.push(`${where}: does not follow the one before it`);
      if (!chainHash(row.prev_hash, row.body).equals(row.hash)) problems.push(`${where}: its bytes do not fit its hash`);
      else problems.push(...columnProblems(row).map((problem) => `${where}: ${problem}`));
      previous = row.hash;
      expected = row.desk_seq + 1;
    }
    return { operations: expected - 1, problems };
  }
}

function readOperation(row: StoredOperation): Operation {
  return operationSchema.parse(JSON.parse(row.body.toString('utf8')));
}

function columnProblems(row: StoredOperation): string[] {
  const operation = readOperation(row);
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['op_id', row.op_id, operation.opId],
    ['desk_seq', row.desk_seq, operation.deskSeq],
    ['stream', row.stream, operation.stream],
    ['kind', row.kind, operation.kind],
    ['v', row.v, operation.v],
    ['entity', row.entity, operation.entity],
  ];
  return pairs.filter(([, column, body]) => column !== body).map(([name]) => `column ${name} differs from the stored bytes`);
}
