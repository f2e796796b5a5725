import { RequestRefused } from '../request-refused.ts';
import type { Change } from '../stores/store.ts';

const RETRY_AFTER_SECONDS = 60;

/** Nothing gets a place, and nothing is leased or enrolled, while desks give back what the server lost. @throws RequestRefused */
export function demandNoRecovery({ organisation }: Change): void {
  if (organisation.recovery !== null) throw new RequestRefused('busy', 'the organisation is being recovered from its desks', { retryAfterSeconds: RETRY_AFTER_SECONDS });
}
