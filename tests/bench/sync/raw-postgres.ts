import pg from 'pg';
import { type Operation, operationSchema } from '#shared/sync/operation.ts';
import { type PushedOperation, PUSH_OPERATIONS } from '#shared/sync/wire.ts';
import { timed } from '../figure.ts';

const OP_COLUMNS = { organisation: 'text', stream: 'text', stream_seq: 'bigint', seq: 'bigint', op_id: 'text', desk: 'text', epoch: 'bigint', desk_seq: 'bigint', prev_hash: 'text', hash: 'text', kind: 'text', v: 'bigint', entity: 'text', status: 'text', note: 'text', size: 'bigint', body: 'text' };

let organisations = 0;

/**
 * Bare inserts into the table `op` of the very database that the nodes write: its columns, indexes and flushes, under
 * an organisation that nobody else has. No counter, no lock, no chain, no ledger of numbers.
 */
export class RawPostgres {
  readonly #pool: pg.Pool;
  readonly #connections: number;
  #seq = 0;
  readonly #organisation: string;

  constructor(database: string, connections: number) {
    organisations += 1;
    this.#organisation = `raw-${organisations}`;
    this.#connections = connections;
    this.#pool = new pg.Pool({ connectionString: database, max: connections });
  }

  /** Milliseconds for the operations, as many a transaction as the server puts into one, over all connections at once. */
  async batched(operations: readonly PushedOperation[]): Promise<number> {
    const batches: unknown[][] = [];
    for (let at = 0; at < operations.length; at += PUSH_OPERATIONS) batches.push(this.#columns(operations.slice(at, at + PUSH_OPERATIONS)));
    return timed(async () => {
      await Promise.all(
        Array.from({ length: this.#connections }, async () => {
          for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) await this.#insert(batch);
        }),
      );
    });
  }

  /** One operation in a transaction of its own. */
  async single(operation: PushedOperation): Promise<void> {
    await this.#insert(this.#columns([operation]));
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  async #insert(columns: readonly unknown[]): Promise<void> {
    const types = Object.values(OP_COLUMNS);
    await this.#pool.query({ name: 'insert', text: `INSERT INTO chancery.op (${Object.keys(OP_COLUMNS).join(', ')}) SELECT * FROM unnest(${types.map((type, index) => `$${index + 1}::${type}[]`).join(', ')})`, values: [...columns] });
  }

  #columns(operations: readonly PushedOperation[]): unknown[] {
    const rows = operations.map((pushed) => this.#row(pushed, operationSchema.parse(JSON.parse(pushed.body))));
    return Object.keys(OP_COLUMNS).map((_name, index) => rows.map((row) => row[index]));
  }

  #row({ opId, deskSeq, prevHash, hash, kind, v, body }: PushedOperation, { stream, desk, epoch, entity }: Operation): unknown[] {
    this.#seq += 1;
    return [this.#organisation, stream, this.#seq, this.#seq, opId, desk, epoch, deskSeq, prevHash, hash, kind, v, entity, 'accepted', '{}', Buffer.byteLength(body), body];
  }
}
