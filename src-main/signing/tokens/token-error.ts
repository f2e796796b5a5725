/**
 * Why a token gave no answer or no signature.
 *
 * - `module-not-built`: the native module that speaks to drivers is not there; no token can be used;
 * - `driver-not-loadable`: the file is no driver, or one for another system;
 * - `driver-crashed`: the driver took its process down; the next call begins anew;
 * - `driver-hangs`: no answer in time; its process was ended, the next call begins anew;
 * - `driver-failed`: the driver reports an error that has no name of its own here; `detail` holds its return value;
 * - `token-removed`: there is no such token (any more) in that slot, or another one;
 * - `wrong-pin`: refused by the token; `pinTries` says what is left, where the token tells;
 * - `pin-locked`: the token takes no PIN any more, or needs a new one from its issuer;
 * - `key-not-found`: the token has no private key of that id, or more than one;
 * - `unsupported-key`: neither the key's kind nor the token's mechanisms give a signature that is wanted;
 * - `cancelled`: the person refused at the token, or the source was closed.
 */
export type TokenProblem =
  | 'module-not-built'
  | 'driver-not-loadable'
  | 'driver-crashed'
  | 'driver-hangs'
  | 'driver-failed'
  | 'token-removed'
  | 'wrong-pin'
  | 'pin-locked'
  | 'key-not-found'
  | 'unsupported-key'
  | 'cancelled';

/**
 * How many wrong PINs the token still forgives, as far as its flags say it (PKCS #11 v2.40 clause 3.2,
 * CKF_USER_PIN_*). Many tokens tell nothing: `not-told` is no promise.
 */
export type PinTries = 'not-told' | 'few' | 'last' | 'none';

/** A token gave no answer. Nothing of a PIN is in it. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
  readonly problem: TokenProblem;
  readonly pinTries: PinTries;

  /** @param detail for the log: a return value of PKCS #11 or the system's own words. */
  constructor(problem: TokenProblem, detail: string, pinTries: PinTries = 'not-told') {
    super(`${problem}: ${detail}`);
    this.problem = problem;
    this.pinTries = pinTries;
  }
}
