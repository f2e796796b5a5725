import type { OpenTokenSource } from './tokens/index.ts';
import { TokenError } from './tokens/token-error.ts';

/** A start that cannot have processes of drivers: no token can be used. */
export const NO_TOKENS: OpenTokenSource = () => {
  const none = (): Promise<never> => Promise.reject(new TokenError('module-not-built', 'this start has no processes of drivers'));
  return { list: none, open: none, sign: none, close: () => undefined };
};
