import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { signedText } from '#shared/sync/wire.ts';

/** Prefix of a PKCS#8 structure that holds a bare Ed25519 seed (RFC 8410, section 7). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const SEED_LENGTH = 32;

/** The identity of a desk towards its server: an Ed25519 key pair (RFC 8032), made here and nowhere else. */
export class DeskKeyPair {
  readonly seed: Uint8Array;
  /** 32 bytes in base64url. */
  readonly publicKey: string;
  readonly #key: KeyObject;

  private constructor(seed: Uint8Array) {
    this.seed = seed;
    this.#key = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
    const { x } = createPublicKey(this.#key).export({ format: 'jwk' });
    if (x === undefined) throw new Error('an Ed25519 key without a public part');
    this.publicKey = x;
  }

  static make(randomBytes: (length: number) => Uint8Array): DeskKeyPair {
    return new DeskKeyPair(Uint8Array.from(randomBytes(SEED_LENGTH)));
  }

  static of(seed: Uint8Array): DeskKeyPair {
    return new DeskKeyPair(seed);
  }

  /** Signature over a message of the protocol, in base64url. */
  sign(purpose: Parameters<typeof signedText>[0], message: Readonly<Record<string, unknown>>): string {
    return sign(null, Buffer.from(signedText(purpose, message), 'utf8'), this.#key).toString('base64url');
  }
}
