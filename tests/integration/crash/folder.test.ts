import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTestDesk, setUpOffice, signIn, valueOf, waitingLetters } from '../../support/test-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const DESK = path.resolve(import.meta.dirname, '..', '..', 'support', 'crashing-folder-desk.ts');
const runDesk = (dataDirectory: string, place: string): NodeJS.Signals | null => spawnSync(process.execPath, [DESK, dataDirectory, place], { stdio: ['ignore', 'ignore', 'inherit'] }).signal;

describe('a desk that is killed while it takes files out of its folder', () => {
  it.each(['blob.beforeRename', 'blob.afterRename', 'folder.stored', 'store.operationWritten', 'store.beforeCommit', 'folder.received', 'folder.moved'])('at %s loses none and doubles none', async (place) => {
    const dataDirectory = temporaryFolder();
    const folder = path.join(temporaryFolder(), 'scans');
    mkdirSync(folder);
    const desk = await openTestDesk({ dataDirectory });
    const client = desk.client();
    await setUpOffice(client);
    await signIn(client, 'admin');
    valueOf(await client.intake.setFolder({ settings: { path: folder, afterTaking: 'move' } }));
    await desk.close();
    writeFileSync(path.join(folder, 'a.pdf'), '%PDF-1.7 a');
    writeFileSync(path.join(folder, 'a.pdf.p7s'), 'signature');
    writeFileSync(path.join(folder, 'b.txt'), 'b');

    expect(runDesk(dataDirectory, place)).toBe('SIGKILL');
    // Whatever has left the folder lies among the taken ones: nothing is gone.
    const left = readdirSync(folder).filter((name) => name !== 'taken');
    const taken = existsSync(path.join(folder, 'taken')) ? readdirSync(path.join(folder, 'taken')) : [];
    expect([...left, ...taken].sort()).toEqual(['a.pdf', 'a.pdf.p7s', 'b.txt']);

    expect(runDesk(dataDirectory, 'none')).toBeNull();
    expect(readdirSync(path.join(folder, 'taken')).sort()).toEqual(['a.pdf', 'a.pdf.p7s', 'b.txt']);
    const after = await openTestDesk({ dataDirectory });
    const reader = after.client();
    await signIn(reader);
    const letters = await waitingLetters(reader);
    expect(letters.map(({ files }) => files.map(({ fileName, role }) => `${fileName} ${role}`))).toEqual([['a.pdf main', 'a.pdf.p7s signature'], ['b.txt main']]);
    expect(valueOf(await reader.intake.folder({})).problems).toEqual([]);
  });
});
