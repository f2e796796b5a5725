import type { PackageFinding } from '#shared/domain/transfer-packages.ts';
import type { PackageLimits } from '../limits.ts';
import type { PackageEntry, PackageTree } from '../model.ts';
import { digestsOf, wholeFile } from '../reading.ts';
import { PackageRefused } from '../refusal.ts';
import { DIGEST_LENGTHS, readManifest, STRONG_DIGESTS } from './manifest.ts';
import { readDeclaration, readTagFile, type TagLine } from './tag-file.ts';

export interface BagReport {
  readonly info: readonly TagLine[];
  readonly findings: readonly PackageFinding[];
  /** SHA-256 of the payload's files by path, without data/. */
  readonly payload: ReadonlyMap<string, string>;
}

interface Manifest {
  readonly digest: string;
  readonly payload: boolean;
  readonly digests: ReadonlyMap<string, string>;
}

/**
 * Reads a bag and verifies it (RFC 8493 clause 3): complete, and every digest right.
 *
 * @param tree of the bag's folder.
 * @throws PackageRefused for what is no bag, or one that says it lies elsewhere (fetch.txt): nothing is fetched.
 */
export function readBag(tree: PackageTree, limits: PackageLimits, onFile?: (bytes: number) => void): BagReport {
  const byPath = new Map(tree.entries.map((entry) => [entry.path.normalize('NFC'), entry]));
  const text = (path: string): Uint8Array | null => {
    const entry = byPath.get(path);
    return entry === undefined ? null : wholeFile(tree, entry, limits.textBytes);
  };
  const version = readDeclaration(text('bagit.txt') ?? new Uint8Array());
  if (byPath.has('fetch.txt')) throw new PackageRefused('fetchFile', 'parts of the bag are to be fetched from elsewhere', 'fetch.txt');
  const infoBytes = text('bag-info.txt');
  const info = infoBytes === null ? [] : readTagFile(infoBytes, 'bag-info.txt');
  const manifests: Manifest[] = [];
  for (const { path } of tree.entries) {
    const [, tag, digest] = /^(tag)?manifest-([a-z0-9]+)\.txt$/u.exec(path) ?? [];
    // Of an algorithm that RFC 8493 does not name nothing can be said; another manifest has to bind the files.
    if (digest === undefined || !DIGEST_LENGTHS.has(digest)) continue;
    const payload = tag === undefined;
    manifests.push({ digest, payload, digests: readManifest(text(path) ?? new Uint8Array(), path, { digest, version, payload }) });
  }
  if (!manifests.some(({ payload }) => payload)) throw new PackageRefused('malformedManifest', 'no manifest of the payload');
  const { findings, sums } = verified(tree, byPath, manifests, onFile);
  return { info, findings: [...findings, ...totalsOf(tree, info)], payload: sums };
}

function verified(tree: PackageTree, byPath: ReadonlyMap<string, PackageEntry>, manifests: readonly Manifest[], onFile?: (bytes: number) => void): { findings: PackageFinding[]; sums: Map<string, string> } {
  const findings: PackageFinding[] = [];
  const sums = new Map<string, string>();
  const missing = new Set(manifests.flatMap(({ digests }) => [...digests.keys()]).filter((path) => !byPath.has(path)));
  for (const path of missing) findings.push({ code: 'missingFile', path });
  if (!manifests.some(({ payload, digest }) => payload && STRONG_DIGESTS.has(digest))) findings.push({ code: 'weakChecksum', path: null });
  for (const entry of tree.entries) {
    const path = entry.path.normalize('NFC');
    const payload = path.startsWith('data/');
    const ofSide = manifests.filter((manifest) => manifest.payload === payload);
    const stated = ofSide.flatMap(({ digest, digests }) => (digests.has(path) ? [{ digest, value: digests.get(path) }] : []));
    // Every manifest of the payload lists all of it (clause 2.1.3); tag files need not be listed.
    if (payload && stated.length < ofSide.length) findings.push({ code: 'unlistedFile', path: entry.path });
    const found = digestsOf(tree, entry, [...new Set(['sha256', ...stated.map(({ digest }) => digest)])]);
    if (stated.some(({ digest, value }) => found.get(digest) !== value)) findings.push({ code: 'otherChecksum', path: entry.path });
    if (payload) sums.set(entry.path.slice('data/'.length), found.get('sha256') ?? '');
    onFile?.(entry.size);
  }
  return { findings, sums };
}

/** Payload-Oxum: bytes and files of the payload. */
function totalsOf(tree: PackageTree, info: readonly TagLine[]): PackageFinding[] {
  const stated = info.filter(({ label }) => label.toLowerCase() === 'payload-oxum');
  const payload = tree.entries.filter(({ path }) => path.startsWith('data/'));
  const found = `${payload.reduce((total, { size }) => total + size, 0)}.${payload.length}`;
  return stated.every(({ value }) => value === found) ? [] : [{ code: 'otherTotals', path: 'bag-info.txt' }];
}
