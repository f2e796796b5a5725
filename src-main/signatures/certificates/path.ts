import { MAX_PATH_LENGTH, MAX_PATH_VERIFICATIONS } from '../limits.ts';
import { checkIssuedBy, namesFit } from './issued-by.ts';
import type { Certificate } from './certificate.ts';

/** What a search for paths found. */
export interface PathSearch {
  /** Paths whose every signature verified: end certificate first, anchor last. */
  readonly trusted: readonly (readonly Certificate[])[];
  /** The longest verified piece where no anchor was reached, for display. */
  readonly partial: readonly Certificate[];
  /** Algorithm that stopped a link from being verified; null where none did. */
  readonly unsupported: string | null;
}

/**
 * Finds the paths from a certificate to the anchors (RFC 5280 clause 6.1: names chain and signatures verify;
 * the other conditions are judged on each path found).
 *
 * An anchor must be a CA certificate and some certificate's issuer: handing in the signer's own certificate
 * as "trusted" makes nothing trusted. The number of signature verifications is bounded.
 */
export function findPaths(
  end: Certificate,
  pool: readonly Certificate[],
  anchors: readonly Certificate[],
): PathSearch {
  const anchorHashes = new Set(anchors.map((anchor) => anchor.sha256));
  const issuers = [...anchors, ...pool.filter((certificate) => !anchorHashes.has(certificate.sha256))];
  const trusted: (readonly Certificate[])[] = [];
  let partial: readonly Certificate[] = [end];
  let unsupported: string | null = null;
  let budget = MAX_PATH_VERIFICATIONS;

  const extend = (path: readonly Certificate[], last: Certificate): void => {
    if (path.length > partial.length) partial = path;
    if (path.length >= MAX_PATH_LENGTH) return;
    for (const issuer of issuers) {
      if (budget <= 0) return;
      if (!namesFit(last, issuer) || path.some((certificate) => certificate.sha256 === issuer.sha256)) continue;
      budget -= 1;
      const check = checkIssuedBy(last, issuer);
      if (check.status === 'unsupported') unsupported ??= check.algorithm;
      if (check.status !== 'valid') continue;
      const longer = [...path, issuer];
      if (anchorHashes.has(issuer.sha256)) trusted.push(longer);
      else extend(longer, issuer);
    }
  };
  extend([end], end);
  return { trusted, partial, unsupported };
}
