import { lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { FILE_LIMIT } from '#shared/contract/files.ts';
import type { FolderProblemCode, FolderSettings, FolderState } from '#shared/contract/intake.ts';
import { isProgramName } from '#shared/domain/allowed-files.ts';
import { groupLetterFiles } from '#shared/domain/letter-files.ts';
import { type Environment, isoInstant } from '../../environment.ts';
import { RepeatedWork } from '../../background/repeated-work.ts';
import type { Store } from '../../store/store.ts';
import type { IntakeRoom } from '../intake-room.ts';
import type { Uploads } from '../uploads.ts';
import { isPassing, problemOf } from './folder-problem.ts';
import { FolderRecords, type SeenFile } from './folder-records.ts';
import type { FolderSettingsRecord } from './folder-settings.ts';

const LOOK_MILLISECONDS = 5_000;
/** After a problem that may pass by itself. */
const RETRY_MILLISECONDS = 60_000;
/** Files that one look deals with; the next look goes on. */
const FILES_AT_ONCE = 500;
/** Where files go that have become letters. */
export const TAKEN_FOLDER = 'taken';
/** Files of scanners, browsers and office programs that are not finished, and of systems. */
const UNFINISHED = /^(?:\.|~\$|thumbs\.db$|desktop\.ini$)|(?:\.tmp|\.part|\.partial|\.crdownload|\.filepart|~)$/i;

export interface FolderWatchOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly settings: FolderSettingsRecord;
  readonly uploads: Uploads;
  readonly intake: IntakeRoom;
  readonly onChanged: () => void;
  readonly logUnexpected: (what: string, error: unknown) => string;
}

interface StoredFile {
  readonly seen: SeenFile;
  readonly sha256: string;
  readonly fileName: string;
}

/**
 * Takes files out of the folder that the desk watches. By looking again and again: shares of a network tell nobody what
 * changes in them. The bytes are stored first, then the letter is made, and only then the file is moved away, so that
 * whatever stops the program in between loses nothing and doubles nothing.
 */
export class FolderWatch {
  readonly #options: FolderWatchOptions;
  readonly #records: FolderRecords;
  /** What the last look saw: a file that grows is still being written. */
  #lastLook = new Map<string, SeenFile>();
  #lastLookAt: string | null = null;
  #unreachable: string | null = null;
  readonly #loop: RepeatedWork;

  constructor(options: FolderWatchOptions) {
    this.#options = options;
    this.#loop = new RepeatedWork({ name: 'watched folder', everyMilliseconds: LOOK_MILLISECONDS, round: () => this.#look(), logUnexpected: options.logUnexpected });
    this.#records = new FolderRecords(options.store.database);
  }

  start(): void {
    this.#loop.start();
  }

  stop(): void {
    this.#loop.stop();
  }

  state(): FolderState {
    const settings = this.#options.settings.read();
    return {
      settings,
      unreachable: settings === null ? null : this.#unreachable,
      lastLookAt: this.#lastLookAt,
      problems: this.#records.problems().flatMap(({ path: file, problem, detail, at }) => (problem === null ? [] : [{ fileName: path.basename(file), problem, detail, at }])),
    };
  }

  /** Takes an entry off the list; a file that is still there is tried again. */
  dismiss(fileName: string): void {
    for (const record of this.#records.problems()) {
      if (path.basename(record.path) !== fileName) continue;
      if (record.letterId === null) this.#records.forget(record.path);
      else this.#records.clear(record, this.#options.environment.now());
    }
    this.#options.onChanged();
  }

  /** One look at a time. */
  look(): Promise<void> {
    return this.#loop.now();
  }

  async #look(): Promise<void> {
    const settings = this.#options.settings.read();
    if (settings === null || this.#loop.stopped) return;
    const seen = await this.#filesIn(settings.path);
    if (seen === null) return;
    const before = this.#lastLook;
    this.#lastLook = new Map(seen.map((file) => [file.path, file]));
    this.#forgetGone(settings.path);
    const settled = seen.filter((file) => isSame(before.get(file.path), file));
    const moving = seen.filter((file) => !settled.includes(file));
    // A document whose signature is still being copied waits for it.
    const due = settled.filter((file) => this.#isDue(file) && !moving.some((other) => areKin(file, other))).slice(0, FILES_AT_ONCE);
    for (const file of due) if (this.#isTaken(file)) await this.#putAway(file, settings);
    await this.#take(due.filter((file) => !this.#isTaken(file)), settings);
  }

  /** @returns null where the folder cannot be read, such as a share without a link */
  async #filesIn(folder: string): Promise<SeenFile[] | null> {
    const was = this.#unreachable;
    try {
      const entries = await readdir(folder, { withFileTypes: true });
      // Links are not followed: they may lead anywhere.
      const names = entries.filter((entry) => entry.isFile() && !UNFINISHED.test(entry.name)).map(({ name }) => name);
      const files = await Promise.all(names.sort().map((name) => stated(folder, name)));
      this.#unreachable = null;
      this.#lastLookAt = isoInstant(this.#options.environment.now());
      return files.filter((file) => file !== null);
    } catch (error) {
      this.#unreachable = problemOf(error).detail;
      return null;
    } finally {
      if (was !== this.#unreachable) this.#options.onChanged();
    }
  }

  #forgetGone(folder: string): void {
    for (const { path: file, letterId, problem } of this.#records.all()) {
      if (path.dirname(file) !== path.normalize(folder) || this.#lastLook.has(file)) continue;
      // What has become a letter is remembered: the same bytes may come from the same place again.
      if (letterId === null && problem !== 'disappeared') this.#records.forget(file);
    }
  }

  #isDue(file: SeenFile): boolean {
    const record = this.#records.of(file.path);
    if (record === null || record.problem === null || !isSame(record, file)) return true;
    return isPassing(record.problem) && Date.parse(record.at) + RETRY_MILLISECONDS <= this.#options.environment.now();
  }

  /** The letter was made, and only the moving is left. */
  #isTaken(file: SeenFile): boolean {
    const record = this.#records.of(file.path);
    return record !== null && record.letterId !== null && isSame(record, file);
  }

  async #take(files: readonly SeenFile[], settings: FolderSettings): Promise<void> {
    const stored: StoredFile[] = [];
    for (const file of files) {
      if (this.#loop.stopped) return;
      const kept = await this.#keep(file);
      if (kept !== null && this.#records.isLetter(this.#records.of(file.path), kept.sha256)) await this.#comeAgain(kept, settings);
      else if (kept !== null) stored.push(kept);
    }
    for (const group of groupLetterFiles(stored)) {
      if (this.#loop.stopped) return;
      await this.#makeLetter(group.map(({ file }) => file), settings);
    }
  }

  /** Stores the bytes. @returns null where they cannot be taken, which stands in the list then, or were still changing */
  async #keep(file: SeenFile): Promise<StoredFile | null> {
    const { uploads, environment } = this.#options;
    const known = file.size === 0 ? 'empty' : file.size > FILE_LIMIT ? 'tooLarge' : isProgramName(file.fileName) ? 'program' : null;
    if (known !== null) {
      this.#trouble(file, known, null);
      return null;
    }
    try {
      const { sha256 } = await uploads.takeIn(file.path, file.fileName);
      environment.crashPoint('folder.stored');
      const now = await stated(path.dirname(file.path), file.fileName);
      if (now === null) {
        this.#trouble(file, 'disappeared', null);
        return null;
      }
      // Written to while it was read: what was stored is no whole file, and the next look begins again.
      return isSame(file, now) ? { seen: file, sha256, fileName: file.fileName } : null;
    } catch (error) {
      if (this.#loop.stopped) return null;
      const { problem, detail } = problemOf(error);
      this.#trouble(file, problem, detail);
      return null;
    }
  }

  async #makeLetter(files: readonly StoredFile[], settings: FolderSettings): Promise<void> {
    const { intake, environment } = this.#options;
    try {
      await intake.receive(files, null, {
        source: settings.path,
        within: ([letter]) => {
          for (const { seen, sha256 } of files) this.#records.taken(seen, sha256, letter?.letterId ?? '', environment.now());
        },
      });
    } catch (error) {
      if (this.#loop.stopped) return;
      const { problem, detail } = problemOf(error);
      for (const { seen } of files) this.#trouble(seen, problem === 'disappeared' ? 'unreadable' : problem, detail);
      return;
    }
    environment.crashPoint('folder.received');
    for (const { seen } of files) await this.#putAway(seen, settings);
  }

  /** The same bytes lie in the same place once more: no second letter. */
  async #comeAgain({ seen, sha256 }: StoredFile, settings: FolderSettings): Promise<void> {
    const { environment } = this.#options;
    this.#records.taken(seen, sha256, this.#records.of(seen.path)?.letterId ?? '', environment.now());
    await this.#putAway(seen, settings);
    if (this.#records.of(seen.path)?.problem === null) this.#trouble(seen, 'alreadyTaken', null);
  }

  /** Moves or deletes a file that has become a letter. */
  async #putAway(file: SeenFile, { path: folder, afterTaking }: FolderSettings): Promise<void> {
    const { environment } = this.#options;
    const record = this.#records.of(file.path);
    try {
      const now = await stated(folder, file.fileName);
      // Somebody has put another file there meanwhile; the next look takes it.
      if (now !== null && !isSame(now, file)) return;
      if (now !== null && afterTaking === 'delete') await rm(file.path);
      else if (now !== null) await rename(file.path, await freePlace(path.join(folder, TAKEN_FOLDER), file.fileName));
      environment.crashPoint('folder.moved');
      if (record !== null && record.problem !== null) this.#records.clear(record, environment.now());
    } catch (error) {
      this.#trouble(file, 'cannotMove', problemOf(error).detail);
    }
  }

  #trouble(file: SeenFile, problem: FolderProblemCode, detail: string | null): void {
    this.#records.trouble(file, problem, detail, this.#options.environment.now());
    this.#options.onChanged();
  }
}

function isSame(one: Pick<SeenFile, 'size' | 'modified'> | undefined, other: Pick<SeenFile, 'size' | 'modified'>): boolean {
  return one?.size === other.size && one.modified === other.modified;
}

/** Whether one is named after the other, as a signature after its document. */
function areKin(one: SeenFile, other: SeenFile): boolean {
  const [a, b] = [one, other].map(({ fileName }) => fileName.normalize('NFC').toLowerCase());
  const stem = (name = ''): string => name.replace(/\.[^.]+$/, '');
  return a !== undefined && b !== undefined && (stem(a) === stem(b) || a.startsWith(`${b}.`) || b.startsWith(`${a}.`));
}

/** @returns null where it is gone, or no plain file any more */
async function stated(folder: string, fileName: string): Promise<SeenFile | null> {
  const file = path.join(folder, fileName);
  try {
    const found = await lstat(file);
    return found.isFile() ? { fileName, path: file, size: found.size, modified: found.mtimeMs } : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** A name that is free in the folder of taken files: nothing there is overwritten. */
async function freePlace(folder: string, fileName: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const { name, ext } = path.parse(fileName);
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? fileName : `${name} (${number})${ext}`;
    const found = await lstat(path.join(folder, candidate)).catch(() => null);
    if (found === null) return path.join(folder, candidate);
  }
}
