import { spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { passphraseKeyStore } from '../../../src-main/store/keys/passphrase-key-store.ts';
import { founderOf, officeServer, registerPapers, round } from '../../support/office-of-desks.ts';
import { openTestDesk, PASSWORD, valueOf } from '../../support/test-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const CHANCERY = path.resolve(import.meta.dirname, '..', '..', '..', 'bin', 'chancery');

/** The server runs in this process: the command must not hold it up. */
function chancery(words: readonly string[], environment: Readonly<Record<string, string>>): Promise<{ readonly code: number | null; readonly err: string }> {
  const child = spawn(process.execPath, [CHANCERY, ...words], { env: { ...process.env, LC_ALL: 'en_GB.UTF-8', ...environment }, stdio: ['ignore', 'ignore', 'pipe'] });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, err })));
}

describe('chancery join', () => {
  it('makes an empty folder a desk of the office, with its witness outside of it', async () => {
    const house = await officeServer();
    const first = await founderOf(house);
    await registerPapers(first, 2);
    await round(first);
    const [dataDirectory, state] = [temporaryFolder(), temporaryFolder()];
    const passphrase = path.join(temporaryFolder(), 'passphrase');
    writeFileSync(passphrase, 'a long passphrase of the desk\n');
    const line = await house.invitation();
    const options = ['--data', dataDirectory, '--passphrase-file', passphrase];
    const joined = await chancery(['join', line, ...options], { XDG_STATE_HOME: state });
    expect(joined).toMatchObject({ code: 0, err: expect.stringContaining('The desk belongs to the server now.') as string });
    expect(readdirSync(path.join(state, 'chancery-witness')).some((name) => name.endsWith('.json'))).toBe(true);
    const desk = await openTestDesk({ dataDirectory, keyStore: passphraseKeyStore(), passphrase: 'a long passphrase of the desk' });
    valueOf(await desk.client().session.signIn({ login: 'registrar', password: PASSWORD }));
    expect(desk.rooms.store.database.prepare('SELECT count(*) FROM card').pluck().get()).toBe(2);
    await desk.close();
    expect(await chancery(['join', line, ...options], { XDG_STATE_HOME: state })).toMatchObject({ code: 1, err: expect.stringContaining('exists already') as string });
    expect((await chancery(['join', 'nonsense', ...options], { XDG_STATE_HOME: state })).code).toBe(64);
  });
});
