import { EventEmitter } from 'node:events';
import { beforeAll, vi } from 'vitest';
import type { PreloadBridge } from '#shared/rpc/bridge.ts';
import { startElectronHost } from '../../src-main/hosts/electron-ipc.ts';
import { createPreloadTransport } from '../../src-renderer/transport/preload.ts';
import { electron, resetElectron } from '../support/electron-mock.ts';
import { transportConformance } from '../support/transport-conformance.ts';

vi.mock('electron', async () => (await import('../support/electron-mock.ts')).electron);

let bridge: PreloadBridge;
beforeAll(async () => {
  await import('../../src-main/app/preload.ts');
  bridge = electron.seen.exposed.get('chancery') as PreloadBridge;
});

/** A window's contents whose messages arrive in the page by structured clone, as Electron carries them. */
class PageContents extends EventEmitter {
  readonly id = 1;
  readonly isDestroyed = (): boolean => false;
  readonly send = (channel: string, content: unknown): void => void electron.ipcRenderer.emit(channel, {}, structuredClone(content));
}

transportConformance('over Electron IPC (mocked electron)', {
  async connect(desk) {
    resetElectron();
    const contents = new PageContents();
    const host = startElectronHost({ desk, isOwnSender: () => true, print: () => Promise.reject(new Error('not asked here')), showSaved: () => undefined, onNotices: () => undefined });
    host.admit(contents);
    const event = { sender: contents };
    electron.ipcRenderer.invoke.mockImplementation(async (channel: string, content: unknown) => {
      const handler = electron.ipcMain.handlers.get(channel);
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      return structuredClone(await handler(event, structuredClone(content)));
    });
    electron.ipcRenderer.send.mockImplementation((channel: string, content: unknown) => void electron.ipcMain.emit(channel, event, structuredClone(content)));
    return { transport: createPreloadTransport(bridge), close: async () => host.close() };
  },
});
