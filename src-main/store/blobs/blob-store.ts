import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Environment } from '../../environment.ts';
import { type BlobLocation, blobSize, BlobWriter, hashBlob, readBlob, readBlobPart, readHeader } from './blob-file.ts';
import { BlobDamaged, createSeal, type DeskKey, HEADER_LENGTH, openSeal } from './blob-format.ts';

/** The desk's files are closed until the key store has opened the desk key. */
export class BlobsLocked extends Error {
  constructor() {
    super('the desk key has not been opened');
    this.name = 'BlobsLocked';
  }
}

/** A file that the log names does not lie here. `code` as the system says it. */
export class BlobAbsent extends Error {
  readonly code = 'ENOENT';
  readonly sha256: string;

  constructor(sha256: string, options: ErrorOptions) {
    super(`the file ${sha256} does not lie here`, options);
    this.name = 'BlobAbsent';
    this.sha256 = sha256;
  }
}

/** For so long content that came a second time is taken for what somebody has in hand and no operation names yet. */
const IN_HAND_MILLISECONDS = 60 * 60 * 1000;

/** `inHand`: it was handed in again a moment ago, and may be of something new. */
export type ErasedBlob = 'erased' | 'absent' | 'inHand';

export interface StoredBlob {
  readonly sha256: string;
  readonly size: number;
}

/**
 * Content-addressed, encrypted files. A blob is written to a temporary file, brought to the disk and
 * renamed, so that a name in the store always means the whole content.
 */
export class BlobStore {
  readonly #root: string;
  readonly #environment: Environment;
  readonly #cameAgain = new Map<string, number>();
  #deskKey: DeskKey | null = null;

  constructor(root: string, environment: Environment) {
    this.#root = root;
    this.#environment = environment;
  }

  /** Makes the folders and removes what an interrupted start left unfinished. */
  async prepare(): Promise<void> {
    await rm(this.#temporaryFolder, { recursive: true, force: true });
    await mkdir(this.#temporaryFolder, { recursive: true, mode: 0o700 });
    await mkdir(this.#arrivingFolder, { recursive: true, mode: 0o700 });
  }

  open(deskKey: DeskKey): void {
    this.#deskKey = deskKey;
  }

  get isOpen(): boolean {
    return this.#deskKey !== null;
  }

  /** A place for a new blob: a writer here, or a job in another process, fills it; then {@link adopt}. */
  newPlace(): BlobLocation {
    return { path: path.join(this.#temporaryFolder, randomUUID()), seal: createSeal(this.#key(), (length) => this.#environment.randomBytes(length)) };
  }

  async write(content: Uint8Array): Promise<StoredBlob> {
    return this.fill((writer) => writer.append(content));
  }

  /** Keeps what the work writes. Where it fails, as on a full disk, nothing of it stays. */
  async fill(work: (writer: BlobWriter) => Promise<void>): Promise<StoredBlob> {
    const place = this.newPlace();
    const writer = await BlobWriter.create(place);
    try {
      await work(writer);
      const stored = await writer.finish();
      await this.adopt(place, stored.sha256);
      return stored;
    } catch (error) {
      await writer.abandon();
      await this.discard(place);
      throw error;
    }
  }

  /**
   * A writer for a file that comes from elsewhere in parts, which may take days: what came before a stop of the program
   * is kept and gone on with.
   */
  async receive(sha256: string): Promise<{ readonly place: BlobLocation; readonly writer: BlobWriter }> {
    const file = this.#arrivingPathOf(sha256);
    if (existsSync(file)) {
      try {
        const place = { path: file, seal: openSeal(await readHeader(file), this.#key()) };
        return { place, writer: await BlobWriter.resume(place) };
      } catch (error) {
        if (!(error instanceof BlobDamaged)) throw error;
        // A power cut may have torn it; nothing of it is needed.
        await rm(file);
      }
    }
    const place = { path: file, seal: createSeal(this.#key(), (length) => this.#environment.randomBytes(length)) };
    return { place, writer: await BlobWriter.create(place) };
  }

  /** Gives a finished file its name. The same content is kept once. */
  async adopt(place: BlobLocation, sha256: string): Promise<void> {
    const target = this.#pathOf(sha256);
    this.#environment.crashPoint('blob.beforeRename');
    // A stop in the middle of erasing leaves the name without its key: this is not the same content any more.
    if (existsSync(target) && !isWithoutKey(await readHeader(target))) {
      this.#cameAgain.set(sha256, this.#environment.now());
      await rm(place.path);
      return;
    }
    const folder = path.dirname(target);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (existsSync(target)) this.#cameAgain.set(sha256, this.#environment.now());
    await rename(place.path, target);
    await syncFolder(folder);
    this.#environment.crashPoint('blob.afterRename');
  }

  async discard(place: BlobLocation): Promise<void> {
    await rm(place.path, { force: true });
  }

  /** Discards a file that holds what was destroyed while it was written: its key goes first. */
  destroy(place: BlobLocation): void {
    this.#eraseFile(place.path);
  }

  /**
   * Destroys a file and what came of it so far. First the header with its wrapped key is overwritten, so that the content
   * is lost even where the disk keeps the blocks. In one go: between the look and the removal nobody can hand it in.
   */
  erase(sha256: string): ErasedBlob {
    if ((this.#cameAgain.get(sha256) ?? Number.NEGATIVE_INFINITY) > this.#environment.now() - IN_HAND_MILLISECONDS) return 'inHand';
    this.#cameAgain.delete(sha256);
    const lay = [this.#arrivingPathOf(sha256), this.#pathOf(sha256)].filter((file) => existsSync(file));
    for (const file of lay) this.#eraseFile(file);
    return lay.length > 0 ? 'erased' : 'absent';
  }

  #eraseFile(file: string): void {
    const handle = openSync(file, 'r+');
    try {
      writeSync(handle, new Uint8Array(HEADER_LENGTH), 0, HEADER_LENGTH, 0);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    this.#environment.crashPoint('blob.keyOverwritten');
    unlinkSync(file);
    syncFolderNow(path.dirname(file));
  }

  has(sha256: string): boolean {
    return existsSync(this.#pathOf(sha256));
  }

  /** Where a blob lies, with its key opened. @throws BlobDamaged, BlobAbsent */
  async locate(sha256: string): Promise<BlobLocation> {
    const file = this.#pathOf(sha256);
    return whereItLies(sha256, async () => ({ path: file, seal: openSeal(await readHeader(file), this.#key()) }));
  }

  /** Content size in bytes. @throws BlobDamaged, BlobAbsent */
  async size(sha256: string): Promise<number> {
    return whereItLies(sha256, async () => blobSize(await this.locate(sha256)));
  }

  async read(sha256: string): Promise<Buffer> {
    return whereItLies(sha256, async () => readBlob(await this.locate(sha256)));
  }

  async readPart(sha256: string, offset: number, length: number): Promise<{ readonly bytes: Buffer; readonly size: number }> {
    return whereItLies(sha256, async () => readBlobPart(await this.locate(sha256), offset, length));
  }

  /** True where the content on the disk still has the hash that names it. @throws BlobDamaged */
  async isIntact(sha256: string): Promise<boolean> {
    return (await hashBlob(await this.locate(sha256))) === sha256;
  }

  /** The names that follow one in their order, read folder by folder: a store of millions is walked without holding its list. */
  async namesAfter(cursor: string | null, limit: number): Promise<string[]> {
    const found: string[] = [];
    const after = cursor ?? '';
    for (const first of await foldersFrom(this.#root, after.slice(0, 2))) {
      const onFirst = first === after.slice(0, 2);
      for (const second of await foldersFrom(path.join(this.#root, first), onFirst ? after.slice(2, 4) : '')) {
        const names = (await readdir(path.join(this.#root, first, second))).filter((name) => /^[0-9a-f]{64}$/.test(name) && name > after).sort();
        found.push(...names.slice(0, limit - found.length));
        if (found.length >= limit) return found;
      }
    }
    return found;
  }

  /** Names of all blobs. */
  async list(): Promise<string[]> {
    const found: string[] = [];
    for (const entry of await readdir(this.#root, { withFileTypes: true, recursive: true })) {
      if (entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name)) found.push(entry.name);
    }
    return found.sort();
  }

  get #arrivingFolder(): string {
    return path.join(this.#root, 'arriving');
  }

  #arrivingPathOf(sha256: string): string {
    return path.join(this.#arrivingFolder, `${path.basename(this.#pathOf(sha256))}.part`);
  }

  get #temporaryFolder(): string {
    return path.join(this.#root, 'unfinished');
  }

  #key(): DeskKey {
    if (this.#deskKey === null) throw new BlobsLocked();
    return this.#deskKey;
  }

  #pathOf(sha256: string): string {
    // The name comes from windows as well: nothing but a hash may become a path.
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError('not a SHA-256');
    return path.join(this.#root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }
}

/** Whether {@link BlobStore.erase} has overwritten it. */
function isWithoutKey(header: Uint8Array): boolean {
  return header.every((byte) => byte === 0);
}

/** Folders of two hexadecimal digits from one on, in their order. */
async function foldersFrom(folder: string, from: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() && /^[0-9a-f]{2}$/.test(entry.name) && entry.name >= from ? [entry.name] : [])).sort();
}

/** A file may be destroyed between two looks at it: then it does not lie here, and nothing worse. */
async function whereItLies<Value>(sha256: string, look: () => Promise<Value>): Promise<Value> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof BlobAbsent || !(error instanceof Error) || !('code' in error) || error.code !== 'ENOENT') throw error;
    throw new BlobAbsent(sha256, { cause: error });
  }
}

/** Brings a renaming to the disk; Windows has no such call and does it with the file. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function syncFolderNow(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
