/**
 * A blob on the disk: header, then the content in chunks, each sealed with AES-256-GCM under a key of
 * this blob alone. The key lies in the header, wrapped by the desk's key.
 *
 * header  "CHBLOB" · format (1) · reserved (0) · key id (16) · nonce (12) · wrapped data key (32) · tag (16) · chunk size (4, big-endian)
 * chunk   ciphertext (≤ chunk size) · tag (16); nonce = 4 zero bytes · chunk number (8, big-endian);
 *         associated data = header · 1 for the last chunk, else 0
 *
 * The last-chunk flag makes a cut file detectable; a fresh data key for each blob keeps nonces unique.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';

const MAGIC = Buffer.from('CHBLOB', 'latin1');
const FORMAT = 1;
export const KEY_ID_LENGTH = 16;
export const KEY_LENGTH = 32;
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;
export const CHUNK_SIZE = 64 * 1024;
export const HEADER_LENGTH = MAGIC.length + 2 + KEY_ID_LENGTH + NONCE_LENGTH + KEY_LENGTH + TAG_LENGTH + 4;

/** A blob that cannot be read: not ours, cut, changed, or sealed under another key. */
export class BlobDamaged extends Error {
  constructor(detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.name = 'BlobDamaged';
  }
}

/** The desk's key that wraps the keys of single blobs. */
export interface DeskKey {
  readonly keyId: Uint8Array;
  readonly key: Uint8Array;
}

/** What is needed to write one blob; can be handed to a job's process. */
export interface BlobSeal {
  readonly header: Uint8Array;
  readonly dataKey: Uint8Array;
}

export function createSeal(deskKey: DeskKey, randomBytes: (length: number) => Uint8Array): BlobSeal {
  const dataKey = Uint8Array.from(randomBytes(KEY_LENGTH));
  const nonce = Uint8Array.from(randomBytes(NONCE_LENGTH));
  const start = Buffer.concat([MAGIC, Buffer.from([FORMAT, 0]), deskKey.keyId]);
  const cipher = createCipheriv('aes-256-gcm', deskKey.key, nonce);
  cipher.setAAD(start);
  const wrapped = Buffer.concat([cipher.update(dataKey), cipher.final()]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(CHUNK_SIZE);
  return { header: Buffer.concat([start, nonce, wrapped, cipher.getAuthTag(), size]), dataKey };
}

/** Reads a header and unwraps its data key. @throws BlobDamaged */
export function openSeal(header: Uint8Array, deskKey: DeskKey): BlobSeal {
  const bytes = Buffer.from(header);
  if (bytes.length !== HEADER_LENGTH || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) throw new BlobDamaged('not a blob of this program');
  let at = MAGIC.length;
  if (bytes[at] !== FORMAT) throw new BlobDamaged(`blob format ${bytes[at] ?? 'missing'} is not known`);
  at += 2;
  if (!bytes.subarray(at, at + KEY_ID_LENGTH).equals(deskKey.keyId)) throw new BlobDamaged('the blob is sealed under another key');
  const start = bytes.subarray(0, at + KEY_ID_LENGTH);
  at += KEY_ID_LENGTH;
  const nonce = bytes.subarray(at, at + NONCE_LENGTH);
  at += NONCE_LENGTH;
  const wrapped = bytes.subarray(at, at + KEY_LENGTH);
  at += KEY_LENGTH;
  const tag = bytes.subarray(at, at + TAG_LENGTH);
  at += TAG_LENGTH;
  if (bytes.readUInt32BE(at) !== CHUNK_SIZE) throw new BlobDamaged('unknown chunk size');
  const decipher = createDecipheriv('aes-256-gcm', deskKey.key, nonce);
  decipher.setAAD(start);
  decipher.setAuthTag(tag);
  try {
    return { header, dataKey: Buffer.concat([decipher.update(wrapped), decipher.final()]) };
  } catch (cause) {
    throw new BlobDamaged('the key of the blob cannot be opened', { cause });
  }
}

function chunkNonce(number: number): Buffer {
  const nonce = Buffer.alloc(NONCE_LENGTH);
  nonce.writeBigUInt64BE(BigInt(number), 4);
  return nonce;
}

function associatedData(seal: BlobSeal, last: boolean): Buffer {
  return Buffer.concat([seal.header, Buffer.from([last ? 1 : 0])]);
}

export function sealChunk(seal: BlobSeal, number: number, last: boolean, content: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', seal.dataKey, chunkNonce(number));
  cipher.setAAD(associatedData(seal, last));
  return Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/** @throws BlobDamaged when the chunk was changed, moved or cut. */
export function openChunk(seal: BlobSeal, number: number, last: boolean, sealed: Uint8Array): Buffer {
  if (sealed.length < TAG_LENGTH) throw new BlobDamaged(`chunk ${number} is cut`);
  const decipher = createDecipheriv('aes-256-gcm', seal.dataKey, chunkNonce(number));
  decipher.setAAD(associatedData(seal, last));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_LENGTH));
  try {
    const content = decipher.update(sealed.subarray(0, sealed.length - TAG_LENGTH));
    // It only judges the tag: GCM holds no bytes back, and copying each chunk to append none costs a fifth of a read.
    decipher.final();
    return content;
  } catch (cause) {
    throw new BlobDamaged(`chunk ${number} was changed`, { cause });
  }
}

const SEALED_CHUNK = CHUNK_SIZE + TAG_LENGTH;

/** Content size and number of chunks of a blob from the size of its file. @throws BlobDamaged */
export function layoutOf(fileSize: number): { readonly size: number; readonly chunks: number } {
  const sealed = fileSize - HEADER_LENGTH;
  const chunks = Math.max(1, Math.ceil(sealed / SEALED_CHUNK));
  const size = sealed - chunks * TAG_LENGTH;
  if (sealed < TAG_LENGTH || size < 0) throw new BlobDamaged('the file is cut');
  return { size, chunks };
}

/** Place of a sealed chunk in the file. */
export function chunkPlace(number: number): number {
  return HEADER_LENGTH + number * SEALED_CHUNK;
}

export { SEALED_CHUNK };
