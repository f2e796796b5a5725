import { scrypt, timingSafeEqual } from 'node:crypto';
import type { PasswordVerifier } from '#shared/sync/operation-kinds.ts';
import type { Environment } from '../environment.ts';

/** scrypt (RFC 7914) with 32 MiB: about 60 ms on an office machine, dear for a guesser. */
export const SCRYPT_COST = 2 ** 15;
const BLOCK_SIZE = 8;
const PARALLELIZATION = 1;
const HASH_LENGTH = 32;

function derive(password: string, salt: Uint8Array, verifier: Pick<PasswordVerifier, 'cost' | 'blockSize' | 'parallelization'>): Promise<Buffer> {
  const { cost, blockSize, parallelization } = verifier;
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, HASH_LENGTH, { cost, blockSize, parallelization, maxmem: 256 * cost * blockSize }, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

/** Makes the verifier of a password; the password itself is kept nowhere (SEC-04). */
export async function makeVerifier(password: string, environment: Environment, cost: number = SCRYPT_COST): Promise<PasswordVerifier> {
  const salt = environment.randomBytes(16);
  const parameters = { cost, blockSize: BLOCK_SIZE, parallelization: PARALLELIZATION };
  const hash = await derive(password, salt, parameters);
  return { algorithm: 'scrypt', ...parameters, salt: Buffer.from(salt).toString('base64'), hash: hash.toString('base64') };
}

/** Whether a password fits a verifier; compared in constant time. */
export async function fitsVerifier(password: string, verifier: PasswordVerifier): Promise<boolean> {
  const hash = await derive(password, Buffer.from(verifier.salt, 'base64'), verifier);
  return timingSafeEqual(hash, Buffer.from(verifier.hash, 'base64'));
}
