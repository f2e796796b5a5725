import { type DeskDatabase, inTransaction } from '../../store/database.ts';

/** A document of a case that is to be erased here. */
export interface DestroyedDocument {
  readonly documentId: string;
  readonly caseId: string;
  readonly actId: string;
}

/** What of an act has gone at this desk. */
export interface ErasedOfAct {
  readonly actId: string;
  readonly cases: number;
  readonly casesHeld: number;
  readonly filesRemoved: number;
  readonly filesKept: number;
}

/**
 * Cases whose destruction stands for good, and that nothing holds at this desk: a hold that was written here and has not
 * reached the server yet counts like any other (C.7.7).
 */
const READY = `
  destroyed_case.case_id NOT IN (SELECT value FROM json_each(@pending))
  AND NOT EXISTS (SELECT 1 FROM held_case WHERE held_case.case_id = destroyed_case.case_id)
  AND NOT EXISTS (SELECT 1 FROM filed_document f JOIN held_document USING (document_id) WHERE f.case_id = destroyed_case.case_id)`;

/** What this desk has written down of its erasing, and what the tables say is to be erased. */
export class ErasureRecords {
  readonly #database: DeskDatabase;
  readonly #statements;

  constructor(database: DeskDatabase) {
    this.#database = database;
    this.#statements = {
      any: database.prepare('SELECT 1 FROM destroyed_case LIMIT 1'),
      documents: database.prepare<[{ pending: string }], DestroyedDocument>(
        `SELECT filed_document.document_id AS documentId, destroyed_case.case_id AS caseId, destroyed_case.act_id AS actId
         FROM destroyed_case JOIN filed_document USING (case_id) WHERE ${READY}`,
      ),
      acts: database.prepare<[{ pending: string }], ErasedOfAct>(
        `SELECT act_id AS actId, sum(ready) AS cases, sum(1 - ready) AS casesHeld,
           (SELECT count(*) FROM erasure_file WHERE erasure_file.act_id = of_act.act_id AND state IN ('gone', 'again')) AS filesRemoved,
           (SELECT count(*) FROM erasure_file WHERE erasure_file.act_id = of_act.act_id AND state = 'kept') AS filesKept
         FROM (SELECT act_id, (${READY}) OR EXISTS (SELECT 1 FROM erasure_document e WHERE e.case_id = destroyed_case.case_id AND e.state = 'erased') AS ready FROM destroyed_case WHERE case_id NOT IN (SELECT value FROM json_each(@pending))) of_act GROUP BY act_id`,
      ),
      known: database.prepare<[], { documentId: string }>('SELECT document_id AS documentId FROM erasure_document'),
      unfinished: database.prepare<[], { documentId: string }>("SELECT document_id AS documentId FROM erasure_document WHERE state = 'found'"),
      progress: database.prepare<[], { arrival: number; unswept: number }>('SELECT arrival, unswept FROM erasure_progress'),
      follow: database.prepare<[number]>('UPDATE erasure_progress SET arrival = ?'),
      leaveDocuments: database.prepare("DELETE FROM erasure_document WHERE state = 'found'"),
      leaveFiles: database.prepare("DELETE FROM erasure_file WHERE state = 'doomed'"),
      sweep: database.prepare<[number]>('UPDATE erasure_progress SET unswept = ?'),
      find: database.prepare<[string, string, string]>("INSERT INTO erasure_document (document_id, case_id, act_id, state) VALUES (?, ?, ?, 'found') ON CONFLICT DO UPDATE SET state = 'found'"),
      file: database.prepare<[string, string, string]>('INSERT INTO erasure_file (sha256, act_id, state) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state, act_id = excluded.act_id'),
      inState: database.prepare<[string], string>('SELECT sha256 FROM erasure_file WHERE state = ? ORDER BY sha256').pluck(),
      stateOf: database.prepare<[string], string>('SELECT state FROM erasure_file WHERE sha256 = ?').pluck(),
      settle: database.prepare<[string, string]>('UPDATE erasure_file SET state = ? WHERE sha256 = ?'),
      finish: database.prepare("UPDATE erasure_document SET state = 'erased' WHERE state = 'found'"),
      documentsOfAct: database.prepare<[string], { documentId: string; caseId: string }>('SELECT document_id AS documentId, case_id AS caseId FROM erasure_document WHERE act_id = ? ORDER BY case_id, document_id'),
      reported: database.prepare<[string, string], { cases: number; files_removed: number; files_kept: number; cases_held: number }>('SELECT cases, files_removed, files_kept, cases_held FROM destruction_report WHERE act_id = ? AND place_key = ?'),
    };
  }

  /** Whether anything was ever destroyed. */
  get isAnythingDestroyed(): boolean {
    return this.#statements.any.get() !== undefined;
  }

  /** @param pending cases whose destruction the server has not placed yet */
  documents(pending: readonly string[]): DestroyedDocument[] {
    return this.#statements.documents.all({ pending: JSON.stringify(pending) });
  }

  acts(pending: readonly string[]): ErasedOfAct[] {
    return this.#statements.acts.all({ pending: JSON.stringify(pending) });
  }

  known(): Set<string> {
    return new Set(this.#statements.known.all().map(({ documentId }) => documentId));
  }

  /** Documents whose files were found and are not all gone yet. */
  unfinished(): string[] {
    return this.#statements.unfinished.all().map(({ documentId }) => documentId);
  }

  documentsOfAct(actId: string): readonly { readonly documentId: string; readonly caseId: string }[] {
    return this.#statements.documentsOfAct.all(actId);
  }

  /** Arrival up to which the log was read for files of destroyed documents. */
  get followed(): number {
    return this.#statements.progress.get()?.arrival ?? 0;
  }

  get isUnswept(): boolean {
    return this.#statements.progress.get()?.unswept === 1;
  }

  swept(): void {
    inTransaction(this.#database, () => {
      this.#statements.finish.run();
      this.#statements.sweep.run(0);
    });
  }

  /** Writes down what has to go before anything goes. */
  found({ documents, files, through }: { readonly documents: readonly DestroyedDocument[]; readonly files: readonly { readonly sha256: string; readonly actId: string; readonly kept: boolean }[]; readonly through: number }): void {
    inTransaction(this.#database, () => {
      for (const { documentId, caseId, actId } of documents) this.#statements.find.run(documentId, caseId, actId);
      for (const { sha256, actId, kept } of files) this.#statements.file.run(sha256, actId, kept ? 'kept' : 'doomed');
      this.#statements.follow.run(through);
      if (documents.length > 0 || files.some(({ kept }) => !kept)) this.#statements.sweep.run(1);
    });
  }

  /** Forgets what was found and has not gone yet. */
  findAnew(): void {
    inTransaction(this.#database, () => {
      this.#statements.leaveDocuments.run();
      this.#statements.leaveFiles.run();
      this.#statements.follow.run(0);
    });
  }

  filesIn(state: 'doomed' | 'gone'): string[] {
    return this.#statements.inState.all(state);
  }

  stateOf(sha256: string): string | null {
    return this.#statements.stateOf.get(sha256) ?? null;
  }

  /** A file that had gone lies here again. */
  doomAgain(sha256: string): void {
    inTransaction(this.#database, () => {
      this.#statements.settle.run('doomed', sha256);
      this.#statements.sweep.run(1);
    });
  }

  gone(sha256: string): void {
    this.#statements.settle.run('gone', sha256);
  }

  /** Whether a place has said the same of an act before. */
  isReported({ actId, cases, casesHeld = 0, filesRemoved, filesKept }: Omit<ErasedOfAct, 'casesHeld'> & { readonly casesHeld?: number }, placeKey: string): boolean {
    const row = this.#statements.reported.get(actId, placeKey);
    return row !== undefined && row.cases === cases && row.cases_held === casesHeld && row.files_removed === filesRemoved && row.files_kept === filesKept;
  }
}
