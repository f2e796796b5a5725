import { chmodSync, mkdirSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { deskFiles } from '../store/store.ts';

/** Another program works on the same data directory. */
export class DeskInUse extends Error {
  readonly dataDirectory: string;

  constructor(dataDirectory: string, options?: ErrorOptions) {
    super(`${dataDirectory} is in use by another Chancery`, options);
    this.name = 'DeskInUse';
    this.dataDirectory = dataDirectory;
  }
}

/** A folder that somebody had made before for this purpose may be open to others; `mkdir` leaves its mode as it is. */
function keepToOwner(directory: string): void {
  // Windows keeps rights in another way: what lies in the profile of a user is the user's.
  if (process.platform === 'win32' || (statSync(directory).mode & 0o077) === 0) return;
  try {
    chmodSync(directory, 0o700);
  } catch (error) {
    throw new Error(`${directory} can be read by others and belongs to another user: its owner has to open it here, or to close it to others`, { cause: error });
  }
}

/**
 * Holds a data directory for one process. The lock is SQLite's own on a small file of its own, so that
 * the operating system drops it with the process, however that ends.
 */
export class DeskLock {
  readonly #database: Database.Database;

  private constructor(database: Database.Database) {
    this.#database = database;
  }

  /** @throws DeskInUse */
  static take(dataDirectory: string): DeskLock {
    mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
    keepToOwner(dataDirectory);
    const database = new Database(deskFiles(dataDirectory).lock, { timeout: 0 });
    try {
      database.exec('BEGIN EXCLUSIVE');
      return new DeskLock(database);
    } catch (error) {
      database.close();
      if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) throw new DeskInUse(dataDirectory, { cause: error });
      throw error;
    }
  }

  release(): void {
    this.#database.close();
  }
}
