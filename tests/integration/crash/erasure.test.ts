import { spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { systemEnvironment } from '../../../src-main/environment.ts';
import { rawlyFound } from '../../support/found-on-disk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { openTestDesk } from '../../support/test-desk.ts';

const DESK = path.resolve(import.meta.dirname, '..', '..', 'support', 'crashing-erasure-desk.ts');

function runDesk(folder: string, place: string): Promise<{ readonly signal: NodeJS.Signals | null; readonly files: readonly string[] }> {
  const child = spawn(process.execPath, [DESK, folder, place], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (part: string) => {
    text += part;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_code, signal) => resolve({ signal, files: text.trim().split(' ') }));
  });
}

describe('a desk that is killed while it erases', () => {
  it.each(['erasure.found', 'erasure.wordsRemoved', 'blob.keyOverwritten', 'erasure.fileGone', 'erasure.indexMerged', 'erasure.backupsReplaced', 'erasure.beforeReport'])('[ARC-04] at %s goes on where it was and ends in the same state', async (place) => {
    const folder = temporaryFolder();
    const { signal, files } = await runDesk(folder, place);
    expect(signal).toBe('SIGKILL');
    expect(files).toHaveLength(3);
    const { rooms } = await openTestDesk({ dataDirectory: folder, environment: systemEnvironment() });
    await rooms.erasure.settled();
    const { store } = rooms;
    for (const sha256 of files) expect(store.blobs.has(sha256)).toBe(false);
    expect(store.database.prepare('SELECT count(*) FROM document_text').pluck().get()).toBe(0);
    expect(rawlyFound(folder, ['Шовкопрядильна таємниця'])).toEqual([]);
    expect(store.database.prepare('SELECT cases, files_removed, files_kept FROM destruction_report').all()).toEqual([{ cases: 1, files_removed: 3, files_kept: 0 }]);
    expect(store.log.ofEntity('act-1').filter(({ kind }) => kind === 'destruction.placeReported')).toHaveLength(1);
    expect(compareWithLog(store.database, store.log)).toEqual([]);
  });
});
