import type { DocumentFile } from '#shared/domain/registration-card.ts';
import { isoInstant } from '../environment.ts';
import type { DeskDatabase } from '../store/database.ts';
import type { ExtractionOutcome } from './index.ts';

export type QueueState = ExtractionOutcome | 'queued' | 'held';

export interface QueuedFile {
  readonly sha256: string;
  readonly fileName: string;
  readonly mediaType: string;
}

/** Files whose words wait to be read, in the desk's file: a restart forgets none and reads none twice. */
export class ExtractionQueue {
  readonly #statements;

  constructor(database: DeskDatabase) {
    this.#statements = {
      followed: database.prepare<[], { arrival: number }>('SELECT arrival FROM extraction_followed'),
      follow: database.prepare('INSERT INTO extraction_followed (only_row, arrival) VALUES (1, ?) ON CONFLICT DO UPDATE SET arrival = excluded.arrival'),
      state: database.prepare<[string], { state: QueueState }>('SELECT state FROM extraction WHERE sha256 = ?'),
      add: database.prepare("INSERT INTO extraction (sha256, position, file_name, media_type, state, next_at, detail) VALUES (?, ?, ?, ?, ?, '', NULL)"),
      set: database.prepare('UPDATE extraction SET state = ?, detail = ? WHERE sha256 = ?'),
      next: database.prepare<[string], QueuedFile>("SELECT sha256, file_name AS fileName, media_type AS mediaType FROM extraction WHERE state = 'queued' AND next_at <= ? ORDER BY position LIMIT 1"),
      postpone: database.prepare('UPDATE extraction SET next_at = ?, detail = ? WHERE sha256 = ?'),
      counts: database.prepare<[], { state: QueueState; n: number }>('SELECT state, count(*) AS n FROM extraction GROUP BY state'),
      inState: database.prepare<[string, number], QueuedFile>('SELECT sha256, file_name AS fileName, media_type AS mediaType FROM extraction WHERE state = ? ORDER BY position DESC LIMIT ?'),
      heldElsewhere: database.prepare<[], { n: number }>("SELECT count(*) AS n FROM extraction JOIN synced_file USING (sha256) WHERE state = 'held' AND here = 0"),
      all: database.prepare<[], { sha256: string }>('SELECT sha256 FROM extraction'),
    };
  }

  /** Place in the log up to which files were taken from it. */
  followed(): number {
    return this.#statements.followed.get()?.arrival ?? 0;
  }

  follow(arrival: number): void {
    this.#statements.follow.run(arrival);
  }

  stateOf(sha256: string): QueueState | null {
    return this.#statements.state.get(sha256)?.state ?? null;
  }

  add(file: Pick<DocumentFile, 'sha256' | 'fileName' | 'mediaType'>, position: number, state: 'queued' | 'held'): void {
    this.#statements.add.run(file.sha256, position, file.fileName, file.mediaType, state);
  }

  set(sha256: string, state: QueueState, detail: string | null = null): void {
    this.#statements.set.run(state, detail, sha256);
  }

  next(now: number): QueuedFile | null {
    return this.#statements.next.get(isoInstant(now)) ?? null;
  }

  postpone(sha256: string, until: number, detail: string): void {
    this.#statements.postpone.run(isoInstant(until), detail, sha256);
  }

  counts(): ReadonlyMap<QueueState, number> {
    return new Map(this.#statements.counts.all().map(({ state, n }) => [state, n]));
  }

  /** Held because their bytes do not lie here. */
  heldElsewhere(): number {
    return this.#statements.heldElsewhere.get()?.n ?? 0;
  }

  /** Newest first. */
  inState(state: QueueState, limit: number): QueuedFile[] {
    return this.#statements.inState.all(state, limit);
  }

  all(): string[] {
    return this.#statements.all.all().map(({ sha256 }) => sha256);
  }
}
