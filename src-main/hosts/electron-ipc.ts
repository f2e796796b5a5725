import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron';
import type { DeskEvent } from '#shared/contract/events.ts';
import { PIECE_LIMIT } from '#shared/contract/files.ts';
import type { SavedFile } from '#shared/rpc/bridge.ts';
import type { CallResult } from '#shared/rpc/transport.ts';
import { z } from 'zod';
import { CHANNELS } from '../app/ipc-channels.ts';
import type { DeskClient } from '../desk/desk-client.ts';

const BYTES_LIMIT = PIECE_LIMIT + 256 * 1024;
const VALUES_LIMIT = 20_000;
const DEPTH_LIMIT = 20;

const callId = z.string().min(1).max(100);
const callEnvelope = z.strictObject({ callId, method: z.string().min(1).max(100), input: z.unknown() });
const printedFile = z.string().regex(/^[0-9a-f]{64}$/);

export interface ElectronHostOptions {
  readonly desk: Pick<DeskClient, 'call' | 'cancel' | 'attach' | 'forget'>;
  /** Exact origin and main frame of the sender. */
  readonly isOwnSender: (event: IpcMainEvent | IpcMainInvokeEvent) => boolean;
  readonly print: (connection: string, sha256: string) => Promise<CallResult>;
  readonly showSaved: (savedId: string) => void;
  /** New notices for the person of a window, which the page hears too. */
  readonly onNotices: (event: Extract<DeskEvent, { event: 'notices' }>) => void;
}

/** What the adapter needs of a window's contents (Electron's `WebContents`). */
export interface WindowContents {
  readonly id: number;
  isDestroyed(): boolean;
  send(channel: string, content: unknown): void;
  once(event: 'destroyed', listener: () => void): unknown;
}

export interface ElectronHost {
  /** From now on this window may ask the desk and hears its events, until it is destroyed. */
  admit(contents: WindowContents): void;
  /** Tells the window, if it was admitted, of a file that it saved. */
  tellSaved(contentsId: number, saved: SavedFile): void;
  close(): void;
}

/** A message that no page of ours sends. The page learns that its call failed, nothing more. */
export class IpcRefused extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'IpcRefused';
  }
}

/**
 * Whether a value is of the kind that calls carry: plain objects, lists, text, numbers and bytes within
 * limits. Structured clone also carries circles, maps and shared memory, which no method asks for.
 */
export function isCarried(value: unknown): boolean {
  let bytes = 0;
  let values = 0;
  const look = (part: unknown, depth: number): boolean => {
    values += 1;
    if (depth > DEPTH_LIMIT || values > VALUES_LIMIT || bytes > BYTES_LIMIT) return false;
    if (part === null || part === undefined || typeof part === 'boolean' || typeof part === 'number') return true;
    if (typeof part === 'string') {
      bytes += part.length * 2;
      return bytes <= BYTES_LIMIT;
    }
    if (part instanceof Uint8Array) {
      // A small view on large memory would be carried whole.
      bytes += part.buffer.byteLength;
      return part.buffer instanceof ArrayBuffer && bytes <= BYTES_LIMIT;
    }
    if (Array.isArray(part)) return part.every((entry) => look(entry, depth + 1));
    if (typeof part !== 'object' || Object.getPrototypeOf(part) !== Object.prototype) return false;
    return Object.entries(part).every(([name, entry]) => look(name, depth + 1) && look(entry, depth + 1));
  };
  return look(value, 0);
}

/** Joins the windows of the program to the desk: one window is one connection. */
export function startElectronHost({ desk, isOwnSender, print, showSaved, onNotices }: ElectronHostOptions): ElectronHost {
  const connections = new Map<number, string>();
  const admitted = new Map<number, WindowContents>();

  function connectionOf(event: IpcMainEvent | IpcMainInvokeEvent): string {
    const connection = connections.get(event.sender.id);
    if (connection === undefined || !isOwnSender(event)) throw new IpcRefused('foreign sender');
    return connection;
  }

  ipcMain.handle(CHANNELS.request, async (event, content: unknown): Promise<CallResult> => {
    const connection = connectionOf(event);
    const envelope = callEnvelope.safeParse(content);
    if (!envelope.success || !isCarried(envelope.data.input)) throw new IpcRefused('not a call');
    return desk.call(connection, { callId: envelope.data.callId, method: envelope.data.method, input: envelope.data.input });
  });

  ipcMain.handle(CHANNELS.print, async (event, content: unknown): Promise<CallResult> => {
    const connection = connectionOf(event);
    const sha256 = printedFile.safeParse(content);
    if (!sha256.success) throw new IpcRefused('not a fingerprint');
    return print(connection, sha256.data);
  });

  const cancel = (event: IpcMainEvent, content: unknown): void => {
    const connection = connections.get(event.sender.id);
    const id = callId.safeParse(content);
    // Nobody waits for an answer on this channel: what is not ours is dropped.
    if (connection !== undefined && isOwnSender(event) && id.success) desk.cancel(connection, id.data);
  };
  ipcMain.on(CHANNELS.cancel, cancel);

  const show = (event: IpcMainEvent, content: unknown): void => {
    const id = callId.safeParse(content);
    if (connections.has(event.sender.id) && isOwnSender(event) && id.success) showSaved(id.data);
  };
  ipcMain.on(CHANNELS.showSaved, show);

  return {
    admit(contents) {
      // The contents' own number is never used twice while the program runs, as a window's session needs it.
      const connection = `window-${contents.id}`;
      const send = (channel: string, content: unknown): void => {
        if (!contents.isDestroyed()) contents.send(channel, content);
      };
      connections.set(contents.id, connection);
      admitted.set(contents.id, contents);
      const hear = (event: DeskEvent): void => {
        send(CHANNELS.event, event);
        if (event.event === 'notices') onNotices(event);
      };
      desk.attach({ connection, onEvent: hear, onProgress: (progress) => send(CHANNELS.progress, progress) });
      const { id } = contents;
      contents.once('destroyed', () => {
        connections.delete(id);
        admitted.delete(id);
        desk.forget(connection);
      });
    },
    tellSaved(contentsId, saved) {
      const contents = admitted.get(contentsId);
      if (contents?.isDestroyed() === false) contents.send(CHANNELS.saved, saved);
    },
    close() {
      connections.clear();
      admitted.clear();
      ipcMain.removeHandler(CHANNELS.request);
      ipcMain.removeHandler(CHANNELS.print);
      ipcMain.removeListener(CHANNELS.cancel, cancel);
      ipcMain.removeListener(CHANNELS.showSaved, show);
    },
  };
}
