import { BUNDLE_BYTES, BundleRefused, bundleWriter } from './sealed-bundle.ts';

/**
 * The form of a file on a stick: a line that names it, the length of the bundle (four bytes, big-endian), the sealed
 * bundle, then the files that the bundle lists, in its order and nothing between them. A file goes in pieces, each
 * sealed by AES-256-GCM under a key that stands in the bundle, which is signed; the nonce is the place of the file and
 * of the piece, so that no piece can be moved, left out or repeated. A bundle that carries no files may stand alone.
 */
const MAGIC = 'CHANCERY STICK 1\n';
const HEAD_BYTES = MAGIC.length + 4;
/** Bytes of a file in one piece. */
const PIECE_BYTES = 256 * 1024;
const TAG_BYTES = 16;

/** Most bytes of one file on a stick: FAT32, the form in which sticks are sold, holds no larger one. */
export const STICK_FILE_BYTES = 2 ** 32 - 1;

/** Both ends open files of the machine; a file handle of Node is one. */
export interface StickHandle {
  read(into: Uint8Array, offset: number, length: number, position: number): Promise<{ readonly bytesRead: number }>;
}

/** A file on its way to the stick. */
export interface FileToCarry {
  readonly size: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Room for what the list in the bundle says of one file, and for the frame around everything. */
const LISTED_BYTES = 160;
const FRAME_BYTES = 4096;

export type CarriedKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** @param raw 32 bytes */
export function carriedKey(raw: Uint8Array): Promise<CarriedKey> {
  return crypto.subtle.importKey('raw', Uint8Array.from(raw), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** Bytes that a file takes on the stick. */
export function sealedSize(size: number): number {
  return size + Math.ceil(size / PIECE_BYTES) * TAG_BYTES;
}

/** Bytes of the whole file on the stick. */
export function stickFileSize(bundleBytes: number, sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + sealedSize(size), HEAD_BYTES + bundleBytes);
}

/**
 * The files that find room beside a bundle, in their order; one that is too large does not keep out those behind it.
 *
 * @param bundleBytes of the bundle before files are listed in it
 * @param free bytes that the drive has
 * @param most files at the most
 */
export function fitting<File extends { readonly size: number }>(files: readonly File[], bundleBytes: number, free: number, most: number): { readonly chosen: readonly File[]; readonly left: number } {
  let room = Math.min(STICK_FILE_BYTES, free) - bundleBytes - FRAME_BYTES;
  const chosen: File[] = [];
  for (const file of files) {
    const needed = sealedSize(file.size) + LISTED_BYTES;
    if (needed > room || chosen.length >= most) continue;
    room -= needed;
    chosen.push(file);
  }
  return { chosen, left: files.length - chosen.length };
}

/** What stands on the stick, piece by piece. @throws where a file has not the size that was said */
export async function* stickFile(bundle: Uint8Array, key: CarriedKey, files: AsyncIterable<FileToCarry>): AsyncGenerator<Uint8Array> {
  const head = new Uint8Array(HEAD_BYTES);
  head.set(new TextEncoder().encode(MAGIC));
  new DataView(head.buffer).setUint32(MAGIC.length, bundle.length);
  yield head;
  yield bundle;
  let place = 0;
  for await (const file of files) {
    yield* sealed(key, place, file);
    place += 1;
  }
}

/** The bundle of a file on a stick, and where its files begin. @throws BundleRefused where it is none, or cut off */
export async function readStickFile(handle: StickHandle, size: number): Promise<{ readonly bundle: Uint8Array; readonly filesAt: number }> {
  const head = await readAt(handle, 0, Math.min(size, HEAD_BYTES));
  if (!isStickFile(head)) {
    if (size > BUNDLE_BYTES) throw new BundleRefused('notABundle');
    return { bundle: await readAt(handle, 0, size), filesAt: size };
  }
  const length = bundleLength(head);
  // Before room is made for it: a few bytes may claim a large one.
  if (HEAD_BYTES + length > size) throw new BundleRefused('damaged');
  return { bundle: await readAt(handle, HEAD_BYTES, length), filesAt: HEAD_BYTES + length };
}

/** Bytes at the beginning that {@link stickFileWriter} needs. */
export const BEGINNING_BYTES = 8192;

/** Who wrote a file on a stick, as its beginning says without proof; null: it is none of ours. */
export function stickFileWriter(beginning: Uint8Array): ReturnType<typeof bundleWriter> {
  return bundleWriter(isStickFile(beginning) ? beginning.subarray(HEAD_BYTES) : beginning);
}

/** The bundle of a file that lies in memory, without the files behind it. @throws BundleRefused where it is cut off */
export function bundleWithin(bytes: Uint8Array): Uint8Array {
  if (!isStickFile(bytes)) return bytes;
  const end = HEAD_BYTES + bundleLength(bytes);
  if (bytes.length < end) throw new BundleRefused('damaged');
  return bytes.subarray(HEAD_BYTES, end);
}

function bundleLength(head: Uint8Array): number {
  const length = new DataView(head.buffer, head.byteOffset).getUint32(MAGIC.length);
  if (length > BUNDLE_BYTES) throw new BundleRefused('tooLarge');
  return length;
}

function isStickFile(beginning: Uint8Array): boolean {
  return beginning.length >= HEAD_BYTES && new TextDecoder().decode(beginning.subarray(0, MAGIC.length)) === MAGIC;
}

/** @throws BundleRefused where the file on the stick is not as long as its bundle says: it was cut off, or something was added */
export function demandWhole(size: number, filesAt: number, sizes: readonly number[]): void {
  if (sizes.reduce((sum, one) => sum + sealedSize(one), filesAt) !== size) throw new BundleRefused('damaged');
}

/**
 * The bytes of one file from the stick.
 *
 * @param at where it begins
 * @param place its place in the list of the bundle
 * @throws BundleRefused where a piece is not what was sealed
 */
export async function* carriedFile(handle: StickHandle, key: CarriedKey, { at, place, size }: { readonly at: number; readonly place: number; readonly size: number }): AsyncGenerator<Uint8Array> {
  let from = at;
  for (let piece = 0; piece * PIECE_BYTES < size; piece += 1) {
    const length = Math.min(PIECE_BYTES, size - piece * PIECE_BYTES) + TAG_BYTES;
    yield await opened(key, nonce(place, piece), await readAt(handle, from, length));
    from += length;
  }
}

async function* sealed(key: CarriedKey, place: number, { size, bytes }: FileToCarry): AsyncGenerator<Uint8Array> {
  const piece = new Uint8Array(PIECE_BYTES);
  let filled = 0;
  let pieces = 0;
  let seen = 0;
  const seal = async (): Promise<Uint8Array> => {
    const content = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce(place, pieces) }, key, piece.slice(0, filled));
    pieces += 1;
    filled = 0;
    return new Uint8Array(content);
  };
  for await (const part of bytes) {
    seen += part.length;
    if (seen > size) break;
    for (let from = 0; from < part.length; ) {
      const count = Math.min(PIECE_BYTES - filled, part.length - from);
      piece.set(part.subarray(from, from + count), filled);
      filled += count;
      from += count;
      if (filled === PIECE_BYTES) yield await seal();
    }
  }
  if (seen !== size) throw new Error(`a file of ${size} bytes was to be carried, and it has ${seen > size ? 'more' : seen}`);
  if (filled > 0) yield await seal();
}

async function opened(key: CarriedKey, iv: Uint8Array<ArrayBuffer>, content: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, content));
  } catch {
    throw new BundleRefused('damaged');
  }
}

function nonce(place: number, piece: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, place);
  view.setUint32(8, piece);
  return bytes;
}

async function readAt(handle: StickHandle, position: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await handle.read(bytes, done, length - done, position + done);
    if (bytesRead === 0) throw new BundleRefused('damaged');
    done += bytesRead;
  }
  return bytes;
}
