import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FolderNotEmpty, prepareDemonstration } from '../../../src-main/demo/prepare-demonstration.ts';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import { systemEnvironment } from '../../../src-main/environment.ts';
import { openTestDesk, PROJECT_ROOT, testJobs } from '../../support/test-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const prepare = (dataDirectory: string) => prepareDemonstration({ dataDirectory, resourcesDirectory: path.join(PROJECT_ROOT, 'resources'), version: '0.0.0-test', jobs: testJobs(), onProgress: () => undefined });

describe('demonstration office', () => {
  it('never touches a folder that holds something else', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'дисертація.txt'), 'робота всього життя');
    await expect(prepare(folder)).rejects.toThrow(FolderNotEmpty);
    expect(readFileSync(path.join(folder, 'дисертація.txt'), 'utf8')).toBe('робота всього життя');
    expect(readdirSync(folder)).toEqual(['дисертація.txt']);
  });

  it('is made in an empty folder: forty documents, people, every verdict, and sound', async () => {
    const folder = temporaryFolder();
    await prepare(folder);
    expect(existsSync(`${folder}.chancery-unfinished`)).toBe(false);
    const { rooms } = await openTestDesk({ dataDirectory: folder, environment: systemEnvironment() });
    const count = (sql: string): number => Number(rooms.store.database.prepare(sql).pluck().get());
    expect(count('SELECT count(*) FROM card') + rooms.intake.waitingCount()).toBe(40);
    expect(count('SELECT count(*) FROM person')).toBeGreaterThanOrEqual(14);
    expect(rooms.store.database.prepare('SELECT DISTINCT verdict FROM verification ORDER BY verdict').pluck().all()).toEqual(['failed', 'passed', 'undetermined', 'unsigned']);
    expect((await checkIntegrity(rooms.store, {})).problems).toEqual([]);
  });
});
