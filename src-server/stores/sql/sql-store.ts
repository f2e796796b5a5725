import type { Change, DeskContact, DeskRow, EnrolmentCode, ErasedAct, FieldConflictRow, FileName, FileRow, FileTotals, JournalNumbers, KindsQuery, LoggedBody, MissingNumber, NumberConflict, Organisation, Page, PageQuery, SegmentRow, Store, StreamPageQuery } from '../store.ts';
import type { Dialect, SqlSession } from './dialect.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { SqlChange } from './sql-change.ts';
import { SqlReads, SqlSingleWrites } from './sql-reads.ts';

/** What differs between the databases besides words: connections and transactions. */
export interface SqlEngine {
  readonly dialect: Dialect;
  /** For reading what is committed. */
  readonly reader: SqlSession;
  /** Runs the work in one transaction, anew where the database says that another one came between. */
  transaction<Value>(work: (session: SqlSession) => Promise<Value>): Promise<Value>;
  close(): Promise<void>;
}

/** The one implementation of the store in SQL; SQLite and PostgreSQL are two engines below it. */
export class SqlStore implements Store {
  readonly #engine: SqlEngine;
  readonly #reads: SqlReads;
  readonly #changes = new OneAtATime();

  constructor(engine: SqlEngine) {
    this.#engine = engine;
    this.#reads = new SqlReads(engine.reader, engine.dialect);
  }

  change<Value>(organisation: string, work: (change: Change) => Promise<Value>): Promise<Value> {
    return this.#changes.run(organisation, () => this.#engine.transaction((session) => SqlChange.run(session, this.#engine.dialect, organisation, work)));
  }

  async secret(proposal: string): Promise<string> {
    await this.#write((writes) => writes.proposeSecret(proposal));
    return this.#reads.secret();
  }

  createOrganisation(organisation: string, name: string, at: number): Promise<void> {
    return this.#write((writes) => writes.createOrganisation(organisation, name, at));
  }

  noteContact(organisation: string, desk: string, at: number, pulled: number | null): Promise<void> {
    return this.#write((writes) => writes.noteContact(organisation, desk, at, pulled));
  }

  organisations(): Promise<Organisation[]> {
    return this.#reads.organisations();
  }

  desk(desk: string): Promise<DeskRow | null> {
    return this.#reads.desk(desk);
  }

  deskContacts(organisation: string): Promise<DeskContact[]> {
    return this.#reads.deskContacts(organisation);
  }

  enrolmentCode(codeHash: string): Promise<EnrolmentCode | null> {
    return this.#reads.enrolmentCode(codeHash);
  }

  segments(organisation: string): Promise<SegmentRow[]> {
    return this.#reads.segments(organisation);
  }

  segment(organisation: string, lastSeq: number): Promise<SegmentRow | null> {
    return this.#reads.segment(organisation, lastSeq);
  }

  saveSegment(organisation: string, row: SegmentRow): Promise<void> {
    return this.#write((writes) => writes.saveSegment(organisation, row));
  }

  placeOf(organisation: string, opId: string): Promise<number | null> {
    return this.#reads.placeOf(organisation, opId);
  }

  streamPage(organisation: string, query: StreamPageQuery): Promise<Omit<Page, 'head' | 'recovery'>> {
    return this.#reads.streamPage(organisation, query);
  }

  page(organisation: string, query: PageQuery): Promise<Page> {
    return this.#reads.page(organisation, query);
  }

  journals(organisation: string): Promise<JournalNumbers[]> {
    return this.#reads.journals(organisation);
  }

  numberConflicts(organisation: string): Promise<NumberConflict[]> {
    return this.#reads.numberConflicts(organisation);
  }

  fieldConflicts(organisation: string): Promise<FieldConflictRow[]> {
    return this.#reads.fieldConflicts(organisation);
  }

  missingNumbers(organisation: string, journalId: string, serialYear: number): Promise<MissingNumber[]> {
    return this.#reads.missingNumbers(organisation, journalId, serialYear);
  }

  leasesExpiredBefore(instant: number): Promise<{ organisation: string; leaseId: string; desk: string }[]> {
    return this.#reads.leasesExpiredBefore(instant);
  }

  leasedNumbers(): Promise<number> {
    return this.#reads.leasedNumbers();
  }

  file(organisation: string, sha256: string): Promise<FileRow | null> {
    return this.#reads.file(organisation, sha256);
  }

  fileNames(organisation: string, sha256: string): Promise<FileName[]> {
    return this.#reads.fileNames(organisation, sha256);
  }

  markHeld(organisation: string, sha256: string, size: number, at: number): Promise<void> {
    return this.#write((writes) => writes.markHeld(organisation, sha256, size, at));
  }

  fileTotals(organisation: string): Promise<FileTotals> {
    return this.#reads.fileTotals(organisation);
  }

  missingFiles(organisation: string, limit: number): Promise<(FileRow & { desks: string[] })[]> {
    return this.#reads.missingFiles(organisation, limit);
  }

  bodiesOfKinds(organisation: string, query: KindsQuery): Promise<LoggedBody[]> {
    return this.#reads.bodiesOfKinds(organisation, query);
  }

  erasureRead(organisation: string): Promise<number> {
    return this.#reads.erasureRead(organisation);
  }

  erasedAct(organisation: string, actId: string): Promise<ErasedAct | null> {
    return this.#reads.erasedAct(organisation, actId);
  }

  filesToRemove(organisation: string, limit: number): Promise<string[]> {
    return this.#reads.filesToRemove(organisation, limit);
  }

  isHeldAnywhere(sha256: string): Promise<boolean> {
    return this.#reads.isHeldAnywhere(sha256);
  }

  markRemoved(organisation: string, sha256: string): Promise<void> {
    return this.#write((writes) => writes.markRemoved(organisation, sha256));
  }

  ping(): Promise<void> {
    return this.#reads.ping();
  }

  close(): Promise<void> {
    return this.#engine.close();
  }

  #write(work: (writes: SqlSingleWrites) => Promise<void>): Promise<void> {
    return this.#engine.transaction((session) => work(new SqlSingleWrites(session)));
  }
}
