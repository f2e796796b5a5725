/** When a registered card may be changed and what has to be said for it (CARD-14, NUM-02). */
import type { RegistrationCard } from './registration-card.ts';

/** Minutes in which the registrar mends a slip without giving a reason; the history keeps it all the same. */
export const SLIP_MINUTES = 15;

/** True where a correction opens a restricted card: that is no slip, at whatever time (SEC-22). */
export function opensAccess(before: Pick<RegistrationCard, 'restricted'>, after: Pick<RegistrationCard, 'restricted'>): boolean {
  return before.restricted && !after.restricted;
}

/** True where a correction must give its reason: later, by somebody else, or once the document was passed on. */
export function correctionNeedsReason(card: Pick<RegistrationCard, 'registeredAt' | 'registeredBy' | 'state'>, accountId: string, now: number): boolean {
  if (card.state !== 'registered' || card.registeredBy.accountId !== accountId) return true;
  const passed = now - Date.parse(card.registeredAt);
  return passed < 0 || passed > SLIP_MINUTES * 60_000;
}
