/**
 * Why a container was not opened.
 *
 * - `wrong-password`: it does not open with this password; see `mayBeDamaged`;
 * - `damaged`: it is none of the known forms, or breaks the rules of its own;
 * - `unsupported`: sound so far, but it uses something that is not done here; `algorithm` names it;
 * - `too-large`: past a bound on size, depth or number of entries;
 * - `too-expensive`: it asks for more rounds of key derivation than we spend;
 * - `no-key`: it opens and holds no private key.
 */
export type KeyContainerProblem = 'wrong-password' | 'damaged' | 'unsupported' | 'too-large' | 'too-expensive' | 'no-key';

interface Circumstances extends ErrorOptions {
  readonly algorithm?: string;
  readonly mayBeDamaged?: boolean;
}

/** Nothing was opened; `problem` says why, the message adds the detail for the log and holds no secret. */
export class KeyContainerError extends Error {
  override readonly name = 'KeyContainerError';
  readonly problem: KeyContainerProblem;
  /** What is not supported; null for every other problem. */
  readonly algorithm: string | null;
  /**
   * With `wrong-password`: a change of the file would look the same. All forms check the password by what it opens,
   * so this is false only where the file's own integrity was shown before.
   */
  readonly mayBeDamaged: boolean;

  constructor(problem: KeyContainerProblem, detail: string, { algorithm, mayBeDamaged = false, ...options }: Circumstances = {}) {
    super(`${problem}: ${detail}`, options);
    this.problem = problem;
    this.algorithm = algorithm ?? null;
    this.mayBeDamaged = mayBeDamaged;
  }
}

/** @param algorithm name for people, or an OID where there is none. */
export function unsupported(algorithm: string): KeyContainerError {
  return new KeyContainerError('unsupported', algorithm, { algorithm });
}
