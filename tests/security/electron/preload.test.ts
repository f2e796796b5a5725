import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { PreloadBridge } from '#shared/rpc/bridge.ts';
import { CHANNELS } from '../../../src-main/app/ipc-channels.ts';
import { electron } from '../../support/electron-mock.ts';

vi.mock('electron', async () => (await import('../../support/electron-mock.ts')).electron);

/** A key that the bridge gains or loses is a type error here. */
const NAMES = { request: true, cancel: true, onEvent: true, onProgress: true, print: true, onSaved: true, showSaved: true } satisfies Record<keyof PreloadBridge, true>;

let bridge: PreloadBridge;
beforeAll(async () => {
  await import('../../../src-main/app/preload.ts');
  bridge = electron.seen.exposed.get('chancery') as PreloadBridge;
});

describe('preload', () => {
  it('exposes the bridge and nothing else', () => {
    expect([...electron.seen.exposed.keys()]).toEqual(['chancery']);
    expect(Object.keys(bridge).sort()).toEqual(Object.keys(NAMES).sort());
    for (const member of Object.values(bridge)) expect(typeof member).toBe('function');
  });

  it('reaches four fixed channels, whatever the page passes', async () => {
    await bridge.request(Object.assign({ callId: '1', method: 'desk.state', input: {} }, { channel: 'other', extra: 1 }));
    await bridge.print('a'.repeat(64));
    bridge.cancel('1');
    bridge.showSaved('2');
    expect(electron.ipcRenderer.invoke.mock.calls).toEqual([
      [CHANNELS.request, { callId: '1', method: 'desk.state', input: {} }],
      [CHANNELS.print, 'a'.repeat(64)],
    ]);
    expect(electron.ipcRenderer.send.mock.calls).toEqual([[CHANNELS.cancel, '1'], [CHANNELS.showSaved, '2']]);
  });

  it.each([['onEvent', CHANNELS.event], ['onProgress', CHANNELS.progress], ['onSaved', CHANNELS.saved]] as const)('%s hands on content alone, without the event object, until it is stopped', (name, channel) => {
    const heard = vi.fn<(...args: unknown[]) => void>();
    const stop = bridge[name](heard);
    electron.ipcRenderer.emit(channel, { sender: 'ipcRenderer' }, { content: 1 }, 'more');
    expect(heard.mock.calls).toEqual([[{ content: 1 }]]);
    expect(stop()).toBeUndefined();
    electron.ipcRenderer.emit(channel, {}, { content: 2 });
    expect(heard).toHaveBeenCalledOnce();
  });
});
