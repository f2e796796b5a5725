import { safeStorage } from 'electron';
import { z } from 'zod';
import type { SystemKeys } from '../../desk/desk-client.ts';

const sealedKey = z.object({ secret: z.base64().min(1).max(10_000) });

/** The operating system keeps no keys here in a way that protects them. */
export class NoSystemKeys extends Error {
  constructor(detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.name = 'NoSystemKeys';
  }
}

/**
 * Why the system's key store cannot be used; null where it can. On Linux without a keyring Chromium
 * "encrypts" under a password that stands in its source (`basic_text`): that protects nothing.
 */
export async function systemKeysProblem(): Promise<string | null> {
  if (process.platform === 'linux') {
    const backend = safeStorage.getSelectedStorageBackend();
    if (backend === 'basic_text' || backend === 'unknown') return `the key store of the system is "${backend}", which protects nothing`;
  }
  return (await safeStorage.isAsyncEncryptionAvailable()) ? null : 'the key store of the system is not available now';
}

async function demandSystemKeys(): Promise<void> {
  const problem = await systemKeysProblem();
  if (problem !== null) throw new NoSystemKeys(problem);
}

/** Seals the desk key with Keychain, DPAPI or the Secret Service. After `ready` only. */
export const safeStorageKeys: SystemKeys = {
  async seal(secret) {
    await demandSystemKeys();
    const sealed = await safeStorage.encryptStringAsync(Buffer.from(secret).toString('base64'));
    return { secret: sealed.toString('base64') };
  },
  async open(sealed) {
    await demandSystemKeys();
    const content = sealedKey.safeParse(sealed);
    if (!content.success) throw new NoSystemKeys('the key file is damaged', { cause: content.error });
    const { result } = await safeStorage.decryptStringAsync(Buffer.from(content.data.secret, 'base64'));
    return Uint8Array.from(Buffer.from(result, 'base64'));
  },
};
