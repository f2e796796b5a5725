import { createHash, createPublicKey } from 'node:crypto';

import { bits, boolean, explicit, implicit, integer, octets, oid, printable, sequence, setOf, time, utf8 } from './der.ts';
import { signatureIdentifier, signBytes } from './keys.ts';
import type { KeyPair, SignatureAlgorithmName } from './keys.ts';

/** Attributes of a distinguished name, in the order in which they are written. */
export interface PartyName {
  readonly country: string;
  readonly organization: string;
  readonly organizationCode?: string;
  readonly unit?: string;
  readonly position?: string;
  readonly personalCode?: string;
  readonly commonName: string;
}

/** A key with its certificate. */
export interface Holder {
  readonly name: PartyName;
  readonly serialNumber: Uint8Array;
  /** DER. */
  readonly certificate: Uint8Array;
  readonly keys: KeyPair;
}

export interface CertificateRequest {
  readonly name: PartyName;
  readonly keys: KeyPair;
  readonly serialNumber: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Null: self-signed. */
  readonly issuer: Pick<Holder, 'name' | 'keys'> | null;
  /** DER of the extensions. */
  readonly extensions: readonly Uint8Array[];
  readonly algorithm?: SignatureAlgorithmName;
  /** A certificate of version 1: without version and without extensions. */
  readonly isVersion1?: boolean;
}

export function nameDer(name: PartyName): Uint8Array {
  const rdn = (type: string, value: Uint8Array): Uint8Array => setOf(sequence(oid(type), value));
  const optional = (type: string, value: string | undefined): Uint8Array[] =>
    value === undefined ? [] : [rdn(type, utf8(value))];
  return sequence(
    rdn('2.5.4.6', printable(name.country)),
    rdn('2.5.4.10', utf8(name.organization)),
    ...optional('2.5.4.97', name.organizationCode),
    ...optional('2.5.4.11', name.unit),
    ...optional('2.5.4.12', name.position),
    ...(name.personalCode === undefined ? [] : [rdn('2.5.4.5', printable(name.personalCode))]),
    rdn('2.5.4.3', utf8(name.commonName)),
  );
}

/** Content of subjectPublicKey: what key identifiers and OCSP hash. */
export function publicKeyBytes({ privateKey, publicKey }: KeyPair): Uint8Array {
  const key = createPublicKey(privateKey);
  if (key.asymmetricKeyType === 'rsa') return key.export({ type: 'pkcs1', format: 'der' });
  const coordinateLength = key.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 48 : 32;
  return publicKey.subarray(publicKey.length - 1 - 2 * coordinateLength);
}

export function keyIdentifier(keys: KeyPair): Uint8Array {
  return createHash('sha1').update(publicKeyBytes(keys)).digest();
}

export function issueCertificate(request: CertificateRequest): Holder {
  const { name, keys, serialNumber, issuer } = request;
  const signer = issuer ?? { name, keys };
  const algorithm = request.algorithm ?? signer.keys.algorithm;
  const isVersion1 = request.isVersion1 === true;
  const tbs = sequence(
    ...(isVersion1 ? [] : [explicit(0, integer(2))]),
    integer(serialNumber),
    signatureIdentifier(algorithm),
    nameDer(signer.name),
    sequence(time(request.notBefore), time(request.notAfter)),
    nameDer(name),
    keys.publicKey,
    ...(isVersion1 ? [] : [explicit(3, sequence(...request.extensions, ...keyIdentifiers(keys, signer.keys)))]),
  );
  const certificate = sequence(
    tbs,
    signatureIdentifier(algorithm),
    bits(signBytes(tbs, signer.keys.privateKey, algorithm)),
  );
  return { name, serialNumber, certificate, keys };
}

function keyIdentifiers(keys: KeyPair, signer: KeyPair): Uint8Array[] {
  return [
    extension('2.5.29.14', false, octets(keyIdentifier(keys))),
    extension('2.5.29.35', false, sequence(implicit(0, keyIdentifier(signer)))),
  ];
}

export function extension(type: string, critical: boolean, value: Uint8Array): Uint8Array {
  return sequence(oid(type), ...(critical ? [boolean(true)] : []), octets(value));
}

/** basicConstraints; null for an end certificate, -1 for a CA without pathLenConstraint. */
export function basicConstraints(pathLength: number | null): Uint8Array {
  if (pathLength === null) return extension('2.5.29.19', true, sequence());
  const limit = pathLength < 0 ? [] : [integer(pathLength)];
  return extension('2.5.29.19', true, sequence(boolean(true), ...limit));
}

/** keyUsage from the numbers of its bits (RFC 5280 clause 4.2.1.3); only the first eight exist here. */
export function keyUsage(...numbers: readonly number[]): Uint8Array {
  const byte = numbers.reduce((mask, number) => mask | (0x80 >> number), 0);
  const unused = 7 - Math.max(...numbers);
  return extension('2.5.29.15', true, bits(Uint8Array.of(byte), unused));
}

export function extKeyUsage(critical: boolean, ...oids: readonly string[]): Uint8Array {
  return extension('2.5.29.37', critical, sequence(...oids.map(oid)));
}

/** id-etsi-qcs-QcCompliance (EN 319 412-5 clause 4.2.1). */
export function qcCompliance(): Uint8Array {
  return extension('1.3.6.1.5.5.7.1.3', false, sequence(sequence(oid('0.4.0.1862.1.1'))));
}

/** QcCompliance with QcType of an electronic seal (EN 319 412-5 clauses 4.2.1 and 4.2.3). */
export function qcSeal(): Uint8Array {
  return extension('1.3.6.1.5.5.7.1.3', false, sequence(sequence(oid('0.4.0.1862.1.1')), sequence(oid('0.4.0.1862.1.6'), sequence(oid('0.4.0.1862.1.6.2')))));
}
