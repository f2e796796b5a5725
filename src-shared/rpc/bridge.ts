import type { DeskEvent } from '../contract/index.ts';
import type { CallEnvelope, CallProgress, CallResult } from './transport.ts';

/**
 * What the preload script exposes to the page as `window.chancery`: named functions only, never
 * `ipcRenderer` nor an event object.
 */
export interface PreloadBridge {
  request(envelope: CallEnvelope): Promise<CallResult>;
  cancel(callId: string): void;
  onEvent(listener: (event: DeskEvent) => void): () => void;
  onProgress(listener: (progress: CallProgress) => void): () => void;
  /** Opens the system's print dialog for a finished PDF of the desk, by its SHA-256. */
  print(sha256: string): Promise<CallResult>;
}
