/**
 * Keys on tokens behind PKCS #11 drivers. It knows no store and no desk; drivers run in a process of their own.
 *
 * This file is the interface that callers keep.
 */
export { openTokenSource } from './token-source.ts';
export type { OpenTokenSource, TokenLimits, TokenSource, TokenSourceOptions } from './token-source.ts';
export { TokenError } from './token-error.ts';
export type { PinTries, TokenProblem } from './token-error.ts';
export type { Token, TokenCertificate, TokenDigest, TokenListing, TokenOpenRequest, TokenSignRequest } from './token-messages.ts';
export { tokenAlgorithmOf, tokenSigningKey } from './token-signing-key.ts';
export type { TokenKey } from './token-signing-key.ts';
