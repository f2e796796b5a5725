import { app, BrowserWindow, dialog, type BrowserWindowConstructorOptions } from 'electron';
import { appText } from './app-text.ts';
import { reportProblem } from './report-problem.ts';
import { PAGE_ORIGIN } from './security/page-origin.ts';
import { readWindowPlace, rememberWindowPlace } from './window-place.ts';

const FIRST_SIZE = { width: 1280, height: 840 };
const SMALLEST = { minWidth: 880, minHeight: 560 };
/** A page that ends again so soon is not opened a third time by itself. */
const RELOAD_PAUSE_MILLISECONDS = 30_000;

/** What the page's process may do; each value is stated, also where it is Electron's default. */
export function webPreferences(preload: string): NonNullable<BrowserWindowConstructorOptions['webPreferences']> {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    webSecurity: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    plugins: false,
    experimentalFeatures: false,
    allowRunningInsecureContent: false,
    navigateOnDragDrop: false,
    // Chromium would fetch dictionaries from a server of its own.
    spellcheck: false,
    devTools: !app.isPackaged,
  };
}

/** Opens the desk's window. `windowData` is the folder that remembers its size. */
export function openDeskWindow(preload: string, windowData: string): BrowserWindow {
  const place = readWindowPlace(windowData);
  const window = new BrowserWindow({
    ...FIRST_SIZE,
    ...(place === null ? {} : { x: place.x, y: place.y, width: place.width, height: place.height }),
    ...SMALLEST,
    show: false,
    autoHideMenuBar: true,
    webPreferences: webPreferences(preload),
  });
  if (place?.maximized === true) window.maximize();
  rememberWindowPlace(window, windowData);
  window.once('ready-to-show', () => window.show());
  reloadWhenGone(window);
  return window;
}

/** Loads the page. Separate from opening, so that the window is admitted to the desk before its first call. */
export function showPage(window: Pick<BrowserWindow, 'loadURL'>): void {
  window.loadURL(`${PAGE_ORIGIN}/`).catch((error: unknown) => reportProblem('page', error));
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function reloadWhenGone(window: BrowserWindow): void {
  let lastTime = -Infinity;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    reportProblem('page', reason);
    const now = performance.now();
    const again = now - lastTime > RELOAD_PAUSE_MILLISECONDS;
    lastTime = now;
    if (!again) return window.close();
    dialog.showErrorBox(appText('app.pageEndedTitle'), appText('app.pageEnded'));
    window.webContents.reload();
  });
}
