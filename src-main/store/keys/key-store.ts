import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, readFile, rename } from 'node:fs/promises';
import { z } from 'zod';
import { type DeskKey, KEY_ID_LENGTH, KEY_LENGTH } from '../blobs/blob-format.ts';

/**
 * Keeps the desk key sealed. Adapters: a passphrase (everywhere), the operating system's store
 * (Electron safeStorage), a plain file (demonstration office only).
 */
export interface KeyStore {
  readonly kind: 'passphrase' | 'system' | 'plain';
  /** True where a person must give a passphrase to open the desk. */
  readonly passphraseNeeded: boolean;
  seal(secret: Uint8Array, passphrase: string | null): Promise<Readonly<Record<string, string | number>>>;
  /** @throws WrongPassphrase, KeyStoreUnavailable */
  open(sealed: Readonly<Record<string, string | number>>, passphrase: string | null): Promise<Uint8Array>;
}

export class WrongPassphrase extends Error {
  constructor(options?: ErrorOptions) {
    super('the passphrase does not open the desk key', options);
    this.name = 'WrongPassphrase';
  }
}

/** The key was sealed in a way that this start cannot open, e.g. by another host. */
export class KeyStoreUnavailable extends Error {
  constructor(detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.name = 'KeyStoreUnavailable';
  }
}

const keyFile = z.object({
  format: z.literal(1),
  kind: z.enum(['passphrase', 'system', 'plain']),
  keyId: z.base64(),
  sealed: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** Makes a new desk key and writes it, sealed, to the key file. An existing file is never replaced. */
export async function createDeskKey(file: string, store: KeyStore, passphrase: string | null): Promise<DeskKey> {
  if (existsSync(file)) throw new KeyStoreUnavailable('a desk key exists already');
  const deskKey: DeskKey = { keyId: randomBytes(KEY_ID_LENGTH), key: randomBytes(KEY_LENGTH) };
  const content: z.output<typeof keyFile> = {
    format: 1,
    kind: store.kind,
    keyId: Buffer.from(deskKey.keyId).toString('base64'),
    sealed: { ...(await store.seal(deskKey.key, passphrase)) },
  };
  const unfinished = `${file}.unfinished`;
  const handle = await open(unfinished, 'w', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(content, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, file);
  return deskKey;
}

async function readKeyFile(file: string): Promise<z.output<typeof keyFile>> {
  const content = keyFile.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!content.success) throw new KeyStoreUnavailable('the key file is damaged', { cause: content.error });
  return content.data;
}

/** Which key store sealed a key file. @throws KeyStoreUnavailable */
export async function keyStoreKindOf(file: string): Promise<KeyStore['kind']> {
  return (await readKeyFile(file)).kind;
}

/** Opens the desk key of a key file. @throws WrongPassphrase, KeyStoreUnavailable */
export async function openDeskKey(file: string, store: KeyStore, passphrase: string | null): Promise<DeskKey> {
  const { kind, keyId, sealed } = await readKeyFile(file);
  if (kind !== store.kind) throw new KeyStoreUnavailable(`the desk key is kept by "${kind}", this start uses "${store.kind}"`);
  return { keyId: Buffer.from(keyId, 'base64'), key: await store.open(sealed, passphrase) };
}
