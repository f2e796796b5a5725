import { equalBytes } from '../algorithms/digests.ts';
import { algorithmIdentifierOf } from '../algorithms/identifier.ts';
import { resolveSignatureAlgorithm, verifySignatureValue } from '../algorithms/verify.ts';
import { Fields } from '../asn1/fields.ts';
import { Asn1Error, childrenOf, isUniversal, iterateChildren, rawOf, readSingle, TAG } from '../asn1/tlv.ts';
import { bitStringBytesOf, integerHexOf, smallIntegerOf, timeOf } from '../asn1/values.ts';
import { explicitExtensions, EXT, extensionsOf, KEY_USAGE } from '../certificates/extensions.ts';
import { nameOf } from '../certificates/names.ts';
import { weaknessOf } from '../validation/cryptographic-policy.ts';
import type { AlgorithmIdentifier } from '../algorithms/identifier.ts';
import type { Tlv } from '../asn1/tlv.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { Extensions } from '../certificates/extensions.ts';
import type { Name } from '../certificates/names.ts';

/** A certificate revocation list (RFC 5280 clause 5.1); its entries stay bytes and are scanned, not built. */
export interface Crl {
  readonly tbs: Uint8Array;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signatureValue: Uint8Array;
  readonly issuer: Name;
  readonly thisUpdate: number;
  readonly nextUpdate: number | null;
  readonly revokedCertificates: Tlv | null;
  readonly extensions: Extensions;
}

export interface RevokedEntry {
  readonly revokedAt: number;
  /** reasonCode; null where the entry gives none. 6 is certificateHold. */
  readonly reasonCode: number | null;
}

/** @throws Asn1Error where the bytes are no CRL. */
export function parseCrl(bytes: Uint8Array): Crl {
  const parts = Fields.ofSequence(readSingle(bytes), 'CertificateList');
  const tbs = parts.any();
  const signatureAlgorithm = algorithmIdentifierOf(parts.any());
  const signatureValue = bitStringBytesOf(parts.any());
  parts.finish();
  const fields = Fields.ofSequence(tbs, 'TBSCertList');
  fields.optional(TAG.integer);
  const inner = algorithmIdentifierOf(fields.any());
  if (!equalBytes(inner.raw, signatureAlgorithm.raw)) throw new Asn1Error('signature algorithms of a CRL differ');
  const issuer = nameOf(fields.any());
  const thisUpdate = timeOf(fields.any());
  const next = fields.optional(TAG.utcTime) ?? fields.optional(TAG.generalizedTime);
  const revokedCertificates = fields.optional(TAG.sequence);
  const extensions = explicitExtensions(fields.optionalContext(0));
  fields.finish();
  return {
    tbs: rawOf(tbs),
    signatureAlgorithm,
    signatureValue,
    issuer,
    thisUpdate,
    nextUpdate: next === null ? null : timeOf(next),
    revokedCertificates,
    extensions,
  };
}

/** deltaCRLIndicator and issuingDistributionPoint: such a list does not speak for every certificate, critical or not. */
const PARTIAL = ['2.5.29.27', '2.5.29.28'];

/** Many signers under one authority ask a long list about the same certificates. */
const lookups = new WeakMap<Crl, Map<string, RevokedEntry | null>>();
const verified = new WeakMap<Crl, WeakMap<Certificate, boolean>>();

/**
 * Whether the list may speak for certificates of that issuer: same name, signature by the issuer's key with
 * strong algorithms, cRLSign allowed, and no critical extension (partial, indirect and delta lists are not read).
 */
export function isUsableCrl(crl: Crl, issuer: Certificate): boolean {
  if (crl.issuer.comparable !== issuer.subject.comparable) return false;
  if (issuer.keyUsage !== null && !issuer.keyUsage.has(KEY_USAGE.cRLSign)) return false;
  if (PARTIAL.some((oid) => crl.extensions.has(oid))) return false;
  if ([...crl.extensions.values()].some((extension) => extension.critical)) return false;
  const perIssuer = verified.get(crl) ?? new WeakMap<Certificate, boolean>();
  verified.set(crl, perIssuer);
  const known = perIssuer.get(issuer);
  if (known !== undefined) return known;
  const algorithm = resolveSignatureAlgorithm(crl.signatureAlgorithm, null);
  const check = verifySignatureValue(algorithm, issuer.publicKey, crl.tbs, crl.signatureValue);
  const usable = check.status === 'valid' && weaknessOf(algorithm.digest, algorithm.method, check.keyBits) === null;
  perIssuer.set(issuer, usable);
  return usable;
}

/**
 * Looks a serial number up; null: not listed.
 * @throws Asn1Error where an entry is malformed or carries a critical extension that is not understood:
 * such a list tells nothing about any certificate (RFC 5280 clause 5.3).
 */
export function findRevoked(crl: Crl, serialNumber: string): RevokedEntry | null {
  const perCrl = lookups.get(crl) ?? new Map<string, RevokedEntry | null>();
  lookups.set(crl, perCrl);
  const known = perCrl.get(serialNumber);
  if (known !== undefined) return known;
  const found = scan(crl, serialNumber);
  perCrl.set(serialNumber, found);
  return found;
}

function scan(crl: Crl, serialNumber: string): RevokedEntry | null {
  if (crl.revokedCertificates === null) return null;
  let found: RevokedEntry | null = null;
  for (const entry of iterateChildren(crl.revokedCertificates)) {
    const [serial, date, extensions, ...rest] = childrenOf(entry);
    if (serial === undefined || date === undefined || rest.length > 0) throw new Asn1Error('malformed CRL entry');
    const details = extensions === undefined ? null : entryExtensions(extensions);
    if (integerHexOf(serial) !== serialNumber) continue;
    found = { revokedAt: timeOf(date), reasonCode: details === null ? null : reasonCodeOf(details) };
  }
  return found;
}

function entryExtensions(tlv: Tlv): Extensions {
  if (!isUniversal(tlv, TAG.sequence)) throw new Asn1Error('malformed CRL entry extensions');
  const extensions = extensionsOf(tlv);
  for (const { oid, critical } of extensions.values()) {
    if (critical && oid !== EXT.reasonCode && oid !== EXT.invalidityDate) {
      throw new Asn1Error(`critical CRL entry extension ${oid}`);
    }
  }
  return extensions;
}

function reasonCodeOf(extensions: Extensions): number | null {
  const extension = extensions.get(EXT.reasonCode);
  return extension === undefined ? null : smallIntegerOf(readSingle(extension.value));
}
