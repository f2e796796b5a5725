import type { KeptOperation } from '#shared/sync/wire.ts';
import type { RecoveryChange } from '../recovery-change.ts';
import type { LeaseRow } from '../store.ts';
import type { ColumnType, Dialect, SqlSession } from './dialect.ts';
import { admissionNote } from './rows.ts';

const OPERATION_COLUMNS = 'seq, stream, op_id AS "opId", prev_hash AS "prevHash", hash, status, note, body';
type OperationColumns = Omit<KeptOperation, 'note'> & { readonly note: string };

const GATHERED = ['kept_operation', 'kept_lease', 'gave_back'] as const;

/** The statements of a recovery, inside a transaction on its organisation. */
export class SqlRecovery implements RecoveryChange {
  readonly #session: SqlSession;
  readonly #dialect: Dialect;
  readonly #organisation: string;

  constructor(session: SqlSession, dialect: Dialect, organisation: string) {
    this.#session = session;
    this.#dialect = dialect;
    this.#organisation = organisation;
  }

  async set(recovery: string | null): Promise<void> {
    for (const table of GATHERED) await this.#session.all(`DELETE FROM @${table} WHERE organisation = $1`, [this.#organisation]);
    await this.#session.all('UPDATE @organisation SET recovery = $2 WHERE organisation = $1', [this.#organisation, recovery]);
  }

  async keep(operations: readonly KeptOperation[]): Promise<void> {
    await this.#insert(
      'kept_operation',
      { seq: 'integer', stream: 'text', op_id: 'text', prev_hash: 'text', hash: 'text', status: 'text', note: 'text', body: 'text' },
      operations.map((row) => [row.seq, row.stream, row.opId, row.prevHash, row.hash, row.status, JSON.stringify(row.note), row.body]),
    );
  }

  async keptAt(places: readonly number[]): Promise<KeptOperation[]> {
    if (places.length === 0) return [];
    const { from, parameters } = this.#dialect.rows({ place: 'integer' }, places.map((place) => [place]), 2);
    const rows = await this.#session.all<OperationColumns>(`SELECT ${OPERATION_COLUMNS} FROM ${from} CROSS JOIN @kept_operation k WHERE k.organisation = $1 AND k.seq = r.place`, [this.#organisation, ...parameters]);
    return rows.map(keptOperation);
  }

  async keptAfter(place: number, limit: number): Promise<KeptOperation[]> {
    const rows = await this.#session.all<OperationColumns>(`SELECT ${OPERATION_COLUMNS} FROM @kept_operation WHERE organisation = $1 AND seq > $2 ORDER BY seq LIMIT $3`, [this.#organisation, place, limit]);
    return rows.map(keptOperation);
  }

  async keepLeases(leases: readonly LeaseRow[]): Promise<void> {
    await this.#insert(
      'kept_lease',
      { lease_id: 'text', desk: 'text', epoch: 'integer', journal: 'text', year: 'integer', first: 'integer', last: 'integer', expires_at: 'integer' },
      leases.map((row) => [row.leaseId, row.desk, row.epoch, row.journalId, row.serialYear, row.first, row.last, row.expiresAt]),
    );
  }

  async keptLeases(): Promise<LeaseRow[]> {
    const rows = await this.#session.all<Omit<LeaseRow, 'requestId' | 'active'>>(
      'SELECT lease_id AS "leaseId", desk, epoch, journal AS "journalId", year AS "serialYear", first, last, expires_at AS "expiresAt" FROM @kept_lease WHERE organisation = $1 ORDER BY journal, year, first, lease_id',
      [this.#organisation],
    );
    // The question that was answered by it is forgotten; it is not asked again.
    return rows.map((row) => ({ ...row, requestId: row.leaseId, active: true }));
  }

  async noteGiven(desk: string, at: number): Promise<void> {
    await this.#insert('gave_back', { desk: 'text', at: 'integer' }, [[desk, at]]);
  }

  given(): Promise<{ readonly desk: string; readonly at: number }[]> {
    return this.#session.all('SELECT desk, at FROM @gave_back WHERE organisation = $1 ORDER BY at, desk', [this.#organisation]);
  }

  async keptCount(): Promise<number> {
    const [row] = await this.#session.all<{ kept: number }>('SELECT count(*) AS kept FROM @kept_operation WHERE organisation = $1', [this.#organisation]);
    return row?.kept ?? 0;
  }

  async #insert(table: (typeof GATHERED)[number], columns: Readonly<Record<string, ColumnType>>, cells: readonly (readonly (string | number)[])[]): Promise<void> {
    if (cells.length > 0) await this.#session.insert({ table, organisation: this.#organisation, columns, cells, onConflict: 'ON CONFLICT DO NOTHING' });
  }
}

function keptOperation(row: OperationColumns): KeptOperation {
  return { ...row, note: admissionNote(row.note) };
}
