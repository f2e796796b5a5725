import type { Notice, NotificationSettingsInput } from '#shared/contract/notifications.ts';
import type { MailStateShown } from '#shared/contract/notice-mail.ts';
import { DEFAULT_SETTINGS, isTold } from '#shared/domain/notifications.ts';
import { fakeCards, fakeId } from './data.ts';
import type { FakeHandlers, FakeHoldings } from './holdings.ts';
import { PEOPLE } from './words.ts';

/** A notice of a registered document; what a test does not say is plausible. */
export function fakeNotice(at: number, changes: Partial<Notice> = {}): Notice {
  const card = fakeCards(20)[at % 20];
  if (card === undefined) throw new Error('no card');
  const { documentId, registrationIndex, registrationDate, subject } = card;
  return { noticeId: `${fakeId(8000 + at)}/p1`, kind: 'assignmentReceived', documentId, registrationIndex, registrationDate, subject, detail: '', dueAt: null, at: `2026-03-05T${String(9 - (at % 9)).padStart(2, '0')}:12:00Z`, by: PEOPLE[at % PEOPLE.length] ?? PEOPLE[0], read: false, ...changes };
}

/** A morning's notices, terms first; `details` are words of the language that is shown. */
export function someNotices(details: readonly [string, string, string]): Notice[] {
  return [
    fakeNotice(0, { kind: 'overdue', by: '', dueAt: '2026-03-04T16:00:00Z' }),
    fakeNotice(1, { kind: 'dueToday', by: '', dueAt: '2026-03-05T16:00:00Z' }),
    fakeNotice(2, { kind: 'assignmentReceived', detail: details[0], dueAt: '2026-03-12T16:00:00Z' }),
    fakeNotice(3, { kind: 'reportReturned', detail: details[1] }),
    fakeNotice(4, { kind: 'stepWaits', registrationIndex: null, registrationDate: null, subject: details[2] }),
    fakeNotice(5, { kind: 'compromiseReported', documentId: null, registrationIndex: null, registrationDate: null, subject: null, detail: `${PEOPLE[1]}: ${details[1]}` }),
    fakeNotice(6, { kind: 'toAcknowledge', read: true, dueAt: '2026-03-06T16:00:00Z' }),
    fakeNotice(7, { kind: 'controlLifted', read: true }),
  ];
}

export function fakeNotifications(held: FakeHoldings, given: readonly Notice[]): FakeHandlers<'notifications' | 'noticeMail'> {
  let notices = [...given];
  let settings: NotificationSettingsInput = { ...DEFAULT_SETTINGS, muted: [] };
  let mail: MailStateShown = { server: null, passwordKnown: false, sendsHere: false, waiting: 0, sent: 0, problems: [], obstacle: null };
  const mark = (fits: (notice: Notice) => boolean): Record<string, never> => {
    notices = notices.map((notice) => (fits(notice) ? { ...notice, read: true } : notice));
    held.changed(['notifications']);
    return {};
  };
  return {
    'notifications.mine': ({ unreadOnly, after, limit }) => {
      const shown = notices.filter(({ read }) => !unreadOnly || !read);
      return { notices: shown.slice(after, after + limit), total: shown.length, unread: notices.filter(({ read, kind }) => !read && isTold(kind, settings.muted)).length };
    },
    'notifications.markRead': ({ noticeIds }) => mark(({ noticeId }) => noticeIds.includes(noticeId)),
    'notifications.markAllRead': () => mark(() => true),
    'notifications.settings': () => settings,
    'notifications.changeSettings': (next) => {
      settings = next;
      held.changed(['notifications']);
      return settings;
    },
    'notifications.reportCompromise': () => ({}),
    'noticeMail.state': () => mail,
    'noticeMail.set': ({ server, password }) => {
      // The second notice was refused, the third may have arrived: what a person has to look at.
      const problems = notices.slice(1, 3).map(({ noticeId, kind, registrationIndex, at }, n): MailStateShown['problems'][number] => ({ noticeId, accountId: 'a1', address: `person${n}@example.edu.ua`, kind, registrationIndex, state: n === 0 ? 'refused' : 'unsure', detail: n === 0 ? '550 5.1.1 No such mailbox' : '', at }));
      mail = { server, passwordKnown: password === null ? mail.passwordKnown : password !== '', sendsHere: server !== null, waiting: 2, sent: 41, problems: server === null ? [] : problems, obstacle: server === null ? null : { obstacle: 'signIn', detail: '535 5.7.8 Authentication failed', at: '2026-03-05T09:00:00Z' } };
      return mail;
    },
    'noticeMail.test': () => ({ sent: false, detail: '535 5.7.8 Authentication failed' }),
    'noticeMail.sendAgain': ({ noticeId }) => {
      mail = { ...mail, problems: mail.problems.filter((one) => one.noticeId !== noticeId) };
      return mail;
    },
  };
}
