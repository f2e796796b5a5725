import { open } from 'node:fs/promises';
import { Refusal } from '#shared/contract/errors.ts';
import { FILE_LIMIT, type StoredFile } from '#shared/contract/files.ts';
import { isProgram, isProgramName } from '#shared/domain/allowed-files.ts';
import { RECOGNITION_BYTES, recogniseMediaType } from '#shared/domain/media-type.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { type Environment, newId } from '../environment.ts';
import { type BlobLocation, BlobWriter } from '../store/blobs/blob-file.ts';
import type { Store } from '../store/store.ts';

/** Uploads that one desk holds open at once; a window that forgets to finish must not fill the disk. */
const OPEN_LIMIT = 200;
/** An upload without a new piece for so long is given up. */
const SILENCE_LIMIT_MILLISECONDS = 60 * 60 * 1000;

interface Upload {
  readonly fileName: string;
  readonly size: number;
  readonly place: BlobLocation;
  readonly writer: BlobWriter;
  readonly owner: string;
  lastPiece: number;
}

/**
 * Takes files in, piece by piece, straight into sealed storage: no plain bytes touch the disk, and
 * nothing looks into them before they are kept.
 */
export class Uploads {
  readonly #store: Store;
  readonly #environment: Environment;
  readonly #open = new Map<string, Upload>();
  /** Files by the windows that handed them in since the start: a hash alone is no right to a file. */
  readonly #handedIn = new Set<string>();

  constructor(store: Store, environment: Environment) {
    this.#store = store;
    this.#environment = environment;
  }

  readonly handlers: Pick<RoomHandlers<'files'>, 'begin' | 'append' | 'finish' | 'abandon'> = {
    begin: async ({ fileName, size }, { connection }) => {
      if (size > FILE_LIMIT) throw new Refusal('too-large', 'error.fileTooLarge', { fileName, limit: String(FILE_LIMIT) });
      if (isProgramName(fileName)) throw programNotTaken(fileName);
      await this.#giveUpSilent();
      if (this.#open.size >= OPEN_LIMIT) throw new Refusal('refused', 'error.tooManyUploads');
      const uploadId = newId(this.#environment);
      const place = this.#store.blobs.newPlace();
      this.#open.set(uploadId, { fileName, size, place, writer: await BlobWriter.create(place), owner: connection, lastPiece: this.#environment.now() });
      return { uploadId };
    },
    append: async ({ uploadId, offset, piece }, { connection }) => {
      const upload = this.#find(uploadId, connection);
      if (offset !== upload.writer.size) throw new Refusal('conflict', 'error.uploadOutOfOrder', { expected: String(upload.writer.size) });
      if (offset + piece.byteLength > upload.size) throw new Refusal('too-large', 'error.uploadLongerThanSaid', { fileName: upload.fileName });
      if (offset === 0 && isProgram(upload.fileName, piece)) {
        await this.#giveUp(uploadId, upload);
        throw programNotTaken(upload.fileName);
      }
      upload.lastPiece = this.#environment.now();
      try {
        await upload.writer.append(piece);
      } catch (error) {
        // As on a full disk: a half of the file would only take room.
        await this.#giveUp(uploadId, upload);
        throw error;
      }
      return { received: upload.writer.size };
    },
    finish: async ({ uploadId }, { connection }) => {
      const upload = this.#find(uploadId, connection);
      if (upload.writer.size !== upload.size) throw new Refusal('conflict', 'error.uploadIncomplete', { fileName: upload.fileName, received: String(upload.writer.size), size: String(upload.size) });
      const { sha256, size } = await this.#keep(uploadId, upload);
      this.#handedIn.add(handedInKey(sha256, connection));
      return { sha256, size, fileName: upload.fileName, mediaType: await this.mediaTypeOf(sha256) } satisfies StoredFile;
    },
    abandon: async ({ uploadId }, { connection }) => {
      await this.#giveUp(uploadId, this.#find(uploadId, connection));
      return {};
    },
  };

  /** Whether the window handed in the file since the desk was started. */
  wasHandedIn(sha256: string, connection: string): boolean {
    return this.#handedIn.has(handedInKey(sha256, connection));
  }

  async mediaTypeOf(sha256: string): Promise<string> {
    const { bytes } = await this.#store.blobs.readPart(sha256, 0, RECOGNITION_BYTES);
    return recogniseMediaType(bytes);
  }

  /** Takes in a file that lies on this machine, e.g. named on the command line. @throws Refusal */
  async takeIn(path: string, fileName: string): Promise<StoredFile> {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size > FILE_LIMIT) throw new Refusal('too-large', 'error.fileTooLarge', { fileName, limit: String(FILE_LIMIT) });
      const stored = await this.#store.blobs.fill(async (writer) => {
        for await (const piece of file.createReadStream({ autoClose: false })) {
          const bytes = piece as Uint8Array;
          if (writer.size === 0 && isProgram(fileName, bytes)) throw programNotTaken(fileName);
          await writer.append(bytes);
          if (writer.size > FILE_LIMIT) throw new Refusal('too-large', 'error.fileTooLarge', { fileName, limit: String(FILE_LIMIT) });
        }
      });
      return { ...stored, fileName, mediaType: await this.mediaTypeOf(stored.sha256) };
    } finally {
      await file.close();
    }
  }

  /** Gives up what is unfinished, e.g. when the desk closes. */
  async close(): Promise<void> {
    for (const [uploadId, upload] of this.#open) await this.#giveUp(uploadId, upload);
  }

  #find(uploadId: string, connection: string): Upload {
    const upload = this.#open.get(uploadId);
    if (upload === undefined || upload.owner !== connection) throw new Refusal('not-found', 'error.uploadNotFound');
    return upload;
  }

  async #keep(uploadId: string, upload: Upload): Promise<{ readonly sha256: string; readonly size: number }> {
    this.#open.delete(uploadId);
    try {
      const stored = await upload.writer.finish();
      await this.#store.blobs.adopt(upload.place, stored.sha256);
      return stored;
    } catch (error) {
      await this.#giveUp(uploadId, upload);
      throw error;
    }
  }

  async #giveUp(uploadId: string, upload: Upload): Promise<void> {
    this.#open.delete(uploadId);
    await upload.writer.abandon();
    await this.#store.blobs.discard(upload.place);
  }

  async #giveUpSilent(): Promise<void> {
    const before = this.#environment.now() - SILENCE_LIMIT_MILLISECONDS;
    for (const [uploadId, upload] of this.#open) if (upload.lastPiece < before) await this.#giveUp(uploadId, upload);
  }
}

function handedInKey(sha256: string, connection: string): string {
  return `${sha256} ${connection}`;
}

/** SEC-23 */
function programNotTaken(fileName: string): Refusal {
  return new Refusal('refused', 'error.programNotTaken', { fileName });
}
