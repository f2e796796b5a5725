import { z } from 'zod';

/**
 * The few kinds of error that a window has to tell apart. The words for the user come from `message`,
 * a key below `error.` of the catalogues: what happened, what was kept, what to do.
 */
export const ERROR_CODES = [
  'bad-input',
  'not-signed-in',
  'no-right',
  'not-found',
  'refused',
  'conflict',
  'too-large',
  'locked',
  'not-ready',
  'timed-out',
  'cancelled',
  'unreadable',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export const contractErrorSchema = z.object({
  code: z.enum(ERROR_CODES),
  /** Message key below `error.`, e.g. `error.requisitesMissing`. */
  message: z.string(),
  params: z.record(z.string(), z.string()).default({}),
  /** Single points, such as each missing requisite: path of the field and a message key. */
  issues: z.array(z.object({ path: z.string(), message: z.string() })).default([]),
});
export type ContractError = z.output<typeof contractErrorSchema>;

/** Thrown inside a room to answer with a typed error; the dispatcher turns it into a result. */
export class Refusal extends Error {
  readonly error: ContractError;

  constructor(code: ErrorCode, message: string, params: Record<string, string> = {}, issues: ContractError['issues'] = []) {
    super(`${code}: ${message}`);
    this.name = 'Refusal';
    this.error = { code, message, params, issues };
  }
}
