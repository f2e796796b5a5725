import { app, dialog } from 'electron';
import { appText } from './app-text.ts';

/** Lets the desk close cleanly before the program ends; a problem is said and the program ends all the same. */
export function closeBeforeQuit(close: () => Promise<void>): void {
  let closing = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    close().then(
      () => app.exit(0),
      (error: unknown) => {
        dialog.showErrorBox(appText('common.product'), appText('app.closeProblem', { detail: error instanceof Error ? error.message : String(error) }));
        app.exit(1);
      },
    );
  });
}
