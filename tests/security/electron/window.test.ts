import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openDeskWindow, showPage, webPreferences } from '../../../src-main/app/windows.ts';
import { electron, MockBrowserWindow, resetElectron } from '../../support/electron-mock.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

vi.mock('electron', async () => (await import('../../support/electron-mock.ts')).electron);

beforeEach(resetElectron);

function opened(folder: string): MockBrowserWindow {
  openDeskWindow('/out/preload.cjs', folder);
  const window = MockBrowserWindow.opened.at(-1);
  if (window === undefined) throw new Error('no window');
  return window;
}

describe('window', () => {
  it('states every web preference that guards the page', () => {
    expect(opened(temporaryFolder()).options.webPreferences).toMatchObject({
      preload: '/out/preload.cjs',
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
      spellcheck: false,
    });
  });

  it('offers developer tools in a checkout only', () => {
    expect(webPreferences('').devTools).toBe(true);
    electron.app.isPackaged = true;
    expect(webPreferences('').devTools).toBe(false);
  });

  it('shows the one page of the program', () => {
    const window = opened(temporaryFolder());
    showPage(window);
    expect(window.loadURL.mock.calls).toEqual([['app://desk/']]);
  });

  it('remembers its place and drops one that is no longer on a screen', () => {
    const folder = temporaryFolder();
    const first = opened(folder);
    first.bounds = { x: 100, y: 50, width: 1000, height: 800 };
    first.emit('close');
    expect(opened(folder).options).toMatchObject({ x: 100, y: 50, width: 1000, height: 800 });
    first.bounds = { x: 5000, y: 50, width: 1000, height: 800 };
    first.emit('close');
    expect(opened(folder).options).not.toHaveProperty('x');
    expect(JSON.parse(readFileSync(path.join(folder, 'window-place.json'), 'utf8'))).toMatchObject({ x: 5000 });
  });

  it.each(['', '{', '[]', '{"x":0,"y":0,"width":1e9,"height":800,"maximized":false}', '{"x":0,"y":0,"width":1,"height":1,"maximized":false}'])('opens in its first size where the place reads %j', (content) => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'window-place.json'), content);
    expect(opened(folder).options).not.toHaveProperty('x');
  });

  it('loads the page again once after its process ended, and does not loop', () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const window = opened(temporaryFolder());
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
    expect(window.webContents.reload).toHaveBeenCalledOnce();
    expect(electron.dialog.showErrorBox).toHaveBeenCalledOnce();
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
    expect(window.webContents.reload).toHaveBeenCalledOnce();
    expect(window.close).toHaveBeenCalledOnce();
    vi.restoreAllMocks();
  });
});
