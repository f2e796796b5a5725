/** Grounds on which nothing of a case may be destroyed, whatever its period says (C.7.5e, MoReq2010: a hold outranks every disposal). */
export const HOLD_GROUNDS = ['court', 'audit', 'appeal', 'employee-request', 'other'] as const;
export type HoldGround = (typeof HOLD_GROUNDS)[number];
