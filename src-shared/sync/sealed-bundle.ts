import { z } from 'zod';

/**
 * The form of a bundle: a line that names it, a line of JSON, the encrypted content. The content is sealed by
 * AES-256-GCM under a key agreed by X25519 with a key pair made for this one bundle (HKDF with SHA-256); all of it is
 * signed by Ed25519. Whoever finds the stick learns which desk wrote it, and nothing else.
 */
const MAGIC = 'CHANCERY BUNDLE 1\n';
/** Most bytes of a bundle; files that follow it on a stick do not count. */
export const BUNDLE_BYTES = 256 * 1024 * 1024;
/** Most bytes of the line of JSON. */
const HEADER_BYTES = 4096;
/** The key is of this bundle alone, so that one fixed nonce is used once. */
const NONCE = new Uint8Array(12);

/** Prefixes of PKCS#8 around a bare key of 32 bytes (RFC 8410, section 7). */
const PKCS8 = { X25519: '302e020100300506032b656e04220420', Ed25519: '302e020100300506032b657004220420' } as const;

const text = z.string().regex(/^[A-Za-z0-9_-]+$/).max(200);
const header = z.object({ from: z.enum(['desk', 'server']), desk: z.string().min(1).max(100), ephemeral: text, salt: text, signature: text });
export type BundleHeader = z.output<typeof header>;

/** Why a file is not taken as a bundle. */
export const BUNDLE_PROBLEMS = ['notABundle', 'tooLarge', 'forSomebodyElse', 'signature', 'damaged'] as const;
export type BundleProblem = (typeof BUNDLE_PROBLEMS)[number];

export class BundleRefused extends Error {
  readonly problem: BundleProblem;

  constructor(problem: BundleProblem) {
    super(`the bundle is refused: ${problem}`);
    this.name = 'BundleRefused';
    this.problem = problem;
  }
}

export interface SealingParts {
  readonly from: BundleHeader['from'];
  readonly desk: string;
  readonly content: Uint8Array<ArrayBuffer>;
  /** Raw X25519 key of whoever is to read it, in base64url. */
  readonly recipient: string;
  /** Raw Ed25519 seed of whoever writes it. */
  readonly signer: Uint8Array;
  readonly randomBytes: (length: number) => Uint8Array;
}

export interface OpeningParts {
  readonly from: BundleHeader['from'];
  /** Raw X25519 private key. */
  readonly recipient: Uint8Array;
  /** Raw Ed25519 key of the writer in base64url; null: a desk that is not known. */
  readonly signerOf: (desk: string) => Promise<string | null>;
}

export async function sealBundle({ from, desk, content, recipient, signer, randomBytes }: SealingParts): Promise<Uint8Array> {
  const ephemeralSeed = randomBytes(32);
  const salt = toBase64Url(randomBytes(16));
  const ephemeral = await publicKeyOf('X25519', ephemeralSeed);
  const named = { from, desk, ephemeral, salt };
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: NONCE, additionalData: bytesOf(JSON.stringify(named)) }, await contentKey(ephemeralSeed, recipient, named), content));
  const signature = toBase64Url(new Uint8Array(await crypto.subtle.sign('Ed25519', await privateKey('Ed25519', signer), await signedBytes(named, sealed))));
  return joined(bytesOf(`${MAGIC}${JSON.stringify({ ...named, signature })}\n`), sealed);
}

/** @throws BundleRefused */
export async function openBundle(bytes: Uint8Array, { from, recipient, signerOf }: OpeningParts): Promise<{ readonly desk: string; readonly content: Uint8Array }> {
  if (bytes.length > BUNDLE_BYTES) throw new BundleRefused('tooLarge');
  const { header: named, sealed } = readHeader(bytes);
  const { signature, ...unsigned } = named;
  if (named.from !== from) throw new BundleRefused('forSomebodyElse');
  const signer = await signerOf(named.desk);
  if (signer === null) throw new BundleRefused('forSomebodyElse');
  const isSigned = await crypto.subtle.verify('Ed25519', await publicKey('Ed25519', signer), fromBase64Url(signature), await signedBytes(unsigned, sealed));
  if (!isSigned) throw new BundleRefused('signature');
  try {
    const content = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: NONCE, additionalData: bytesOf(JSON.stringify(unsigned)) }, await contentKey(recipient, named.ephemeral, unsigned), sealed);
    return { desk: named.desk, content: new Uint8Array(content) };
  } catch {
    // Well signed and not for this key: it was written to another server, or for another desk.
    throw new BundleRefused('forSomebodyElse');
  }
}

/** Who wrote a bundle, as its beginning says without proof; null: it is none. */
export function bundleWriter(beginning: Uint8Array): Pick<BundleHeader, 'from' | 'desk'> | null {
  try {
    const { from, desk } = readHeader(beginning).header;
    return { from, desk };
  } catch (error) {
    if (error instanceof BundleRefused) return null;
    throw error;
  }
}

/** Raw public key of a raw private one, in base64url. */
export async function publicKeyOf(algorithm: 'X25519' | 'Ed25519', seed: Uint8Array): Promise<string> {
  const { x } = await crypto.subtle.exportKey('jwk', await privateKey(algorithm, seed));
  if (x === undefined) throw new Error('a key without a public part');
  return x;
}

/** A private key that is derived from another secret for one purpose (HKDF, RFC 5869). */
export async function derivedSeed(secret: Uint8Array, purpose: string): Promise<Uint8Array> {
  const base = await crypto.subtle.importKey('raw', copied(secret), 'HKDF', false, ['deriveBits']);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: bytesOf(`chancery ${purpose}`) }, base, 256));
}

function readHeader(bytes: Uint8Array): { readonly header: BundleHeader; readonly sealed: Uint8Array<ArrayBuffer> } {
  const magic = bytesOf(MAGIC);
  if (!magic.every((byte, at) => bytes[at] === byte)) throw new BundleRefused('notABundle');
  const end = bytes.subarray(0, magic.length + HEADER_BYTES).indexOf(0x0a, magic.length);
  if (end < 0) throw new BundleRefused('damaged');
  const read = jsonHeader.safeParse(textOf(bytes.subarray(magic.length, end)));
  if (!read.success) throw new BundleRefused('damaged');
  return { header: read.data, sealed: copied(bytes.subarray(end + 1)) };
}

const jsonHeader = z
  .string()
  .transform((line, context): unknown => {
    try {
      return JSON.parse(line);
    } catch {
      context.addIssue({ code: 'custom', message: 'no JSON' });
      return z.NEVER;
    }
  })
  .pipe(header);

type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>;
type Unsigned = Omit<BundleHeader, 'signature'>;

async function contentKey(seed: Uint8Array, peer: string, { from, desk, salt }: Unsigned): Promise<Key> {
  const shared = await crypto.subtle.deriveBits({ name: 'X25519', public: await publicKey('X25519', peer) }, await privateKey('X25519', seed), 256);
  const base = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: fromBase64Url(salt), info: bytesOf(`chancery bundle ${from} ${desk}`) }, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

async function signedBytes(named: Unsigned, sealed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return joined(bytesOf(`${JSON.stringify(named)}\n`), new Uint8Array(await crypto.subtle.digest('SHA-256', sealed)));
}

function privateKey(algorithm: keyof typeof PKCS8, seed: Uint8Array): Promise<Key> {
  const prefix = Uint8Array.from(PKCS8[algorithm].match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return crypto.subtle.importKey('pkcs8', joined(prefix, seed), algorithm, true, algorithm === 'X25519' ? ['deriveBits'] : ['sign']);
}

async function publicKey(algorithm: keyof typeof PKCS8, raw: string): Promise<Key> {
  try {
    return await crypto.subtle.importKey('raw', fromBase64Url(raw), algorithm, true, algorithm === 'X25519' ? [] : ['verify']);
  } catch {
    throw new BundleRefused('damaged');
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}

function copied(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return joined(bytes, new Uint8Array(0));
}

function bytesOf(words: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new TextEncoder().encode(words));
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(words: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(words.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
}
