import { VERIFICATION_TRIGGERS, type VerificationTrigger } from '#shared/contract/evidence.ts';
import { z } from 'zod';
import { isoInstant } from '../environment.ts';
import type { DeskDatabase } from '../store/database.ts';
import type { Subject } from '../verification/subject.ts';

type Kind = 'letter' | 'document';

function keyOf(subject: Subject): readonly [Kind, string] {
  return 'letterId' in subject ? ['letter', subject.letterId] : ['document', subject.documentId];
}

function subjectOf({ kind, id }: { readonly kind: Kind; readonly id: string }): Subject {
  return kind === 'letter' ? { letterId: id } : { documentId: id };
}

/** The newest check of a letter that waits or of a document, where it could not be determined. */
const UNDETERMINED = `
  SELECT v.verification_id, CASE WHEN v.document_id IS NULL THEN 'letter' ELSE 'document' END AS kind, coalesce(v.document_id, v.letter_id) AS id
  FROM verification AS v
  WHERE v.verdict = 'undetermined' AND CASE WHEN v.document_id IS NULL
    THEN v.position = (SELECT max(position) FROM verification WHERE letter_id = v.letter_id) AND EXISTS (SELECT 1 FROM letter WHERE letter_id = v.letter_id AND state = 'waiting')
    ELSE v.position = (SELECT max(position) FROM verification WHERE document_id = v.document_id) END`;

const KEYS_AT_ONCE = 500;
/** Waiting times of a recheck after one failure, two, …; after the last it is given up until something new comes. */
const RECHECK_WAITS = [1, 10, 60, 360].map((minutes) => minutes * 60_000);

export interface DueRecheck {
  readonly subject: Subject;
  readonly cause: Exclude<VerificationTrigger, 'intake' | 'user'>;
  readonly failures: number;
  /** How often it was asked for: what comes while a check is under way asks for another one. */
  readonly asked: number;
}

export interface DueFetch {
  readonly subject: Subject;
  readonly urgent: boolean;
}

/** Letters and documents whose verdict waits for evidence; kept in the desk's file, so that a restart forgets none. */
export class WaitingSubjects {
  readonly #database: DeskDatabase;

  constructor(database: DeskDatabase) {
    this.#database = database;
  }

  /** Letters and documents that evidence of some kind would help. */
  count(): number {
    return this.#database.prepare<[], { n: number }>(`SELECT count(*) AS n FROM (${UNDETERMINED}) AS u WHERE EXISTS (SELECT 1 FROM verification_missing AS m WHERE m.verification_id = u.verification_id)`).get()?.n ?? 0;
  }

  /** Whose verdict lacks what is found under one of the keys. */
  lacking(keys: readonly string[]): Subject[] {
    const found = new Map<string, Subject>();
    for (let at = 0; at < keys.length; at += KEYS_AT_ONCE) {
      const part = keys.slice(at, at + KEYS_AT_ONCE);
      const rows = this.#database
        .prepare<unknown[], { kind: Kind; id: string }>(`SELECT DISTINCT u.kind, u.id FROM (${UNDETERMINED} AND v.verification_id IN (SELECT verification_id FROM verification_missing WHERE key IN (${part.map(() => '?').join(', ')}))) AS u`)
        .all(...part);
      for (const row of rows) found.set(`${row.kind} ${row.id}`, subjectOf(row));
    }
    return [...found.values()];
  }

  /** Puts a request for the evidence of a verdict on the list. */
  wantFetch(subject: Subject, at: number, urgent: boolean): void {
    this.#database.prepare('INSERT INTO fetch_wait (kind, id, urgent, next_at) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET urgent = excluded.urgent, next_at = excluded.next_at').run(...keyOf(subject), urgent ? 1 : 0, isoInstant(at));
  }

  dropFetch(subject: Subject): void {
    this.#database.prepare('DELETE FROM fetch_wait WHERE kind = ? AND id = ?').run(...keyOf(subject));
  }

  /** Everybody who waits is due now: the link has returned, or the rules have changed. */
  hastenFetches(now: number): void {
    this.#database.prepare('UPDATE fetch_wait SET next_at = ? WHERE next_at > ?').run(isoInstant(now), isoInstant(now));
  }

  /** Who is to be asked for next; new letters before those that have waited. @param urgentOnly while there seems to be no link */
  dueFetch(now: number, urgentOnly: boolean): DueFetch | null {
    const row = this.#database
      .prepare<[string, number], { kind: Kind; id: string; urgent: number }>('SELECT kind, id, urgent FROM fetch_wait WHERE next_at <= ? AND urgent >= ? ORDER BY urgent DESC, next_at LIMIT 1')
      .get(isoInstant(now), urgentOnly ? 1 : 0);
    return row === undefined ? null : { subject: subjectOf(row), urgent: row.urgent === 1 };
  }

  wantRecheck(subjects: readonly Subject[], cause: DueRecheck['cause'], now: number): void {
    const put = this.#database.prepare('INSERT INTO recheck (kind, id, cause, asked, failures, next_at) VALUES (?, ?, ?, 1, 0, ?) ON CONFLICT DO UPDATE SET cause = excluded.cause, asked = asked + 1, failures = 0, next_at = excluded.next_at');
    for (const subject of subjects) put.run(...keyOf(subject), cause, isoInstant(now));
  }

  /** Whatever is queued for it is answered by a check that begins now. */
  dropRecheck(subject: Subject): void {
    this.#database.prepare('DELETE FROM recheck WHERE kind = ? AND id = ?').run(...keyOf(subject));
  }

  /** The check was made, with all that was there when it began. */
  endRecheck({ subject, asked }: DueRecheck): void {
    this.#database.prepare('DELETE FROM recheck WHERE kind = ? AND id = ? AND asked = ?').run(...keyOf(subject), asked);
  }

  /** The check could not be made: later once more, and after some times not again. */
  postponeRecheck(due: DueRecheck, now: number): void {
    const wait = RECHECK_WAITS[due.failures];
    if (wait === undefined) this.endRecheck(due);
    else this.#database.prepare('UPDATE recheck SET failures = ?, next_at = ? WHERE kind = ? AND id = ? AND asked = ?').run(due.failures + 1, isoInstant(now + wait), ...keyOf(due.subject), due.asked);
  }

  /** What is to be verified next; letters that wait at the desk before documents. */
  dueRecheck(now: number): DueRecheck | null {
    const row = this.#database
      .prepare<[string], { kind: Kind; id: string; cause: string; failures: number; asked: number }>("SELECT kind, id, cause, failures, asked FROM recheck WHERE next_at <= ? ORDER BY kind = 'letter' DESC, next_at LIMIT 1")
      .get(isoInstant(now));
    if (row === undefined) return null;
    return { subject: subjectOf(row), cause: z.enum(VERIFICATION_TRIGGERS).exclude(['intake', 'user']).parse(row.cause), failures: row.failures, asked: row.asked };
  }

  queuedRechecks(): number {
    return this.#database.prepare<[], { n: number }>('SELECT count(*) AS n FROM recheck').get()?.n ?? 0;
  }

  isQueued(subject: Subject): boolean {
    return this.#database.prepare('SELECT 1 FROM recheck WHERE kind = ? AND id = ?').get(...keyOf(subject)) !== undefined;
  }
}
