import { equalBytes } from '../algorithms/digests.ts';
import { attempt } from '../asn1/attempt.ts';
import { authorityKeyIdentifierOf } from '../certificates/extensions.ts';
import { checkIssuedBy, namesFit } from '../certificates/issued-by.ts';
import { MAX_PATH_LENGTH, MAX_PATH_VERIFICATIONS } from '../limits.ts';
import { isValidAt } from './basic-checks.ts';
import { checkWithWorkingKey, needsInheritedParameters } from './working-key.ts';
import type { Certificate } from '../certificates/certificate.ts';

/**
 * Searches the paths from a certificate to the anchors (RFC 5280 clause 6.1: names chain and signatures verify;
 * the other conditions are judged on each path found).
 *
 * An anchor must be some certificate's issuer: handing in the signer's own certificate as "trusted" makes
 * nothing trusted. The number of signature verifications is bounded, and the order of the search follows from
 * the certificates alone, so that the order of the pool never changes a verdict.
 */
export class PathSearch {
  /** The longest verified piece where no anchor was reached, for display. */
  partial: readonly Certificate[];
  /** Algorithm that stopped a link from being verified; null where none did. */
  unsupported: string | null = null;
  readonly #end: Certificate;
  readonly #time: number;
  readonly #anchors: ReadonlySet<string>;
  readonly #bySubject: ReadonlyMap<string, readonly Certificate[]>;
  #budget = MAX_PATH_VERIFICATIONS;

  /** @param time instant at which issuers in force are tried first, milliseconds. */
  constructor(end: Certificate, pool: readonly Certificate[], anchors: readonly Certificate[], time: number) {
    this.#end = end;
    this.#time = time;
    this.partial = [end];
    this.#anchors = new Set(anchors.map((anchor) => anchor.sha256));
    this.#bySubject = groupBySubject([...anchors, ...pool]);
  }

  /** Paths whose every signature verified: end certificate first, anchor last; the likeliest first. */
  *paths(): Generator<readonly Certificate[]> {
    yield* this.#extend([this.#end], this.#end);
  }

  *#extend(path: readonly Certificate[], last: Certificate): Generator<readonly Certificate[]> {
    if (path.length > this.partial.length) this.partial = path;
    if (path.length >= MAX_PATH_LENGTH) return;
    for (const issuer of this.#candidates(path, last)) {
      if (this.#budget <= 0) return;
      this.#budget -= 1;
      if (!this.#verifies(last, issuer)) continue;
      const longer = [...path, issuer];
      if (!this.#anchors.has(issuer.sha256)) yield* this.#extend(longer, issuer);
      else if (inheritedLinksVerify(longer)) yield longer;
    }
  }

  #verifies(certificate: Certificate, issuer: Certificate): boolean {
    // Judged when the certificates above are known.
    if (needsInheritedParameters(certificate, issuer)) return true;
    const check = checkIssuedBy(certificate, issuer);
    if (check.status === 'unsupported') this.unsupported ??= check.algorithm;
    return check.status === 'valid';
  }

  #candidates(path: readonly Certificate[], last: Certificate): Certificate[] {
    const named = this.#bySubject.get(last.issuer.comparable) ?? [];
    const fresh = named.filter(
      (issuer) => namesFit(last, issuer) && !path.some((certificate) => sameAuthority(certificate, issuer)),
    );
    if (fresh.length < 2) return fresh;
    const wanted = attempt(() => authorityKeyIdentifierOf(last.extensions));
    const ranked = fresh.map((issuer) => ({ issuer, rank: this.#rank(issuer, wanted) }));
    return ranked.sort((left, right) => left.rank - right.rank || compareAge(left.issuer, right.issuer)).map(({ issuer }) => issuer);
  }

  /** Anchors first, then by key identifier, then those in force: an order of trial, it refuses nobody. */
  #rank(issuer: Certificate, wanted: Uint8Array | null): number {
    const own = issuer.subjectKeyIdentifier;
    const identifier = wanted === null || own === null ? 1 : equalBytes(wanted, own) ? 0 : 2;
    return (this.#anchors.has(issuer.sha256) ? 0 : 8) + identifier * 2 + (isValidAt(issuer, this.#time) ? 0 : 1);
  }
}

function groupBySubject(certificates: readonly Certificate[]): Map<string, Certificate[]> {
  const groups = new Map<string, Certificate[]>();
  const seen = new Set<string>();
  for (const certificate of certificates) {
    if (seen.has(certificate.sha256)) continue;
    seen.add(certificate.sha256);
    const group = groups.get(certificate.subject.comparable);
    if (group === undefined) groups.set(certificate.subject.comparable, [certificate]);
    else group.push(certificate);
  }
  return groups;
}

/** The same name with the same key: going there again is a loop, whatever certificate leads to it. */
function sameAuthority(left: Certificate, right: Certificate): boolean {
  return (
    left.sha256 === right.sha256 ||
    (left.subject.comparable === right.subject.comparable && equalBytes(left.publicKey.raw, right.publicKey.raw))
  );
}

function compareAge(left: Certificate, right: Certificate): number {
  return right.notBefore - left.notBefore || (left.sha256 < right.sha256 ? -1 : 1);
}

function inheritedLinksVerify(path: readonly Certificate[]): boolean {
  return path.every((certificate, index) => {
    const issuer = path[index + 1];
    if (issuer === undefined || !needsInheritedParameters(certificate, issuer)) return true;
    return checkWithWorkingKey(path.slice(index)).status === 'valid';
  });
}
