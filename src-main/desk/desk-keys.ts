import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { createDeskKey, type KeyStore, openDeskKey } from '../store/keys/key-store.ts';
import { deskFiles, type Store } from '../store/store.ts';

export interface DeskKeys {
  /** Makes the key of a new desk and opens its files under it. */
  create(passphrase: string | null): Promise<void>;
  /** @throws WrongPassphrase, KeyStoreUnavailable */
  open(passphrase: string | null): Promise<void>;
}

/** The key of a desk's files, kept by a key store beside them. */
export function deskKeys(store: Store, keyStore: KeyStore, dataDirectory: string): DeskKeys {
  const file = deskFiles(dataDirectory).key;
  return {
    create: async (passphrase) => {
      // Left by a set-up that was interrupted before the office was written: no file can be sealed under it.
      if (existsSync(file)) await rename(file, `${file}.abandoned`);
      store.openKey(await createDeskKey(file, keyStore, passphrase));
    },
    open: async (passphrase) => store.openKey(await openDeskKey(file, keyStore, passphrase)),
  };
}
