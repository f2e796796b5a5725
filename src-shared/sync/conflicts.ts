/**
 * What desks that did not see each other's work leave to a person. `field`: both changed a field. `duplicate`: both
 * registered the same document. `number`: both gave the same number. `command`: something was done to what another
 * had changed meanwhile, and was rejected.
 */
export const CONFLICT_SORTS = ['field', 'duplicate', 'number', 'command'] as const;
export type ConflictSort = (typeof CONFLICT_SORTS)[number];

/**
 * How a conflict was settled. `later`: the value that stands stays. `earlier`: the one before it was put back by a
 * correction. `bothStay`: both documents are right. `oneVoided`: one of the two was voided. `noted`: seen, nothing
 * more was to be done; `repeated`: the rejected step was done again.
 */
export const CONFLICT_DECISIONS = ['later', 'earlier', 'bothStay', 'oneVoided', 'noted', 'repeated'] as const;
export type ConflictDecision = (typeof CONFLICT_DECISIONS)[number];

/** The decisions that make sense for each sort. */
export const DECISIONS_OF: Readonly<Record<ConflictSort, readonly ConflictDecision[]>> = {
  field: ['later', 'earlier'],
  duplicate: ['bothStay', 'oneVoided'],
  number: ['noted'],
  command: ['noted', 'repeated'],
};
