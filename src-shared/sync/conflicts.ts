/**
 * How a conflict was settled. `later`: the value that stands stays. `earlier`: the one before it was put back by a
 * correction. `bothStay`: both documents are right. `oneVoided`: one of the two was voided. `noted`: seen, nothing
 * more was to be done; `repeated`: the rejected step was done again.
 */
export const CONFLICT_DECISIONS = ['later', 'earlier', 'bothStay', 'oneVoided', 'noted', 'repeated'] as const;

/** What two desks left to a person: see the contract's `conflict`. */
export const CONFLICT_SORTS = ['field', 'duplicate', 'number', 'command'] as const;
export type ConflictSort = (typeof CONFLICT_SORTS)[number];
export type ConflictDecision = (typeof CONFLICT_DECISIONS)[number];
