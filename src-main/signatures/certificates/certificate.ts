import { algorithmIdentifierOf } from '../algorithms/identifier.ts';
import { equalBytes, sha256Hex } from '../algorithms/digests.ts';
import { publicKeyInfoOf } from '../algorithms/public-key.ts';
import { explicit, Fields } from '../asn1/fields.ts';
import { Asn1Error, rawOf, readSingle, TAG } from '../asn1/tlv.ts';
import { bitStringBytesOf, integerHexOf, smallIntegerOf, timeOf } from '../asn1/values.ts';
import { MAX_CERTIFICATE_BYTES } from '../limits.ts';
import { basicConstraintsOf, explicitExtensions, extKeyUsageOf, keyUsageOf, subjectKeyIdentifierOf } from './extensions.ts';
import { nameOf } from './names.ts';
import type { AlgorithmIdentifier } from '../algorithms/identifier.ts';
import type { PublicKeyInfo } from '../algorithms/public-key.ts';
import type { BasicConstraints, Extensions } from './extensions.ts';
import type { Name } from './names.ts';

/** An X.509 certificate (RFC 5280 clause 4.1), read and not yet believed. */
export interface Certificate {
  /** 1, 2 or 3. */
  readonly version: number;
  readonly raw: Uint8Array;
  /** SHA-256 of `raw`, lower-case hexadecimal. */
  readonly sha256: string;
  /** tbsCertificate as it was signed. */
  readonly tbs: Uint8Array;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signatureValue: Uint8Array;
  readonly serialNumber: string;
  readonly issuer: Name;
  readonly subject: Name;
  /** Milliseconds since 1970 UTC. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly publicKey: PublicKeyInfo;
  readonly extensions: Extensions;
  readonly basicConstraints: BasicConstraints;
  readonly keyUsage: ReadonlySet<number> | null;
  readonly extKeyUsage: readonly string[] | null;
  readonly subjectKeyIdentifier: Uint8Array | null;
}

/**
 * Reads one DER certificate.
 * @throws Asn1Error where it is not one, or where outer and inner signature algorithm differ (RFC 5280 clause 4.1.1.2).
 */
export function parseCertificate(bytes: Uint8Array): Certificate {
  if (bytes.length > MAX_CERTIFICATE_BYTES) throw new Asn1Error(`certificate of ${bytes.length} bytes`);
  const outer = readSingle(bytes);
  const parts = Fields.ofSequence(outer, 'Certificate');
  const tbs = parts.any();
  const signatureAlgorithm = algorithmIdentifierOf(parts.any());
  const signatureValue = bitStringBytesOf(parts.any());
  parts.finish();

  const fields = Fields.ofSequence(tbs, 'TBSCertificate');
  const versionField = fields.optionalContext(0);
  const version = versionField === null ? 1 : smallIntegerOf(explicit(versionField, 'version')) + 1;
  if (version > 3) throw new Asn1Error('certificate version');
  const serialNumber = integerHexOf(fields.take(TAG.integer));
  const inner = algorithmIdentifierOf(fields.any());
  if (!equalBytes(inner.raw, signatureAlgorithm.raw)) throw new Asn1Error('signature algorithms of a certificate differ');
  const issuer = nameOf(fields.any());
  const validity = Fields.ofSequence(fields.any(), 'Validity');
  const notBefore = timeOf(validity.any());
  const notAfter = timeOf(validity.any());
  validity.finish();
  const subject = nameOf(fields.any());
  const publicKey = publicKeyInfoOf(fields.any());
  fields.optionalContext(1);
  fields.optionalContext(2);
  const extensions = explicitExtensions(fields.optionalContext(3));
  fields.finish();

  const raw = rawOf(outer);
  return {
    version,
    raw,
    sha256: sha256Hex(raw),
    tbs: rawOf(tbs),
    signatureAlgorithm,
    signatureValue,
    serialNumber,
    issuer,
    subject,
    notBefore,
    notAfter,
    publicKey,
    extensions,
    basicConstraints: basicConstraintsOf(extensions),
    keyUsage: keyUsageOf(extensions),
    extKeyUsage: extKeyUsageOf(extensions),
    subjectKeyIdentifier: subjectKeyIdentifierOf(extensions),
  };
}

/** Each certificate once, in the order of first appearance. */
export function uniqueCertificates(certificates: readonly Certificate[]): Certificate[] {
  return [...new Map(certificates.map((certificate) => [certificate.sha256, certificate])).values()];
}
