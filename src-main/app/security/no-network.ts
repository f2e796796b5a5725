import { app, session as sessions, type Session } from 'electron';
import { PAGE_ORIGIN } from './page-origin.ts';

/** blob: and data: are what the page makes itself; developer tools exist in unpackaged starts only. */
const OWN = [`${PAGE_ORIGIN}/`, `blob:${PAGE_ORIGIN}/`, 'data:', 'devtools://'];

function cut(session: Session): void {
  session.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: !OWN.some((start) => url.startsWith(start)) }));
}

/**
 * Second wall behind the content security policy: no page loads anything but its own files, not even if a
 * policy were forgotten. Before `ready`.
 */
export function cutNetwork(): void {
  app.on('session-created', cut);
  app.on('ready', () => cut(sessions.defaultSession));
}
