import type { MethodOutput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { AssignmentOfResolution, ResolutionOfDocument } from '#shared/contract/resolutions.ts';
import { type TimelinessBounds, timelinessBounds, timelinessOf } from '#shared/domain/execution.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { isoInstant } from '../environment.ts';
import { ExecutionSteps, type ExecutionStepsOptions } from './execution-steps.ts';
import { IssueResolution, type IssueResolutionOptions } from './issue-resolution.ts';
import type { AssignmentRow, ExtensionRow, ReportRow, ResolutionRow } from './resolution-records.ts';

export interface ResolutionsOptions extends IssueResolutionOptions, ExecutionStepsOptions {
  readonly onChanged: () => void;
}

/** Resolutions of a document, their execution and its control. */
export class ResolutionsRoom {
  readonly #options: ResolutionsOptions;
  readonly #issuing: IssueResolution;
  readonly #steps: ExecutionSteps;

  constructor(options: ResolutionsOptions) {
    this.#options = options;
    this.#issuing = new IssueResolution(options);
    this.#steps = new ExecutionSteps(options);
  }

  readonly handlers: RoomHandlers<'resolutions'> = {
    ofDocument: ({ documentId }, { actor }) => this.#ofDocument(this.#options.readable(documentId, actor), actor),
    candidates: (input, { actor }) => this.#issuing.candidates(input, actor),
    issue: (input, { actor }) => this.#changed(() => this.#issuing.issue(input, actor)),
    note: (input, { actor }) => this.#changed(() => this.#steps.note(input, actor)),
    report: (input, { actor }) => this.#changed(() => this.#steps.report(input, actor)),
    decideReport: (input, { actor }) => this.#changed(() => this.#steps.decideReport(input, actor)),
    requestExtension: (input, { actor }) => this.#changed(() => this.#steps.requestExtension(input, actor)),
    decideExtension: (input, { actor }) => this.#changed(() => this.#steps.decideExtension(input, actor)),
    setControl: (input, { actor }) => this.#changed(() => this.#steps.setControl(input, actor)),
    liftControl: (input, { actor }) => this.#changed(() => this.#steps.liftControl(input, actor)),
  };

  /** Lays a resolution in a transaction that is under way; whoever began it tells the windows. @throws Refusal */
  issueWithin(...given: Parameters<IssueResolution['issueWithin']>): void {
    this.#issuing.issueWithin(...given);
  }

  #changed(act: () => void): Record<string, never> {
    act();
    this.#options.onChanged();
    return {};
  }

  #ofDocument(card: Card, actor: Actor): MethodOutput<'resolutions.ofDocument'> {
    const { records, environment, terms, units } = this.#options;
    const bounds = timelinessBounds(terms.calendar(), isoInstant(environment.now()));
    const unitNames = new Map(units().map(({ unitId, name }) => [unitId, name]));
    const assignments = records.assignmentsOf(card.documentId);
    const [reports, extensions] = [records.reportsOf(card.documentId), records.extensionsOf(card.documentId)];
    const control = records.control(card.documentId);
    const described = (assignment: AssignmentRow): AssignmentOfResolution => ({
      ...assignmentOf(assignment, bounds),
      reports: reports.filter(({ assignment_id: id }) => id === assignment.assignment_id).map(reportOf),
      extensions: extensions.filter(({ assignment_id: id }) => id === assignment.assignment_id).map(extensionOf),
      may: this.#steps.allowed(assignment, card, actor),
    });
    return {
      resolutions: records.ofDocument(card.documentId).map((resolution) => ({
        ...resolutionOf(resolution, unitNames),
        assignments: assignments.filter(({ resolution_id: id }) => id === resolution.resolution_id).map(described),
      })),
      control: control === null ? null : { controllerPersonId: control.controller_person_id, controllerName: control.controller_name, setAt: control.set_at, liftedAt: control.lifted_at, liftedBy: control.lifted_by },
      places: this.#issuing.places(card, actor),
      maySetControl: this.#steps.maySetControl(card, actor),
      liftObstacle: this.#steps.liftObstacle(card, actor),
    };
  }
}

function resolutionOf(row: ResolutionRow, unitNames: ReadonlyMap<string, string>): Omit<ResolutionOfDocument, 'assignments'> {
  return {
    resolutionId: row.resolution_id,
    source: row.source,
    sourceId: row.source_id,
    authorPersonId: row.author_person_id,
    authorName: row.author_name,
    text: row.text,
    dueOn: row.due_on,
    units: row.unit_ids.map((unitId) => ({ unitId, name: unitNames.get(unitId) ?? '' })),
    onPaperOn: row.on_paper_on,
    urgent: row.urgent,
    issuedAt: row.issued_at,
    issuedBy: row.issued_by,
    onBehalf: row.on_behalf,
    superseded: row.superseded_by !== null,
    withdrawn: row.withdrawn,
    executors: row.executors,
  };
}

function assignmentOf(row: AssignmentRow, bounds: TimelinessBounds): Omit<AssignmentOfResolution, 'reports' | 'extensions' | 'may'> {
  const dated = row.due_on === null || row.due_at === null || row.state === 'withdrawn' ? null : { dueOn: row.due_on, dueAt: row.due_at, executedAt: row.executed_at };
  return {
    assignmentId: row.assignment_id,
    personId: row.person_id,
    personName: row.person_name,
    role: row.role,
    dueOn: row.due_on,
    dueGround: row.due_ground,
    reviewDueAt: row.review_due_at,
    state: row.state,
    timeliness: dated === null ? null : timelinessOf(dated, bounds),
    receivedAt: row.received_at,
    executedAt: row.executed_at,
  };
}

function reportOf(row: ReportRow): AssignmentOfResolution['reports'][number] {
  return { reportId: row.report_id, final: row.final, text: row.text, reportedAt: row.reported_at, reportedBy: row.reported_by, accepted: row.accepted, decisionReason: row.decision_reason, decidedAt: row.decided_at, decidedBy: row.decided_by };
}

function extensionOf(row: ExtensionRow): AssignmentOfResolution['extensions'][number] {
  return { requestId: row.request_id, until: row.until, reason: row.reason, requestedAt: row.requested_at, requestedBy: row.requested_by, granted: row.granted, decisionReason: row.decision_reason, decidedAt: row.decided_at, decidedBy: row.decided_by };
}
