import type { DeskEvent } from '../contract/index.ts';
import type { CallEnvelope, CallProgress, CallResult } from './transport.ts';

/** A file that the window saved; the number is all that the page knows of where it lies. */
export interface SavedFile {
  readonly savedId: string;
  readonly fileName: string;
}

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
  onSaved(listener: (saved: SavedFile) => void): () => void;
  /** Shows a file that was saved since the program started in its folder. */
  showSaved(savedId: string): void;
}
