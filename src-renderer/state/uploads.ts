import { create } from 'zustand';
import type { ContractError } from '#shared/contract/index.ts';
import { FILE_LIMIT, PIECE_LIMIT, type StoredFile } from '#shared/contract/files.ts';
import { groupLetterFiles } from '#shared/domain/letter-files.ts';
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
  /** Files of the drops that are under way, those that are done among them. */
  readonly total: number;
  put(upload: Upload): void;
  change(uploadKey: string, changes: Partial<Upload>): void;
  remove(uploadKey: string): void;
}

/** Files on their way into the desk. Outside the screens: leaving the room stops nothing. */
export const useUploads = create<Uploads>()((set) => ({
  uploads: [],
  total: 0,
  put: (upload) => set(({ uploads, total }) => ({ uploads: [...uploads, upload], total: (uploads.length === 0 ? 0 : total) + 1 })),
  change: (uploadKey, changes) => set(({ uploads }) => ({ uploads: uploads.map((upload) => (upload.uploadKey === uploadKey ? { ...upload, ...changes } : upload)) })),
  remove: (uploadKey) => set(({ uploads }) => ({ uploads: uploads.filter((upload) => upload.uploadKey !== uploadKey) })),
}));

/** Stores one file at the desk; no letter is made of it. `onSent` hears the bytes that have arrived, all of them before the end. */
export async function storeFile(client: Client, file: File, signal: AbortSignal, onSent: (sent: number) => void): Promise<Result<StoredFile, ContractError>> {
  const begun = await client.files.begin({ fileName: file.name, size: file.size }, { signal });
  if (!begun.ok) return begun;
  const { uploadId } = begun.value;
  for (let offset = 0; offset < file.size; offset += PIECE_LIMIT) {
    const piece = await readPiece(file, offset);
    const appended = signal.aborted ? fail(STOPPED) : piece === null ? fail(UNREADABLE) : await client.files.append({ uploadId, offset, piece }, { signal });
    if (!appended.ok) {
      // The desk forgets a half-sent file by itself as well; this only frees its space sooner.
      await client.files.abandon({ uploadId });
      return appended;
    }
    onSent(Math.min(file.size, offset + PIECE_LIMIT));
  }
  onSent(file.size);
  return client.files.finish({ uploadId }, { signal });
}

/** Null where the file has gone, was changed or may not be read since it was chosen. */
async function readPiece(file: File, offset: number): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await file.slice(offset, offset + PIECE_LIMIT).arrayBuffer());
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

const UNREADABLE: ContractError = { code: 'unreadable', message: 'error.chosenFileUnreadable', params: {}, issues: [] };
const STOPPED: ContractError = { code: 'cancelled', message: 'error.cancelled', params: {}, issues: [] };
/** Letters of one call of `intake.receive`. */
const BATCH = 50;

/** What became of a batch of files. */
export interface Intake {
  readonly letterIds: readonly string[];
  readonly error: ContractError | null;
}

type StoredName = Pick<StoredFile, 'sha256' | 'fileName'>;

/** Files in calls of a size that the desk takes; a signature goes with its document. */
function batchesOf(files: readonly StoredName[]): StoredName[][] {
  const batches: StoredName[][] = [];
  for (const group of groupLetterFiles(files)) {
    const kin = group.map(({ file: { sha256, fileName } }) => ({ sha256, fileName }));
    const last = batches.at(-1);
    if (last !== undefined && last.length + kin.length <= BATCH) last.push(...kin);
    else for (let at = 0; at < kin.length; at += BATCH) batches.push(kin.slice(at, at + BATCH));
  }
  return batches;
}

/** Makes letters of files that the desk has stored already. */
export async function receiveStored(client: Client, files: readonly { readonly sha256: string; readonly fileName: string }[]): Promise<Intake> {
  const letterIds: string[] = [];
  let error: ContractError | null = null;
  for (const batch of batchesOf(files)) {
    const result = await client.intake.receive({ files: batch });
    // What the other batches bring is received all the same.
    if (result.ok) letterIds.push(...result.value.letters.map((letter) => letter.letterId));
    else error = result.error;
  }
  return { letterIds, error };
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
    const result = own.signal.aborted ? fail(STOPPED) : await storeFile(client, file, own.signal, (sent) => change(uploadKey, { sent, phase: sent === file.size ? 'storing' : 'sending' }));
    if (result.ok) {
      stored.push(result.value);
      remove(uploadKey);
    } else change(uploadKey, { phase: result.error.code === 'cancelled' ? 'stopped' : 'failed', error: result.error });
  }
  return stored.length === 0 ? { letterIds: [], error: null } : receiveStored(client, stored);
}
