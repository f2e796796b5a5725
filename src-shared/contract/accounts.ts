import { z } from 'zod';
import { id, instant, login, nothing, password, role, shortText } from './common.ts';
import { method } from './define.ts';

const deskCode = z.string().trim().min(1).max(10);
/** At least one desk, or every one. */
const enrolledDesks = z.array(deskCode).min(1).max(1000).nullable();

export const account = z.object({
  accountId: id,
  login: z.string(),
  name: z.string(),
  roles: z.array(role),
  locked: z.boolean(),
  /** Codes of the desks at which the person may sign in; null: at every desk. */
  desks: z.array(deskCode).nullable(),
  createdAt: instant,
});
export type Account = z.output<typeof account>;

export const accounts = {
  /** `desks`: codes of the office's desks, as far as this one knows them. */
  list: method('account.manage', nothing, z.object({ accounts: z.array(account), desks: z.array(deskCode) })),
  create: method('account.manage', z.object({ name: shortText, login, password, roles: z.array(role).min(1), desks: enrolledDesks.default(null) }), account),
  /**
   * Sets the desks at which a person may sign in; only these hold the password. A new password is needed unless desks
   * are only added: desks that are taken away hold the former one.
   */
  enrol: method('account.manage', z.object({ accountId: id, desks: enrolledDesks, password: password.nullable() }), account),
  issuePassword: method('account.manage', z.object({ accountId: id, password }), nothing),
  lock: method('account.manage', z.object({ accountId: id, reason: z.string().trim().min(1).max(500) }), nothing),
  unlock: method('account.manage', z.object({ accountId: id }), nothing),
};
