import { crc32, inflateRawSync } from 'node:zlib';

import { LimitExceededError, MAX_ZIP_ENTRY_BYTES, MAX_ZIP_RATIO, MAX_ZIP_TOTAL_BYTES } from '../../limits.ts';
import { readCentralDirectory } from './central-directory.ts';
import { asciiSkeleton } from './entry-name.ts';
import { ZipFormatError } from './errors.ts';
import type { ZipEntry } from './central-directory.ts';

const MIB = 1024 * 1024;

/** Bytes that may still be inflated. An archive that came out of another one spends from the same budget. */
interface InflationBudget {
  left: number;
}
const budgets = new WeakMap<Uint8Array, InflationBudget>();

/** A ZIP container, read file by file as asked; each file is inflated once. */
export class ZipArchive {
  /** Files, folders left out. */
  readonly entries: readonly ZipEntry[];
  readonly #bytes: Uint8Array;
  readonly #contents = new Map<ZipEntry, Uint8Array>();
  readonly #byName: ReadonlyMap<string, ZipEntry>;
  /** Entries with names that are no UTF-8, by the characters of them that are certain. */
  readonly #bySkeleton = new Map<string, ZipEntry[]>();
  readonly #budget: InflationBudget;

  /** @throws ZipFormatError, LimitExceededError */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#budget = budgets.get(bytes) ?? { left: MAX_ZIP_TOTAL_BYTES };
    const entries = readCentralDirectory(bytes);
    const sum = entries.reduce((total, { size }) => total + size, 0);
    if (sum > this.#budget.left) throw new LimitExceededError(`${MAX_ZIP_TOTAL_BYTES} bytes in a container`);
    this.entries = entries.filter(({ isFolder }) => !isFolder);
    this.#byName = new Map(this.entries.map((entry) => [entry.name.normalize('NFC'), entry]));
    for (const entry of this.entries) {
      if (entry.isUtf8) continue;
      const skeleton = asciiSkeleton(entry.name);
      this.#bySkeleton.set(skeleton, [...(this.#bySkeleton.get(skeleton) ?? []), entry]);
    }
  }

  /**
   * The entry with that name. A name that is no UTF-8 in the container also fits where all characters but the
   * foreign ones agree and no other does: the hash that is checked next decides.
   */
  find(name: string): ZipEntry | null {
    const wanted = name.normalize('NFC');
    const exact = this.#byName.get(wanted);
    if (exact !== undefined) return exact;
    const similar = this.#bySkeleton.get(asciiSkeleton(wanted)) ?? [];
    return similar.length === 1 ? (similar[0] ?? null) : null;
  }

  /** Inflated content. @throws ZipFormatError where it is damaged or encrypted; LimitExceededError for a bomb. */
  read(entry: ZipEntry): Uint8Array {
    const known = this.#contents.get(entry);
    if (known !== undefined) return known;
    if (entry.size > this.#budget.left) throw new LimitExceededError(`${MAX_ZIP_TOTAL_BYTES} bytes in a container`);
    const content = inflate(entry, this.#bytes.subarray(entry.dataStart, entry.dataEnd));
    this.#budget.left -= content.length;
    budgets.set(content, this.#budget);
    this.#contents.set(entry, content);
    return content;
  }
}

function inflate(entry: ZipEntry, packed: Uint8Array): Uint8Array {
  const { name, method, size, encrypted } = entry;
  if (encrypted) throw new ZipFormatError(`encrypted file: ${name}`);
  if (size > MAX_ZIP_ENTRY_BYTES) throw new LimitExceededError(`${MAX_ZIP_ENTRY_BYTES} bytes in one file`);
  if (size > MIB && size > packed.length * MAX_ZIP_RATIO) throw new LimitExceededError(`ratio 1 : ${MAX_ZIP_RATIO}`);
  const content = method === 0 ? packed : method === 8 ? deflated(packed, entry) : null;
  if (content === null) throw new ZipFormatError(`compression method ${method}: ${name}`);
  if (content.length !== size || crc32(content) !== entry.crc32) throw new ZipFormatError(`damaged file: ${name}`);
  return content;
}

function deflated(packed: Uint8Array, { name, size }: ZipEntry): Uint8Array {
  try {
    // One byte more than stated is enough to see that the statement is false.
    return inflateRawSync(packed, { maxOutputLength: size + 1 });
  } catch (error) {
    if (error instanceof Error) throw new ZipFormatError(`damaged file: ${name}`, { cause: error });
    throw error;
  }
}
