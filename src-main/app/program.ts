import path from 'node:path';
import { app, dialog, session } from 'electron';
import { DeskNotOpened } from '../desk/desk-client.ts';
import { startElectronHost } from '../hosts/electron-ipc.ts';
import { appText } from './app-text.ts';
import { setMenu } from './menu.ts';
import { OPEN_FAILURE_TEXTS, openDesk } from './open-desk.ts';
import { Printing } from './print.ts';
import { programPaths } from './program-paths.ts';
import { SavedFiles } from './saved-files.ts';
import { closeBeforeQuit } from './quit.ts';
import { declareAppScheme, serveAppPage } from './security/app-protocol.ts';
import { isOwnMainFrame } from './security/ipc-sender.ts';
import { lockNavigation } from './security/navigation-lock.ts';
import { cutNetwork } from './security/no-network.ts';
import { denyPermissions } from './security/permissions.ts';
import { enableSandbox } from './security/sandbox.ts';
import { electronNoticeScreen, tellBySystem } from './system-notices.ts';
import { takeSingleInstance } from './single-instance.ts';
import { BadStartArguments, ownArguments, readStartArguments, type StartArguments } from './start-arguments.ts';
import { Handover } from './handover.ts';
import { keepWindowDataWith } from './window-data.ts';
import { bringToFront, openDeskWindow, showPage } from './windows.ts';

/** As sysexits.h EX_USAGE. */
const EX_USAGE = 64;

/** What must stand before `ready`: nothing in here waits. */
function prepare(start: StartArguments): { readonly windowData: string; readonly handover: Handover } | null {
  const windowData = keepWindowDataWith(start.dataDirectory);
  const handover = new Handover(start.files);
  if (!takeSingleInstance(start.files, (files) => handover.secondStart(files))) return null;
  enableSandbox();
  declareAppScheme();
  denyPermissions();
  lockNavigation();
  cutNetwork();
  app.on('open-file', (event, file) => {
    event.preventDefault();
    handover.secondStart([file]);
  });
  app.on('window-all-closed', () => app.quit());
  return { windowData, handover };
}

async function run(start: StartArguments, windowData: string, handover: Handover): Promise<void> {
  await app.whenReady();
  const paths = programPaths();
  setMenu();
  serveAppPage(paths.page);
  const desk = await openDesk(start);
  const printing = new Printing(desk, path.join(windowData, 'printing'));
  await printing.prepare();
  const savedFiles = new SavedFiles();
  const host = startElectronHost({ desk, isOwnSender: isOwnMainFrame, print: (connection, sha256) => printing.print(connection, sha256), showSaved: (savedId) => savedFiles.show(savedId), onNotices: (event) => tellBySystem(event, { screen: electronNoticeScreen, isLookedAt: () => window.isFocused(), bringToFront: () => bringToFront(window) }) });
  savedFiles.follow(session.defaultSession, (contentsId, saved) => host.tellSaved(contentsId, saved));
  closeBeforeQuit(async () => {
    host.close();
    await printing.close();
    await desk.close();
  });
  desk.onEnd((end) => {
    // The window says it, and is closed by whoever read that.
    if (end === 'wiped') return;
    dialog.showErrorBox(appText('app.deskEndedTitle'), appText('app.deskEnded'));
    app.quit();
  });
  const window = openDeskWindow(paths.preload, windowData);
  host.admit(window.webContents);
  showPage(window);
  handover.begin({ openFile: (file) => desk.openFile(file), bringToFront: () => bringToFront(window) });
}

function tellAndExit(error: unknown, dataDirectory: string): void {
  const detail = error instanceof Error ? error.message : String(error);
  const failure = error instanceof DeskNotOpened ? error.failure : 'other';
  dialog.showErrorBox(appText('app.notOpenedTitle'), appText(OPEN_FAILURE_TEXTS[failure], { data: dataDirectory, detail }));
  app.exit(1);
}

/**
 * Puts the parts of the program together, opens the desk and one window. Called once, while the entry
 * module is evaluated: some walls must stand before Electron is ready.
 */
export function startProgram(argv: readonly string[], workingDirectory: string): void {
  let start: StartArguments;
  try {
    start = readStartArguments(ownArguments(argv, app.isPackaged ? null : app.getAppPath()), workingDirectory);
  } catch (error) {
    if (!(error instanceof BadStartArguments)) throw error;
    dialog.showErrorBox(appText('app.notOpenedTitle'), appText('app.badArguments', { detail: error.message }));
    app.exit(EX_USAGE);
    return;
  }
  try {
    const prepared = prepare(start);
    if (prepared === null) app.exit(0);
    else run(start, prepared.windowData, prepared.handover).catch((error: unknown) => tellAndExit(error, start.dataDirectory));
  } catch (error) {
    tellAndExit(error, start.dataDirectory);
  }
}
