import { type Retention, retentionProblems } from './retention.ts';

/** What the expert commission decides of a case that bears its mark (ЕПК/ЭПК). */
export const APPRAISAL_DECISIONS = ['destroy', 'keep'] as const;
export type AppraisalDecision = (typeof APPRAISAL_DECISIONS)[number];

/** What the commission looks at of a case. */
export interface CaseToAppraise {
  readonly retention: Retention | null;
  readonly closed: boolean;
  readonly destroyed: boolean;
  /** The newest decision; null where it has not been looked at. */
  readonly decision: AppraisalDecision | null;
  /** First year in which an act of destruction may name it; null: none yet, or none ever. */
  readonly destroyableFrom: number | null;
}

/** Years for which a case that the commission keeps may be kept; any other period is a matter of the list. */
export const KEPT_PERIODS = ['permanent', 'years'] as const;
export type KeptPeriod = (typeof KEPT_PERIODS)[number];

export type AppraisalProblem = 'open' | 'destroyed' | 'noMark' | 'periodMissing' | 'periodNotLonger';

/**
 * Whether the commission still has to look at a case before it may go (C.7.3): it is closed, bears the mark, nobody has
 * said that it may be destroyed, and its period is over before the year.
 */
export function awaitsAppraisal({ retention, closed, destroyed, decision, destroyableFrom }: CaseToAppraise, year: number): boolean {
  return closed && !destroyed && retention?.expertMark === true && decision !== 'destroy' && destroyableFrom !== null && destroyableFrom <= year;
}

/**
 * Why a protocol may not decide so; null: it may. A case that was decided may be decided again by a later protocol. Kept
 * for years, it is kept longer than before: the commission never shortens what the list asks for.
 *
 * @param kept the new period, where the decision is to keep it
 */
export function appraisalProblem(found: CaseToAppraise, decision: AppraisalDecision, kept: Retention | null): AppraisalProblem | null {
  const { retention, closed, destroyed } = found;
  if (destroyed) return 'destroyed';
  if (!closed) return 'open';
  if (retention === null || (!retention.expertMark && found.decision === null)) return 'noMark';
  if (decision === 'destroy') return retention.period === 'permanent' ? 'noMark' : null;
  if (kept === null || retentionProblems(kept).length > 0) return 'periodMissing';
  return kept.period === 'years' && (retention.period === 'permanent' || (kept.years ?? 0) <= (retention.years ?? 0)) ? 'periodNotLonger' : null;
}

/** The period of a case that is kept: its article stays. For ever needs no mark any more; after years the commission looks at it again. */
export function keptRetention(before: Retention, period: KeptPeriod, years: number | null): Retention {
  return { ...before, period, years: period === 'years' ? years : null, event: null, expertMark: period === 'years' };
}
