import { bodiesOfKinds } from './bodies-of-kinds.ts';
import type { DeskContact, DeskRow, EnrolmentCode, ErasedAct, FieldConflictRow, FileName, FileRow, FileTotals, JournalNumbers, KindsQuery, LoggedBody, MissingNumber, NumberConflict, Organisation, Page, PageQuery, PageRow, SegmentRow, StreamPageQuery } from '../store.ts';
import type { Dialect, SqlSession } from './dialect.ts';
import { admissionNote, CODE_COLUMNS, type CodeColumns, DESK_COLUMNS, type DeskColumns, deskRow, FILE_COLUMNS, UNSAID_SIZE } from './rows.ts';

type PageColumns = Omit<PageRow, 'note'> & { readonly note: string; readonly total: number };

const SEGMENT_COLUMNS = 'last_stream_seq AS "lastStreamSeq", first_seq AS "firstSeq", last_seq AS "lastSeq", size, sha256';

/** Reads outside {@link Change}; each is right by itself at every isolation level. */
export class SqlReads {
  readonly #session: SqlSession;
  readonly #dialect: Dialect;

  constructor(session: SqlSession, dialect: Dialect) {
    this.#session = session;
    this.#dialect = dialect;
  }

  async secret(): Promise<string> {
    const [row] = await this.#session.all<{ secret: string }>('SELECT secret FROM @server_secret');
    if (row === undefined) throw new Error('the store holds no secret');
    return row.secret;
  }

  async organisations(): Promise<Organisation[]> {
    return this.#session.all<Organisation>('SELECT organisation, name, seq, recovery FROM @organisation ORDER BY created_at, organisation');
  }

  async desk(desk: string): Promise<DeskRow | null> {
    const [row] = await this.#session.all<DeskColumns>(`SELECT ${DESK_COLUMNS} FROM @desk WHERE desk = $1`, [desk]);
    return row === undefined ? null : deskRow(row);
  }

  async deskContacts(organisation: string): Promise<DeskContact[]> {
    const rows = await this.#session.all<DeskColumns>(`SELECT ${DESK_COLUMNS} FROM @desk WHERE organisation = $1 ORDER BY enrolled_at, desk`, [organisation]);
    const contacts = await this.#session.all<{ desk: string; seenAt: number; pulled: number }>('SELECT desk, seen_at AS "seenAt", pulled FROM @desk_contact WHERE organisation = $1', [organisation]);
    const byDesk = new Map(contacts.map((contact) => [contact.desk, contact]));
    return rows.map((row) => ({ ...deskRow(row), seenAt: byDesk.get(row.desk)?.seenAt ?? null, pulled: byDesk.get(row.desk)?.pulled ?? 0 }));
  }

  async enrolmentCode(codeHash: string): Promise<EnrolmentCode | null> {
    const [row] = await this.#session.all<CodeColumns>(`SELECT ${CODE_COLUMNS} FROM @enrolment_code WHERE code_hash = $1`, [codeHash]);
    return row ?? null;
  }

  /**
   * Transactions of an organisation commit in the order of their places, since each holds the organisation's row; one
   * statement therefore sees a beginning of the log without a gap. The head is read before it.
   */
  async page(organisation: string, query: PageQuery): Promise<Page> {
    const [head] = await this.#session.all<Pick<Organisation, 'seq' | 'recovery'>>('SELECT seq, recovery FROM @organisation WHERE organisation = $1', [organisation]);
    const rows = await this.#session.all<PageColumns>(
      `SELECT seq, stream, stream_seq AS "streamSeq", op_id AS "opId", prev_hash AS "prevHash", hash, status, note, body, total FROM (
         SELECT o.*, CAST(sum(size) OVER (ORDER BY seq) AS ${this.#dialect.integer}) AS total, row_number() OVER (ORDER BY seq) AS place FROM (
           SELECT * FROM @op WHERE organisation = $1 AND seq > $2 AND seq <= $7 AND (stream ${this.#dialect.among(3)} OR desk ${this.#dialect.among(4)}) ORDER BY seq LIMIT $5
         ) o
       ) sized WHERE total - size <= $6 OR place = 2 ORDER BY seq`,
      [organisation, query.after, query.streams, query.desks, query.limit + 1, query.bytes, query.until ?? Number.MAX_SAFE_INTEGER],
    );
    // One row more than asked for tells whether others follow; so does one that passes the limit of bytes.
    const fitting = rows.slice(0, query.limit).filter((row, index) => index === 0 || row.total <= query.bytes);
    return { operations: fitting.map(({ total: _total, note, ...row }) => ({ ...row, note: admissionNote(note) })), head: head?.seq ?? 0, more: fitting.length < rows.length, recovery: head?.recovery ?? null };
  }

  async segments(organisation: string): Promise<SegmentRow[]> {
    return this.#session.all<SegmentRow>(`SELECT ${SEGMENT_COLUMNS} FROM @segment WHERE organisation = $1 ORDER BY last_stream_seq`, [organisation]);
  }

  async segment(organisation: string, lastSeq: number): Promise<SegmentRow | null> {
    const [row] = await this.#session.all<SegmentRow>(`SELECT ${SEGMENT_COLUMNS} FROM @segment WHERE organisation = $1 AND last_seq = $2`, [organisation, lastSeq]);
    return row ?? null;
  }

  async placeOf(organisation: string, opId: string): Promise<number | null> {
    const [row] = await this.#session.all<{ seq: number }>('SELECT seq FROM @op WHERE organisation = $1 AND op_id = $2', [organisation, opId]);
    return row?.seq ?? null;
  }

  async streamPage(organisation: string, { stream, after, until, limit, bytes }: StreamPageQuery): Promise<Omit<Page, 'head' | 'recovery'>> {
    const rows = await this.#session.all<PageColumns>(
      `SELECT seq, stream, stream_seq AS "streamSeq", op_id AS "opId", prev_hash AS "prevHash", hash, status, note, body, total FROM (
         SELECT o.*, CAST(sum(size) OVER (ORDER BY seq) AS ${this.#dialect.integer}) AS total FROM (
           SELECT * FROM @op WHERE organisation = $1 AND stream = $2 AND stream_seq > $3 AND seq <= $4 ORDER BY stream_seq LIMIT $5
         ) o
       ) sized ORDER BY seq`,
      [organisation, stream, after, until, limit + 1],
    );
    const fitting = rows.slice(0, limit).filter((row, index) => index === 0 || row.total <= bytes);
    return { operations: fitting.map(({ total: _total, note, ...row }) => ({ ...row, note: admissionNote(note) })), more: fitting.length < rows.length };
  }

  async journals(organisation: string): Promise<JournalNumbers[]> {
    return this.#session.all<JournalNumbers>(
      `SELECT c.journal AS "journalId", c.year AS "serialYear", c.next,
         count(CASE WHEN n.state = 'used' THEN 1 END) AS used, count(CASE WHEN n.state = 'leased' THEN 1 END) AS leased, count(CASE WHEN n.state = 'void' THEN 1 END) AS "void"
       FROM @reg_counter c LEFT JOIN @reg_number n ON n.organisation = c.organisation AND n.journal = c.journal AND n.year = c.year AND n.run = '' AND n.number < c.next
       WHERE c.organisation = $1 GROUP BY c.journal, c.year, c.next ORDER BY c.journal, c.year`,
      [organisation],
    );
  }

  async numberConflicts(organisation: string): Promise<NumberConflict[]> {
    return this.#session.all<NumberConflict>(
      `SELECT k.op_id AS "opId", k.kind, k.journal AS "journalId", k.year AS "serialYear", k.run, k.number, k.document_id AS "documentId", k.suffix
       FROM @number_conflict k JOIN @op o ON o.organisation = k.organisation AND o.op_id = k.op_id WHERE k.organisation = $1 ORDER BY o.seq`,
      [organisation],
    );
  }

  async fieldConflicts(organisation: string): Promise<FieldConflictRow[]> {
    return this.#session.all<FieldConflictRow>(
      `SELECT k.op_id AS "opId", k.field, k.other_op_id AS "otherOpId", k.entity
       FROM @field_conflict k JOIN @op o ON o.organisation = k.organisation AND o.op_id = k.op_id WHERE k.organisation = $1 ORDER BY o.seq, k.field`,
      [organisation],
    );
  }

  async missingNumbers(organisation: string, journalId: string, serialYear: number): Promise<MissingNumber[]> {
    return this.#session.all<MissingNumber>(
      `SELECT n.number, n.state, n.void_reason AS "voidReason", n.void_act AS "voidAct", a.at AS "voidAt", n.lease_id AS "leaseId", d.code AS "deskCode", l.expires_at AS "leaseExpiresAt"
       FROM @reg_counter c JOIN @reg_number n ON n.organisation = c.organisation AND n.journal = c.journal AND n.year = c.year AND n.run = '' AND n.number < c.next AND n.state <> 'used'
       LEFT JOIN @lease l ON l.organisation = n.organisation AND l.lease_id = n.lease_id
       LEFT JOIN @desk d ON d.organisation = l.organisation AND d.desk = l.desk
       LEFT JOIN @void_act a ON a.organisation = n.organisation AND a.act_id = n.void_act
       WHERE c.organisation = $1 AND c.journal = $2 AND c.year = $3 ORDER BY n.number`,
      [organisation, journalId, serialYear],
    );
  }

  async leasesExpiredBefore(instant: number): Promise<{ organisation: string; leaseId: string; desk: string }[]> {
    return this.#session.all('SELECT organisation, lease_id AS "leaseId", desk FROM @lease WHERE active = 1 AND expires_at < $1 ORDER BY organisation, lease_id', [instant]);
  }

  async leasedNumbers(): Promise<number> {
    const [row] = await this.#session.all<{ leased: number }>("SELECT count(*) AS leased FROM @lease l CROSS JOIN @reg_number n WHERE l.active = 1 AND n.organisation = l.organisation AND n.lease_id = l.lease_id AND n.state = 'leased'");
    return row?.leased ?? 0;
  }

  async file(organisation: string, sha256: string): Promise<FileRow | null> {
    const [row] = await this.#session.all<FileRow>(`SELECT ${FILE_COLUMNS} FROM @file f WHERE f.organisation = $1 AND f.sha256 = $2`, [organisation, sha256]);
    return row ?? null;
  }

  async fileNames(organisation: string, sha256: string): Promise<FileName[]> {
    const rows = await this.#session.all<FileName & { size: number }>('SELECT sha256, stream, desk, size FROM @file_name WHERE organisation = $1 AND sha256 = $2 ORDER BY stream, desk, size', [organisation, sha256]);
    return rows.map((row) => ({ ...row, size: row.size === UNSAID_SIZE ? null : row.size }));
  }

  async fileTotals(organisation: string): Promise<FileTotals> {
    const [row] = await this.#session.all<FileTotals>(
      `SELECT count(held_at) AS held, CAST(coalesce(sum(CASE WHEN held_at IS NOT NULL THEN size END), 0) AS ${this.#dialect.integer}) AS bytes, count(*) - count(held_at) AS missing FROM @file WHERE organisation = $1 AND erased_at IS NULL`,
      [organisation],
    );
    return row ?? { held: 0, bytes: 0, missing: 0 };
  }

  async missingFiles(organisation: string, limit: number): Promise<(FileRow & { desks: string[] })[]> {
    const rows = await this.#session.all<FileRow>(`SELECT ${FILE_COLUMNS} FROM @file f WHERE f.organisation = $1 AND f.held_at IS NULL AND f.erased_at IS NULL ORDER BY f.named_at, f.sha256 LIMIT $2`, [organisation, limit]);
    const names = await this.#session.all<{ sha256: string; desk: string; size: number }>(`SELECT DISTINCT sha256, desk, size FROM @file_name WHERE organisation = $1 AND sha256 ${this.#dialect.among(2)} ORDER BY sha256, desk`, [organisation, rows.map(({ sha256 }) => sha256)]);
    return rows.map((row) => {
      const of = names.filter(({ sha256 }) => sha256 === row.sha256);
      return { ...row, size: of.find(({ size }) => size !== UNSAID_SIZE)?.size ?? null, desks: [...new Set(of.map(({ desk }) => desk))] };
    });
  }

  bodiesOfKinds(organisation: string, query: KindsQuery): Promise<LoggedBody[]> {
    return bodiesOfKinds(this.#session, this.#dialect, organisation, query);
  }

  async erasureRead(organisation: string): Promise<number> {
    const [row] = await this.#session.all<{ seq: number }>('SELECT seq FROM @erasure_read WHERE organisation = $1', [organisation]);
    return row?.seq ?? 0;
  }

  async erasedAct(organisation: string, actId: string): Promise<ErasedAct | null> {
    const [row] = await this.#session.all<ErasedAct>('SELECT act_id AS "actId", cases, files_removed AS "filesRemoved", files_kept AS "filesKept" FROM @erased_act WHERE organisation = $1 AND act_id = $2', [organisation, actId]);
    return row ?? null;
  }

  async filesToRemove(organisation: string, limit: number): Promise<string[]> {
    const rows = await this.#session.all<{ sha256: string }>('SELECT sha256 FROM @file WHERE organisation = $1 AND erased_at IS NOT NULL AND held_at IS NOT NULL ORDER BY sha256 LIMIT $2', [organisation, limit]);
    return rows.map(({ sha256 }) => sha256);
  }

  async isHeldAnywhere(sha256: string): Promise<boolean> {
    return (await this.#session.all('SELECT 1 AS held FROM @file WHERE sha256 = $1 AND held_at IS NOT NULL AND erased_at IS NULL LIMIT 1', [sha256])).length > 0;
  }

  async ping(): Promise<void> {
    await this.#session.all('SELECT 1 AS answer');
  }
}

/** Statements that write without holding an organisation. */
export class SqlSingleWrites {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async saveSegment(organisation: string, { lastStreamSeq, firstSeq, lastSeq, size, sha256 }: SegmentRow): Promise<void> {
    await this.#session.all('INSERT INTO @segment (organisation, last_stream_seq, first_seq, last_seq, size, sha256) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING', [organisation, lastStreamSeq, firstSeq, lastSeq, size, sha256]);
  }

  async proposeSecret(proposal: string): Promise<void> {
    await this.#session.all('INSERT INTO @server_secret (only_row, secret) VALUES (1, $1) ON CONFLICT DO NOTHING', [proposal]);
  }

  async createOrganisation(organisation: string, name: string, at: number): Promise<void> {
    await this.#session.all('INSERT INTO @organisation (organisation, name, seq, changes, created_at) VALUES ($1, $2, 0, 0, $3)', [organisation, name, at]);
  }

  async markHeld(organisation: string, sha256: string, size: number, at: number): Promise<void> {
    await this.#session.all('UPDATE @file SET size = $3, held_at = $4 WHERE organisation = $1 AND sha256 = $2 AND held_at IS NULL AND erased_at IS NULL', [organisation, sha256, size, at]);
  }

  async markRemoved(organisation: string, sha256: string): Promise<void> {
    await this.#session.all('UPDATE @file SET held_at = NULL WHERE organisation = $1 AND sha256 = $2 AND erased_at IS NOT NULL', [organisation, sha256]);
  }

  async noteContact(organisation: string, desk: string, at: number, pulled: number | null): Promise<void> {
    await this.#session.all(
      `INSERT INTO @desk_contact (organisation, desk, seen_at, pulled) VALUES ($1, $2, $3, $4)
       ON CONFLICT (organisation, desk) DO UPDATE SET seen_at = excluded.seen_at, pulled = ${pulled === null ? '@desk_contact.pulled' : 'excluded.pulled'}`,
      [organisation, desk, at, pulled ?? 0],
    );
  }
}
