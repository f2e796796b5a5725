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

export const session = {
  signIn: method('anyone', z.object({ login, password }), signedInPerson),
  /** The person of this window's session; null when nobody has signed in. */
  current: method('anyone', nothing, signedInPerson.nullable()),
  signOut: method('signed-in', nothing, nothing),
  changePassword: method('signed-in', z.object({ current: password, next: password }), nothing),
};
