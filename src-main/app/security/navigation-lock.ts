import { app } from 'electron';
import { openOutside } from './external-links.ts';

const prevent = (event: { preventDefault(): void }): void => event.preventDefault();

/**
 * Keeps every page where it is: no navigation of any frame, no redirect, no embedded guest page, no window
 * that a page opens. Loads that the program itself starts (`loadURL`, `reload`) emit none of these events.
 */
export function lockNavigation(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', prevent);
    contents.on('will-frame-navigate', prevent);
    contents.on('will-redirect', prevent);
    contents.on('will-attach-webview', prevent);
    contents.setWindowOpenHandler(({ url }) => {
      openOutside(url);
      return { action: 'deny' };
    });
  });
}
