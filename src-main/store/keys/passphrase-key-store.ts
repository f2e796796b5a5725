import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';
import { type KeyStore, KeyStoreUnavailable, WrongPassphrase } from './key-store.ts';

/** scrypt (RFC 7914) with 128 MiB: a stolen disk should make each guess dear. */
const COST = 2 ** 17;
const BLOCK_SIZE = 8;
const PARALLELIZATION = 1;

const sealedKey = z.object({ cost: z.number(), blockSize: z.number(), parallelization: z.number(), salt: z.base64(), nonce: z.base64(), secret: z.base64(), tag: z.base64() });

function derive(passphrase: string, salt: Uint8Array, cost: number, blockSize: number, parallelization: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The same passphrase typed on another keyboard layout or system may be composed differently.
    scrypt(passphrase.normalize('NFC'), salt, 32, { cost, blockSize, parallelization, maxmem: 256 * cost * blockSize }, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

/** Key store that seals the desk key under a passphrase. */
export function passphraseKeyStore(cost: number = COST): KeyStore {
  return {
    kind: 'passphrase',
    passphraseNeeded: true,
    async seal(secret, passphrase) {
      if (passphrase === null) throw new KeyStoreUnavailable('a passphrase is needed');
      const salt = randomBytes(16);
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, salt, cost, BLOCK_SIZE, PARALLELIZATION), nonce);
      const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
      return {
        cost,
        blockSize: BLOCK_SIZE,
        parallelization: PARALLELIZATION,
        salt: salt.toString('base64'),
        nonce: nonce.toString('base64'),
        secret: sealed.toString('base64'),
        tag: cipher.getAuthTag().toString('base64'),
      };
    },
    async open(sealed, passphrase) {
      if (passphrase === null) throw new WrongPassphrase();
      const content = sealedKey.safeParse(sealed);
      if (!content.success) throw new KeyStoreUnavailable('the key file is damaged', { cause: content.error });
      const { cost: usedCost, blockSize, parallelization, salt, nonce, secret, tag } = content.data;
      // Parameters come from a file: bound the work they can ask for.
      if (usedCost > 2 ** 20 || blockSize > 32 || parallelization > 16) throw new KeyStoreUnavailable('the key file asks for too much work');
      const key = await derive(passphrase, Buffer.from(salt, 'base64'), usedCost, blockSize, parallelization);
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'));
      decipher.setAuthTag(Buffer.from(tag, 'base64'));
      try {
        return Buffer.concat([decipher.update(Buffer.from(secret, 'base64')), decipher.final()]);
      } catch (cause) {
        throw new WrongPassphrase({ cause });
      }
    },
  };
}
