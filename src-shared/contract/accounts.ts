import { z } from 'zod';
import { id, instant, login, nothing, password, role, shortText } from './common.ts';
import { method } from './define.ts';

export const account = z.object({
  accountId: id,
  login: z.string(),
  name: z.string(),
  roles: z.array(role),
  locked: z.boolean(),
  createdAt: instant,
});
export type Account = z.output<typeof account>;

export const accounts = {
  list: method('account.manage', nothing, z.object({ accounts: z.array(account) })),
  create: method('account.manage', z.object({ name: shortText, login, password, roles: z.array(role).min(1) }), account),
  issuePassword: method('account.manage', z.object({ accountId: id, password }), nothing),
  lock: method('account.manage', z.object({ accountId: id, reason: z.string().trim().min(1).max(500) }), nothing),
  unlock: method('account.manage', z.object({ accountId: id }), nothing),
};
