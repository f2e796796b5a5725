import { z } from 'zod';
import { type KeyStore, KeyStoreUnavailable } from './key-store.ts';

const sealedKey = z.object({ secret: z.base64() });

/**
 * Keeps the key as it is, in a file of mode 0600. For the demonstration office alone, whose content is
 * made up; it protects nothing.
 */
export function plainKeyStore(): KeyStore {
  return {
    kind: 'plain',
    passphraseNeeded: false,
    seal: async (secret) => ({ secret: Buffer.from(secret).toString('base64') }),
    open: async (sealed) => {
      const content = sealedKey.safeParse(sealed);
      if (!content.success) throw new KeyStoreUnavailable('the key file is damaged', { cause: content.error });
      return Buffer.from(content.data.secret, 'base64');
    },
  };
}
