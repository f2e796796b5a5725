import { DeskInUse, DeskLock } from '../desk/lock.ts';
import type { DeskKey } from '../store/blobs/blob-format.ts';
import { type KeyStore, KeyStoreUnavailable, keyStoreKindOf, openDeskKey, WrongPassphrase } from '../store/keys/key-store.ts';
import { passphraseKeyStore } from '../store/keys/passphrase-key-store.ts';
import { plainKeyStore } from '../store/keys/plain-key-store.ts';
import { NewerDatabase } from '../store/migrate.ts';
import { readPassphrase } from './passphrase-file.ts';
import { fromCaller } from './paths.ts';
import { say, terminalText } from './terminal.ts';

/** Runs work of the command line on a data directory on which nothing else works. @returns its exit code; 3 where the desk does not open, having said why */
export async function onClosedDesk(dataDirectory: string, work: () => Promise<number>): Promise<number> {
  try {
    const lock = DeskLock.take(dataDirectory);
    try {
      return await work();
    } finally {
      lock.release();
    }
  } catch (error) {
    if (error instanceof DeskInUse) say('cli.inUse', { data: dataDirectory });
    else if (error instanceof NewerDatabase) say('cli.newerDatabase', { data: dataDirectory, detail: error.message });
    else if (error instanceof WrongPassphrase || error instanceof KeyStoreUnavailable) say('cli.key', { data: dataDirectory, detail: error.message });
    else throw error;
    return 3;
  }
}

/** Opens the key of a desk by the passphrase of a file. @throws WrongPassphrase, KeyStoreUnavailable */
export async function openKeyFile(keyFile: string, passphraseFile: string | null): Promise<DeskKey> {
  return openDeskKey(keyFile, await keyStoreOf(keyFile), await readPassphrase(passphraseFile === null ? null : fromCaller(passphraseFile)));
}

async function keyStoreOf(keyFile: string): Promise<KeyStore> {
  switch (await keyStoreKindOf(keyFile)) {
    case 'passphrase':
      return passphraseKeyStore();
    case 'plain':
      return plainKeyStore();
    case 'system':
      throw new KeyStoreUnavailable(terminalText('cli.systemKey'));
  }
}
