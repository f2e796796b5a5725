/**
 * Typical routes of a draft (типові маршрути, KhAI 1.14, ROUTE-06): stages in order, the steps of a stage at once, and
 * for each step the part that it has in the draft and who takes it. A template is data: rule packs bring the typical
 * ones, the office keeps its own in versions.
 */
import type { Language } from '../languages.ts';

/** Parts in a draft (OKPU 6.4), in the order in which a route may ask for them. */
export const STEP_ROLES = ['approver', 'signer', 'countersigner', 'registrar', 'executor'] as const;
export type StepRole = (typeof STEP_ROLES)[number];

/** Questions that a draft may touch and that decide which stages it takes (ROUTE-08; KhAI 4.5). */
export const DRAFT_CONCERNS = ['finance', 'staffing', 'hr'] as const;
export type DraftConcern = (typeof DRAFT_CONCERNS)[number];

/** Words in languages of the office's documents. */
export type LocalNames = Readonly<Partial<Record<Language, string>>>;

/**
 * Who takes a step. Packs know no people and no units of an office, so they name positions and units by words in every
 * spelling that is met; an office may name the person or the unit itself.
 */
export type StepTaker =
  | { readonly by: 'person'; readonly personId: string }
  /** Whoever holds one of these positions; more than one such person is told, never chosen by chance. */
  | { readonly by: 'position'; readonly positions: readonly string[] }
  /** Whoever holds one of these positions in the author's unit, else in the nearest unit above where anybody does. */
  | { readonly by: 'positionInAuthorUnit'; readonly positions: readonly string[] }
  | { readonly by: 'unitHead'; readonly unitId: string }
  | { readonly by: 'namedUnitHead'; readonly unitNames: readonly string[] }
  /** Who prepared the draft (KhAI 4.5, first in the order). */
  | { readonly by: 'author' }
  | { readonly by: 'authorUnitHead' }
  /** Head of the nearest unit above the author's, such as the dean above a department. */
  | { readonly by: 'headAboveAuthorUnit' }
  /** The official of the signer requisite (SIGN-06). */
  | { readonly by: 'namedSigner' }
  /** Everybody whom the draft names as an executor. */
  | { readonly by: 'namedExecutors' }
  /** Heads of the units that are responsible for what the draft is about. */
  | { readonly by: 'responsibleUnitHeads' }
  /** Deputy head by distribution of duties: who coordinates the responsible units; where the draft names none, the author's. */
  | { readonly by: 'coordinator' }
  | { readonly by: 'officeHead' };

export interface TemplateStep {
  readonly stepId: string;
  readonly role: StepRole;
  readonly names: LocalNames;
  readonly taker: StepTaker;
  /** The step is taken where the draft touches any of these; empty: always. */
  readonly when: readonly DraftConcern[];
  /** The draft may name nobody here, and then the step is left out and told so; false: nobody is an obstacle. */
  readonly mayBeNobody: boolean;
}

export interface TemplateStage {
  readonly names: LocalNames;
  readonly when: readonly DraftConcern[];
  readonly steps: readonly TemplateStep[];
}

/** How approval is given (ROUTE-10): by the action «Погоджено» or a signature; by a signature alone; by hand or a signature (ROUTE-12). */
export const APPROVAL_MODES = ['action-or-signature', 'signature', 'handwritten-or-signature'] as const;
export type ApprovalMode = (typeof APPROVAL_MODES)[number];

/**
 * How signing ends (X2). `single`: the signature of the signer ends the creation (SIGN-06). `two-step`: first the head,
 * then the document-flow officer, each by signature or password (SIGN-01; OKPU 6.2.4).
 */
export const SIGNING_PROFILES = ['single', 'two-step'] as const;
export type SigningProfile = (typeof SIGNING_PROFILES)[number];

/** Signature, or the password where the office's rules take it for one (OKPU 6.2.4; KSTU 6.2), or the hand on paper. */
export const SIGNER_MEANS = ['signature', 'password', 'handwritten'] as const;
export type SignerMeans = (typeof SIGNER_MEANS)[number];

/** After a return or a change of content: everybody anew; those from the stage that returned on; only those who have to see the change. */
export const RESTART_RULES = ['from-beginning', 'from-returned-stage', 'only-chosen'] as const;
export type RestartRule = (typeof RESTART_RULES)[number];

export interface RouteTemplate {
  readonly names: LocalNames;
  readonly stages: readonly TemplateStage[];
  readonly approval: ApprovalMode;
  readonly signing: SigningProfile;
  /** By what signers and countersigners sign, each as he can (SIGN-14; KSTU 1.9), the usual one first. */
  readonly signerMeans: readonly SignerMeans[];
  readonly restart: RestartRule;
}

export const TEMPLATE_PROBLEMS = ['noStage', 'emptyStage', 'duplicateStep', 'nobodyNamed', 'noSigner', 'signerConditional', 'mixedStage', 'orderBroken', 'countersignerMissing', 'countersignerUnreachable', 'noMeans', 'unnamed'] as const;
export type TemplateProblemKind = (typeof TEMPLATE_PROBLEMS)[number];

export interface TemplateProblem {
  readonly problem: TemplateProblemKind;
  /** Counted from 0; null: the template as a whole. */
  readonly stage: number | null;
  readonly stepId: string | null;
}

const RANK: Readonly<Record<StepRole, number>> = { approver: 0, signer: 1, countersigner: 2, registrar: 3, executor: 4 };

/**
 * Everything that keeps a template from being used, in the order of its stages. What has passed lets nobody sign before
 * all approvers: the parts come in their order, and no stage mixes them.
 */
export function templateProblems(template: Pick<RouteTemplate, 'names' | 'stages' | 'signing' | 'signerMeans'>): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const report = (problem: TemplateProblemKind, stage: number | null = null, stepId: string | null = null): void => void problems.push({ problem, stage, stepId });
  if (!isNamed(template.names)) report('unnamed');
  if (template.signerMeans.length === 0) report('noMeans');
  if (template.stages.length === 0) report('noStage');
  const seen = new Set<string>();
  let reached = 0;
  for (const [at, { steps }] of template.stages.entries()) {
    if (steps.length === 0) report('emptyStage', at);
    if (new Set(steps.map(({ role }) => role)).size > 1) report('mixedStage', at);
    for (const { stepId, role, taker, names } of steps) {
      if (seen.has(stepId)) report('duplicateStep', at, stepId);
      seen.add(stepId);
      if (!isNamed(names)) report('unnamed', at, stepId);
      if (!namesSomebody(taker)) report('nobodyNamed', at, stepId);
      if (RANK[role] < reached) report('orderBroken', at, stepId);
      if (role === 'countersigner' && template.signing === 'single') report('countersignerUnreachable', at, stepId);
    }
    reached = Math.max(reached, ...steps.map(({ role }) => RANK[role]));
  }
  problems.push(...signerProblems(template));
  return problems;
}

function signerProblems({ stages, signing }: Pick<RouteTemplate, 'stages' | 'signing'>): TemplateProblem[] {
  const always = (role: StepRole): boolean => stages.some((stage) => stage.when.length === 0 && stage.steps.some((step) => step.role === role && step.when.length === 0 && !step.mayBeNobody));
  const any = (role: StepRole): boolean => stages.some(({ steps }) => steps.some((step) => step.role === role));
  const found: TemplateProblem[] = [];
  if (!any('signer')) found.push({ problem: 'noSigner', stage: null, stepId: null });
  else if (!always('signer')) found.push({ problem: 'signerConditional', stage: null, stepId: null });
  if (signing === 'two-step' && !always('countersigner')) found.push({ problem: 'countersignerMissing', stage: null, stepId: null });
  return found;
}

function isNamed(names: LocalNames): boolean {
  return Object.values(names).some((name) => name.trim() !== '');
}

function namesSomebody(taker: StepTaker): boolean {
  if (taker.by === 'person') return taker.personId !== '';
  if (taker.by === 'unitHead') return taker.unitId !== '';
  if (taker.by === 'position' || taker.by === 'positionInAuthorUnit') return taker.positions.some((position) => position.trim() !== '');
  if (taker.by === 'namedUnitHead') return taker.unitNames.some((name) => name.trim() !== '');
  return true;
}
