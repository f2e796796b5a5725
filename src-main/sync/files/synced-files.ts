import { FILES_READ_AS, type NamedFile } from '#shared/sync/named-files.ts';
import type { DeskDatabase } from '../../store/database.ts';

/** A file that goes to the server. */
export interface FileToSend {
  readonly sha256: string;
  readonly size: number | null;
  readonly upload: string | null;
}
/** A file that comes from it. */
export interface FileToFetch {
  readonly sha256: string;
  readonly size: number | null;
}

export interface FileAmount {
  readonly files: number;
  /** Of those whose size is known. */
  readonly bytes: number;
}
export interface FileCounters {
  /** Own files that the server does not hold yet. */
  readonly toSend: FileAmount;
  /** Files of others that this desk wants and does not hold yet. */
  readonly wanted: FileAmount;
  /** Own files that the server did not take the last time, and files that it does not hold: tried again later. */
  readonly problems: number;
}

/** `byNeed`: when somebody opens it. `kept`: this desk wants it. `asked`: a person waits for it. */
export const WANTED = { byNeed: 0, kept: 1, asked: 2 } as const;
export type Wanted = (typeof WANTED)[keyof typeof WANTED];

/** What was destroyed does not come back, whoever still has it. */
const NOT_ERASED = "NOT EXISTS (SELECT 1 FROM erasure_file WHERE erasure_file.sha256 = synced_file.sha256 AND erasure_file.state IN ('doomed', 'gone'))";

const FIRST_REST = 30_000;
const LONGEST_REST = 3_600_000;

interface Row {
  readonly sha256: string;
  readonly size: number | null;
  readonly here: number;
  readonly wanted: Wanted;
}
export interface SyncedFile {
  readonly size: number | null;
  readonly here: boolean;
  readonly wanted: Wanted;
}

/** Which files of the log lie here, which the server has, which are wanted: in the desk's file, so that a restart forgets none. */
export class SyncedFiles {
  readonly #statements;

  constructor(database: DeskDatabase) {
    this.#statements = {
      followed: database.prepare<[], { arrival: number; read_as: string }>('SELECT arrival, read_as FROM files_followed'),
      follow: database.prepare('INSERT INTO files_followed (only_row, arrival, read_as) VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET arrival = excluded.arrival, read_as = excluded.read_as'),
      // An own operation that comes after one the server refused may be the one that it accepts.
      name: database.prepare(
        `INSERT INTO synced_file (sha256, size, own_seq, here, confirmed, wanted, upload, problem, tries, next_at) VALUES (@sha256, @size, @ownSeq, @here, 0, @wanted, NULL, NULL, 0, 0)
         ON CONFLICT DO UPDATE SET size = coalesce(size, excluded.size), here = max(here, excluded.here), wanted = max(wanted, excluded.wanted),
           next_at = CASE WHEN excluded.own_seq > own_seq THEN 0 ELSE next_at END,
           own_seq = CASE WHEN own_seq IS NULL OR (problem IS NOT NULL AND excluded.own_seq > own_seq) THEN excluded.own_seq ELSE own_seq END`,
      ),
      find: database.prepare<[string], Row>(`SELECT sha256, size, here, wanted FROM synced_file WHERE sha256 = ? AND ${NOT_ERASED}`),
      toSend: database.prepare<[number, number], FileToSend>(
        `SELECT sha256, size, upload FROM synced_file WHERE own_seq IS NOT NULL AND here = 1 AND confirmed = 0 AND own_seq <= ? AND next_at <= ? AND ${NOT_ERASED} ORDER BY size, sha256 LIMIT 1`,
      ),
      toFetch: database.prepare<[number], FileToFetch>(`SELECT sha256, size FROM synced_file WHERE here = 0 AND wanted > 0 AND next_at <= ? AND ${NOT_ERASED} ORDER BY wanted DESC, size, sha256 LIMIT 1`),
      undelivered: database.prepare<[number], FileToFetch>(`SELECT sha256, size FROM synced_file WHERE own_seq IS NOT NULL AND here = 1 AND confirmed = 0 AND own_seq <= ? AND (problem IS NOT 'notFound' OR next_at = 0) AND ${NOT_ERASED} ORDER BY size, sha256`),
      missing: database.prepare<[number], { sha256: string }>(`SELECT sha256 FROM synced_file WHERE here = 0 AND wanted > 0 AND ${NOT_ERASED} ORDER BY wanted DESC, size, sha256 LIMIT ?`),
      upload: database.prepare<[string | null, string]>('UPDATE synced_file SET upload = ? WHERE sha256 = ?'),
      confirm: database.prepare<[string]>('UPDATE synced_file SET confirmed = 1, upload = NULL, problem = NULL, tries = 0 WHERE sha256 = ?'),
      confirmAgain: database.prepare('UPDATE synced_file SET confirmed = 0, upload = NULL, problem = NULL, tries = 0, next_at = 0 WHERE own_seq IS NOT NULL AND confirmed = 1'),
      arrive: database.prepare<[number, string]>('UPDATE synced_file SET here = 1, confirmed = 1, size = ?, wanted = min(wanted, 1), problem = NULL, tries = 0 WHERE sha256 = ?'),
      want: database.prepare<[number, string]>('UPDATE synced_file SET wanted = max(wanted, ?), next_at = 0 WHERE sha256 = ? AND here = 0'),
      lost: database.prepare<[string]>('UPDATE synced_file SET here = 0 WHERE sha256 = ?'),
      postpone: database.prepare<[string, number, string]>('UPDATE synced_file SET problem = ?, tries = tries + 1, next_at = ? WHERE sha256 = ?'),
      tries: database.prepare<[string], { tries: number }>('SELECT tries FROM synced_file WHERE sha256 = ?'),
      sending: database.prepare<[], FileAmount>(`SELECT count(*) AS files, coalesce(sum(size), 0) AS bytes FROM synced_file WHERE own_seq IS NOT NULL AND here = 1 AND confirmed = 0 AND ${NOT_ERASED}`),
      fetching: database.prepare<[], FileAmount>(`SELECT count(*) AS files, coalesce(sum(size), 0) AS bytes FROM synced_file WHERE here = 0 AND wanted > 0 AND ${NOT_ERASED}`),
      problems: database.prepare<[], { n: number }>(
        `SELECT (SELECT count(*) FROM synced_file WHERE own_seq IS NOT NULL AND here = 1 AND confirmed = 0 AND problem IS NOT NULL AND ${NOT_ERASED}) + (SELECT count(*) FROM synced_file WHERE here = 0 AND wanted > 0 AND problem IS NOT NULL AND ${NOT_ERASED}) AS n`,
      ),
      absent: database.prepare<[], { sha256: string }>('SELECT sha256 FROM synced_file WHERE here = 0 AND own_seq IS NULL'),
    };
  }

  /** Arrival up to which the log was read for files; 0 where a program did that which knew others. */
  followed(): number {
    const row = this.#statements.followed.get();
    return row === undefined || row.read_as !== FILES_READ_AS ? 0 : row.arrival;
  }

  follow(arrival: number): void {
    this.#statements.follow.run(arrival, FILES_READ_AS);
  }

  /** An operation names a file. `ownSeq` null: one of another desk. */
  name({ sha256, size }: NamedFile, ownSeq: number | null, here: boolean, wanted: Wanted): void {
    this.#statements.name.run({ sha256, size, ownSeq, here: Number(here), wanted });
  }

  find(sha256: string): SyncedFile | null {
    const row = this.#statements.find.get(sha256);
    return row === undefined ? null : { size: row.size, here: row.here === 1, wanted: row.wanted };
  }

  /** The smallest own file whose operation the server has. */
  nextToSend(ackedSeq: number, now: number): FileToSend | null {
    return this.#statements.toSend.get(ackedSeq, now) ?? null;
  }

  /** What a person waits for, then the smallest one that is wanted. */
  nextToFetch(now: number): FileToFetch | null {
    return this.#statements.toFetch.get(now) ?? null;
  }

  /**
   * Own files that the server does not hold and whose operations it has up to one of this desk's places, the smallest
   * first. What it refused, since it accepted no operation that names it, waits for one that does.
   */
  undelivered(throughSeq: number): readonly FileToFetch[] {
    return this.#statements.undelivered.all(throughSeq);
  }

  /** Files of others that this desk would like to have, those that a person waits for first. */
  missing(limit: number): readonly string[] {
    return this.#statements.missing.all(limit).map(({ sha256 }) => sha256);
  }

  keepUpload(sha256: string, place: string | null): void {
    this.#statements.upload.run(place, sha256);
  }

  /** The server holds it. */
  confirm(sha256: string): void {
    this.#statements.confirm.run(sha256);
  }

  /** Whether the server holds what it once held has to be asked anew. */
  confirmAgain(): void {
    this.#statements.confirmAgain.run();
  }

  arrived(sha256: string, size: number): void {
    this.#statements.arrive.run(size, sha256);
  }

  want(sha256: string, wanted: Wanted): void {
    this.#statements.want.run(wanted, sha256);
  }

  /** The file does not lie here, whatever was noted. */
  lost(sha256: string): void {
    this.#statements.lost.run(sha256);
  }

  /** It did not go: the next time is after half a minute, later after twice that, at last once an hour. */
  postpone(sha256: string, problem: string, now: number): void {
    const tries = this.#statements.tries.get(sha256)?.tries ?? 0;
    this.#statements.postpone.run(problem, now + Math.min(LONGEST_REST, FIRST_REST * 2 ** tries), sha256);
  }

  counters(): FileCounters {
    const none = { files: 0, bytes: 0 };
    return { toSend: this.#statements.sending.get() ?? none, wanted: this.#statements.fetching.get() ?? none, problems: this.#statements.problems.get()?.n ?? 0 };
  }

  /** Files of others that do not lie here: no fault of this desk. */
  elsewhere(): Set<string> {
    return new Set(this.#statements.absent.all().map(({ sha256 }) => sha256));
  }
}
