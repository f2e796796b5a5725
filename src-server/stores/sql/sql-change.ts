import { bodiesOfKinds } from './bodies-of-kinds.ts';
import type { ActorRow, Change, CounterRow, DeskRow, EnrolmentCode, EntityChange, EntityHead, FieldConflictRow, KindsQuery, LeaseRow, LoggedBody, NewFileName, NumberConflict, NumberKey, NumberRange, NumberRow, Organisation, PlacedOperation, StoredOperation, VoidAct } from '../store.ts';
import type { RecoveryChange } from '../recovery-change.ts';
import { UnknownOrganisation } from '../store.ts';
import type { Cell, ColumnType, Dialect, SqlSession, SqlValue } from './dialect.ts';
import { SqlRecovery } from './sql-recovery.ts';
import { ACTOR_COLUMNS, type ActorColumns, actorRow, CODE_COLUMNS, type CodeColumns, DESK_COLUMNS, type DeskColumns, deskRow, LEASE_COLUMNS, type LeaseColumns, leaseRow, NUMBER_COLUMNS, type NumberColumns, numberRow, PLACED_COLUMNS, type PlacedColumns, placedOperation, UNSAID_SIZE } from './rows.ts';

/**
 * The statements of a transaction, the same for both databases. A batch costs one statement, however large it is.
 * `CROSS JOIN` has SQLite go from the batch to the table, by its key; of itself it reads the table for each of the batch.
 */
export class SqlChange implements Change {
  readonly #session: SqlSession;
  readonly #dialect: Dialect;
  readonly #before: Organisation;
  #seq: number;

  private constructor(session: SqlSession, dialect: Dialect, organisation: Organisation) {
    this.#session = session;
    this.#dialect = dialect;
    this.#before = organisation;
    this.#seq = organisation.seq;
  }

  /**
   * Runs the work inside the caller's transaction. The organisation's row is locked first and always written last:
   * under REPEATABLE READ a transaction that waited for the lock sees an old state, and the engine tells it so only
   * if the row was written meanwhile.
   */
  static async run<Value>(session: SqlSession, dialect: Dialect, organisation: string, work: (change: Change) => Promise<Value>): Promise<Value> {
    const [row] = await session.all<Organisation>(`SELECT organisation, name, seq, recovery FROM @organisation WHERE organisation = $1${dialect.lockRows}`, [organisation]);
    if (row === undefined) throw new UnknownOrganisation(organisation);
    const change = new SqlChange(session, dialect, row);
    const value = await work(change);
    await session.all('UPDATE @organisation SET seq = $2, changes = changes + 1 WHERE organisation = $1', [organisation, change.#seq]);
    return value;
  }

  get recovery(): RecoveryChange {
    return new SqlRecovery(this.#session, this.#dialect, this.#organisation);
  }

  get organisation(): Organisation {
    return { ...this.#before, seq: this.#seq };
  }

  async desks(ids: readonly string[]): Promise<DeskRow[]> {
    const rows = await this.#among<DeskColumns>(`SELECT ${DESK_COLUMNS} FROM @desk WHERE organisation = $1 AND desk`, ids);
    return rows.map(deskRow);
  }

  async allDesks(): Promise<DeskRow[]> {
    const rows = await this.#session.all<DeskColumns>(`SELECT ${DESK_COLUMNS} FROM @desk WHERE organisation = $1 ORDER BY enrolled_at, desk`, [this.#organisation]);
    return rows.map(deskRow);
  }

  async saveDesks(rows: readonly DeskRow[]): Promise<void> {
    await this.#write(
      'desk',
      { desk: 'text', epoch: 'integer', code: 'text', founder: 'integer', founding_until: 'integer', public_key: 'text', machine: 'text', state: 'text', fence: 'text', predecessor: 'text', family: 'text', streams: 'text', last_seq: 'integer', last_hash: 'text', last_op: 'text', enrolled_at: 'integer' },
      ['desk'],
      rows.map((row) => [row.desk, row.epoch, row.code, row.founder ? 1 : 0, row.foundingUntil, row.publicKey, row.machine, row.state, row.fence, row.predecessor, JSON.stringify(row.family), JSON.stringify(row.streams), row.last.deskSeq, row.last.hash, row.last.opId, row.enrolledAt]),
    );
  }

  async enrolmentCodes(): Promise<EnrolmentCode[]> {
    return this.#session.all<CodeColumns>(`SELECT ${CODE_COLUMNS} FROM @enrolment_code WHERE organisation = $1`, [this.#organisation]);
  }

  async saveEnrolmentCode(row: EnrolmentCode): Promise<void> {
    await this.#session.all(
      'INSERT INTO @enrolment_code (code_hash, organisation, wished_code, expires_at, used_by) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (code_hash) DO UPDATE SET used_by = excluded.used_by',
      [row.codeHash, this.#organisation, row.wishedCode, row.expiresAt, row.usedBy],
    );
  }

  async operations(opIds: readonly string[]): Promise<PlacedOperation[]> {
    const rows = await this.#among<PlacedColumns>(`SELECT ${PLACED_COLUMNS} FROM @op WHERE organisation = $1 AND op_id`, opIds);
    return rows.map(placedOperation);
  }

  async streamHeads(streams: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#among<{ stream: string; head: number }>('SELECT stream, head FROM @stream_head WHERE organisation = $1 AND stream', streams);
    return new Map(rows.map(({ stream, head }) => [stream, head]));
  }

  async insertOperations(rows: readonly StoredOperation[]): Promise<void> {
    const heads = new Map(rows.map((row) => [row.stream, row.streamSeq]));
    const headsMoved = this.#write('stream_head', { stream: 'text', head: 'integer' }, ['stream'], [...heads]);
    const inserted = this.#write(
      'op',
      { stream: 'text', stream_seq: 'integer', seq: 'integer', op_id: 'text', desk: 'text', epoch: 'integer', desk_seq: 'integer', prev_hash: 'text', hash: 'text', kind: 'text', v: 'integer', entity: 'text', status: 'text', note: 'text', size: 'integer', body: 'text' },
      [],
      rows.map((row) => [row.stream, row.streamSeq, row.seq, row.opId, row.desk, row.epoch, row.deskSeq, row.prevHash, row.hash, row.kind, row.v, row.entity, row.status, JSON.stringify(row.note), row.size, row.body]),
    );
    await Promise.all([headsMoved, inserted]);
    this.#seq = rows.at(-1)?.seq ?? this.#seq;
  }

  async entityHeads(entities: readonly string[]): Promise<EntityHead[]> {
    return this.#among<EntityHead>('SELECT entity, seq FROM @entity_head WHERE organisation = $1 AND entity', entities);
  }

  async moveEntityHeads(rows: readonly EntityHead[]): Promise<void> {
    await this.#write('entity_head', { entity: 'text', seq: 'integer' }, ['entity'], rows.map(({ entity, seq }) => [entity, seq]));
  }

  async changesAfter(points: readonly EntityHead[], kinds: readonly string[]): Promise<EntityChange[]> {
    if (points.length === 0) return [];
    const { from, parameters } = this.#dialect.rows({ entity: 'text', seq: 'integer' }, points.map(({ entity, seq }) => [entity, seq]), 3);
    return this.#session.all<EntityChange>(
      `SELECT o.entity, o.seq, o.op_id AS "opId", o.desk, o.body FROM ${from} CROSS JOIN @op o
       WHERE o.organisation = $1 AND o.entity = r.entity AND o.seq > r.seq AND o.status = 'accepted' AND o.kind ${this.#dialect.among(2)} ORDER BY o.seq`,
      [this.#organisation, kinds, ...parameters],
    );
  }

  async actors(accountIds: readonly string[]): Promise<ActorRow[]> {
    const rows = await this.#among<ActorColumns>(`SELECT ${ACTOR_COLUMNS} FROM @actor WHERE organisation = $1 AND account`, accountIds);
    return rows.map(actorRow);
  }

  async enrolledActors(): Promise<ActorRow[]> {
    const rows = await this.#session.all<ActorColumns>(`SELECT ${ACTOR_COLUMNS} FROM @actor WHERE organisation = $1 AND desks IS NOT NULL ORDER BY account`, [this.#organisation]);
    return rows.map(actorRow);
  }

  async saveActors(rows: readonly ActorRow[]): Promise<void> {
    await this.#write('actor', { account: 'text', active: 'integer', roles: 'text', desks: 'text' }, ['account'], rows.map((row) => [row.accountId, row.active ? 1 : 0, JSON.stringify(row.roles), row.desks === null ? null : JSON.stringify(row.desks)]));
  }

  async numbers(keys: readonly NumberKey[]): Promise<NumberRow[]> {
    if (keys.length === 0) return [];
    const { from, parameters } = this.#dialect.rows({ journal: 'text', year: 'integer', run: 'text', number: 'integer' }, keys.map((key) => [key.journalId, key.serialYear, key.run, key.number]), 2);
    const rows = await this.#session.all<NumberColumns>(
      `SELECT ${NUMBER_COLUMNS} FROM ${from} CROSS JOIN @reg_number n WHERE n.organisation = $1 AND n.journal = r.journal AND n.year = r.year AND n.run = r.run AND n.number = r.number`,
      [this.#organisation, ...parameters],
    );
    return rows.map(numberRow);
  }

  async saveNumbers(rows: readonly NumberRow[]): Promise<void> {
    await this.#write(
      'reg_number',
      { journal: 'text', year: 'integer', run: 'text', number: 'integer', state: 'text', lease_id: 'text', op_id: 'text', document_id: 'text', void_reason: 'text', void_act: 'text', uses: 'integer', history: 'text' },
      ['journal', 'year', 'run', 'number'],
      rows.map((row) => [row.journalId, row.serialYear, row.run, row.number, row.state, row.leaseId, row.opId, row.documentId, row.voidReason, row.voidAct, row.uses, JSON.stringify(row.history)]),
    );
  }

  async insertNumberRanges(ranges: readonly NumberRange[]): Promise<void> {
    if (ranges.length === 0) return;
    const { from, parameters } = this.#dialect.rows(
      { journal: 'text', year: 'integer', first: 'integer', last: 'integer', state: 'text', lease_id: 'text', void_reason: 'text', void_act: 'text' },
      ranges.map((range) => [range.journalId, range.serialYear, range.first, range.last, range.state, range.leaseId, range.voidReason, range.voidAct]),
      2,
    );
    await this.#session.all(
      `WITH RECURSIVE each_number AS (
         SELECT journal, year, first AS number, last, state, lease_id, void_reason, void_act FROM ${from}
         UNION ALL
         SELECT journal, year, number + 1, last, state, lease_id, void_reason, void_act FROM each_number WHERE number < last
       )
       INSERT INTO @reg_number (organisation, journal, year, run, number, state, lease_id, op_id, document_id, void_reason, void_act, uses, history)
       SELECT $1, journal, year, '', number, state, lease_id, NULL, NULL, void_reason, void_act, 0, '[]' FROM each_number WHERE true ON CONFLICT DO NOTHING`,
      [this.#organisation, ...parameters],
    );
  }

  async firstNumberFrom(journalId: string, serialYear: number, from: number): Promise<number | null> {
    const [row] = await this.#session.all<{ number: number | null }>("SELECT min(number) AS number FROM @reg_number WHERE organisation = $1 AND journal = $2 AND year = $3 AND run = '' AND number >= $4", [this.#organisation, journalId, serialYear, from]);
    return row?.number ?? null;
  }

  async counters(keys: readonly Omit<CounterRow, 'next'>[]): Promise<CounterRow[]> {
    if (keys.length === 0) return [];
    const { from, parameters } = this.#dialect.rows({ journal: 'text', year: 'integer' }, keys.map((key) => [key.journalId, key.serialYear]), 2);
    return this.#session.all<CounterRow>(`SELECT c.journal AS "journalId", c.year AS "serialYear", c.next FROM ${from} CROSS JOIN @reg_counter c WHERE c.organisation = $1 AND c.journal = r.journal AND c.year = r.year`, [this.#organisation, ...parameters]);
  }

  async saveCounters(rows: readonly CounterRow[]): Promise<void> {
    await this.#write('reg_counter', { journal: 'text', year: 'integer', next: 'integer' }, ['journal', 'year'], rows.map((row) => [row.journalId, row.serialYear, row.next]));
  }

  async leaseOfRequest(desk: string, epoch: number, requestId: string): Promise<LeaseRow | null> {
    const [row] = await this.#session.all<LeaseColumns>(`SELECT ${LEASE_COLUMNS} FROM @lease WHERE organisation = $1 AND desk = $2 AND epoch = $3 AND request_id = $4`, [this.#organisation, desk, epoch, requestId]);
    return row === undefined ? null : leaseRow(row);
  }

  async leases(leaseIds: readonly string[]): Promise<LeaseRow[]> {
    const rows = await this.#among<LeaseColumns>(`SELECT ${LEASE_COLUMNS} FROM @lease WHERE organisation = $1 AND lease_id`, leaseIds);
    return rows.map(leaseRow);
  }

  async activeLeasesOf(desk: string): Promise<LeaseRow[]> {
    const rows = await this.#session.all<LeaseColumns>(`SELECT ${LEASE_COLUMNS} FROM @lease WHERE organisation = $1 AND desk = $2 AND active = 1 ORDER BY journal, year, first`, [this.#organisation, desk]);
    return rows.map(leaseRow);
  }

  async saveLeases(rows: readonly LeaseRow[]): Promise<void> {
    await this.#write(
      'lease',
      { lease_id: 'text', desk: 'text', epoch: 'integer', request_id: 'text', journal: 'text', year: 'integer', first: 'integer', last: 'integer', expires_at: 'integer', active: 'integer' },
      ['lease_id'],
      rows.map((row) => [row.leaseId, row.desk, row.epoch, row.requestId, row.journalId, row.serialYear, row.first, row.last, row.expiresAt, row.active ? 1 : 0]),
    );
  }

  async outstanding(desk: string, journalId: string, serialYear: number): Promise<number> {
    const [row] = await this.#session.all<{ outstanding: number }>(
      // Lease by lease: joined, PostgreSQL may read all numbers of the journal while the organisation is locked.
      `SELECT CAST(coalesce(sum((SELECT count(*) FROM @reg_number n WHERE n.organisation = l.organisation AND n.lease_id = l.lease_id AND n.state = 'leased')), 0) AS ${this.#dialect.integer}) AS outstanding
       FROM @lease l WHERE l.organisation = $1 AND l.desk = $2 AND l.journal = $3 AND l.year = $4 AND l.active = 1`,
      [this.#organisation, desk, journalId, serialYear],
    );
    return row?.outstanding ?? 0;
  }

  async voidLeased(parts: readonly { readonly leaseId: string; readonly from: number }[], act: VoidAct): Promise<void> {
    if (parts.length === 0) return;
    await this.#write('void_act', { act_id: 'text', at: 'integer', reason: 'text', desk: 'text' }, [], [[act.actId, act.at, act.reason, act.desk]]);
    const { from, parameters } = this.#dialect.rows({ lease_id: 'text', first: 'integer' }, parts.map((part) => [part.leaseId, part.from]), 4);
    await this.#session.all(
      `UPDATE @reg_number SET state = 'void', void_reason = $2, void_act = $3
       WHERE organisation = $1 AND lease_id IN (SELECT r.lease_id FROM ${from}) AND number >= (SELECT min(r.first) FROM ${from} WHERE r.lease_id = @reg_number.lease_id) AND state = 'leased'`,
      [this.#organisation, act.reason, act.actId, ...parameters],
    );
  }

  async saveNumberConflicts(rows: readonly NumberConflict[]): Promise<void> {
    await this.#write(
      'number_conflict',
      { op_id: 'text', kind: 'text', journal: 'text', year: 'integer', run: 'text', number: 'integer', document_id: 'text', suffix: 'text' },
      ['op_id'],
      rows.map((row) => [row.opId, row.kind, row.journalId, row.serialYear, row.run, row.number, row.documentId, row.suffix]),
    );
  }

  async saveFieldConflicts(rows: readonly FieldConflictRow[]): Promise<void> {
    await this.#write('field_conflict', { op_id: 'text', field: 'text', other_op_id: 'text', entity: 'text' }, ['op_id', 'field', 'other_op_id'], rows.map((row) => [row.opId, row.field, row.otherOpId, row.entity]));
  }

  async saveFileNames(rows: readonly NewFileName[]): Promise<void> {
    if (rows.length === 0) return;
    const first = new Map(rows.toReversed().map((row) => [row.sha256, row.at]));
    await this.#session.insert({ table: 'file', organisation: this.#organisation, columns: { sha256: 'text', named_at: 'integer' }, cells: [...first], onConflict: 'ON CONFLICT DO NOTHING' });
    await this.#write('file_name', { sha256: 'text', stream: 'text', desk: 'text', size: 'integer' }, ['sha256', 'stream', 'desk', 'size'], distinctCells(rows.map(({ sha256, stream, desk, size }) => [sha256, stream, desk, size ?? UNSAID_SIZE])));
  }

  async filesReadAs(): Promise<string | null> {
    const [row] = await this.#session.all<{ readAs: string }>('SELECT read_as AS "readAs" FROM @files_read WHERE organisation = $1', [this.#organisation]);
    return row?.readAs ?? null;
  }

  async saveFilesReadAs(readAs: string): Promise<void> {
    await this.#session.all('INSERT INTO @files_read (organisation, read_as) VALUES ($1, $2) ON CONFLICT (organisation) DO UPDATE SET read_as = excluded.read_as', [this.#organisation, readAs]);
  }

  async bodiesAfter(seq: number, limit: number): Promise<LoggedBody[]> {
    return this.#session.all<LoggedBody>('SELECT seq, stream, desk, status, body FROM @op WHERE organisation = $1 AND seq > $2 ORDER BY seq LIMIT $3', [this.#organisation, seq, limit]);
  }

  async nameAgain(rows: readonly { readonly sha256: string; readonly documentId: string | null }[]): Promise<void> {
    if (rows.length === 0) return;
    const erased = new Set((await this.#among<{ sha256: string }>('SELECT sha256 FROM @file WHERE organisation = $1 AND erased_at IS NOT NULL AND sha256', rows.map(({ sha256 }) => sha256))).map(({ sha256 }) => sha256));
    const again = rows.filter(({ sha256 }) => erased.has(sha256));
    const documents = again.flatMap(({ documentId }) => documentId ?? []);
    const gone = new Set((await this.#among<{ documentId: string }>('SELECT document_id AS "documentId" FROM @erased_document WHERE organisation = $1 AND document_id', documents)).map(({ documentId }) => documentId));
    for (const { sha256, documentId } of again) if (documentId === null || !gone.has(documentId)) await this.#session.all('UPDATE @file SET erased_at = NULL WHERE organisation = $1 AND sha256 = $2', [this.#organisation, sha256]);
  }

  bodiesOfKinds(query: KindsQuery): Promise<LoggedBody[]> {
    return bodiesOfKinds(this.#session, this.#dialect, this.#organisation, query);
  }

  async saveErasure({ documents, files, acts, through, at }: Parameters<Change['saveErasure']>[0]): Promise<void> {
    await this.#write('erased_document', { document_id: 'text', case_id: 'text', act_id: 'text' }, ['document_id'], documents.map(({ documentId, caseId, actId }) => [documentId, caseId, actId]));
    for (const sha256 of files) await this.#session.all('UPDATE @file SET erased_at = $3 WHERE organisation = $1 AND sha256 = $2 AND erased_at IS NULL', [this.#organisation, sha256, at]);
    await this.#write('erased_act', { act_id: 'text', cases: 'integer', files_removed: 'integer', files_kept: 'integer' }, ['act_id'], acts.map(({ actId, cases, filesRemoved, filesKept }) => [actId, cases, filesRemoved, filesKept]));
    await this.#session.all('INSERT INTO @erasure_read (organisation, seq) VALUES ($1, $2) ON CONFLICT (organisation) DO UPDATE SET seq = excluded.seq', [this.#organisation, through]);
  }

  get #organisation(): string {
    return this.#before.organisation;
  }

  /** Rows of the organisation whose last named column is among the values. */
  async #among<Row>(statement: string, values: readonly string[]): Promise<Row[]> {
    if (values.length === 0) return [];
    const list: SqlValue = values;
    return this.#session.all<Row>(`${statement} ${this.#dialect.among(2)}`, [this.#organisation, list]);
  }

  /** Inserts rows, or puts them in the place of those with the same key; without a key a second row is an error. */
  async #write(table: string, columns: Readonly<Record<string, ColumnType>>, key: readonly string[], cells: readonly (readonly Cell[])[]): Promise<void> {
    if (cells.length === 0) return;
    const updated = Object.keys(columns).filter((name) => !key.includes(name)).map((name) => `${name} = excluded.${name}`);
    const onConflict = key.length === 0 ? '' : `ON CONFLICT (${['organisation', ...key].join(', ')}) DO ${updated.length === 0 ? 'NOTHING' : `UPDATE SET ${updated.join(', ')}`}`;
    await this.#session.insert({ table, organisation: this.#organisation, columns, cells, onConflict });
  }
}

/** PostgreSQL takes no row twice in one statement that also looks for conflicts. */
function distinctCells(cells: readonly (readonly Cell[])[]): (readonly Cell[])[] {
  return [...new Map(cells.map((row) => [JSON.stringify(row), row])).values()];
}
