import { requireSafePath } from '../paths.ts';
import { PackageRefused } from '../refusal.ts';
import { type BagVersion, linesOf, tagText } from './tag-file.ts';

/** Algorithms that RFC 8493 clause 2.4 names, by the ending of a manifest's name; the first two no longer prove anything against a person who means ill. */
export const DIGEST_LENGTHS: ReadonlyMap<string, number> = new Map([
  ['md5', 32],
  ['sha1', 40],
  ['sha256', 64],
  ['sha512', 128],
]);
export const STRONG_DIGESTS: ReadonlySet<string> = new Set(['sha256', 'sha512']);

/** A path as a manifest writes it: what would end the line, and the sign that says so (RFC 8493 clause 2.1.3). */
export function manifestPath(path: string): string {
  return path.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function pathOfManifest(written: string, version: BagVersion): string {
  const codes = version === '1.0' ? /%(0[AaDd]|25)/gu : /%(0[AaDd])/gu;
  return written.replaceAll(codes, (_all, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
}

export function manifestText(files: readonly { readonly path: string; readonly sha256: string }[]): string {
  return files.map(({ path, sha256 }) => `${sha256}  ${manifestPath(path)}\n`).join('');
}

/**
 * Digests by path.
 * @param payload whether every path has to lie below data/ (clause 2.1.3), or beside it (clause 2.2.1).
 * @throws PackageRefused
 */
export function readManifest(bytes: Uint8Array, file: string, { digest, version, payload }: { readonly digest: string; readonly version: BagVersion; readonly payload: boolean }): Map<string, string> {
  const length = DIGEST_LENGTHS.get(digest);
  const digests = new Map<string, string>();
  for (const line of linesOf(tagText(bytes, file))) {
    const [, value, written] = /^([0-9A-Fa-f]+)[ \t]+\*?(.+)$/su.exec(line) ?? [];
    if (value === undefined || written === undefined || value.length !== length) throw new PackageRefused('malformedManifest', 'a line that is no digest with a path', file);
    const path = pathOfManifest(written, version);
    requireSafePath(path);
    if (path.startsWith('data/') !== payload) throw new PackageRefused('malformedManifest', `a path on the wrong side of data/: ${path}`, file);
    const key = path.normalize('NFC');
    if (digests.has(key)) throw new PackageRefused('malformedManifest', `a path twice: ${path}`, file);
    digests.set(key, value.toLowerCase());
  }
  return digests;
}
