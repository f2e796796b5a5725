/** What the expert commission decides of a case that bears its mark (ЕПК/ЭПК). */
export const APPRAISAL_DECISIONS = ['destroy', 'keep'] as const;
export type AppraisalDecision = (typeof APPRAISAL_DECISIONS)[number];
