/** Runs in the sandboxed page's isolated world; bundled as CommonJS because `sandbox: true` allows nothing else. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { DeskEvent } from '#shared/contract/events.ts';
import type { PreloadBridge, SavedFile } from '#shared/rpc/bridge.ts';
import type { CallProgress } from '#shared/rpc/transport.ts';
import { CHANNELS } from './ipc-channels.ts';

/** Hands on the content alone: an IPC event object holds `sender`, with which a page could reach any channel. */
function listen(channel: string, listener: (content: unknown) => void): () => void {
  const heard = (_event: IpcRendererEvent, content: unknown): void => listener(content);
  ipcRenderer.on(channel, heard);
  return () => void ipcRenderer.removeListener(channel, heard);
}

const bridge: PreloadBridge = {
  request: ({ callId, method, input }) => ipcRenderer.invoke(CHANNELS.request, { callId, method, input }),
  cancel: (callId) => ipcRenderer.send(CHANNELS.cancel, callId),
  onEvent: (listener) => listen(CHANNELS.event, (content) => listener(content as DeskEvent)),
  onProgress: (listener) => listen(CHANNELS.progress, (content) => listener(content as CallProgress)),
  print: (sha256) => ipcRenderer.invoke(CHANNELS.print, sha256),
  onSaved: (listener) => listen(CHANNELS.saved, (content) => listener(content as SavedFile)),
  showSaved: (savedId) => ipcRenderer.send(CHANNELS.showSaved, savedId),
};

contextBridge.exposeInMainWorld('chancery', bridge);
