import { BEGUN_NOTICES } from '#shared/domain/notifications.ts';
import type { notificationsOperations } from '#shared/sync/kinds/notifications.ts';
import type { ProjectorsOf } from '../project.ts';

/** Whose marks and wishes these are, the operation's actor says and not its content: nobody reads or mutes for another. */
export const notificationsProjectors: ProjectorsOf<typeof notificationsOperations> = {
  // The notices themselves are told as those of every operation are (`notices.ts`).
  'notification.dueReached': () => undefined,
  'notification.begun': (rows, { kinds }, { at }) => {
    for (const kind of BEGUN_NOTICES) if (kinds.includes(kind) && rows.count('notice_begun', { kind }) === 0) rows.insert('notice_begun', { kind, begun_at: at });
  },
  'notification.read': (rows, { noticeIds }, { actor, at }) => {
    if (actor === null) return;
    for (const noticeId of noticeIds) {
      const key = { account_id: actor.accountId, notice_id: noticeId };
      if (rows.count('notification_read', key) === 0) rows.insert('notification_read', { ...key, read_at: at });
    }
  },
  'notification.settingsChanged': (rows, { muted, system, mailAddress }, { actor }) => {
    if (actor === null) return;
    rows.remove('notification_settings', { account_id: actor.accountId });
    rows.insert('notification_settings', { account_id: actor.accountId, muted, system, mail_address: mailAddress });
  },
  'notification.mailDeskChosen': (rows, { desk }, { at }) => {
    rows.remove('notice_mail_desk', { only_row: 1 });
    rows.insert('notice_mail_desk', { only_row: 1, desk, chosen_at: at });
  },
  'account.compromiseReported': (rows, { reportId, words }, { actor, at }) => {
    if (actor === null || rows.count('compromise_report', { report_id: reportId }) > 0) return;
    rows.insert('compromise_report', { report_id: reportId, account_id: actor.accountId, words, reported_at: at });
  },
};
