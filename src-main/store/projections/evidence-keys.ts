import type { MissingSummary } from '#shared/contract/evidence.ts';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';

/**
 * Keys under which evidence and the verdicts that lack it find each other. Names are compared without
 * regard to case and inner spaces: they only choose what the signature room looks at, they prove nothing.
 */
export function issuerKey(distinguishedName: string): string {
  return `issuer:${distinguishedName.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()}`;
}

export function serialKey(serialNumber: string): string {
  return `serial:${serialNumber.toLowerCase()}`;
}

export function urlKey(url: string): string {
  return `url:${url}`;
}

/** Lacks something that only an administrator can bring: an anchor, a certificate, a trust list. */
export const CHAIN_KEY = 'chain';

/** What would answer a verdict that lacks these. */
export function missingKeys(missing: readonly MissingSummary[]): string[] {
  const keys = missing.flatMap(({ kind, serialNumber, issuer, urls }) => [
    ...urls.map(urlKey),
    ...(issuer === null ? [] : [issuerKey(issuer)]),
    ...(serialNumber === null ? [] : [serialKey(serialNumber)]),
    ...(kind === 'issuer' || kind === 'trust-anchor' ? [CHAIN_KEY] : []),
  ]);
  return [...new Set(keys)];
}

/** What a fetched piece can answer. */
export function evidenceKeys(piece: Pick<OperationPayload<'evidence.obtained'>, 'url' | 'names' | 'serialNumbers'>): string[] {
  return [...new Set([urlKey(piece.url), ...piece.names.map(issuerKey), ...piece.serialNumbers.map(serialKey)])];
}

/** Pieces in one slot replace each other: the list of an address; an answer of an address about one certificate. */
export function evidenceSlot({ kind, url, certificate }: Pick<OperationPayload<'evidence.obtained'>, 'kind' | 'url' | 'certificate'>): string {
  return [kind, kind === 'ocsp' ? (certificate ?? '') : '', url].join(' ');
}
