import type { MethodInput } from '#shared/contract/index.ts';

export type TrustKind = MethodInput<'administration.addTrust'>['kind'];
export const TRUST_KINDS = ['anchor', 'intermediate', 'crl', 'ocsp', 'trust-list'] as const satisfies readonly TrustKind[];
/** Bytes; the national revocation lists are the largest such files and stay well below. */
export const TRUST_FILE_LIMIT = 64 * 1024 * 1024;

/** A first guess by the file's name; the administrator decides, the desk checks. */
export function guessTrustKind(fileName: string): TrustKind {
  const name = fileName.toLowerCase();
  if (name.endsWith('.crl')) return 'crl';
  if (name.endsWith('.xml') || name.endsWith('.xtsl')) return 'trust-list';
  if (name.endsWith('.ors') || name.includes('ocsp')) return 'ocsp';
  return 'anchor';
}

/** SHA-256 of the bytes, lower-case hexadecimal. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A fingerprint as authorities print it, in pairs, so that people can compare it. */
export function hexPairs(hex: string): string {
  return (hex.match(/../g) ?? []).join(' ').toUpperCase();
}
