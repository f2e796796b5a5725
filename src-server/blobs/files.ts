import type { Readable } from 'node:stream';
import type { ServerEnvironment } from '../environment.ts';
import { RequestRefused } from '../request-refused.ts';
import type { DeskRow, FileTotals, Store } from '../stores/store.ts';
import type { BlobStore, ByteRange } from './blob-store.ts';
import { mayRead } from './file-rights.ts';
import { Erasure } from './erasure.ts';
import { FileLocks } from './file-locks.ts';
import { FILE_LIMITS, type FileLimits } from './limits.ts';
import { UnfinishedUploads } from './unfinished-uploads.ts';
import { Uploads } from './uploads.ts';

export interface FilesOptions {
  readonly store: Store;
  readonly blobs: BlobStore;
  /** Folder of uploads on their way. */
  readonly uploadFolder: string;
  readonly environment: ServerEnvironment;
  readonly limits?: Partial<FileLimits>;
}

export interface FileCounts extends FileTotals {
  readonly unfinished: number;
}

/** The files of all organisations: taken from desks, given to desks, each held to what operations say. */
export class Files {
  readonly uploads: Uploads;
  readonly erasure: Erasure;
  readonly #options: FilesOptions;
  readonly #unfinished: UnfinishedUploads;

  constructor(options: FilesOptions) {
    const { store, blobs, environment, limits } = options;
    this.#options = options;
    this.#unfinished = new UnfinishedUploads(options.uploadFolder, environment);
    const locks = new FileLocks();
    this.uploads = new Uploads({ store, blobs, uploads: this.#unfinished, environment, limits: { ...FILE_LIMITS, ...limits }, locks });
    this.erasure = new Erasure({ store, blobs, uploads: this.#unfinished, locks, environment });
  }

  /** Size of a file that is held. @throws RequestRefused where it is not, or not for this desk: no difference is shown */
  async find(desk: DeskRow, sha256: string): Promise<number> {
    const { store } = this.#options;
    const file = /^[0-9a-f]{64}$/.test(sha256) ? await store.file(desk.organisation, sha256) : null;
    const isNamed = file !== null && (await store.fileNames(desk.organisation, sha256)).some((name) => mayRead(desk, name));
    if (isNamed && file.erasedAt !== null) throw new RequestRefused('erased', 'the file was destroyed with its document');
    const size = !isNamed || file.heldAt === null ? null : file.size;
    if (size === null) throw new RequestRefused('notFound', 'there is no such file');
    return size;
  }

  /** Bytes of a file that was found. @throws BlobMissing */
  read(sha256: string, range: ByteRange): Promise<Readable> {
    return this.#options.blobs.read(sha256, range);
  }

  async counts(): Promise<FileCounts> {
    const { store } = this.#options;
    const sum = { held: 0, bytes: 0, missing: 0 };
    for (const { organisation } of await store.organisations()) {
      const { held, bytes, missing } = await store.fileTotals(organisation);
      sum.held += held;
      sum.bytes += bytes;
      sum.missing += missing;
    }
    return { ...sum, unfinished: await this.#unfinished.count() };
  }

  /** Where files lie, and where they are put together. */
  get place(): { readonly blobs: BlobStore; readonly folder: string } {
    return { blobs: this.#options.blobs, folder: this.#options.uploadFolder };
  }

  close(): void {
    this.#options.blobs.close();
  }
}
