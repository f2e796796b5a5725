import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { startProgram } from '../../../src-main/app/program.ts';
import { type DeskEnd, DeskNotOpened } from '../../../src-main/desk/desk-client.ts';
import type { OpenFailure } from '../../../src-main/desk/thread-messages.ts';
import { electron, MockBrowserWindow, resetElectron } from '../../support/electron-mock.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

vi.mock('electron', async () => (await import('../../support/electron-mock.ts')).electron);

const desk = {
  attach: vi.fn<() => void>(),
  forget: vi.fn<() => void>(),
  call: vi.fn<() => void>(),
  cancel: vi.fn<() => void>(),
  openFile: vi.fn<(file: string) => void>(),
  onEnd: vi.fn<(listener: (end: DeskEnd) => void) => void>(),
  close: vi.fn<() => Promise<void>>(async () => undefined),
};
const openDesk = vi.hoisted(() => vi.fn<() => Promise<unknown>>());
vi.mock('../../../src-main/app/open-desk.ts', async (original) => ({ ...(await original<object>()), openDesk }));

let data = '';
beforeEach(() => {
  resetElectron();
  electron.app.isPackaged = true;
  data = temporaryFolder();
  openDesk.mockReset().mockResolvedValue(desk);
});

function start(...args: string[]): void {
  startProgram(['/opt/chancery', ...args], '/');
}

async function openedWindow(): Promise<MockBrowserWindow> {
  return vi.waitFor(() => {
    const window = MockBrowserWindow.opened[0];
    if (window?.loadURL.mock.calls.length !== 1) throw new Error('no window shows the page');
    return window;
  });
}

describe('start of the program', () => {
  it('sets its walls before it is ready, then opens one admitted window', async () => {
    let ready: () => void = () => undefined;
    electron.app.whenReady.mockReturnValueOnce(new Promise((resolve) => (ready = resolve)));
    start('--data', data, '/letter.pdf');
    expect(electron.app.enableSandbox).toHaveBeenCalledOnce();
    expect(electron.protocol.registerSchemesAsPrivileged).toHaveBeenCalledOnce();
    expect(electron.app.setPath).toHaveBeenCalledWith('userData', path.join(data, 'window'));
    const events = ['session-created', 'web-contents-created', 'second-instance', 'window-all-closed'];
    expect(events.filter((event) => electron.app.listenerCount(event) === 0)).toEqual([]);
    expect(openDesk).not.toHaveBeenCalled();
    ready();
    await vi.waitFor(() => expect(desk.openFile).toHaveBeenCalledExactlyOnceWith(path.resolve('/letter.pdf')));
    expect(electron.seen.served.has('app')).toBe(true);
    expect(MockBrowserWindow.opened).toHaveLength(1);
    expect(desk.attach.mock.invocationCallOrder[0]).toBeLessThan(MockBrowserWindow.opened[0]?.loadURL.mock.invocationCallOrder[0] ?? 0);
  });

  it('ends at once where another start works on the same data, and opens nothing', () => {
    electron.app.requestSingleInstanceLock.mockReturnValueOnce(false);
    start('--data', data, '/letter.pdf');
    expect(electron.app.requestSingleInstanceLock).toHaveBeenCalledWith({ files: [path.resolve('/letter.pdf')] });
    expect(electron.app.exit).toHaveBeenCalledExactlyOnceWith(0);
    expect(openDesk).not.toHaveBeenCalled();
  });

  it('opens the file of a second start in the window that stands, and brings it to the front', async () => {
    start('--data', data);
    const window = await openedWindow();
    window.minimized = true;
    electron.app.emit('second-instance', {}, [], '/', { files: ['/second.pdf'] });
    expect(desk.openFile).toHaveBeenCalledExactlyOnceWith('/second.pdf');
    expect(window.restore).toHaveBeenCalledOnce();
    expect(window.focus).toHaveBeenCalledOnce();
    expect(MockBrowserWindow.opened).toHaveLength(1);
  });

  const failures: Readonly<Record<OpenFailure, string>> = { 'in-use': 'already at work', 'newer-database': 'newer program', 'rule-pack': 'rule pack', key: 'key', other: 'could not be opened' };
  it.each(Object.entries(failures))('says why the desk was not opened (%s) and exits with 1', async (failure, words) => {
    openDesk.mockRejectedValueOnce(new DeskNotOpened(failure as OpenFailure, 'the detail'));
    start('--data', data);
    await vi.waitFor(() => expect(electron.app.exit).toHaveBeenCalledExactlyOnceWith(1));
    expect(electron.dialog.showErrorBox).toHaveBeenCalledOnce();
    expect(electron.dialog.showErrorBox.mock.calls[0]?.[1]).toContain(words);
    expect(MockBrowserWindow.opened).toEqual([]);
  });

  it('refuses arguments that make no sense', () => {
    start('--data=');
    expect(electron.app.exit).toHaveBeenCalledExactlyOnceWith(64);
    expect(electron.app.requestSingleInstanceLock).not.toHaveBeenCalled();
  });

  it('closes the desk before it ends, once', async () => {
    start('--data', data);
    await openedWindow();
    const preventDefault = vi.fn<() => void>();
    electron.app.emit('will-quit', { preventDefault });
    electron.app.emit('will-quit', { preventDefault });
    await vi.waitFor(() => expect(electron.app.exit).toHaveBeenCalledExactlyOnceWith(0));
    expect(preventDefault).toHaveBeenCalledTimes(2);
    expect(desk.close).toHaveBeenCalledOnce();
    expect(electron.ipcMain.handlers.size).toBe(0);
  });

  it('tells and ends where the desk thread ends by itself', async () => {
    start('--data', data);
    await vi.waitFor(() => expect(desk.onEnd).toHaveBeenCalled());
    desk.onEnd.mock.lastCall?.[0]('unexpected');
    expect(electron.dialog.showErrorBox).toHaveBeenCalledOnce();
    expect(electron.app.quit).toHaveBeenCalledOnce();
  });

  it('leaves the window, which says that all is removed, to whoever closes it', async () => {
    start('--data', data);
    await vi.waitFor(() => expect(desk.onEnd).toHaveBeenCalled());
    desk.onEnd.mock.lastCall?.[0]('wiped');
    expect(electron.dialog.showErrorBox).not.toHaveBeenCalled();
    expect(electron.app.quit).not.toHaveBeenCalled();
    electron.app.emit('window-all-closed');
    expect(electron.app.quit).toHaveBeenCalledOnce();
  });
});
