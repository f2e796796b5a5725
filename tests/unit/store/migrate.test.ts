import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src-main/store/database.ts';
import { type Migration, migrate, NewerDatabase, schemaVersion } from '../../../src-main/store/migrate.ts';
import { migrations } from '../../../src-main/store/migrations/index.ts';
import { Store } from '../../../src-main/store/store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const first: Migration = { version: 10, name: 'first', up: (database) => database.exec("CREATE TABLE a (x); INSERT INTO a VALUES ('kept')") };
const second: Migration = { version: 20, name: 'second', up: (database) => database.exec('CREATE TABLE b (y)') };
const broken: Migration = {
  version: 30,
  name: 'broken',
  up(database) {
    database.exec('CREATE TABLE c (z)');
    throw new Error('the disk is full');
  },
};

/** Schema after each migration, as it was when the program with it went out. */
const MADE: Readonly<Record<number, string>> = { 10: 'ed9e3c65687b', 20: '367b8e065a36', 30: '375bd0c01372', 50: 'f225e24279d4', 60: '5a5ed5ce6762', 70: 'ed1a7a63a8f3', 80: 'e2d1887739de', 90: '291669cf8369', 100: '717980fb331e', 110: 'a05f9acd8bac', 120: '97637b368efa', 130: '05742cd39a31', 140: '3ffb7e794e99', 150: '1712d54547a8', 160: '1adc2e03c91a', 170: 'a94850adb63b', 180: '3b3336f35784', 190: '74ce0cdddf0a', 200: '87f94b2a8f33', 210: '87f94b2a8f33', 220: '892af61b133c' };

describe('migrations', () => {
  it('are in order, numbered by tens', () => {
    const versions = migrations.map((migration) => migration.version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(versions.every((version) => version % 10 === 0)).toBe(true);
    expect(new Set(versions).size).toBe(versions.length);
  });

  it('make what they made when they were written: a change is a new file', () => {
    const database = openDatabase(path.join(temporaryFolder(), 'desk.sqlite'));
    const made = migrations.map((migration) => {
      migration.up(database);
      const schema = database.prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name').pluck().all() as string[];
      return [migration.version, hash('sha256', schema.map((sql) => sql.replaceAll(/--.*|\s+/g, ' ')).join('\n')).slice(0, 12)];
    });
    database.close();
    expect(Object.fromEntries(made)).toEqual(MADE);
  });

  it('index every card anew from version 70 on, and take one into the queue twice', () => {
    const folder = temporaryFolder();
    const database = openDatabase(path.join(folder, 'desk.sqlite'));
    migrate(database, folder, migrations.filter(({ version }) => version <= 70));
    database.exec(`
      CREATE TABLE card (document_id TEXT, registered_at TEXT);
      INSERT INTO card VALUES ('younger', '2026-02-01'), ('older', '2026-01-01');
      INSERT INTO card_search (rowid, number, subject, card, text, mark) VALUES (7, 'a', 'b', 'c', 'd', 'e');
      INSERT INTO index_queue (document_id) VALUES ('younger');
    `);
    migrate(database, folder);
    expect(database.prepare('SELECT document_id FROM index_queue ORDER BY place DESC').pluck().all()).toEqual(['younger', 'older']);
    expect(database.prepare('SELECT count(*) FROM card_search').pluck().get()).toBe(0);
    database.exec("INSERT INTO index_queue (document_id) VALUES ('younger')");
    database.close();
  });

  it('make a backup before an existing database is changed, and none for a new one', () => {
    const folder = temporaryFolder();
    const database = openDatabase(path.join(folder, 'desk.sqlite'));
    expect(migrate(database, path.join(folder, 'backups'), [first])).toEqual({ from: 0, to: 10, backup: null });
    const { backup } = migrate(database, path.join(folder, 'backups'), [first, second]);
    expect(schemaVersion(database)).toBe(20);
    database.close();
    const copy = new Database(backup ?? '', { readonly: true });
    expect(copy.prepare('SELECT x FROM a').get()).toEqual({ x: 'kept' });
    expect(copy.pragma('user_version', { simple: true })).toBe(10);
    copy.close();
  });

  it('leave a failed step undone and the steps before it done', () => {
    const folder = temporaryFolder();
    const database = openDatabase(path.join(folder, 'desk.sqlite'));
    migrate(database, folder, [first]);
    expect(() => migrate(database, folder, [first, second, broken])).toThrow('the disk is full');
    expect(schemaVersion(database)).toBe(20);
    expect(database.prepare("SELECT name FROM sqlite_schema WHERE name IN ('b', 'c')").pluck().all()).toEqual(['b']);
    database.close();
  });

  it('refuse a database from a newer program without touching it', async () => {
    const folder = temporaryFolder();
    (await Store.open(folder, testEnvironment())).close();
    const database = new Database(path.join(folder, 'desk.sqlite'));
    database.pragma('user_version = 99990');
    database.close();
    await expect(Store.open(folder, testEnvironment())).rejects.toThrow(NewerDatabase);
    expect(existsSync(path.join(folder, 'backups'))).toBe(false);
  });

  it('run the connection with write-ahead log, full sync and secure deletion', () => {
    const database = openDatabase(path.join(temporaryFolder(), 'desk.sqlite'));
    const pragma = (name: string) => database.pragma(name, { simple: true });
    expect([pragma('journal_mode'), pragma('synchronous'), pragma('secure_delete'), pragma('foreign_keys')]).toEqual(['wal', 2, 1, 1]);
    database.close();
  });
});
