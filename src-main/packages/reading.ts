import { createHash } from 'node:crypto';
import type { PackageEntry, PackageTree } from './model.ts';
import { PackageRefused } from './refusal.ts';

/** The whole of a small file. @throws PackageRefused `tooLarge` before anything is read */
export function wholeFile(tree: PackageTree, entry: PackageEntry, limit: number): Uint8Array {
  if (entry.size > limit) throw new PackageRefused('tooLarge', `more than ${limit} bytes in a file that is read as text`, entry.path);
  return Buffer.concat([...tree.pieces(entry)]);
}

/** Digests of a file in one pass, by the names that `node:crypto` gives them. */
export function digestsOf(tree: PackageTree, entry: PackageEntry, names: readonly string[]): Map<string, string> {
  const hashes = names.map((name) => [name, createHash(name)] as const);
  for (const piece of tree.pieces(entry)) for (const [, hash] of hashes) hash.update(piece);
  return new Map(hashes.map(([name, hash]) => [name, hash.digest('hex')]));
}

/**
 * The folder under which everything of a package lies, with "/" at its end; empty where it lies at the top itself.
 * @param mark name of the file that makes a folder a package.
 * @returns null where there is no such folder, or where other files lie beside it
 */
export function baseOf(tree: PackageTree, mark: string): string | null {
  const [first] = tree.entries;
  if (first === undefined) return null;
  if (tree.entries.some(({ path }) => path === mark)) return '';
  const base = first.path.slice(0, first.path.indexOf('/') + 1);
  const whole = base !== '' && tree.entries.every(({ path }) => path.startsWith(base)) && tree.entries.some(({ path }) => path === `${base}${mark}`);
  return whole ? base : null;
}

/** The same files without the folder around them. */
export function within(tree: PackageTree, base: string): PackageTree {
  const inner = new Map(tree.entries.map((entry) => [entry.path.slice(base.length), entry]));
  return {
    entries: [...inner].map(([path, { size }]) => ({ path, size })),
    pieces: ({ path }) => {
      const entry = inner.get(path);
      if (entry === undefined) throw new RangeError('no such file in the package');
      return tree.pieces(entry);
    },
  };
}
