import type { Driver } from './driver.ts';
import { certificatesIn } from './list-tokens.ts';
import { loggedIn } from './log-in.ts';
import type { TokenCertificate, TokenOpenRequest } from './token-messages.ts';

/** What the chosen token shows to whoever has its PIN. @throws TokenError; errors of the driver as it throws them */
export function openToken(driver: Driver, request: TokenOpenRequest): TokenCertificate[] {
  return loggedIn(driver, request, (session) => certificatesIn(driver, session));
}
