import { z } from 'zod';
import type { ExecutionStage } from '#shared/domain/document-status.ts';
import { ASSIGNMENT_STATES, isExecuted } from '#shared/domain/execution.ts';
import { DUE_GROUNDS, EXECUTOR_ROLES, RESOLUTION_SOURCES } from '#shared/domain/resolutions.ts';
import type { DeskDatabase } from '../store/database.ts';

const flag = z.number().transform((value) => value === 1);
const decision = z.number().nullable().transform((value) => (value === null ? null : value === 1));
const json = z.string().transform((text): unknown => JSON.parse(text));

const resolutionRow = z.object({
  resolution_id: z.string(),
  document_id: z.string(),
  source: z.enum(RESOLUTION_SOURCES),
  source_id: z.string(),
  author_person_id: z.string(),
  author_name: z.string(),
  text: z.string(),
  due_on: z.string().nullable(),
  unit_ids: json.pipe(z.array(z.string())),
  executors: json.pipe(z.array(z.object({ personName: z.string(), role: z.enum(EXECUTOR_ROLES), dueOn: z.string().nullable() }))),
  on_paper_on: z.string().nullable(),
  urgent: flag,
  issued_at: z.string(),
  issued_by: z.string(),
  on_behalf: flag,
  superseded_by: z.string().nullable(),
  withdrawn: flag,
});
export type ResolutionRow = z.output<typeof resolutionRow>;

const assignmentRow = z.object({
  assignment_id: z.string(),
  resolution_id: z.string(),
  document_id: z.string(),
  person_id: z.string(),
  person_name: z.string(),
  role: z.enum(EXECUTOR_ROLES),
  due_on: z.string().nullable(),
  due_at: z.string().nullable(),
  due_ground: z.enum(DUE_GROUNDS).nullable(),
  review_due_at: z.string().nullable(),
  state: z.enum(ASSIGNMENT_STATES),
  received_at: z.string(),
  executed_at: z.string().nullable(),
});
export type AssignmentRow = z.output<typeof assignmentRow>;

const reportRow = z.object({
  report_id: z.string(),
  assignment_id: z.string(),
  final: flag,
  text: z.string(),
  reported_at: z.string(),
  reported_by: z.string(),
  accepted: decision,
  decision_reason: z.string().nullable(),
  decided_at: z.string().nullable(),
  decided_by: z.string().nullable(),
});
export type ReportRow = z.output<typeof reportRow>;

const extensionRow = z.object({
  request_id: z.string(),
  assignment_id: z.string(),
  until: z.string(),
  reason: z.string(),
  requested_at: z.string(),
  requested_by: z.string(),
  granted: decision,
  decision_reason: z.string().nullable(),
  decided_at: z.string().nullable(),
  decided_by: z.string().nullable(),
});
export type ExtensionRow = z.output<typeof extensionRow>;

const controlRow = z.object({ document_id: z.string(), controller_person_id: z.string(), controller_name: z.string(), set_at: z.string(), lifted_at: z.string().nullable(), lifted_by: z.string().nullable() });
export type ControlRow = z.output<typeof controlRow>;

/** Reads resolutions, assignments, reports and control from the projections. */
export class ResolutionRecords {
  readonly #resolutions;
  readonly #resolution;
  readonly #standing;
  readonly #assignments;
  readonly #assignment;
  readonly #reports;
  readonly #extensions;
  readonly #control;
  readonly #passes;

  constructor(database: DeskDatabase) {
    this.#resolutions = database.prepare<[string]>('SELECT * FROM resolution WHERE document_id = ? ORDER BY rowid');
    this.#resolution = database.prepare<[string]>('SELECT * FROM resolution WHERE resolution_id = ?');
    this.#standing = database.prepare<[string]>('SELECT * FROM resolution WHERE source_id = ? AND superseded_by IS NULL AND withdrawn = 0 ORDER BY rowid DESC LIMIT 1');
    this.#assignments = database.prepare<[string]>("SELECT * FROM assignment WHERE document_id = ? ORDER BY CASE role WHEN 'main' THEN 0 WHEN 'co' THEN 1 ELSE 2 END, rowid");
    this.#assignment = database.prepare<[string]>('SELECT * FROM assignment WHERE assignment_id = ?');
    this.#reports = database.prepare<[string]>('SELECT execution_report.* FROM execution_report JOIN assignment USING (assignment_id) WHERE document_id = ? ORDER BY execution_report.rowid');
    this.#extensions = database.prepare<[string]>('SELECT extension_request.* FROM extension_request JOIN assignment USING (assignment_id) WHERE document_id = ? ORDER BY extension_request.rowid');
    this.#control = database.prepare<[string]>('SELECT * FROM document_control WHERE document_id = ?');
    this.#passes = database.prepare<[string], { stepId: string; reviewerPersonId: string; reviewerName: string }>('SELECT step_id AS stepId, reviewer_person_id AS reviewerPersonId, reviewer_name AS reviewerName FROM document_pass WHERE document_id = ? ORDER BY passed_at');
  }

  /** In the order of issue. */
  ofDocument(documentId: string): ResolutionRow[] {
    return resolutionRow.array().parse(this.#resolutions.all(documentId));
  }

  resolution(resolutionId: string): ResolutionRow | null {
    const row = this.#resolution.get(resolutionId);
    return row === undefined ? null : resolutionRow.parse(row);
  }

  /** The resolution in force that follows from a pass, an assignment or an order. */
  standingAt(sourceId: string): ResolutionRow | null {
    const row = this.#standing.get(sourceId);
    return row === undefined ? null : resolutionRow.parse(row);
  }

  /** The main executor first. */
  assignmentsOf(documentId: string): AssignmentRow[] {
    return assignmentRow.array().parse(this.#assignments.all(documentId));
  }

  assignment(assignmentId: string): AssignmentRow | null {
    const row = this.#assignment.get(assignmentId);
    return row === undefined ? null : assignmentRow.parse(row);
  }

  reportsOf(documentId: string): ReportRow[] {
    return reportRow.array().parse(this.#reports.all(documentId));
  }

  extensionsOf(documentId: string): ExtensionRow[] {
    return extensionRow.array().parse(this.#extensions.all(documentId));
  }

  control(documentId: string): ControlRow | null {
    const row = this.#control.get(documentId);
    return row === undefined ? null : controlRow.parse(row);
  }

  /** Reviews from which a resolution of the document may follow. */
  passesOf(documentId: string): { readonly stepId: string; readonly reviewerPersonId: string; readonly reviewerName: string }[] {
    return this.#passes.all(documentId);
  }

  /** Main assignments of resolutions in force that follow from no other: theirs is the execution of the document. */
  topLevelMains(documentId: string): AssignmentRow[] {
    const top = new Set(this.ofDocument(documentId).filter(({ source, withdrawn, superseded_by: by }) => source !== 'assignment' && !withdrawn && by === null).map(({ resolution_id: id }) => id));
    return this.assignmentsOf(documentId).filter(({ role, state, resolution_id: id }) => role === 'main' && state !== 'withdrawn' && top.has(id));
  }

  stageOf(documentId: string): ExecutionStage {
    const mains = this.topLevelMains(documentId);
    if (mains.length === 0) return 'none';
    return isExecuted(mains) ? 'executed' : 'resolved';
  }

  /** Entities of operations that belong to the document beside its own, for its history. */
  entitiesOf(documentId: string): string[] {
    const assignments = this.assignmentsOf(documentId).map(({ assignment_id: id }) => id);
    const sources = [documentId, ...this.passesOf(documentId).map(({ stepId }) => stepId), ...assignments];
    return [...sources.map(resolutionEntity), ...assignments, controlEntity(documentId)];
  }
}

/** Entity of all resolutions that follow from one source: of two that do not know of each other, the first stands. */
export function resolutionEntity(sourceId: string): string {
  return `resolution/${sourceId}`;
}

export function controlEntity(documentId: string): string {
  return `control/${documentId}`;
}
