import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { copyDatabase, type DeskDatabase, inTransaction } from './database.ts';
import { migrations as shipped } from './migrations/index.ts';

/** One step of the schema. `version` rises by tens, so that a fix can be put between two of them. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  up(database: DeskDatabase): void;
}

/** The database was written by a newer program; it is left as it is. */
export class NewerDatabase extends Error {
  readonly found: number;
  readonly known: number;

  constructor(found: number, known: number) {
    super(`the database has schema version ${found}; this program knows up to ${known}`);
    this.name = 'NewerDatabase';
    this.found = found;
    this.known = known;
  }
}

export interface MigrationResult {
  readonly from: number;
  readonly to: number;
  /** Backup that was made before; null for a new database and where nothing had to be done. */
  readonly backup: string | null;
}

export function schemaVersion(database: DeskDatabase): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/**
 * Brings the schema up to date, one migration a transaction, after a backup of the file.
 *
 * @throws NewerDatabase without touching anything when the file is from a newer program.
 */
export function migrate(database: DeskDatabase, backupDirectory: string, migrations: readonly Migration[] = shipped): MigrationResult {
  const known = migrations.at(-1)?.version ?? 0;
  const from = schemaVersion(database);
  if (from > known) throw new NewerDatabase(from, known);
  const due = migrations.filter((migration) => migration.version > from);
  const backup = due.length > 0 && from > 0 ? backUp(database, backupDirectory, from) : null;
  for (const migration of due) {
    inTransaction(database, () => {
      migration.up(database);
      database.pragma(`user_version = ${migration.version}`);
    });
  }
  return { from, to: schemaVersion(database), backup };
}

/** Writes a consistent copy beside the database; a copy of the same version from before is replaced. */
function backUp(database: DeskDatabase, directory: string, version: number): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const target = path.join(directory, `before-migration-from-${version}.sqlite`);
  const unfinished = `${target}.unfinished`;
  if (existsSync(unfinished)) rmSync(unfinished);
  copyDatabase(database, unfinished);
  renameSync(unfinished, target);
  return target;
}
