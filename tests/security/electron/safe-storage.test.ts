import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseKeyStore } from '../../../src-main/app/open-desk.ts';
import { safeStorageKeys, systemKeysProblem } from '../../../src-main/app/security/safe-storage-keys.ts';
import { DeskNotOpened } from '../../../src-main/desk/desk-client.ts';
import { electron, resetElectron } from '../../support/electron-mock.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

vi.mock('electron', async () => (await import('../../support/electron-mock.ts')).electron);

const KEY = Uint8Array.from({ length: 32 }, (_none, at) => at * 7);

function onPlatform(platform: NodeJS.Platform): void {
  vi.spyOn(process, 'platform', 'get').mockReturnValue(platform);
}

beforeEach(() => {
  resetElectron();
  onPlatform('linux');
});
afterEach(() => {
  vi.restoreAllMocks();
  electron.safeStorage.getSelectedStorageBackend.mockReturnValue('gnome_libsecret');
  electron.safeStorage.isAsyncEncryptionAvailable.mockResolvedValue(true);
  electron.safeStorage.encryptStringAsync.mockImplementation(async (text) => Buffer.from(`sealed:${text}`));
  electron.safeStorage.decryptStringAsync.mockImplementation(async (sealed) => ({ shouldReEncrypt: false, result: sealed.toString().replace(/^sealed:/, '') }));
});

describe('keys in the system\'s store', () => {
  it('seals and opens the desk key with the asynchronous calls', async () => {
    const sealed = await safeStorageKeys.seal(KEY);
    expect(electron.safeStorage.encryptStringAsync).toHaveBeenCalledOnce();
    expect(await safeStorageKeys.open(sealed)).toEqual(KEY);
  });

  it.each(['basic_text', 'unknown'] as const)('refuses to seal or open under the Linux backend %s', async (backend) => {
    const sealed = await safeStorageKeys.seal(KEY);
    vi.clearAllMocks();
    electron.safeStorage.getSelectedStorageBackend.mockReturnValue(backend);
    await expect(safeStorageKeys.seal(KEY)).rejects.toThrow(backend);
    await expect(safeStorageKeys.open(sealed)).rejects.toThrow(backend);
    expect(electron.safeStorage.encryptStringAsync).not.toHaveBeenCalled();
    expect(electron.safeStorage.decryptStringAsync).not.toHaveBeenCalled();
  });

  it.each(['linux', 'win32', 'darwin'] as const)('refuses on %s where no encryption is available', async (platform) => {
    onPlatform(platform);
    electron.safeStorage.isAsyncEncryptionAvailable.mockResolvedValue(false);
    await expect(safeStorageKeys.seal(KEY)).rejects.toThrow('not available');
  });

  it('asks for no Linux backend elsewhere', async () => {
    onPlatform('win32');
    electron.safeStorage.getSelectedStorageBackend.mockReturnValue('basic_text');
    expect(await systemKeysProblem()).toBeNull();
  });

  it.each([{}, { secret: '' }, { secret: 5 }, { secret: 'not base64 !' }, { secret: 'A'.repeat(20_000) }])('refuses the damaged record %j', async (sealed) => {
    await expect(safeStorageKeys.open(sealed)).rejects.toThrow('damaged');
    expect(electron.safeStorage.decryptStringAsync).not.toHaveBeenCalled();
  });
});

describe('choice of the key store', () => {
  const start = (dataDirectory: string, demonstration = false) => ({ dataDirectory, demonstration, files: [] });
  const keyFile = (kind: string): string => JSON.stringify({ format: 1, kind, keyId: 'AAAA', sealed: {} });
  function withKey(content: string): string {
    const folder = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'desk-key.json'), content);
    return folder;
  }

  it('takes the system\'s store for a new desk and a passphrase where that would protect nothing', async () => {
    expect(await chooseKeyStore(start(temporaryFolder()))).toBe('system');
    electron.safeStorage.getSelectedStorageBackend.mockReturnValue('basic_text');
    expect(await chooseKeyStore(start(temporaryFolder()))).toBe('passphrase');
  });

  it('opens a desk as it was sealed', async () => {
    expect(await chooseKeyStore(start(withKey(keyFile('passphrase'))))).toBe('passphrase');
    electron.safeStorage.getSelectedStorageBackend.mockReturnValue('basic_text');
    expect(await chooseKeyStore(start(withKey(keyFile('system'))))).toBe('system');
  });

  it('keeps keys in the clear to demonstrations', async () => {
    expect(await chooseKeyStore(start(temporaryFolder(), true))).toBe('plain');
    expect(await chooseKeyStore(start(withKey(keyFile('plain'))))).not.toBe('plain');
  });

  it.each(['', '{', '{}', keyFile('other')])('says that the key is the problem where its file reads %j', async (content) => {
    const failure = await chooseKeyStore(start(withKey(content))).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DeskNotOpened);
    expect(failure).toMatchObject({ failure: 'key' });
  });
});
