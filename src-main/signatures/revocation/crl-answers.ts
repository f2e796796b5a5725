import { equalBytes } from '../algorithms/digests.ts';
import { Asn1Error } from '../asn1/tlv.ts';
import { EXT } from '../certificates/extensions.ts';
import { distinguishedName } from '../certificates/names.ts';
import { unknownCriticalExtension } from './crl.ts';
import { indexOf } from './crl-index.ts';
import { reasonsCovered } from './crl-scope.ts';
import { crlSigner, isSoundlySigned } from './evidence-signers.ts';
import { REASON, revocationStart } from './reasons.ts';
import type { Crl } from './crl.ts';
import type { RevokedEntry } from './crl-index.ts';
import type { EvidenceSigner } from './evidence-signers.ts';
import type { Answer, Inquiry, Sourced } from './revocation-question.ts';

/** A list that may speak about the certificate, and what it says. */
interface CoveringList {
  readonly sourced: Sourced<Crl>;
  readonly signer: EvidenceSigner;
  readonly reasons: number;
  readonly entry: RevokedEntry | null;
}

/**
 * What the lists say about the certificate (RFC 5280 clause 6.3.3): complete lists, each also brought up to date
 * by the newest delta list that fits it, and revocations that only a delta list tells.
 */
export function crlAnswers(inquiry: Inquiry): Answer[] {
  const covering = inquiry.question.crls.flatMap((sourced) => coveringList(sourced, inquiry));
  const deltas = covering.filter(({ sourced }) => sourced.value.baseCrlNumber !== null);
  const bases = covering.filter(({ sourced }) => sourced.value.baseCrlNumber === null);
  return [
    ...bases.map((list) => answerOf(list, list.entry)),
    ...bases.flatMap((base) => {
      const delta = newestDelta(base, deltas, inquiry);
      return delta === null ? [] : [combined(base, delta)];
    }),
    // Without its base a delta list cannot say "good", but a revocation that it tells is one.
    ...deltas.filter(({ entry }) => entry !== null && entry.reasonCode !== REASON.removeFromCrl).map((list) => answerOf(list, list.entry)),
  ];
}

function coveringList(sourced: Sourced<Crl>, inquiry: Inquiry): CoveringList[] {
  const { value: crl, source } = sourced;
  const { certificate, now } = inquiry.question;
  const reasons = reasonsCovered(crl, certificate);
  if (reasons === 0) return [];
  const refuse = (cause: Parameters<Inquiry['refuse']>[0]['cause']): [] => {
    inquiry.refuse({ kind: 'crl', source, cause });
    return [];
  };
  if (crl.thisUpdate > now) return refuse('from-the-future');
  if (unknownCriticalExtension(crl) !== null) return refuse('critical-extension');
  const signer = crlSigner(sourced, inquiry);
  if (typeof signer === 'string') return refuse(signer);
  try {
    const entries = indexOf(crl).entries(certificate.serialNumber, certificate.issuer, crl.issuer);
    return [{ sourced, signer, reasons, entry: gravest(entries) }];
  } catch (error) {
    if (!(error instanceof Asn1Error)) throw error;
    return refuse('malformed');
  }
}

/** Should a list name a certificate twice, the entry counts that leaves the least room: no hold, earliest date. */
function gravest(entries: readonly RevokedEntry[]): RevokedEntry | null {
  const weight = ({ reasonCode }: RevokedEntry): number =>
    reasonCode === REASON.removeFromCrl ? 2 : reasonCode === REASON.certificateHold ? 1 : 0;
  const since = ({ revokedAt, invalidSince }: RevokedEntry): number => Math.min(revokedAt, invalidSince ?? Infinity);
  return entries.toSorted((left, right) => weight(left) - weight(right) || since(left) - since(right))[0] ?? null;
}

function answerOf({ sourced, signer, reasons }: CoveringList, entry: RevokedEntry | null): Answer {
  const { value: crl, source, obtainedAt = null } = sourced;
  return {
    kind: 'crl',
    source,
    obtainedAt,
    signer: distinguishedName(signer.certificate.subject),
    status: entry === null ? 'good' : 'revoked',
    revokedAt: entry?.revokedAt ?? null,
    revokedSince: entry === null ? null : revocationStart(entry.revokedAt, entry.invalidSince, crl.thisUpdate),
    reasonCode: entry?.reasonCode ?? null,
    thisUpdate: crl.thisUpdate,
    nextUpdate: crl.nextUpdate,
    reasons,
    expiredSince: crl.expiredCertificatesSince,
  };
}

/** The delta list of the same scope and key that continues this complete list (RFC 5280 clause 5.2.4). */
function newestDelta(base: CoveringList, deltas: readonly CoveringList[], inquiry: Inquiry): CoveringList | null {
  const fitting = deltas.filter((delta) => continues(delta, base) && isSoundlySigned(delta.sourced.value, base.signer.key, inquiry));
  const number = ({ sourced }: CoveringList): bigint => sourced.value.crlNumber ?? 0n;
  return fitting.toSorted((left, right) => (number(left) < number(right) ? 1 : -1))[0] ?? null;
}

function continues({ sourced: { value: delta } }: CoveringList, { sourced: { value: base } }: CoveringList): boolean {
  if (base.crlNumber === null || delta.crlNumber === null || delta.baseCrlNumber === null) return false;
  if (delta.issuer.comparable !== base.issuer.comparable) return false;
  if (!sameExtension(delta, base, EXT.issuingDistributionPoint)) return false;
  const keys = [delta.authorityKeyIdentifier, base.authorityKeyIdentifier] as const;
  if (keys[0] !== null && keys[1] !== null && !equalBytes(keys[0], keys[1])) return false;
  return base.crlNumber >= delta.baseCrlNumber && base.crlNumber <= delta.crlNumber && base.thisUpdate <= delta.thisUpdate;
}

function sameExtension(left: Crl, right: Crl, oid: string): boolean {
  const [one, other] = [left.extensions.get(oid)?.value, right.extensions.get(oid)?.value];
  return one === undefined || other === undefined ? one === other : equalBytes(one, other);
}

/**
 * The complete list as of the delta. removeFromCRL takes a hold back; it takes nothing else back, because a
 * certificate also leaves the lists when it expires (RFC 5280 clause 5.3.1).
 */
function combined(base: CoveringList, delta: CoveringList): Answer {
  const removed = delta.entry?.reasonCode === REASON.removeFromCrl;
  const held = base.entry === null || base.entry.reasonCode === REASON.certificateHold;
  const entry = removed ? (held ? null : base.entry) : (delta.entry ?? base.entry);
  const { value, source } = base.sourced;
  const answer = answerOf(delta, entry);
  return {
    ...answer,
    source: source === answer.source ? source : `${source}, ${answer.source}`,
    reasons: base.reasons & delta.reasons,
    expiredSince: value.expiredCertificatesSince === null ? null : answer.expiredSince,
  };
}
