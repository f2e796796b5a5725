import { nameDer } from './certificates.ts';
import { explicit, generalizedTime, integer, octets, oid, retag, sequence, setOf, time } from './der.ts';
import { digest, digestIdentifier, digestOf, signatureIdentifier, signBytes } from './keys.ts';
import type { Holder } from './certificates.ts';
import type { DigestName, SignatureAlgorithmName } from './keys.ts';

const DATA = '1.2.840.113549.1.7.1';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';

/** Somebody who signs: a key, its certificate and the CA certificates above it (anchor not needed). */
export interface TestSigner extends Holder {
  readonly issuer: Holder;
  readonly chain: readonly Uint8Array[];
}

/** A time-stamping authority and the instant that its clock shows. */
export interface TimestampRequest {
  readonly authority: TestSigner;
  readonly time: Date;
}

export interface SignOptions {
  readonly signingTime?: Date;
  readonly digest?: DigestName;
  readonly algorithm?: SignatureAlgorithmName;
  readonly timestamp?: TimestampRequest;
  /** Changes the signed attributes before they are signed; for signatures that must be refused. */
  readonly attributes?: (standard: readonly Uint8Array[]) => readonly Uint8Array[];
  /** DER of CRLs and of `[1]` revocation values to embed. */
  readonly crls?: readonly Uint8Array[];
}

/** DER of an attribute with its values. */
export function attribute(type: string, ...values: readonly Uint8Array[]): Uint8Array {
  return sequence(oid(type), setOf(...values));
}

/** SigningCertificateV2 with SHA-256 (RFC 5035 clause 3): the hash ties the signature to one certificate. */
export function signingCertificateV2(certificate: Uint8Array): Uint8Array {
  const reference = sequence(octets(digest('sha256', certificate)));
  return attribute('1.2.840.113549.1.9.16.2.47', sequence(sequence(reference)));
}

interface Content {
  readonly type: string;
  readonly bytes: Uint8Array;
}

function algorithmsOf(signer: TestSigner, options: SignOptions) {
  const algorithm = options.algorithm ?? signer.keys.algorithm;
  return { algorithm, digestName: options.digest ?? digestOf(algorithm) };
}

function signerInfo(content: Content, signer: TestSigner, options: SignOptions): Uint8Array {
  const { algorithm, digestName } = algorithmsOf(signer, options);
  const standard = [
    attribute('1.2.840.113549.1.9.3', oid(content.type)),
    attribute('1.2.840.113549.1.9.4', octets(digest(digestName, content.bytes))),
    ...(options.signingTime === undefined ? [] : [attribute('1.2.840.113549.1.9.5', time(options.signingTime))]),
    signingCertificateV2(signer.certificate),
  ];
  const signed = setOf(...(options.attributes?.(standard) ?? standard));
  const value = signBytes(signed, signer.keys.privateKey, algorithm);
  const token = options.timestamp === undefined ? null : timestampToken(value, options.timestamp);
  return sequence(
    integer(1),
    sequence(nameDer(signer.issuer.name), integer(signer.serialNumber)),
    digestIdentifier(digestName),
    retag(0xa0, signed),
    signatureIdentifier(algorithm),
    octets(value),
    ...(token === null ? [] : [retag(0xa1, setOf(attribute('1.2.840.113549.1.9.16.2.14', token)))]),
  );
}

function signedData(
  content: Content,
  attached: boolean,
  signers: readonly { readonly signer: TestSigner; readonly options: SignOptions }[],
): Uint8Array {
  const certificates = signers.flatMap(({ signer }) => [signer.certificate, ...signer.chain]);
  const unique = [...new Map(certificates.map((der) => [Buffer.from(der).toString('hex'), der])).values()];
  const crls = signers.flatMap(({ options }) => options.crls ?? []);
  const digests = new Set(signers.map(({ signer, options }) => algorithmsOf(signer, options).digestName));
  const body = sequence(
    integer(content.type === DATA ? 1 : 3),
    setOf(...[...digests].map(digestIdentifier)),
    sequence(oid(content.type), ...(attached ? [explicit(0, octets(content.bytes))] : [])),
    retag(0xa0, setOf(...unique)),
    ...(crls.length === 0 ? [] : [retag(0xa1, setOf(...crls))]),
    setOf(...signers.map(({ signer, options }) => signerInfo(content, signer, options))),
  );
  return sequence(oid('1.2.840.113549.1.7.2'), explicit(0, body));
}

/** Detached CAdES-B signature; CAdES-T with `timestamp`. DER, to be kept as `.p7s`. */
export function signDetached(bytes: Uint8Array, signer: TestSigner, options: SignOptions = {}): Uint8Array {
  return signedData({ type: DATA, bytes }, false, [{ signer, options }]);
}

/** The same with the content inside, as `.p7m` and as NCALayer writes it. */
export function signAttached(bytes: Uint8Array, signer: TestSigner, options: SignOptions = {}): Uint8Array {
  return signedData({ type: DATA, bytes }, true, [{ signer, options }]);
}

/** Several independent signers over one content. */
export function signTogether(
  bytes: Uint8Array,
  signers: readonly { readonly signer: TestSigner; readonly options: SignOptions }[],
  { attached }: { readonly attached: boolean },
): Uint8Array {
  return signedData({ type: DATA, bytes }, attached, signers);
}

/** RFC 3161 token over the SHA-256 of the bytes. */
export function timestampToken(bytes: Uint8Array, { authority, time: instant }: TimestampRequest): Uint8Array {
  const imprint = sequence(digestIdentifier('sha256'), octets(digest('sha256', bytes)));
  const tst = sequence(integer(1), oid('1.2.3.4.5'), imprint, integer(1), generalizedTime(instant));
  return signedData({ type: TST_INFO, bytes: tst }, true, [{ signer: authority, options: { signingTime: instant } }]);
}
