import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeskEvent } from '#shared/contract/events.ts';
import { electronNoticeScreen, tellBySystem } from '../../../src-main/app/system-notices.ts';
import type { DeskWindow } from '../../../src-main/desk/desk-client.ts';
import { startElectronHost } from '../../../src-main/hosts/electron-ipc.ts';
import { MockNotification, MockWebContents, resetElectron } from '../../support/electron-mock.ts';

vi.mock('electron', async () => (await import('../../support/electron-mock.ts')).electron);

type NoticesEvent = Extract<DeskEvent, { event: 'notices' }>;
const notice = (n: number): NoticesEvent['notices'][number] => ({ noticeId: `n${n}`, kind: 'assignmentReceived', registrationIndex: `12-04/${n}` });
const event = (changes: Partial<NoticesEvent> = {}): NoticesEvent => ({ event: 'notices', system: true, notices: [notice(1)], ...changes });
const bringToFront = vi.fn<() => void>();
const tell = (told: NoticesEvent, isLookedAt = false): void => tellBySystem(told, { screen: electronNoticeScreen, isLookedAt: () => isLookedAt, bringToFront });
const said = () => MockNotification.made.map(({ options }) => [options?.title, options?.body]);

beforeEach(resetElectron);

describe('[NOT-01] [SEC-22] notices of the operating system', () => {
  it('hold the kind and the number, and bring the desk to the front at a click', () => {
    tell(event({ notices: [notice(1), { ...notice(2), kind: 'overdue', registrationIndex: null }] }));
    expect(said()).toEqual([['You were given an assignment', '№ 12-04/1'], ['The term has passed', '']]);
    expect(MockNotification.made.every(({ show }) => show.mock.calls.length === 1)).toBe(true);
    MockNotification.made[0]?.emit('click');
    expect(bringToFront).toHaveBeenCalledTimes(1);
  });

  it('of many at once are one', () => {
    tell(event({ notices: [1, 2, 3, 4].map(notice) }));
    expect(said()).toEqual([['Notices', 'Notices, unread: 4']]);
  });

  it('do not come while the person looks at the desk, where he switched them off, and where the system has none', () => {
    tell(event(), true);
    tell(event({ system: false }));
    MockNotification.supported = false;
    tell(event());
    expect(said()).toEqual([]);
  });

  it('are told of by the host for each window, and the page hears them as well', () => {
    const windows: DeskWindow[] = [];
    const heard: NoticesEvent[] = [];
    const contents = new MockWebContents();
    const host = startElectronHost({ desk: { attach: (window) => void windows.push(window), call: async () => ({ ok: true, value: null }), cancel: () => undefined, forget: () => undefined }, isOwnSender: () => true, print: async () => ({ ok: true, value: null }), showSaved: () => undefined, onNotices: (one) => void heard.push(one) });
    host.admit(contents);
    windows[0]?.onEvent({ event: 'changed', topics: ['cards'] });
    windows[0]?.onEvent(event());
    expect(heard).toEqual([event()]);
    expect(contents.sent).toHaveLength(2);
    host.close();
  });
});
