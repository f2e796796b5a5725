import type { AppraisalDecision } from './appraisal.ts';
import type { AgreeingBody, InventoryType } from './archive-inventories.ts';
import type { Retention } from './retention.ts';
import type { TermReason } from './retention-terms.ts';

/**
 * The act on allotting documents for destruction and its law (C.7.5, C.7.6, ARC-04). Rooms ask it before they write, and
 * the tables of every desk ask it again where an operation stands in the order of the office.
 */
export const ACT_STATES = ['draft', 'agreed', 'approved', 'begun', 'executing', 'executed'] as const;
export type ActState = (typeof ACT_STATES)[number];

export const ACT_STEPS = ['addCases', 'leaveOut', 'agree', 'approve', 'return', 'begin', 'confirm', 'resume', 'complete', 'discard'] as const;
export type ActStep = (typeof ACT_STEPS)[number];

// A case may leave an act until it is executed: that keeps more, and a hold may come at any time.
const STATES_OF_STEP: Readonly<Record<ActStep, readonly ActState[]>> = {
  addCases: ['draft'],
  leaveOut: ['draft', 'agreed', 'approved', 'begun'],
  agree: ['draft', 'agreed'],
  approve: ['agreed'],
  return: ['agreed', 'approved', 'begun'],
  begin: ['approved'],
  confirm: ['begun'],
  resume: ['executing'],
  complete: ['executing'],
  discard: ['draft'],
};

/** A desk that executes an act is through with it within hours: after a day it is held to be lost. */
export const RESUMED_AFTER_HOURS = 24;

/** Whether an act in the state may take the step; an act that is not there takes none. */
export function mayTakeStep(step: ActStep, state: string | null): boolean {
  return STATES_OF_STEP[step].some((one) => one === state);
}

/** Why a case may not be destroyed, as codes that the window puts in words. */
export const OBSTACLES = ['destroyed', 'notClosed', 'noRetention', 'permanent', 'awaitsEvent', 'termNotOver', 'keptByCommission', 'expertMark', 'onHold', 'inOtherAct', 'chainNotWhole', 'inventoryMissing'] as const;
export type ObstacleCode = (typeof OBSTACLES)[number];

/** A reason with what it is about: a year, the number of an act, the reason of a hold, the index of a case, a kind of inventory. */
export interface Obstacle {
  readonly code: ObstacleCode;
  readonly about: string;
}

export interface CaseFacts {
  readonly retention: Retention | null;
  /** As the tables tell it; null while the case is open. */
  readonly term: { readonly reason: TermReason; readonly destroyableFrom: number | null } | null;
  /** Newest decision of the expert commission. */
  readonly appraisal: AppraisalDecision | null;
  /** Holds on the case or on a document of it, each as people know it. */
  readonly holds: readonly string[];
  /** Number of the act by which it was destroyed. */
  readonly destroyedBy: string | null;
  /** Number of another act that names it and is not executed. */
  readonly otherAct: string | null;
  /** Indexes of cases that were carried on in this one or from which it was, and which the act does not name. */
  readonly chainOutside: readonly string[];
  /** Inventories that must be agreed first (C.7.5f). */
  readonly missingInventories: readonly { readonly type: InventoryType; readonly year: number }[];
}

/** Every reason against the destruction of a case by an act of the year; empty: the law allows it (C.7.5). */
export function obstaclesTo(facts: CaseFacts, year: number): Obstacle[] {
  const { retention, term, appraisal, holds, destroyedBy, otherAct, chainOutside, missingInventories } = facts;
  if (destroyedBy !== null) return [{ code: 'destroyed', about: destroyedBy }];
  return [
    ...ofTerm(facts, year),
    ...(appraisal === 'keep' ? [{ code: 'keptByCommission', about: '' } as const] : []),
    ...(retention?.expertMark === true && appraisal === null && term !== null ? [{ code: 'expertMark', about: '' } as const] : []),
    ...holds.map((about) => ({ code: 'onHold', about }) as const),
    ...(otherAct === null ? [] : [{ code: 'inOtherAct', about: otherAct } as const]),
    ...chainOutside.map((about) => ({ code: 'chainNotWhole', about }) as const),
    ...missingInventories.map(({ type, year: ofYear }) => ({ code: 'inventoryMissing', about: `${type} ${ofYear}` }) as const),
  ];
}

function ofTerm({ retention, term }: CaseFacts, year: number): Obstacle[] {
  if (retention === null) return [{ code: 'noRetention', about: '' }];
  if (retention.period === 'permanent') return [{ code: 'permanent', about: '' }];
  if (term === null || term.reason === 'notClosed') return [{ code: 'notClosed', about: '' }];
  if (term.reason === 'noRetention' || term.reason === 'permanent' || term.reason === 'awaitsEvent') return [{ code: term.reason, about: '' }];
  // The period must be over before 1 January of the act's year (C.7.5b).
  if (term.destroyableFrom === null || term.destroyableFrom > year) return [{ code: 'termNotOver', about: String(term.destroyableFrom ?? '') }];
  return [];
}

export interface ActFacts {
  readonly state: ActState;
  readonly drawnUpOn: string;
  readonly commissionDate: string | null;
  readonly archiveDate: string | null;
  readonly approvedOn: string | null;
  /** Account of the person who began the execution. */
  readonly begunAccount: string | null;
  /** Hours since it was confirmed or last gone on with; null: it is not confirmed. */
  readonly executingHours: number | null;
  /** Whether this desk executes it by itself. */
  readonly executedHere: boolean;
}

export type ActWish =
  | { readonly step: 'agree'; readonly by: AgreeingBody; readonly on: string }
  | { readonly step: 'approve'; readonly on: string }
  | { readonly step: 'begin' | 'return' | 'leaveOut' | 'addCases' | 'discard' | 'resume' }
  | { readonly step: 'confirm'; readonly accountId: string };

export const STEP_PROBLEMS = ['wrongState', 'agreedAlready', 'commissionFirst', 'archiveFirst', 'archiveNotAsked', 'dateInFuture', 'dateOutOfOrder', 'samePerson', 'goesOn'] as const;
export type StepProblem = (typeof STEP_PROBLEMS)[number];

/**
 * What stands against a step of an act: the commission agrees, then of a body that creates documents of the archival fund
 * the archive, then the head approves (C.7.5g); two persons execute it (C.7.6). Null: nothing.
 *
 * @param today calendar day of the office
 */
export function stepProblem(act: ActFacts, wish: ActWish, { today, archivalFund }: { readonly today: string; readonly archivalFund: boolean }): StepProblem | null {
  if (!mayTakeStep(wish.step, act.state)) return 'wrongState';
  switch (wish.step) {
    case 'agree': {
      if ((wish.by === 'commission' ? act.commissionDate : act.archiveDate) !== null) return 'agreedAlready';
      if (wish.by === 'archive' && !archivalFund) return 'archiveNotAsked';
      if (wish.by === 'archive' && act.commissionDate === null) return 'commissionFirst';
      return dayProblem(wish.on, act.commissionDate ?? act.drawnUpOn, today);
    }
    case 'approve': {
      if (act.commissionDate === null) return 'commissionFirst';
      if (archivalFund && act.archiveDate === null) return 'archiveFirst';
      return dayProblem(wish.on, act.archiveDate ?? act.commissionDate, today);
    }
    case 'confirm':
      return act.begunAccount === wish.accountId ? 'samePerson' : null;
    case 'resume':
      return act.executedHere || (act.executingHours ?? 0) < RESUMED_AFTER_HOURS ? 'goesOn' : null;
    case 'begin':
    case 'return':
    case 'leaveOut':
    case 'addCases':
    case 'discard':
      return null;
  }
}

function dayProblem(day: string, notBefore: string, today: string): StepProblem | null {
  if (day > today) return 'dateInFuture';
  return day < notBefore ? 'dateOutOfOrder' : null;
}
