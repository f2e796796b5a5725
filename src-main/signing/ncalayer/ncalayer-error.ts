/**
 * Why NCALayer gave no signature.
 *
 * - `not-running`: nothing listens on its port;
 * - `unknown-program`: something listens there and does not speak as NCALayer does;
 * - `no-answer`: it listens and does not greet in time;
 * - `module-missing`: it runs and lacks the module that was asked for;
 * - `cancelled-by-user`: the person closed its window;
 * - `refused`: it answers with an error of its own; `detail` holds its code and words;
 * - `malformed-answer`: the answer is not of the form that the protocol has;
 * - `answer-too-large`, `document-too-large`: past the bounds that stand here;
 * - `not-believed`: what came back is no correct signature over the document that was sent;
 * - `timed-out`: the person has not signed in time;
 * - `connection-lost`: it went away in between;
 * - `cancelled`: the caller gave up.
 */
export type NcalayerProblem =
  | 'not-running'
  | 'unknown-program'
  | 'no-answer'
  | 'module-missing'
  | 'cancelled-by-user'
  | 'refused'
  | 'malformed-answer'
  | 'answer-too-large'
  | 'document-too-large'
  | 'not-believed'
  | 'timed-out'
  | 'connection-lost'
  | 'cancelled';

/** NCALayer gave no signature; the message adds the detail for the log. */
export class NcalayerError extends Error {
  override readonly name = 'NcalayerError';
  readonly problem: NcalayerProblem;

  constructor(problem: NcalayerProblem, detail: string) {
    super(`${problem}: ${detail}`);
    this.problem = problem;
  }
}
