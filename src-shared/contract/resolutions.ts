import { z } from 'zod';
import { ASSIGNMENT_ACTIONS, ASSIGNMENT_STATES, TIMELINESS } from '../domain/execution.ts';
import { CANDIDATE_FITS, DUE_GROUNDS, EXECUTOR_ROLES, RESOLUTION_SOURCES } from '../domain/resolutions.ts';
import { day, id, instant, nothing } from './common.ts';
import { method } from './define.ts';

const source = z.enum(RESOLUTION_SOURCES);
const executorRole = z.enum(EXECUTOR_ROLES);
const longText = z.string().trim().max(4000);
const reason = z.string().trim().min(1).max(2000);

/** An execution report (RES-16) or, not `final`, an interim one. `accepted`: null while nobody decided. */
export const executionReport = z.object({ reportId: id, final: z.boolean(), text: z.string(), reportedAt: instant, reportedBy: z.string(), accepted: z.boolean().nullable(), decisionReason: z.string().nullable(), decidedAt: instant.nullable(), decidedBy: z.string().nullable() });
export type ExecutionReport = z.output<typeof executionReport>;

/** A request for a later day. `granted`: null while nobody decided. */
export const extensionRequest = z.object({ requestId: id, until: day, reason: z.string(), requestedAt: instant, requestedBy: z.string(), granted: z.boolean().nullable(), decisionReason: z.string().nullable(), decidedAt: instant.nullable(), decidedBy: z.string().nullable() });
export type ExtensionRequest = z.output<typeof extensionRequest>;

export const assignmentOfResolution = z.object({
  assignmentId: id,
  personId: z.string(),
  personName: z.string(),
  role: executorRole,
  dueOn: day.nullable(),
  dueGround: z.enum(DUE_GROUNDS).nullable(),
  /** By when the resolution is to be worked on (RES-10, RES-11). */
  reviewDueAt: instant.nullable(),
  state: z.enum(ASSIGNMENT_STATES),
  /** Null where nothing is due. */
  timeliness: z.enum(TIMELINESS).nullable(),
  receivedAt: instant,
  executedAt: instant.nullable(),
  reports: z.array(executionReport),
  extensions: z.array(extensionRequest),
  /** What the person who asks may do to it now. */
  may: z.array(z.enum(ASSIGNMENT_ACTIONS)),
});
export type AssignmentOfResolution = z.output<typeof assignmentOfResolution>;

export const resolutionOfDocument = z.object({
  resolutionId: id,
  source,
  sourceId: z.string(),
  authorPersonId: z.string(),
  authorName: z.string(),
  text: z.string(),
  dueOn: day.nullable(),
  /** Units that take part (RES-02). */
  units: z.array(z.object({ unitId: z.string(), name: z.string() })),
  onPaperOn: day.nullable(),
  urgent: z.boolean(),
  issuedAt: instant,
  issuedBy: z.string(),
  /** Issued by an assistant or a deputy on behalf of the author, or entered from paper. */
  onBehalf: z.boolean(),
  /** Another stands in its place; it stays to be seen (RES-03). */
  superseded: z.boolean(),
  /** What it followed from was withdrawn. */
  withdrawn: z.boolean(),
  /** Executors as it named them, whatever came later. */
  executors: z.array(z.object({ personName: z.string(), role: executorRole, dueOn: day.nullable() })),
  assignments: z.array(assignmentOfResolution),
});
export type ResolutionOfDocument = z.output<typeof resolutionOfDocument>;

/** A place at which the person may lay a resolution, or put another in the place of the one that stands there. */
export const resolutionPlace = z.object({
  source,
  sourceId: z.string(),
  authorPersonId: z.string(),
  authorName: z.string(),
  /** The resolution that stands there and would be superseded. */
  standing: id.nullable(),
  /** `own`: one's own; `onBehalf`: as assistant or deputy; `paper`: entered by the registrar from a paper; `order`: list of executors of an order. */
  as: z.enum(['own', 'onBehalf', 'paper', 'order']),
});
export type ResolutionPlace = z.output<typeof resolutionPlace>;

export const resolutionCandidate = z.object({ personId: z.string(), name: z.string(), position: z.string(), unitId: z.string().nullable(), unitName: z.string().nullable(), fit: z.enum(CANDIDATE_FITS) });
export type ResolutionCandidate = z.output<typeof resolutionCandidate>;

export const resolutionInput = z.object({
  /** Makes a repeated call harmless. */
  resolutionId: id,
  documentId: id,
  source,
  sourceId: z.string().min(1).max(100),
  authorPersonId: z.string(),
  text: longText,
  executors: z.array(z.object({ personId: z.string(), role: executorRole, dueOn: day.nullable() })).max(120),
  unitIds: z.array(z.string()).max(120),
  dueOn: day.nullable(),
  onPaperOn: day.nullable(),
  supersedes: id.nullable(),
  urgent: z.boolean(),
  controllerPersonId: z.string().nullable(),
  exceptionsConfirmed: z.boolean(),
});
export type ResolutionInput = z.output<typeof resolutionInput>;

export const documentControl = z.object({ controllerPersonId: z.string(), controllerName: z.string(), setAt: instant, liftedAt: instant.nullable(), liftedBy: z.string().nullable() });

const assignmentStep = z.object({ documentId: id, assignmentId: id });

export const resolutions = {
  /** Everything of a document, in the order of issue; a resolution that follows from an assignment names it (RES-04). */
  ofDocument: method(
    'card.readOwn',
    z.object({ documentId: id }),
    z.object({
      resolutions: z.array(resolutionOfDocument),
      control: documentControl.nullable(),
      places: z.array(resolutionPlace),
      maySetControl: z.boolean(),
      /** Why the document stays under control; null: it may be taken off. */
      liftObstacle: z.enum(['notControlled', 'notYours', 'notExecuted']).nullable(),
    }),
  ),
  /** Who may be an executor there, those who fit first, with the days that would hold without a wish. */
  candidates: method(
    'resolution.issue',
    z.object({ documentId: id, source, sourceId: z.string(), authorPersonId: z.string() }),
    z.object({ people: z.array(resolutionCandidate), units: z.array(z.object({ unitId: z.string(), name: z.string() })), today: day, higherDueOn: day.nullable(), defaultDueOn: day }),
  ),
  issue: method('resolution.issue', resolutionInput, nothing),
  note: method('card.readOwn', assignmentStep, nothing),
  report: method('card.readOwn', assignmentStep.extend({ reportId: id, final: z.boolean(), text: reason }), nothing),
  decideReport: method('card.readOwn', assignmentStep.extend({ reportId: id, accepted: z.boolean(), reason: longText }), nothing),
  requestExtension: method('card.readOwn', assignmentStep.extend({ requestId: id, until: day, reason }), nothing),
  decideExtension: method('card.readOwn', assignmentStep.extend({ requestId: id, granted: z.boolean(), reason: longText }), nothing),
  setControl: method('card.readOwn', z.object({ documentId: id, controllerPersonId: z.string(), reason: longText }), nothing),
  liftControl: method('card.readOwn', z.object({ documentId: id, reason: longText }), nothing),
};
