import type { ApplicationEvent } from '#shared/domain/applications.ts';
import type { DeskDatabase } from '../store/database.ts';
import { applicationEvents } from '../store/projections/application-events.ts';

/** Reads what happened to HR applications. */
export class ApplicationRecords {
  readonly #ofDocument;
  readonly #step;
  readonly #copy;

  constructor(database: DeskDatabase) {
    this.#ofDocument = database.prepare<[string]>('SELECT step_id, what, facts, happened_at, happened_by FROM application_event WHERE document_id = ? ORDER BY position, step_id');
    this.#step = database.prepare<[string], { documentId: string }>('SELECT document_id AS documentId FROM application_event WHERE step_id = ?');
    this.#copy = database.prepare<[string], { one: number }>('SELECT 1 AS one FROM copy WHERE sha256 = ? LIMIT 1');
  }

  /** In the order of the log. */
  events(documentId: string): ApplicationEvent[] {
    return applicationEvents(this.#ofDocument.all(documentId));
  }

  documentOfStep(stepId: string): string | null {
    return this.#step.get(stepId)?.documentId ?? null;
  }

  /** Whether the office made these bytes itself, as a copy or a protocol of whatever document. */
  isOwnCopy(sha256: string): boolean {
    return this.#copy.get(sha256) !== undefined;
  }
}
