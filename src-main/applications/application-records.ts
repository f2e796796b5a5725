import type { ApplicationEvent } from '#shared/domain/applications.ts';
import { StepRecords } from '../document-steps/step-records.ts';
import type { DeskDatabase } from '../store/database.ts';
import { applicationEvents } from '../store/projections/application-events.ts';

/** Reads what happened to HR applications. */
export class ApplicationRecords extends StepRecords<ApplicationEvent> {
  readonly #copy;

  constructor(database: DeskDatabase) {
    super(database, 'application_event', applicationEvents);
    this.#copy = database.prepare<[string], { one: number }>('SELECT 1 AS one FROM copy WHERE sha256 = ? LIMIT 1');
  }

  /** Whether the office made these bytes itself, as a copy or a protocol of whatever document. */
  isOwnCopy(sha256: string): boolean {
    return this.#copy.get(sha256) !== undefined;
  }
}
