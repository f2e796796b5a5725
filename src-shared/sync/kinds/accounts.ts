import { z } from 'zod';
import { ROLES } from '../../domain/rights.ts';

/** Verifier of a password: scrypt (RFC 7914) with its parameters, salt and hash in base64. */
export const passwordVerifier = z.object({
  algorithm: z.literal('scrypt'),
  cost: z.number().int(),
  blockSize: z.number().int(),
  parallelization: z.number().int(),
  salt: z.string(),
  hash: z.string(),
});
export type PasswordVerifier = z.output<typeof passwordVerifier>;

/** Operations of accounts and sessions. */
export const accountsOperations = {
  'account.created': z.object({
    accountId: z.string(),
    login: z.string(),
    name: z.string(),
    roles: z.array(z.enum(ROLES)),
    verifier: passwordVerifier,
    passwordChangeDue: z.string().nullable(),
  }),
  'account.passwordSet': z.object({ accountId: z.string(), verifier: passwordVerifier, passwordChangeDue: z.string().nullable() }),
  'account.locked': z.object({ accountId: z.string(), reason: z.string() }),
  'account.unlocked': z.object({ accountId: z.string() }),
  'session.opened': z.object({ accountId: z.string() }),
  /** A person took a shared desk over from another: the one session ends, the other begins. */
  'shift.changed': z.object({ fromAccountId: z.string(), toAccountId: z.string(), waitingLetters: z.number().int(), drafts: z.number().int(), papers: z.number().int(), notPassed: z.number().int() }),
  'session.closed': z.object({ accountId: z.string(), reason: z.string() }),
  'session.refused': z.object({ login: z.string(), accountId: z.string().nullable(), reason: z.enum(['wrong', 'locked']), failures: z.number().int() }),
} as const;
