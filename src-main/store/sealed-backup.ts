import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Environment } from '../environment.ts';
import { type BlobLocation, BlobWriter, hashBlob, readHeader, streamBlob } from './blobs/blob-file.ts';
import { BlobDamaged, createSeal, type DeskKey, openSeal } from './blobs/blob-format.ts';
import { BlobStore } from './blobs/blob-store.ts';
import { eraseClearFile } from './clear-file.ts';
import { copyDatabase, type DeskDatabase, openDatabase } from './database.ts';
import { ErasedFiles } from './erased-files.ts';
import { deskFiles } from './store.ts';

const PIECE = 1024 * 1024;
/** Of the kind that a destruction looks for among the copies of the database: one that a crash left does not outlive what it holds. */
const CLEAR_COPY = 'for-backup.sqlite.unfinished';

/** Places of a backup below its folder. */
export function backupFiles(folder: string) {
  return { database: path.join(folder, 'desk.sqlite.sealed'), key: path.join(folder, 'desk-key.json'), blobs: path.join(folder, 'blobs') };
}

export interface BackedUp {
  /** Files that came anew, and those that went because their cases were destroyed since. */
  readonly added: number;
  readonly removed: number;
  readonly kept: number;
  /** SHA-256 of files that cannot be read at the desk any more; no copy of them was made. */
  readonly damaged: readonly string[];
}

/** The folder holds a backup of a desk with another key. */
export class OtherDesksBackup extends Error {
  constructor(folder: string, options?: ErrorOptions) {
    super(`${folder} holds the backup of another desk`, options);
    this.name = 'OtherDesksBackup';
  }
}

/**
 * Makes a folder hold what a desk holds, and nothing of it in clear (OKPU 6.6.2, ARC-10): the database is sealed like a
 * stored file under the desk's key, files are copied as they lie, the key as its passphrase seals it. Files that the
 * folder holds already are left; those of destroyed cases go, their keys first. The desk must be locked.
 *
 * @throws OtherDesksBackup
 */
export async function makeSealedBackup(dataDirectory: string, folder: string, deskKey: DeskKey, environment: Environment): Promise<BackedUp> {
  const desk = deskFiles(dataDirectory);
  const backup = backupFiles(folder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (existsSync(backup.database)) await ownSeal(backup.database, folder, deskKey);
  const [from, to] = [new BlobStore(desk.blobs, environment), new BlobStore(backup.blobs, environment)];
  from.open(deskKey);
  to.open(deskKey);
  const database = openDatabase(desk.database);
  try {
    // Files first: a database never names what did not come along.
    const { added, kept, damaged } = await copyFiles(from, to);
    const removed = await removeDestroyed(to, new ErasedFiles(database));
    await sealDatabase(database, desk.backups, { path: backup.database, seal: createSeal(deskKey, (length) => environment.randomBytes(length)) });
    await copyFile(desk.key, backup.key);
    await chmod(backup.key, 0o600);
    return { added, kept: kept - removed, removed, damaged };
  } finally {
    database.close();
  }
}

async function ownSeal(sealed: string, folder: string, deskKey: DeskKey): Promise<void> {
  try {
    openSeal(await readHeader(sealed), deskKey);
  } catch (cause) {
    if (!(cause instanceof BlobDamaged)) throw cause;
    throw new OtherDesksBackup(folder, { cause });
  }
}

/** Makes a store hold what another one holds too, both under one key. */
async function copyFiles(from: BlobStore, to: BlobStore): Promise<Omit<BackedUp, 'removed'>> {
  await to.prepare();
  const copied = new Set(await to.list());
  const damaged: string[] = [];
  let added = 0;
  for (const sha256 of await from.list()) {
    if (copied.has(sha256)) continue;
    const place = to.newPlace();
    const original = await locateIntact(from, sha256);
    if (original === null) {
      damaged.push(sha256);
      continue;
    }
    await copyFile(original.path, place.path);
    await to.adopt(place, sha256);
    added += 1;
  }
  return { added, kept: copied.size, damaged };
}

/** What the desk lost by accident stays: the backup may hold its last copy. @returns how many went */
async function removeDestroyed(blobs: BlobStore, erased: ErasedFiles): Promise<number> {
  const destroyed = (await blobs.list()).filter((sha256) => erased.has(sha256));
  for (const sha256 of destroyed) blobs.erase(sha256);
  return destroyed.length;
}

/** Null: the file is not what its name says. */
async function locateIntact(blobs: BlobStore, sha256: string): Promise<BlobLocation | null> {
  try {
    const location = await blobs.locate(sha256);
    return (await hashBlob(location)) === sha256 ? location : null;
  } catch (error) {
    if (error instanceof BlobDamaged) return null;
    throw error;
  }
}

async function sealDatabase(database: DeskDatabase, folder: string, target: BlobLocation): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const clear = path.join(folder, CLEAR_COPY);
  const unfinished = `${target.path}.unfinished`;
  if (existsSync(clear)) await eraseClearFile(clear);
  await rm(unfinished, { force: true });
  copyDatabase(database, clear);
  try {
    await sealFile(clear, { ...target, path: unfinished });
  } finally {
    await eraseClearFile(clear);
  }
  await rename(unfinished, target.path);
}

async function sealFile(file: string, target: BlobLocation): Promise<void> {
  const writer = await BlobWriter.create(target);
  const source = await open(file, 'r');
  try {
    for await (const piece of source.createReadStream({ highWaterMark: PIECE, autoClose: false })) await writer.append(piece as Uint8Array);
    await writer.finish();
  } catch (error) {
    await writer.abandon();
    throw error;
  } finally {
    await source.close();
  }
}

/**
 * Puts a backup into an empty data directory. What was changed in the backup is refused or told by the check of the
 * desk that follows; the desk has its database last, so that a half restored one does not open.
 *
 * @returns SHA-256 of files that were changed in the backup; they are left out
 * @throws BlobDamaged where the sealed database was changed, cut or is under another key
 */
export async function restoreSealedBackup(folder: string, dataDirectory: string, deskKey: DeskKey, environment: Environment): Promise<string[]> {
  const desk = deskFiles(dataDirectory);
  const backup = backupFiles(folder);
  const seal = openSeal(await readHeader(backup.database), deskKey);
  const from = new BlobStore(backup.blobs, environment);
  const to = new BlobStore(desk.blobs, environment);
  from.open(deskKey);
  to.open(deskKey);
  const { damaged } = await copyFiles(from, to);
  await copyFile(backup.key, desk.key);
  await chmod(desk.key, 0o600);
  const unfinished = `${desk.database}.unfinished`;
  const target = await open(unfinished, 'w', 0o600);
  try {
    for await (const piece of streamBlob({ path: backup.database, seal })) await target.write(piece);
    await target.sync();
  } finally {
    await target.close();
  }
  await rename(unfinished, desk.database);
  return [...damaged];
}
