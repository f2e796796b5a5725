import { equalBytes } from '../algorithms/digests.ts';
import { algorithmIdentifierOf } from '../algorithms/identifier.ts';
import { Fields } from '../asn1/fields.ts';
import { Asn1Error, isUniversal, iterateChildren, rawOf, readSingle, TAG } from '../asn1/tlv.ts';
import { bitStringBytesOf, integerHexOf, smallIntegerOf, timeOf } from '../asn1/values.ts';
import { authorityKeyIdentifierOf, explicitExtensions, EXT } from '../certificates/extensions.ts';
import { nameOf } from '../certificates/names.ts';
import { LimitExceededError, MAX_CRL_HEADER_BYTES } from '../limits.ts';
import { issuingDistributionPointOf } from './distribution-points.ts';
import type { Tlv } from '../asn1/tlv.ts';
import type { SignedStructure } from '../certificates/signed-structure.ts';
import type { Extensions } from '../certificates/extensions.ts';
import type { Name } from '../certificates/names.ts';
import type { IssuingDistributionPoint } from './distribution-points.ts';

/** A certificate revocation list (RFC 5280 clause 5.1); its entries stay bytes and are scanned, not built. */
export interface Crl extends SignedStructure {
  readonly issuer: Name;
  /** Milliseconds since 1970 UTC. */
  readonly thisUpdate: number;
  readonly nextUpdate: number | null;
  readonly revokedCertificates: Tlv | null;
  readonly extensions: Extensions;
  /** Null: a list for every certificate and reason of its issuer. */
  readonly issuingDistributionPoint: IssuingDistributionPoint | null;
  readonly crlNumber: bigint | null;
  /** BaseCRLNumber of a delta list; null: a complete list. */
  readonly baseCrlNumber: bigint | null;
  readonly authorityKeyIdentifier: Uint8Array | null;
  /** The list also speaks about certificates that expired after this instant (expiredCertsOnCRL, X.509 clause 9.5.2.8). */
  readonly expiredCertificatesSince: number | null;
}

/** @throws Asn1Error where the bytes are no CRL; LimitExceededError where its names and extensions are huge. */
export function parseCrl(bytes: Uint8Array): Crl {
  const outer = readSingle(bytes);
  boundParts(outer, isTbs);
  const parts = Fields.ofSequence(outer, 'CertificateList');
  const tbs = parts.any();
  const signatureAlgorithm = algorithmIdentifierOf(parts.any());
  const signatureValue = bitStringBytesOf(parts.any());
  parts.finish();
  boundParts(tbs, isEntries);
  const fields = Fields.ofSequence(tbs, 'TBSCertList');
  const versionField = fields.optional(TAG.integer);
  const version = versionField === null ? 1 : smallIntegerOf(versionField) + 1;
  const inner = algorithmIdentifierOf(fields.any());
  if (!equalBytes(inner.raw, signatureAlgorithm.raw)) throw new Asn1Error('signature algorithms of a CRL differ');
  const issuer = nameOf(fields.any());
  const thisUpdate = timeOf(fields.any());
  const next = fields.optional(TAG.utcTime) ?? fields.optional(TAG.generalizedTime);
  const revokedCertificates = fields.optional(TAG.sequence);
  const extensions = explicitExtensions(fields.optionalContext(0));
  fields.finish();
  if (version > 2 || (version < 2 && extensions.size > 0)) throw new Asn1Error(`CRL version ${version}`);
  return {
    tbs: rawOf(tbs),
    signatureAlgorithm,
    signatureValue,
    issuer,
    thisUpdate,
    nextUpdate: next === null ? null : timeOf(next),
    revokedCertificates,
    extensions,
    issuingDistributionPoint: issuingDistributionPointOf(extensions),
    crlNumber: numberOf(extensions, EXT.crlNumber),
    baseCrlNumber: numberOf(extensions, EXT.deltaCrlIndicator),
    authorityKeyIdentifier: authorityKeyIdentifierOf(extensions),
    expiredCertificatesSince: instantOf(extensions, EXT.expiredCertsOnCrl),
  };
}

/**
 * Only the list itself and its entries may be long: everything else is built as objects.
 *
 * @param mayBeLong told each part and the one before it.
 */
function boundParts(tlv: Tlv, mayBeLong: (part: Tlv, before: Tlv | undefined) => boolean): void {
  if (!isUniversal(tlv, TAG.sequence)) throw new Asn1Error('CRL: not a SEQUENCE');
  let header = 0;
  let before: Tlv | undefined;
  for (const part of iterateChildren(tlv)) {
    if (!mayBeLong(part, before)) header += part.end - part.start;
    if (header > MAX_CRL_HEADER_BYTES) throw new LimitExceededError(`${MAX_CRL_HEADER_BYTES} bytes`);
    before = part;
  }
}

const isTbs = (_part: Tlv, before: Tlv | undefined): boolean => before === undefined;
const isEntries = (part: Tlv, before: Tlv | undefined): boolean =>
  isUniversal(part, TAG.sequence) && (isUniversal(before, TAG.utcTime) || isUniversal(before, TAG.generalizedTime));

function numberOf(extensions: Extensions, oid: string): bigint | null {
  const extension = extensions.get(oid);
  if (extension === undefined) return null;
  const hex = integerHexOf(readSingle(extension.value));
  if (hex.startsWith('-') || hex.length > 64) throw new Asn1Error('CRL number out of range');
  return BigInt(`0x${hex}`);
}

function instantOf(extensions: Extensions, oid: string): number | null {
  const extension = extensions.get(oid);
  return extension === undefined ? null : timeOf(readSingle(extension.value));
}

/** Critical list extensions that are judged (RFC 5280 clause 5.2). */
const PROCESSED: ReadonlySet<string> = new Set([
  EXT.issuingDistributionPoint,
  EXT.deltaCrlIndicator,
  EXT.authorityKeyIdentifier,
  EXT.issuerAltName,
  EXT.crlNumber,
  EXT.freshestCrl,
  EXT.expiredCertsOnCrl,
]);

/** A list with a critical extension that is not understood tells nothing (RFC 5280 clause 5.2). */
export function unknownCriticalExtension({ extensions }: Crl): string | null {
  return [...extensions.values()].find(({ oid, critical }) => critical && !PROCESSED.has(oid))?.oid ?? null;
}
