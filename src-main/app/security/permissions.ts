import { app, session as sessions, type Session } from 'electron';

function deny(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
}

/** Denies every permission to every page. Before `ready`, so that no session comes earlier. */
export function denyPermissions(): void {
  app.on('session-created', deny);
  app.on('ready', () => deny(sessions.defaultSession));
  app.on('web-contents-created', (_event, contents) => {
    // Electron picks the first device in reach where nobody listens.
    contents.on('select-bluetooth-device', (event, _devices, callback) => {
      event.preventDefault();
      callback('');
    });
  });
}
