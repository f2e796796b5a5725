import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type Database from 'better-sqlite3';
import { sqlMigrations, type SqlMigration } from '../sql/migrations/index.ts';

const BACKUPS_KEPT = 3;
const NAME = /^before-migration-from-(\d+)\.sqlite$/;

/**
 * Copies the database before its first migration that is due: a file that the new program has changed is no good for
 * the old one. A new database and one that is up to date are not copied. The newest {@link BACKUPS_KEPT} stay.
 *
 * The copy is on the disk under its name before anything is changed; half a copy never bears it. @returns its file, or null
 */
export function backUpBeforeMigration(database: Database.Database, directory: string, migrations: readonly SqlMigration[] = sqlMigrations): string | null {
  const version = versionOf(database);
  const known = migrations.at(-1)?.version ?? 0;
  // Of a newer program's file nothing will be changed.
  if (version === 0 || version >= known) return null;
  const backups = path.join(directory, 'backups');
  mkdirSync(backups, { recursive: true, mode: 0o700 });
  const target = path.join(backups, `before-migration-from-${version}.sqlite`);
  const unfinished = `${target}.unfinished`;
  rmSync(unfinished, { force: true });
  closeSync(openSync(unfinished, 'wx', 0o600));
  database.prepare('VACUUM INTO ?').run(unfinished);
  if (versionOf(database) !== version) {
    // Another process migrated meanwhile, after a copy of its own.
    rmSync(unfinished);
    return null;
  }
  flush(unfinished);
  renameSync(unfinished, target);
  if (process.platform !== 'win32') flush(backups);
  for (const old of versionsKept(backups).slice(BACKUPS_KEPT)) rmSync(path.join(backups, `before-migration-from-${old}.sqlite`));
  return target;
}

function versionOf(database: Database.Database): number {
  const made = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version'").get();
  return made === undefined ? 0 : (database.prepare<[], number>('SELECT version FROM schema_version').pluck().get() ?? 0);
}

/** Versions of which there is a copy, the newest first. */
function versionsKept(backups: string): number[] {
  return readdirSync(backups)
    .flatMap((name) => NAME.exec(name)?.[1] ?? [])
    .map(Number)
    .toSorted((a, b) => b - a);
}

function flush(place: string): void {
  // Windows flushes only what was opened for writing; a folder is opened for reading everywhere else.
  const handle = openSync(place, process.platform === 'win32' ? 'r+' : 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
