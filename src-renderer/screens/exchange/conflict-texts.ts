import type { Conflict } from '#shared/contract/sync.ts';
import type { ConflictDecision } from '#shared/sync/conflicts.ts';
import { isMessageKey } from '#shared/i18n/translate.ts';
import type { Words } from '../../app/use-text.ts';

/** Decisions that change something a reader of the history will ask about: without a reason they are not written. */
const NEEDS_REASON: ReadonlySet<ConflictDecision> = new Set(['earlier', 'oneVoided']);

export function needsReason(decision: ConflictDecision): boolean {
  return NEEDS_REASON.has(decision);
}

/** The decision as its button names it. */
export function decisionName(sort: Conflict['sort'], decision: ConflictDecision, { tKnown }: Words): string {
  return tKnown(`sync.decision.${sort}.${decision}`, `sync.decided.${decision}`);
}

/** What the decision will do; an empty text for one that this window does not know for the sort. */
export function decisionEffect(sort: Conflict['sort'], decision: ConflictDecision, value: string, { t }: Words): string {
  const key = `sync.does.${sort}.${decision}`;
  return isMessageKey(key) ? t(key, { value }) : '';
}

const LONG_VALUE = 80;

/** A value inside a sentence; it stands above as a whole. */
export function shortened(value: string): string {
  return value.length <= LONG_VALUE ? value : `${value.slice(0, LONG_VALUE).trimEnd()}…`;
}

/** The letter that tells a number from the one given before it; null where the index ends in none. */
export function letterOf(registrationIndex: string): string | null {
  return /-(\p{Script=Cyrillic}{1,2})$/u.exec(registrationIndex)?.[1] ?? null;
}
