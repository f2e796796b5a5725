import { Notification } from 'electron';
import type { DeskEvent } from '#shared/contract/events.ts';
import { appText } from './app-text.ts';

type NoticesEvent = Extract<DeskEvent, { event: 'notices' }>;

/** More of them at once are told as their number: a desk that comes back to the office does not cover the screen. */
const SHOWN_ONE_BY_ONE = 3;

/** Shows a notice of the operating system; `onClick`: the person wants to see the desk. */
export interface NoticeScreen {
  show(title: string, body: string, onClick: () => void): void;
}

const shown = new Set<Notification>();

/** The notices of the operating system through Electron; none where the system has none. */
export const electronNoticeScreen: NoticeScreen = {
  show(title, body, onClick) {
    if (!Notification.isSupported()) return;
    const notice = new Notification({ title, body });
    // A notice that nobody holds is collected, and its click with it.
    shown.add(notice);
    notice.on('click', () => {
      shown.delete(notice);
      onClick();
    });
    notice.on('close', () => void shown.delete(notice));
    notice.show();
  },
};

export interface SystemNoticesOptions {
  readonly screen: NoticeScreen;
  /** A person who looks at the desk sees the bell. */
  readonly isLookedAt: () => boolean;
  readonly bringToFront: () => void;
}

/**
 * Tells by the system's own notices while the window is behind. They are shown on a locked screen and kept by the
 * system: they hold the kind of notice and the number of the document, and nothing of what it is about (SEC-22).
 */
export function tellBySystem({ notices, system }: NoticesEvent, { screen, isLookedAt, bringToFront }: SystemNoticesOptions): void {
  if (!system || notices.length === 0 || isLookedAt()) return;
  if (notices.length > SHOWN_ONE_BY_ONE) {
    screen.show(appText('notice.title'), appText('notice.bell', { count: notices.length }), bringToFront);
    return;
  }
  for (const { kind, registrationIndex } of notices) screen.show(appText(`notice.kind.${kind}`), registrationIndex === null ? '' : `№ ${registrationIndex}`, bringToFront);
}
