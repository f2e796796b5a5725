import { spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { openTestDesk } from '../../support/test-desk.ts';
import { preservingOffice, registered, round, world } from '../desk/preservation-office.ts';

const DESK = path.resolve(import.meta.dirname, '..', '..', 'support', 'crashing-preservation-desk.ts');

function runDesk(...given: readonly string[]): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, [DESK, ...given], { stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_code, signal) => resolve(signal));
  });
}

describe('a desk that is killed while it keeps new evidence', () => {
  it.each(['preservation.manifestStored', 'preservation.recordStored', 'store.operationWritten', 'store.beforeCommit', 'blob.beforeRename', 'blob.afterRename'])('[ARC-07] at %s has it whole or not at all, and the round ends as if nothing had been', async (place) => {
    const outside = await world();
    const dataDirectory = temporaryFolder();
    const here = await preservingOffice(outside, { dataDirectory });
    const signer = await outside.signer(1);
    const documentIds = [await registered(here, signer, 'Перший.txt'), await registered(here, signer, 'Другий.txt')];
    outside.answer = (response) => response.writeHead(503).end();
    await round(here);
    outside.answer = null;
    await here.desk.close();

    expect(await runDesk(dataDirectory, place, new Date(here.environment.now()).toISOString())).toBe('SIGKILL');
    const { rooms } = await openTestDesk({ dataDirectory, environment: here.environment });
    const { store } = rooms;
    const kept = store.database.prepare<[], { manifest: string; record: string }>('SELECT manifest_sha256 AS manifest, record_sha256 AS record FROM preserved_evidence').all();
    for (const { manifest, record } of kept) expect([store.blobs.has(manifest), store.blobs.has(record)]).toEqual([true, true]);
    await rooms.preservation.rounds.now();
    expect(store.database.prepare('SELECT document_id FROM preserved_evidence ORDER BY document_id').pluck().all()).toEqual(documentIds.toSorted());
    expect(store.database.prepare('SELECT assessed, renewed FROM preservation_report').all()).toEqual([{ assessed: 2, renewed: 2 }]);
    expect((await checkIntegrity(store, {})).problems).toEqual([]);
    expect(compareWithLog(store.database, store.log)).toEqual([]);
  });
});
