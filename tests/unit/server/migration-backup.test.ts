import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sqlMigrations, type SqlMigration } from '../../../src-server/stores/sql/migrations/index.ts';
import { backUpBeforeMigration } from '../../../src-server/stores/sqlite/migration-backup.ts';
import { openSqliteStore } from '../../../src-server/stores/sqlite/sqlite-store.ts';
import { NewerSchema } from '../../../src-server/stores/store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const newest = sqlMigrations.at(-1)?.version ?? 0;
const next: SqlMigration = { version: newest + 10, statements: () => ['CREATE TABLE @later (x INTEGER)'] };

/** A store with an organisation, closed; its file opened as the program does before it migrates. */
async function filled(): Promise<{ readonly folder: string; readonly database: Database.Database }> {
  const folder = temporaryFolder();
  const store = await openSqliteStore(folder);
  await store.createOrganisation('office', 'Office', 1);
  await store.close();
  const database = new Database(path.join(folder, 'server.sqlite'));
  onTestFinished(() => void database.close());
  return { folder, database };
}

const copies = (folder: string): string[] => (existsSync(path.join(folder, 'backups')) ? readdirSync(path.join(folder, 'backups')).toSorted() : []);

describe('the copy before a migration of the server', () => {
  it('holds everything in the state of before and opens by itself', async () => {
    const { folder, database } = await filled();
    const copy = backUpBeforeMigration(database, folder, [...sqlMigrations, next]);
    expect(copy).toBe(path.join(folder, 'backups', `before-migration-from-${newest}.sqlite`));
    const opened = new Database(copy ?? '', { readonly: true });
    onTestFinished(() => void opened.close());
    expect(opened.prepare('SELECT organisation FROM organisation').pluck().all()).toEqual(['office']);
    expect(opened.prepare('SELECT version FROM schema_version').pluck().get()).toBe(newest);
    expect(opened.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(copies(folder)).toEqual([`before-migration-from-${newest}.sqlite`]);
  });

  it('is made where the store is opened with migrations due, and not for a new store or one that is up to date', async () => {
    const { folder, database } = await filled();
    await (await openSqliteStore(folder)).close();
    expect(copies(folder)).toEqual([]);
    // As the version before left it: without what the newest step makes.
    database.exec('DROP INDEX segment_by_end');
    const before = sqlMigrations.at(-2)?.version ?? 0;
    database.prepare('UPDATE schema_version SET version = ?').run(before);
    const store = await openSqliteStore(folder);
    onTestFinished(() => store.close());
    expect(copies(folder)).toEqual([`before-migration-from-${before}.sqlite`]);
    expect(await store.organisations()).toMatchObject([{ organisation: 'office' }]);
  });

  it('keeps the newest three, and takes no half copy for one', async () => {
    const { folder, database } = await filled();
    backUpBeforeMigration(database, folder, [...sqlMigrations, next]);
    for (const version of [1, 2, 3]) writeFileSync(path.join(folder, 'backups', `before-migration-from-${version}.sqlite`), 'old');
    writeFileSync(path.join(folder, 'backups', `before-migration-from-${newest}.sqlite.unfinished`), 'half');
    backUpBeforeMigration(database, folder, [...sqlMigrations, next]);
    expect(copies(folder)).toEqual([`before-migration-from-${newest}.sqlite`, 'before-migration-from-2.sqlite', 'before-migration-from-3.sqlite'].toSorted());
  });

  it('is not made of a file of a newer program, which stays as it is', async () => {
    const { folder, database } = await filled();
    database.prepare('UPDATE schema_version SET version = ?').run(newest + 10);
    await expect(openSqliteStore(folder)).rejects.toBeInstanceOf(NewerSchema);
    expect(copies(folder)).toEqual([]);
  });
});
