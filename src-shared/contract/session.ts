import { z } from 'zod';
import { RIGHTS } from '../domain/rights.ts';
import { id, instant, login, nothing, password, role } from './common.ts';
import { method } from './define.ts';

export const signedInPerson = z.object({
  accountId: id,
  login: z.string(),
  name: z.string(),
  roles: z.array(role),
  rights: z.array(z.enum(RIGHTS)),
  /** The issued password must be changed by then (SEC-05); null: it has been. */
  passwordChangeDue: instant.nullable(),
});
export type SignedInPerson = z.output<typeof signedInPerson>;

/** Papers without stamp or scan that are listed at most. */
export const OPEN_PAPERS_LIMIT = 200;

/** What a person who leaves a shared desk hands over to the one who comes. */
export const handedOver = z.object({
  fromName: z.string(),
  waitingLetters: z.number().int(),
  /** Half-filled cards that became the new person's; none where that one may not register. */
  drafts: z.array(z.object({ key: z.string(), correspondent: z.string().nullable(), subject: z.string() })),
  /** Newest first; null subject: that card may not be read by the new person. */
  papers: z.array(z.object({ documentId: id, registrationIndex: z.string(), subject: z.string().nullable(), missing: z.enum(['stamp', 'scan']) })).max(OPEN_PAPERS_LIMIT),
  /** Incoming documents not yet passed on. */
  notPassed: z.number().int(),
});
export type HandedOver = z.output<typeof handedOver>;

export const session = {
  signIn: method('anyone', z.object({ login, password }), signedInPerson),
  /** The person of this window's session; null when nobody has signed in. */
  current: method('anyone', nothing, signedInPerson.nullable()),
  /** Another person takes over this window; a wrong password counts as at sign-in and changes nothing. */
  changeUser: method('signed-in', z.object({ login, password }), z.object({ person: signedInPerson, handedOver })),
  signOut: method('signed-in', nothing, nothing),
  changePassword: method('signed-in', z.object({ current: password, next: password }), nothing),
};
