import type { ApplicationEvent } from '#shared/domain/applications.ts';
import type { SignatureFinding } from '#shared/domain/signature-findings.ts';
import { StepRecords } from '../document-steps/step-records.ts';
import type { DeskDatabase } from '../store/database.ts';
import { applicationEvents, storedFindings } from '../store/projections/application-events.ts';

/** The newest recorded check of a document. */
export interface RecordedCheck {
  readonly verificationId: string;
  /** Null: an older desk recorded it and did not say. */
  readonly findings: readonly SignatureFinding[] | null;
}

/** Reads what happened to HR applications. */
export class ApplicationRecords extends StepRecords<ApplicationEvent> {
  readonly #copy;
  readonly #check;

  constructor(database: DeskDatabase) {
    super(database, 'application_event', applicationEvents);
    this.#copy = database.prepare<[string], { one: number }>('SELECT 1 AS one FROM copy WHERE sha256 = ? LIMIT 1');
    this.#check = database.prepare<[string], { verificationId: string; findings: string | null }>('SELECT verification_id AS verificationId, findings FROM verification WHERE document_id = +? ORDER BY position DESC LIMIT 1');
  }

  /** Null: the document was never checked. */
  newestCheck(documentId: string): RecordedCheck | null {
    const row = this.#check.get(documentId);
    return row === undefined ? null : { verificationId: row.verificationId, findings: storedFindings(row.findings) };
  }

  /** Whether the office made these bytes itself, as a copy or a protocol of whatever document. */
  isOwnCopy(sha256: string): boolean {
    return this.#copy.get(sha256) !== undefined;
  }
}

/** Entity of all decisions on the force of one application: of two that do not know of each other, the first stands. */
export function forceEntity(documentId: string): string {
  return `application-force/${documentId}`;
}
