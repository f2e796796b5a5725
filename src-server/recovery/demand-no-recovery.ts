import { RequestRefused } from '../request-refused.ts';
import type { Organisation } from '../stores/store.ts';

const RETRY_AFTER_SECONDS = 60;

/**
 * Nothing gets a place, is leased or enrolled while desks give back what the server lost; and nothing is read, so that a
 * desk in the middle of its conversation hears of it. @throws RequestRefused
 */
export function demandNoRecovery({ recovery }: Pick<Organisation, 'recovery'>): void {
  if (recovery !== null) throw new RequestRefused('busy', 'the organisation is being recovered from its desks', { retryAfterSeconds: RETRY_AFTER_SECONDS });
}
