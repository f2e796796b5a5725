import { create } from 'zustand';
import type { ContractError } from '#shared/contract/index.ts';
import { FILE_LIMIT, PIECE_LIMIT, type StoredFile } from '#shared/contract/files.ts';
import { fail, type Result } from '#shared/domain/result.ts';
import type { Client } from '#shared/rpc/client.ts';

export interface Upload {
  readonly uploadKey: string;
  readonly fileName: string;
  readonly size: number;
  readonly sent: number;
  readonly phase: 'sending' | 'storing' | 'failed' | 'stopped' | 'tooLarge';
  readonly error: ContractError | null;
  readonly stop: () => void;
}

interface Uploads {
  readonly uploads: readonly Upload[];
  put(upload: Upload): void;
  change(uploadKey: string, changes: Partial<Upload>): void;
  remove(uploadKey: string): void;
}

/** Files on their way into the desk. Outside the screens: leaving the room stops nothing. */
export const useUploads = create<Uploads>()((set) => ({
  uploads: [],
  put: (upload) => set(({ uploads }) => ({ uploads: [...uploads, upload] })),
  change: (uploadKey, changes) => set(({ uploads }) => ({ uploads: uploads.map((upload) => (upload.uploadKey === uploadKey ? { ...upload, ...changes } : upload)) })),
  remove: (uploadKey) => set(({ uploads }) => ({ uploads: uploads.filter((upload) => upload.uploadKey !== uploadKey) })),
}));

async function send(client: Client, file: File, uploadKey: string, signal: AbortSignal): Promise<Result<StoredFile, ContractError>> {
  const { change } = useUploads.getState();
  const begun = await client.files.begin({ fileName: file.name, size: file.size }, { signal });
  if (!begun.ok) return begun;
  const { uploadId } = begun.value;
  for (let offset = 0; offset < file.size; offset += PIECE_LIMIT) {
    const piece = new Uint8Array(await file.slice(offset, offset + PIECE_LIMIT).arrayBuffer());
    const appended = signal.aborted ? fail(STOPPED) : await client.files.append({ uploadId, offset, piece }, { signal });
    if (!appended.ok) {
      // The desk forgets a half-sent file by itself as well; this only frees its space sooner.
      await client.files.abandon({ uploadId });
      return appended;
    }
    change(uploadKey, { sent: Math.min(file.size, offset + piece.byteLength) });
  }
  change(uploadKey, { phase: 'storing' });
  return client.files.finish({ uploadId }, { signal });
}

const STOPPED: ContractError = { code: 'cancelled', message: 'error.cancelled', params: {}, issues: [] };
/** Letters of one call of `intake.receive`. */
const BATCH = 50;

/** What became of a batch of files. */
export interface Intake {
  readonly letterIds: readonly string[];
  readonly error: ContractError | null;
}

/** Makes letters of files that the desk has stored already. */
export async function receiveStored(client: Client, files: readonly { readonly sha256: string; readonly fileName: string }[]): Promise<Intake> {
  const letterIds: string[] = [];
  for (let at = 0; at < files.length; at += BATCH) {
    const result = await client.intake.receive({ files: files.slice(at, at + BATCH).map(({ sha256, fileName }) => ({ sha256, fileName })) });
    if (!result.ok) return { letterIds, error: result.error };
    letterIds.push(...result.value.letters.map((letter) => letter.letterId));
  }
  return { letterIds, error: null };
}

/** Sends files one after another and receives them together, so that signatures find their documents. */
export async function takeIn(client: Client, files: readonly File[]): Promise<Intake> {
  const { put, change, remove } = useUploads.getState();
  const queue = files.map((file) => {
    const own = new AbortController();
    const uploadKey = crypto.randomUUID();
    const tooLarge = file.size > FILE_LIMIT;
    put({ uploadKey, fileName: file.name, size: file.size, sent: 0, phase: tooLarge ? 'tooLarge' : 'sending', error: null, stop: () => own.abort() });
    return { file, own, uploadKey, tooLarge };
  });
  const stored: StoredFile[] = [];
  for (const { file, own, uploadKey, tooLarge } of queue) {
    if (tooLarge) continue;
    const result = own.signal.aborted ? fail(STOPPED) : await send(client, file, uploadKey, own.signal);
    if (result.ok) {
      stored.push(result.value);
      remove(uploadKey);
    } else change(uploadKey, { phase: result.error.code === 'cancelled' ? 'stopped' : 'failed', error: result.error });
  }
  return stored.length === 0 ? { letterIds: [], error: null } : receiveStored(client, stored);
}

/** Stores one file in the desk without making a letter of it, such as a table to be imported. */
export async function storeFile(client: Client, file: File, signal: AbortSignal): Promise<Result<StoredFile, ContractError>> {
  const { put, remove } = useUploads.getState();
  const uploadKey = crypto.randomUUID();
  put({ uploadKey, fileName: file.name, size: file.size, sent: 0, phase: 'sending', error: null, stop: () => undefined });
  try {
    return await send(client, file, uploadKey, signal);
  } finally {
    remove(uploadKey);
  }
}
