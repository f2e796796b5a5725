/** By what a step is taken: the action, a signature, the password, or the hand (ROUTE-10, ROUTE-11, ROUTE-12, SIGN-01, SIGN-14). */
import type { RouteTemplate, StepRole } from './template.ts';

export const STEP_MEANS = ['action', 'signature', 'password', 'handwritten'] as const;
export type StepMeans = (typeof STEP_MEANS)[number];

interface MeansFacts {
  readonly keptAsPaperCopy: boolean;
  readonly transitional: boolean;
}

/** The means that a step allows, the usual one first. */
export function allowedMeans(role: StepRole, template: Pick<RouteTemplate, 'approval' | 'signerMeans'>, facts: MeansFacts): readonly StepMeans[] {
  if (role === 'registrar' || role === 'executor') return ['action'];
  if (role === 'approver') return approvalMeans(template, facts);
  // KhAI 4.3: until the conditions are reached the document is created on paper, so its signature is one on paper (X9).
  return facts.transitional ? ['handwritten'] : template.signerMeans;
}

function approvalMeans({ approval }: Pick<RouteTemplate, 'approval'>, { keptAsPaperCopy }: MeansFacts): readonly StepMeans[] {
  // KhAI 4.5: a paper copy of the e-original shows the signatures of its approvers, so there have to be some (ROUTE-11).
  if (keptAsPaperCopy || approval === 'signature') return ['signature'];
  return approval === 'handwritten-or-signature' ? ['handwritten', 'signature'] : ['action', 'signature'];
}

/** Whether a file shows it: the signature itself, or the scan of the sheet that was signed by hand (SIGN-14). */
export function needsEvidence(means: StepMeans): boolean {
  return means === 'signature' || means === 'handwritten';
}
