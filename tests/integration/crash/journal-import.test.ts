import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import { systemEnvironment } from '../../../src-main/environment.ts';
import { openTestDesk, setUpOffice, signIn, valueOf } from '../../support/test-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const DESK = path.resolve(import.meta.dirname, '..', '..', 'support', 'crashing-import-desk.ts');
const runDesk = (dataDirectory: string, place: string) => spawnSync(process.execPath, [DESK, dataDirectory, place], { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });

/** What a new start finds. */
async function stateAfter(dataDirectory: string) {
  const desk = await openTestDesk({ dataDirectory, environment: systemEnvironment() });
  const client = desk.client();
  await signIn(client);
  const counts = ['card', 'reg_number', 'imported_card'].map((table) => desk.rooms.store.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  const states = valueOf(await client.journalImport.list({})).imports.map(({ state }) => state);
  const { problems } = await checkIntegrity(desk.rooms.store, {});
  await desk.close();
  return { counts, states, problems };
}

describe('a desk that is killed while it imports an old journal', () => {
  it.each(['import.begun', 'import.batchWritten', 'store.operationWritten', 'store.beforeCommit'])('at %s has imported nothing, and imports it all the next time', async (place) => {
    const dataDirectory = temporaryFolder();
    const desk = await openTestDesk({ dataDirectory, environment: systemEnvironment() });
    await setUpOffice(desk.client());
    await desk.close();

    expect(runDesk(dataDirectory, place).signal).toBe('SIGKILL');
    const after = await stateAfter(dataDirectory);
    expect(after).toMatchObject({ counts: [0, 0, 0], problems: [] });
    expect(after.states).toEqual(place.startsWith('import.') ? ['abandoned'] : []);

    expect(runDesk(dataDirectory, 'none').stdout).toBe('completed 250\n');
    expect(await stateAfter(dataDirectory)).toMatchObject({ counts: [250, 250, 0], problems: [] });
  });
});
