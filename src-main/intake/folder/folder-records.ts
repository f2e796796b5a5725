import type { FolderProblemCode } from '#shared/contract/intake.ts';
import { isoInstant } from '../../environment.ts';
import type { DeskDatabase } from '../../store/database.ts';

/** A file as a look into the folder saw it. */
export interface SeenFile {
  readonly fileName: string;
  readonly path: string;
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modified: number;
}

export interface FolderRecord {
  readonly path: string;
  readonly size: number;
  readonly modified: number;
  readonly sha256: string | null;
  /** The letter that it became; null where it has become none. */
  readonly letterId: string | null;
  readonly problem: FolderProblemCode | null;
  readonly detail: string | null;
  readonly at: string;
}

const COLUMNS = 'path, size, modified, sha256, letter_id AS letterId, problem, detail, at';

/** What became of the files of the watched folder, in the desk's file: a crash neither loses nor doubles one. */
export class FolderRecords {
  readonly #statements;
  /** Problems that the full disk left no room to write down. */
  readonly #unwritten = new Map<string, FolderRecord>();

  constructor(database: DeskDatabase) {
    this.#statements = {
      one: database.prepare<[string], FolderRecord>(`SELECT ${COLUMNS} FROM folder_file WHERE path = ?`),
      all: database.prepare<[], FolderRecord>(`SELECT ${COLUMNS} FROM folder_file`),
      problems: database.prepare<[], FolderRecord>(`SELECT ${COLUMNS} FROM folder_file WHERE problem IS NOT NULL ORDER BY at DESC, path LIMIT 500`),
      put: database.prepare('INSERT OR REPLACE INTO folder_file (path, size, modified, sha256, letter_id, problem, detail, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
      forget: database.prepare('DELETE FROM folder_file WHERE path = ?'),
      state: database.prepare<[string], { state: string }>('SELECT state FROM letter WHERE letter_id = ?'),
    };
  }

  of(path: string): FolderRecord | null {
    return this.#unwritten.get(path) ?? this.#statements.one.get(path) ?? null;
  }

  all(): FolderRecord[] {
    return this.#statements.all.all();
  }

  problems(): FolderRecord[] {
    return [...this.#unwritten.values(), ...this.#statements.problems.all().filter(({ path }) => !this.#unwritten.has(path))];
  }

  /** Part of the transaction that makes the letter. */
  taken({ path, size, modified }: SeenFile, sha256: string, letterId: string, now: number): void {
    this.#unwritten.delete(path);
    this.#statements.put.run(path, size, modified, sha256, letterId, null, null, isoInstant(now));
  }

  trouble({ path, size, modified }: SeenFile, problem: FolderProblemCode, detail: string | null, now: number): void {
    const before = this.of(path);
    const record: FolderRecord = { path, size, modified, sha256: before?.sha256 ?? null, letterId: before?.letterId ?? null, problem, detail, at: isoInstant(now) };
    try {
      this.#put(record);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && (error.code === 'SQLITE_FULL' || error.code === 'SQLITE_IOERR_WRITE'))) throw error;
      this.#unwritten.set(path, record);
    }
  }

  clear(record: FolderRecord, now: number): void {
    this.#put({ ...record, problem: null, detail: null, at: isoInstant(now) });
  }

  forget(path: string): void {
    this.#unwritten.delete(path);
    this.#statements.forget.run(path);
  }

  #put({ path, size, modified, sha256, letterId, problem, detail, at }: FolderRecord): void {
    this.#statements.put.run(path, size, modified, sha256, letterId, problem, detail, at);
    this.#unwritten.delete(path);
  }

  /** Whether the same bytes from the same place are a letter already, and nobody has discarded it. */
  isLetter(record: FolderRecord | null, sha256: string): boolean {
    if (record === null || record.letterId === null || record.sha256 !== sha256) return false;
    const state = this.#statements.state.get(record.letterId)?.state;
    return state !== undefined && state !== 'discarded';
  }
}
