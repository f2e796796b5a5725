import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Server as TusServer, type Upload } from '@tus/server';
import { UPLOADS_PATH } from '#shared/sync/file-wire.ts';
import { passCrashPoint, type ServerEnvironment } from '../environment.ts';
import { RequestRefused } from '../request-refused.ts';
import type { DeskRow, Store } from '../stores/store.ts';
import type { BlobStore } from './blob-store.ts';
import { isErrorCode } from './disk.ts';
import { mayRead } from './file-rights.ts';
import type { FileLocks } from './file-locks.ts';
import type { FileLimits } from './limits.ts';
import { TusStore } from './tus-store.ts';
import { UnfinishedUploads } from './unfinished-uploads.ts';
import { UploadLocks } from './upload-locks.ts';

/** How long a request that hangs may go on after the desk came back with another one. */
const DRAIN_MILLISECONDS = 100;

/** `refused`: no accepted operation that the desk may read names such a file. `damaged`: its bytes are others. */
export type TakenWhole = 'held' | 'refused' | 'damaged';

export interface UploadParts {
  readonly store: Store;
  readonly blobs: BlobStore;
  readonly uploads: UnfinishedUploads;
  readonly environment: ServerEnvironment;
  readonly limits: FileLimits;
  readonly locks: FileLocks;
}

/**
 * Uploads by tus 1.0. Metadata comes first: a file is taken when an accepted operation that the desk may read names it
 * and its size agrees. The bytes are hashed before they get their name; bytes with another hash are removed.
 *
 * The checksum extension of tus is left out: TLS guards each part on its way, the hash the whole.
 */
export class Uploads {
  readonly #parts: UploadParts;
  readonly #tus: TusServer;
  readonly #tusStore: TusStore;
  readonly #desks = new WeakMap<Request, DeskRow>();
  readonly #failures = new WeakMap<Request, unknown>();
  readonly #finishing = new Map<string, Promise<void>>();
  /** Desks whose upload is being begun, by its id: tus hands the request to the rule, not to the store. */
  readonly #beginning = new Map<string, DeskRow>();

  constructor(parts: UploadParts) {
    this.#parts = parts;
    this.#tusStore = new TusStore(parts.uploads, parts.limits.idleMilliseconds, (upload) => this.#begin(upload));
    this.#tus = new TusServer({
      path: UPLOADS_PATH,
      datastore: this.#tusStore,
      relativeLocation: true,
      locker: new UploadLocks(),
      lockDrainTimeout: DRAIN_MILLISECONDS,
      maxSize: parts.limits.fileBytes,
      namingFunction: (request, metadata) => this.#idFor(request, metadata?.['sha256'] ?? ''),
      getFileIdFromRequest: (_request, last) => (UnfinishedUploads.isId(last) ? last : undefined),
      onIncomingRequest: (request, id) => this.#demandOwn(request, id),
      onUploadCreate: (request, upload) => this.#demandNamed(request, upload),
      onUploadFinish: (_request, { id }) => this.#finish(id),
      onResponseError: (request, error) => {
        if (error instanceof Error) this.#failures.set(request, error);
        return undefined;
      },
    });
  }

  /** Answers one request of the tus protocol. @throws RequestRefused, or what the disk or the blob store says */
  async handle(desk: DeskRow, request: Request): Promise<Response> {
    this.#desks.set(request, desk);
    const response = await this.#tus.handleWeb(request);
    const failure = this.#failures.get(request);
    if (failure === undefined) return response;
    if (isErrorCode(failure, 'ENOSPC', 'EDQUOT')) throw new RequestRefused('diskFull', 'there is no room for the file', { cause: failure });
    throw failure;
  }

  /**
   * Takes a file whole, as it came in another way than over the wire: on the same terms.
   *
   * @param pieces its bytes; what they throw is thrown
   * @throws RequestRefused where the disk is full
   */
  async takeWhole(desk: DeskRow, { sha256, size }: { readonly sha256: string; readonly size: number }, pieces: AsyncIterable<Uint8Array>): Promise<TakenWhole> {
    const { uploads } = this.#parts;
    const problem = await this.#problemOf(desk, sha256, size);
    if (problem !== null) return problem.code === 'held' ? 'held' : 'refused';
    // Not the upload that the desk may have begun over the wire.
    const id = UnfinishedUploads.idOf(`${desk.desk} by stick`, sha256);
    try {
      await uploads.begin(id, { organisation: desk.organisation, desk: desk.desk, sha256, size, verified: false });
      await uploads.append(id, 0, pieces);
      await this.#publish(id);
      return 'held';
    } catch (error) {
      await uploads.remove(id);
      if (error instanceof RequestRefused && error.code === 'wrongBytes') return 'damaged';
      if (isErrorCode(error, 'ENOSPC', 'EDQUOT')) throw new RequestRefused('diskFull', 'there is no room for the files', { cause: error });
      throw error;
    }
  }

  /** Removes uploads without a byte for too long. @returns how many */
  sweep(): Promise<number> {
    return this.#tusStore.deleteExpired();
  }

  #desk(request: object): DeskRow {
    const desk = this.#desks.get(request as Request);
    if (desk === undefined) throw new RequestRefused('unauthorised', 'a token is needed');
    return desk;
  }

  #idFor(request: object, sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RequestRefused('malformed', 'the metadata needs the sha256 of the file in hex');
    return UnfinishedUploads.idOf(this.#desk(request).desk, sha256);
  }

  /** Nobody learns from an id whether another desk sends something. */
  async #demandOwn(request: Request, id: string): Promise<void> {
    if (request.method === 'POST') return;
    const desk = this.#desk(request);
    const found = await this.#parts.uploads.find(id);
    if (found === null ? !this.#tusStore.isFinished(id) : found.desk !== desk.desk) throw new RequestRefused('notFound', 'there is no such upload');
  }

  async #demandNamed(request: object, upload: Upload): Promise<{ metadata: Record<string, string> }> {
    const { uploads, limits } = this.#parts;
    const desk = this.#desk(request);
    const sha256 = upload.metadata?.['sha256'] ?? '';
    const problem = await this.#problemOf(desk, sha256, upload.size ?? 0);
    if (problem !== null) throw problem;
    if ((await uploads.find(upload.id)) === null && (await uploads.count(desk.desk)) >= limits.uploadsOfDesk) throw new RequestRefused('tooMany', `${limits.uploadsOfDesk} uploads of this desk are unfinished`);
    this.#beginning.set(upload.id, desk);
    return { metadata: { sha256 } };
  }

  /** Why a file of a desk is not taken; null: it is. */
  async #problemOf(desk: DeskRow, sha256: string, size: number): Promise<RequestRefused | null> {
    const { store } = this.#parts;
    const names = (await store.fileNames(desk.organisation, sha256)).filter((name) => mayRead(desk, name));
    if (names.length === 0) return new RequestRefused('notFound', 'no accepted operation names this file');
    if (!names.some((name) => name.size === null || name.size === size)) return new RequestRefused('wrongBytes', `the file has ${names[0]?.size ?? 0} bytes, ${size} were announced`);
    const file = await store.file(desk.organisation, sha256);
    if (file !== null && file.erasedAt !== null) return new RequestRefused('erased', 'the file was destroyed with its document');
    if (file !== null && file.heldAt !== null) return new RequestRefused('held', 'the file is held already');
    return null;
  }

  async #begin(upload: Upload): Promise<void> {
    const desk = this.#beginning.get(upload.id);
    this.#beginning.delete(upload.id);
    const sha256 = upload.metadata?.['sha256'] ?? null;
    if (desk === undefined || sha256 === null || upload.size === undefined) throw new Error('an upload was begun that nothing allowed');
    await this.#parts.uploads.begin(upload.id, { organisation: desk.organisation, desk: desk.desk, sha256, size: upload.size, verified: false });
  }

  /** Once for each upload, however often its last part comes: a desk that waits long for the answer asks again. */
  async #finish(id: string): Promise<Record<string, never>> {
    const running = this.#finishing.get(id) ?? this.#publish(id).finally(() => this.#finishing.delete(id));
    this.#finishing.set(id, running);
    await running;
    return {};
  }

  async #publish(id: string): Promise<void> {
    const { store, blobs, uploads, locks, environment } = this.#parts;
    const upload = await uploads.find(id);
    if (upload === null) {
      if (this.#tusStore.isFinished(id)) return;
      throw new RequestRefused('notFound', 'there is no such upload');
    }
    const { organisation, sha256, size } = upload;
    const content = uploads.contentPath(id);
    if (!upload.verified) {
      const found = await hashFile(content);
      if (found !== sha256) {
        await uploads.remove(id);
        throw new RequestRefused('wrongBytes', `the bytes have the hash ${found}; they were removed`);
      }
      await uploads.markVerified(id, upload);
    }
    passCrashPoint(environment, 'server.blob.verified');
    await locks.alone(sha256, async () => {
      if (((await store.file(organisation, sha256))?.erasedAt ?? null) !== null) {
        await uploads.remove(id);
        throw new RequestRefused('erased', 'the file was destroyed with its document while it came');
      }
      await blobs.publish(content, sha256, size);
      passCrashPoint(environment, 'server.blob.beforeHeld');
      await store.markHeld(organisation, sha256, size, environment.now());
    });
    await this.#tusStore.finish(id, size);
  }
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) hash.update(piece);
  return hash.digest('hex');
}
