import { z } from 'zod';
import { DUE_GROUNDS, EXECUTOR_ROLES, RESOLUTION_SOURCES } from '../../domain/resolutions.ts';

/** An executor as he was then. `dueAt` with the calendar by which it was computed (D.1). */
const assignment = z.object({
  /** Kept where a resolution that takes another's place names the same executor again: his reports go on. */
  assignmentId: z.string(),
  personId: z.string(),
  personName: z.string(),
  accountId: z.string().nullable(),
  role: z.enum(EXECUTOR_ROLES),
  /** Null for those who only get to know. */
  due: z.object({ dueOn: z.string(), dueAt: z.string(), ground: z.enum(DUE_GROUNDS), calendarVersion: z.string() }).nullable(),
  /** By when the resolution is to be worked on (RES-10, RES-11); null for those who only get to know. */
  reviewDueAt: z.string().nullable(),
});

/**
 * Operations of resolutions and of their execution. A resolution's entity is what it follows from, so that of two
 * desks that answered the same review the first stands; an assignment's is the assignment.
 */
export const resolutionsOperations = {
  'resolution.issued': z.object({
    resolutionId: z.string(),
    documentId: z.string(),
    source: z.enum(RESOLUTION_SOURCES),
    /** Step of the pass, assignment, or the document itself. */
    sourceId: z.string(),
    authorPersonId: z.string(),
    authorName: z.string(),
    text: z.string(),
    dueOn: z.string().nullable(),
    unitIds: z.array(z.string()),
    /** Laid by hand on a printed paper and entered by the registrar (RES-15): the day on the paper. */
    onPaperOn: z.string().nullable(),
    /** The resolution whose place it takes (RES-03); null: it is the first. */
    supersedes: z.string().nullable(),
    urgent: z.boolean(),
    /** Who controls the execution from now on; null: nobody is named by it. */
    controllerPersonId: z.string().nullable(),
    assignments: z.array(assignment),
  }),
  'assignment.noted': z.object({ documentId: z.string(), assignmentId: z.string() }),
  /** `final`: the execution report, which asks to be accepted (RES-16); otherwise an interim one. */
  'execution.reported': z.object({ documentId: z.string(), assignmentId: z.string(), reportId: z.string(), final: z.boolean(), text: z.string() }),
  'execution.decided': z.object({ documentId: z.string(), assignmentId: z.string(), reportId: z.string(), accepted: z.boolean(), reason: z.string() }),
  'extension.requested': z.object({ documentId: z.string(), assignmentId: z.string(), requestId: z.string(), until: z.string(), reason: z.string() }),
  /** `due`: what the assignment is due by from now on; null where the request is refused. */
  'extension.decided': z.object({ documentId: z.string(), assignmentId: z.string(), requestId: z.string(), due: z.object({ dueOn: z.string(), dueAt: z.string(), calendarVersion: z.string() }).nullable(), reason: z.string() }),
  'control.set': z.object({ documentId: z.string(), controllerPersonId: z.string(), controllerName: z.string(), reason: z.string() }),
  'control.lifted': z.object({ documentId: z.string(), reason: z.string() }),
} as const;
