import { z } from 'zod';
import { ROLES } from '../../domain/rights.ts';
import type { Upcaster } from './upcaster.ts';

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

/** Codes of the desks at which a person may sign in; null: at every desk of the office. */
const enrolledAt = z.array(z.string().min(1).max(10)).max(1000).nullable();

/** Operations of accounts and sessions. */
export const accountsOperations = {
  'account.created': z.object({
    accountId: z.string(),
    login: z.string(),
    name: z.string(),
    roles: z.array(z.enum(ROLES)),
    /** Null for a person of certain desks: it follows in the stream that only these take. */
    verifier: passwordVerifier.nullable(),
    passwordChangeDue: z.string().nullable(),
    desks: enrolledAt,
  }),
  'account.enrolled': z.object({ accountId: z.string(), desks: enrolledAt }),
  'account.passwordSet': z.object({ accountId: z.string(), verifier: passwordVerifier, passwordChangeDue: z.string().nullable() }),
  'account.locked': z.object({ accountId: z.string(), reason: z.string() }),
  'account.unlocked': z.object({ accountId: z.string() }),
  'session.opened': z.object({ accountId: z.string() }),
  /** A person took a shared desk over from another: the one session ends, the other begins. */
  'shift.changed': z.object({ fromAccountId: z.string(), toAccountId: z.string(), waitingLetters: z.number().int(), drafts: z.number().int(), papers: z.number().int(), notPassed: z.number().int() }),
  'session.closed': z.object({ accountId: z.string(), reason: z.string() }),
  'session.refused': z.object({ login: z.string(), accountId: z.string().nullable(), reason: z.enum(['wrong', 'locked']), failures: z.number().int() }),
} as const;

export const accountsVersions = { 'account.created': 2 } as const;

export const accountsUpcasters: Readonly<Record<string, Upcaster>> = {
  // Until then everybody worked at every desk.
  'account.created@1': (payload) => ({ ...(payload as object), desks: null }),
};
