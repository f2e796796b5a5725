import { createCipheriv, createDecipheriv } from 'node:crypto';
import { BlobDamaged, type DeskKey } from '../blobs/blob-format.ts';

/** A short secret in the desk's file: nonce (12) · ciphertext · tag (16), AES-256-GCM under the desk's key, bound to its purpose. */
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;

export function sealSecret(deskKey: DeskKey, purpose: string, secret: Uint8Array, randomBytes: (length: number) => Uint8Array): Buffer {
  const nonce = Uint8Array.from(randomBytes(NONCE_LENGTH));
  const cipher = createCipheriv('aes-256-gcm', deskKey.key, nonce);
  cipher.setAAD(Buffer.from(purpose, 'utf8'));
  return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
}

/** @throws BlobDamaged where it was sealed under another key, for another purpose, or was changed */
export function openSecret(deskKey: DeskKey, purpose: string, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed);
  try {
    const decipher = createDecipheriv('aes-256-gcm', deskKey.key, bytes.subarray(0, NONCE_LENGTH));
    decipher.setAAD(Buffer.from(purpose, 'utf8'));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG_LENGTH));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_LENGTH, bytes.length - TAG_LENGTH)), decipher.final()]);
  } catch (cause) {
    throw new BlobDamaged(`the secret "${purpose}" cannot be opened`, { cause });
  }
}
