import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '#shared/contract/errors.ts';
import type { FolderSettings } from '#shared/contract/intake.ts';
import { type Environment, isoInstant } from '../../environment.ts';
import type { DeskDatabase } from '../../store/database.ts';

/** Which folder this desk watches: a setting of this machine, not part of the log. */
export class FolderSettingsRecord {
  readonly #database: DeskDatabase;
  readonly #environment: Environment;
  readonly #dataDirectory: string;

  constructor(database: DeskDatabase, environment: Environment, dataDirectory: string) {
    this.#database = database;
    this.#environment = environment;
    this.#dataDirectory = dataDirectory;
  }

  read(): FolderSettings | null {
    return this.#database.prepare<[], FolderSettings>('SELECT path, after_taking AS afterTaking FROM watched_folder').get() ?? null;
  }

  /** @throws Refusal where the folder cannot be watched; nothing is changed then. */
  async change(next: FolderSettings | null, changedBy: string): Promise<void> {
    if (next !== null) await this.#demandUsable(next.path);
    if (next === null) this.#database.prepare('DELETE FROM watched_folder').run();
    else
      this.#database
        .prepare('INSERT OR REPLACE INTO watched_folder (only_row, path, after_taking, changed_at, changed_by) VALUES (1, ?, ?, ?, ?)')
        .run(path.normalize(next.path), next.afterTaking, isoInstant(this.#environment.now()), changedBy);
  }

  async #demandUsable(folder: string): Promise<void> {
    const refuse = (message: string): Refusal => new Refusal('refused', message, { path: folder }, [{ path: 'path', message }]);
    if (!path.isAbsolute(folder)) throw refuse('error.folderNotAbsolute');
    const real = await realpath(folder).catch(() => null);
    if (real === null || !(await stat(real)).isDirectory()) throw refuse('error.folderNotFound');
    // The desk would take in its own files, and move them away.
    const [desk, other] = [withSeparator(await realpath(this.#dataDirectory)), withSeparator(real)];
    if (other.startsWith(desk) || desk.startsWith(other)) throw refuse('error.folderOfDesk');
    // What was taken is moved or deleted: without that it would be offered for ever.
    await access(real, constants.R_OK | constants.W_OK).catch(() => {
      throw refuse('error.folderNotWritable');
    });
  }
}

function withSeparator(folder: string): string {
  return folder.endsWith(path.sep) ? folder : folder + path.sep;
}
