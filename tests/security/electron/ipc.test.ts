import type { WebFrameMain } from 'electron';
import * as fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeskEvent } from '#shared/contract/events.ts';
import type { CallEnvelope, CallResult } from '#shared/rpc/transport.ts';
import { CHANNELS } from '../../../src-main/app/ipc-channels.ts';
import { isOwnMainFrame } from '../../../src-main/app/security/ipc-sender.ts';
import type { DeskWindow } from '../../../src-main/desk/desk-client.ts';
import { type ElectronHost, isCarried, startElectronHost } from '../../../src-main/hosts/electron-ipc.ts';
import { electron, MockWebContents, resetElectron } from '../../support/electron-mock.ts';

vi.mock('electron', async () => (await import('../../support/electron-mock.ts')).electron);

const ANSWER: CallResult = { ok: true, value: 'answer' };
const SHA256 = 'a'.repeat(64);

class FakeDesk {
  readonly windows = new Map<string, DeskWindow>();
  readonly call = vi.fn<(connection: string, envelope: CallEnvelope) => Promise<CallResult>>(async () => ANSWER);
  readonly cancel = vi.fn<(connection: string, callId: string) => void>();
  readonly forget = vi.fn<(connection: string) => void>();
  readonly attach = (window: DeskWindow): void => void this.windows.set(window.connection, window);
}

const OWN = { origin: 'app://desk', parent: null };
const onNotices = vi.fn<(event: Extract<DeskEvent, { event: 'notices' }>) => void>();
const showSaved = vi.fn<(savedId: string) => void>();
const print = vi.fn<(connection: string, sha256: string) => Promise<CallResult>>(async () => ANSWER);
let desk = new FakeDesk();
let host: ElectronHost;
let contents = new MockWebContents();

beforeEach(() => {
  resetElectron();
  desk = new FakeDesk();
  contents = new MockWebContents();
  onNotices.mockClear();
  host = startElectronHost({ desk, isOwnSender: isOwnMainFrame, print, showSaved, onNotices });
  host.admit(contents);
});

interface FakeFrame {
  readonly origin: string;
  readonly parent: unknown;
}

async function invoke(channel: string, content: unknown, senderFrame: FakeFrame | null = OWN, sender = contents): Promise<unknown> {
  const handler = electron.ipcMain.handlers.get(channel);
  if (handler === undefined) throw new Error(`nobody listens on ${channel}`);
  return handler({ sender, senderFrame }, content);
}

const envelope = { callId: '1', method: 'desk.state', input: {} };

/** Frames that must not reach the desk. */
const FOREIGN: readonly (readonly [string, FakeFrame | null])[] = [
  ['a frame that is gone', null],
  ['a frame inside the page', { ...OWN, parent: OWN }],
  ['another host', { ...OWN, origin: 'app://other' }],
  ['a longer host', { ...OWN, origin: 'app://desk.evil' }],
  ['an opaque origin', { ...OWN, origin: 'null' }],
  ['a file', { ...OWN, origin: 'file://' }],
  ['the web', { ...OWN, origin: 'https://desk' }],
];

describe('sender check', () => {
  it.each(FOREIGN)('refuses %s', (_name, frame) => {
    expect(isOwnMainFrame({ senderFrame: frame as WebFrameMain | null })).toBe(false);
  });

  it.each(FOREIGN)('lets %s reach nothing of the desk', async (_name, frame) => {
    await expect(invoke(CHANNELS.request, envelope, frame)).rejects.toThrow('foreign sender');
    await expect(invoke(CHANNELS.print, SHA256, frame)).rejects.toThrow('foreign sender');
    electron.ipcMain.emit(CHANNELS.cancel, { sender: contents, senderFrame: frame }, '1');
    electron.ipcMain.emit(CHANNELS.showSaved, { sender: contents, senderFrame: frame }, '1');
    expect(showSaved).not.toHaveBeenCalled();
    expect(desk.call).not.toHaveBeenCalled();
    expect(desk.cancel).not.toHaveBeenCalled();
    expect(print).not.toHaveBeenCalled();
  });

  it('refuses a window that was not admitted, though its page is ours', async () => {
    await expect(invoke(CHANNELS.request, envelope, OWN, new MockWebContents())).rejects.toThrow('foreign sender');
  });
});

describe('calls', () => {
  it('listens on the four channels of the bridge and on no other', () => {
    expect(new Set([...electron.ipcMain.handlers.keys(), ...electron.ipcMain.eventNames()])).toEqual(new Set([CHANNELS.cancel, CHANNELS.print, CHANNELS.request, CHANNELS.showSaved]));
    host.close();
    expect([...electron.ipcMain.handlers.keys(), ...electron.ipcMain.eventNames()]).toEqual([]);
  });

  it('hands a call on under the connection of its window', async () => {
    const other = new MockWebContents();
    host.admit(other);
    expect(await invoke(CHANNELS.request, envelope)).toEqual(ANSWER);
    await invoke(CHANNELS.request, envelope, OWN, other);
    const [first, second] = desk.call.mock.calls.map(([connection]) => connection);
    expect(first).toBe(`window-${contents.id}`);
    expect(second).toBe(`window-${other.id}`);
    expect(desk.call.mock.calls[0]?.[1]).toEqual(envelope);
  });

  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  it.each([
    ['nothing', undefined],
    ['text', 'desk.state'],
    ['no call id', { method: 'a.b', input: {} }],
    ['an empty call id', { ...envelope, callId: '' }],
    ['a long call id', { ...envelope, callId: 'x'.repeat(101) }],
    ['a long method', { ...envelope, method: 'x'.repeat(101) }],
    ['a method that is no text', { ...envelope, method: ['desk.state'] }],
    ['more than an envelope', { ...envelope, connection: 'window-1' }],
    ['a map', { ...envelope, input: new Map() }],
    ['a date', { ...envelope, input: { at: new Date() } }],
    ['a circle', { ...envelope, input: circle }],
    ['shared memory', { ...envelope, input: new Uint8Array(new SharedArrayBuffer(8)) }],
    ['too many bytes', { ...envelope, input: { piece: new Uint8Array(2 * 1024 * 1024) } }],
    ['too long a text', { ...envelope, input: 'x'.repeat(1024 * 1024) }],
    ['too many values', { ...envelope, input: Array.from({ length: 30_000 }, () => 1) }],
  ])('refuses %s', async (_name, content) => {
    await expect(invoke(CHANNELS.request, content)).rejects.toThrow('not a call');
    expect(desk.call).not.toHaveBeenCalled();
  });

  it('carries every value of the contract: what JSON carries, and bytes', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 5 }), fc.uint8Array(), (value, bytes) => isCarried({ value, bytes, missing: undefined })));
    expect(isCarried({ piece: new Uint8Array(512 * 1024) })).toBe(true);
  });

  it.each([undefined, 5, '', 'a'.repeat(63), 'A'.repeat(64), '../secret', `${SHA256}\n`])('prints nothing named %j', async (content) => {
    await expect(invoke(CHANNELS.print, content)).rejects.toThrow('not a fingerprint');
    expect(print).not.toHaveBeenCalled();
  });

  it('prints on behalf of the window that asks', async () => {
    await invoke(CHANNELS.print, SHA256);
    expect(print).toHaveBeenCalledExactlyOnceWith(`window-${contents.id}`, SHA256);
  });

  it('cancels own calls only and drops what is no call id', () => {
    electron.ipcMain.emit(CHANNELS.cancel, { sender: contents, senderFrame: OWN }, '7');
    for (const bad of [undefined, 7, '', 'x'.repeat(101), {}]) electron.ipcMain.emit(CHANNELS.cancel, { sender: contents, senderFrame: OWN }, bad);
    expect(desk.cancel.mock.calls).toEqual([[`window-${contents.id}`, '7']]);
  });
});

describe('events', () => {
  it('go to their own window, until it is gone', () => {
    const other = new MockWebContents();
    host.admit(other);
    const window = desk.windows.get(`window-${contents.id}`);
    window?.onEvent({ event: 'sessionEnded', reason: 'idle' });
    window?.onProgress({ callId: '1', progress: 0.5 });
    expect(contents.sent).toEqual([
      { channel: CHANNELS.event, content: { event: 'sessionEnded', reason: 'idle' } },
      { channel: CHANNELS.progress, content: { callId: '1', progress: 0.5 } },
    ]);
    expect(other.sent).toEqual([]);
    contents.destroyed = true;
    window?.onEvent({ event: 'sessionEnded', reason: 'idle' });
    expect(contents.sent).toHaveLength(2);
  });

  it('shows a saved file for its own page, and tells of one the window alone that saved it', () => {
    const other = new MockWebContents();
    host.admit(other);
    for (const content of ['2', undefined, 5, '', 'x'.repeat(101)]) electron.ipcMain.emit(CHANNELS.showSaved, { sender: contents, senderFrame: OWN }, content);
    expect(showSaved.mock.calls).toEqual([['2']]);
    const saved = { savedId: '2', fileName: 'Копія.pdf' };
    host.tellSaved(contents.id, saved);
    host.tellSaved(999_999, saved);
    expect(contents.sent).toEqual([{ channel: CHANNELS.saved, content: saved }]);
    expect(other.sent).toEqual([]);
  });

  it('ends the session of a window that is gone and refuses it from then on', async () => {
    contents.emit('destroyed');
    expect(desk.forget).toHaveBeenCalledExactlyOnceWith(`window-${contents.id}`);
    await expect(invoke(CHANNELS.request, envelope)).rejects.toThrow('foreign sender');
  });
});
