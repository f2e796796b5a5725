import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDeskKey, keyStoreKindOf, KeyStoreUnavailable, openDeskKey, WrongPassphrase } from '../../../src-main/store/keys/key-store.ts';
import { passphraseKeyStore } from '../../../src-main/store/keys/passphrase-key-store.ts';
import { plainKeyStore } from '../../../src-main/store/keys/plain-key-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const COST = 2 ** 10;

describe('desk key', () => {
  it('opens with its passphrase only, however the letters are composed', async () => {
    const file = path.join(temporaryFolder(), 'key.json');
    const made = await createDeskKey(file, passphraseKeyStore(COST), 'їжак і ґудзик 2026');
    expect(await openDeskKey(file, passphraseKeyStore(COST), 'їжак і ґудзик 2026'.normalize('NFD'))).toEqual({ keyId: Buffer.from(made.keyId), key: Buffer.from(made.key) });
    await expect(openDeskKey(file, passphraseKeyStore(COST), 'wrong')).rejects.toThrow(WrongPassphrase);
    await expect(openDeskKey(file, passphraseKeyStore(COST), null)).rejects.toThrow(WrongPassphrase);
  });

  it('lies sealed in a file for the owner alone', async () => {
    const file = path.join(temporaryFolder(), 'key.json');
    const made = await createDeskKey(file, passphraseKeyStore(COST), 'a passphrase');
    const content = readFileSync(file, 'utf8');
    expect(content).not.toContain(Buffer.from(made.key).toString('base64'));
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await keyStoreKindOf(file)).toBe('passphrase');
  });

  it('is never replaced, and not opened by another kind of store', async () => {
    const file = path.join(temporaryFolder(), 'key.json');
    await createDeskKey(file, plainKeyStore(), null);
    await expect(createDeskKey(file, plainKeyStore(), null)).rejects.toThrow(KeyStoreUnavailable);
    await expect(openDeskKey(file, passphraseKeyStore(COST), 'x')).rejects.toThrow(/kept by "plain"/);
  });

  it('asks for no unbounded work, whatever the file says', async () => {
    const file = path.join(temporaryFolder(), 'key.json');
    await createDeskKey(file, passphraseKeyStore(COST), 'a passphrase');
    const content = JSON.parse(readFileSync(file, 'utf8')) as { sealed: Record<string, unknown> };
    writeFileSync(file, JSON.stringify({ ...content, sealed: { ...content.sealed, cost: 2 ** 30 } }));
    await expect(openDeskKey(file, passphraseKeyStore(COST), 'a passphrase')).rejects.toThrow(/too much work/);
    writeFileSync(file, JSON.stringify({ ...content, sealed: {} }));
    await expect(openDeskKey(file, passphraseKeyStore(COST), 'a passphrase')).rejects.toThrow(KeyStoreUnavailable);
  });
});
