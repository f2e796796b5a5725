import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import { signedText } from '#shared/sync/wire.ts';
import { RequestRefused } from '../request-refused.ts';

/** SubjectPublicKeyInfo of Ed25519 (RFC 8410) before the 32 bytes of the key. */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const RAW_BYTES = 32;

/** The key as it is stored: raw, in base64url. A desk may send it raw or as SubjectPublicKeyInfo. @throws RequestRefused */
export function storedPublicKey(sent: string): string {
  const bytes = Buffer.from(sent, 'base64url');
  const isSpki = bytes.length === SPKI_PREFIX.length + RAW_BYTES && bytes.subarray(0, SPKI_PREFIX.length).equals(SPKI_PREFIX);
  const raw = isSpki ? bytes.subarray(SPKI_PREFIX.length) : bytes;
  if (raw.length !== RAW_BYTES) throw new RequestRefused('malformed', 'the key is not an Ed25519 public key');
  return raw.toString('base64url');
}

function keyObject(stored: string): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI_PREFIX, Buffer.from(stored, 'base64url')]), format: 'der', type: 'spki' });
}

/** @throws RequestRefused where the signature is not one by this key over the message. */
export function checkSignature(purpose: Parameters<typeof signedText>[0], message: Readonly<Record<string, unknown>>, storedKey: string, signature: string): void {
  const text = Buffer.from(signedText(purpose, message), 'utf8');
  if (!verify(null, text, keyObject(storedKey), Buffer.from(signature, 'base64url'))) throw new RequestRefused('unauthorised', 'the signature is not by the key of the desk');
}

export function sha256Hex(text: string): string {
  return hash('sha256', text, 'hex');
}
