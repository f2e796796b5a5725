import { readRetention } from './retention-reading.ts';
import type { Retention } from './retention.ts';
import { countsFromEvent } from './retention-terms.ts';

/** On what a decision on the period of one case rests: a newer list, the expert commission, a slip of the pen. */
export const DECISION_GROUNDS = ['list-changed', 'appraisal', 'correction'] as const;
export type DecisionGround = (typeof DECISION_GROUNDS)[number];

export const DECISION_PROBLEMS = ['destroyed', 'listAfterClosing', 'markStays', 'belowInventory'] as const;
/**
 * Why a period may not be decided so: nothing is left to keep; a newer list reaches open cases alone; only the expert
 * commission takes its mark away; an approved inventory counts on the period it has (C.7).
 */
export type DecisionProblem = (typeof DECISION_PROBLEMS)[number];

export interface DecisionFacts {
  readonly ground: DecisionGround;
  readonly before: Retention | null;
  readonly after: Retention;
  readonly closed: boolean;
  readonly destroyed: boolean;
  /** An approved inventory lists the case. */
  readonly inventoried: boolean;
}

/** What forbids a decision on the period of a case; null: nothing. */
export function decisionProblem({ ground, before, after, closed, destroyed, inventoried }: DecisionFacts): DecisionProblem | null {
  if (destroyed) return 'destroyed';
  if (!closed) return null;
  if (ground === 'list-changed') return 'listAfterClosing';
  if (before === null) return null;
  if (before.expertMark && !after.expertMark && ground !== 'appraisal') return 'markStays';
  return inventoried && mayEndEarlier(before, after) ? 'belowInventory' : null;
}

/** Whether a case could be destroyed earlier by the new period; where the two cannot be compared, it could. */
export function mayEndEarlier(before: Retention, after: Retention): boolean {
  if (after.period === 'permanent') return false;
  if (before.period === 'permanent') return true;
  const sameBeginning = countsFromEvent(before) ? before.period === after.period && before.event === after.event : !countsFromEvent(after);
  return !sameBeginning || (after.years ?? 0) < (before.years ?? 0);
}

/** Whether two periods keep a case in the same way; the words of the article are none of it. */
export function samePeriod(one: Retention, other: Retention): boolean {
  return one.period === other.period && one.years === other.years && one.expertMark === other.expertMark && (one.period !== 'event' || one.event === other.event);
}

export interface PeriodArticle {
  readonly article: string | null;
  readonly period: string;
  /** Of offices that create no documents of the archival fund; null: the list has one column. */
  readonly otherPeriod: string | null;
}

/**
 * What a list says of an article now (NOM-03): its one period, `unclear` where the article has several or one that
 * cannot be read, null where the list does not have it. Nothing is guessed.
 *
 * @param archivalFund whether the office creates documents of the archival fund
 */
export function periodInList(article: string, list: readonly PeriodArticle[], archivalFund: boolean): Retention | 'unclear' | null {
  const wanted = numberOf(article);
  const found = list.filter((entry) => entry.article !== null && numberOf(entry.article) === wanted);
  const [first, ...others] = found.map((entry) => readRetention(archivalFund ? entry.period : (entry.otherPeriod ?? entry.period)));
  if (first === undefined) return null;
  if (first === null || others.some((other) => other === null || !samePeriod(first, other))) return 'unclear';
  return { ...first, article };
}

/** The number of an article without the word before it: lists and nomenclatures write `ст. 82б`, `82-б` and `82 б`. */
function numberOf(article: string): string {
  return article.toLowerCase().replace(/^\D*(?=\d)/u, '').replaceAll(/\s+|[-‑](?=\p{L})|\.$/gu, '');
}
