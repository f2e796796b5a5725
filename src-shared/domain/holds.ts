/** Grounds on which nothing of a case may be destroyed, whatever its period says (C.7.5e, MoReq2010: a hold outranks every disposal). */
export const HOLD_GROUNDS = ['court', 'audit', 'appeal', 'employee-request', 'other'] as const;
export type HoldGround = (typeof HOLD_GROUNDS)[number];

/** What a hold that stands names. */
export interface StandingHold {
  readonly caseIds: readonly string[];
  readonly documentIds: readonly string[];
}

/**
 * Whether a hold keeps the case: it names the case itself or a document that lies in it. No period, act or decision
 * outranks it. Its twins: `isHeld` of the tables' rules, `HELD_CASES` of the room.
 */
export function isHeld(caseId: string, documentsInIt: readonly string[], holds: readonly StandingHold[]): boolean {
  return holds.some((hold) => hold.caseIds.includes(caseId) || hold.documentIds.some((documentId) => documentsInIt.includes(documentId)));
}
