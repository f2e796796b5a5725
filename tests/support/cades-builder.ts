/**
 * CAdES signatures with every part that the standards know: counter-signatures, content, signature and archive
 * timestamps, certificate and revocation values, BER. What the demonstration's signer does not write, stands here.
 */
import { nameDer } from '../../src-main/demo/pki/certificates.ts';
import { explicit, generalizedTime, integer, octets, oid, retag, sequence, setOf, time } from '../../src-main/demo/pki/der.ts';
import { digest, digestIdentifier, digestOf, signatureIdentifier, signBytes } from '../../src-main/demo/pki/keys.ts';
import { signingCertificateV2 } from '../../src-main/demo/pki/index.ts';
import type { TestSigner } from '../../src-main/demo/pki/index.ts';
import type { DigestName, SignatureAlgorithmName } from '../../src-main/demo/pki/keys.ts';

export const DATA = '1.2.840.113549.1.7.1';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';

export interface BuiltAttribute {
  readonly type: string;
  readonly values: readonly Uint8Array[];
}

/** What unsigned attributes are made from. */
export interface SignatureScope {
  readonly contentType: string;
  readonly content: Uint8Array;
  /** Elements of the SignerInfo up to its signature value, as they are written. */
  readonly fields: readonly Uint8Array[];
  readonly signatureValue: Uint8Array;
  /** Elements of certificates and crls of the SignedData. */
  readonly certificates: readonly Uint8Array[];
  readonly revocation: readonly Uint8Array[];
  /** Unsigned attributes made so far. */
  readonly attributes: readonly BuiltAttribute[];
}
export type UnsignedPart = (scope: SignatureScope) => BuiltAttribute;

export interface CadesSigner {
  readonly signer: TestSigner;
  readonly signingTime?: Date;
  readonly digest?: DigestName;
  readonly algorithm?: SignatureAlgorithmName;
  readonly contentTimestamps?: readonly TokenRequest[];
  /** Written in this order: the set is not sorted, as most signers leave it. */
  readonly unsigned?: readonly UnsignedPart[];
  /** False: the signature covers the content itself. */
  readonly hasSignedAttributes?: boolean;
  /** An algorithm that the demonstration does not sign with: DER of its identifier, and how it signs. */
  readonly suite?: { readonly identifier: Uint8Array; sign(message: Uint8Array): Uint8Array };
}

export interface CadesRequest {
  readonly content: Uint8Array;
  /** Hash of a detached content that is too large to be held; `content` is then not looked at. */
  readonly contentDigest?: Uint8Array;
  readonly attached?: boolean;
  readonly contentType?: string;
  readonly signers: readonly CadesSigner[];
  /** Certificates beside those of the signers and their chains. */
  readonly certificates?: readonly Uint8Array[];
  readonly crls?: readonly Uint8Array[];
  /** OCSPResponses for SignedData.crls (RFC 5940). */
  readonly ocspResponses?: readonly Uint8Array[];
  /** Indefinite lengths, the content in pieces of that many bytes. */
  readonly berPieces?: number;
}

export interface TokenRequest {
  readonly authority: TestSigner;
  readonly time: Date;
  readonly digest?: DigestName;
  readonly crls?: readonly Uint8Array[];
  readonly unsigned?: readonly UnsignedPart[];
}

/** DER, or BER with `berPieces`, of a SignedData with these signers. */
export function cades(request: CadesRequest): Uint8Array {
  const { content, attached = true, contentType = DATA, signers, crls = [], ocspResponses = [] } = request;
  const certificates = distinct([...signers.flatMap(({ signer }) => [signer.certificate, ...signer.chain]), ...(request.certificates ?? [])]);
  const revocation = [...crls, ...ocspResponses.map((response) => retag(0xa1, sequence(oid('1.3.6.1.5.5.7.16.2'), response)))].toSorted(Buffer.compare);
  const bags = { certificates: certificates.toSorted(Buffer.compare), revocation };
  const { contentDigest } = request;
  const signed = { contentType, content, ...(contentDigest === undefined ? {} : { contentDigest }), ...bags };
  const infos = signers.map((signer) => signerInfo(signed, signer));
  const digests = distinct(signers.map((signer) => digestIdentifier(digestNameOf(signer))));
  const rest = [
    retag(0xa0, setOf(...bags.certificates)),
    ...(revocation.length === 0 ? [] : [retag(0xa1, setOf(...revocation))]),
    // In the order given: a sorted set would number the signers anew each time.
    retag(0x31, sequence(...infos)),
  ];
  const version = integer(contentType === DATA ? 1 : 3);
  const { berPieces } = request;
  if (berPieces === undefined) {
    const encapsulated = sequence(oid(contentType), ...(attached ? [explicit(0, octets(content))] : []));
    return sequence(oid('1.2.840.113549.1.7.2'), explicit(0, sequence(version, setOf(...digests), encapsulated, ...rest)));
  }
  const pieces = Array.from({ length: Math.ceil(content.length / berPieces) }, (_, index) => octets(content.subarray(index * berPieces, (index + 1) * berPieces)));
  const encapsulated = indefinite(0x30, oid(contentType), ...(attached ? [indefinite(0xa0, indefinite(0x24, ...pieces))] : []));
  return indefinite(0x30, oid('1.2.840.113549.1.7.2'), indefinite(0xa0, indefinite(0x30, version, setOf(...digests), encapsulated, ...rest)));
}

function indefinite(identifier: number, ...pieces: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat([Uint8Array.of(identifier, 0x80), ...pieces, Uint8Array.of(0, 0)]);
}

function distinct(items: readonly Uint8Array[]): Uint8Array[] {
  return [...new Map(items.map((item) => [Buffer.from(item).toString('latin1'), item])).values()];
}

function digestNameOf({ signer, algorithm = signer.keys.algorithm, digest: name }: CadesSigner): DigestName {
  return name ?? digestOf(algorithm);
}

type Signed = Pick<SignatureScope, 'content' | 'certificates' | 'revocation'> & Pick<CadesRequest, 'contentDigest'> & { readonly contentType: string | null };

/** @param signed contentType null: a counter-signature, whose content is a signature value. */
function signerInfo(signed: Signed, request: CadesSigner): Uint8Array {
  const { signer, algorithm = signer.keys.algorithm, contentTimestamps = [], unsigned = [], signingTime, hasSignedAttributes = true, suite } = request;
  const { content, contentType } = signed;
  const name = digestNameOf(request);
  const attributes = setOf(
    ...(contentType === null ? [] : [written({ type: '1.2.840.113549.1.9.3', values: [oid(contentType)] })]),
    written({ type: '1.2.840.113549.1.9.4', values: [octets(signed.contentDigest ?? digest(name, content))] }),
    ...(signingTime === undefined ? [] : [written({ type: '1.2.840.113549.1.9.5', values: [time(signingTime)] })]),
    signingCertificateV2(signer.certificate),
    ...contentTimestamps.map((stamp) => written({ type: '1.2.840.113549.1.9.16.2.20', values: [token(content, stamp)] })),
  );
  const message = hasSignedAttributes ? attributes : content;
  const signatureValue = suite?.sign(message) ?? signBytes(message, signer.keys.privateKey, algorithm);
  const fields = [
    integer(1),
    sequence(nameDer(signer.issuer.name), integer(signer.serialNumber)),
    digestIdentifier(name),
    ...(hasSignedAttributes ? [retag(0xa0, attributes)] : []),
    suite?.identifier ?? signatureIdentifier(algorithm),
    octets(signatureValue),
  ];
  const made: BuiltAttribute[] = [];
  for (const part of unsigned) {
    made.push(part({ ...signed, contentType: contentType ?? DATA, fields, signatureValue, attributes: [...made] }));
  }
  return sequence(...fields, ...(made.length === 0 ? [] : [retag(0xa1, sequence(...made.map(written)))]));
}

function written({ type, values }: BuiltAttribute): Uint8Array {
  return sequence(oid(type), setOf(...values));
}

/** RFC 3161 token over these bytes. */
export function token(bytes: Uint8Array, { authority, time: instant, digest: name = 'sha256', crls = [], unsigned = [] }: TokenRequest): Uint8Array {
  const imprint = sequence(digestIdentifier(name), octets(digest(name, bytes)));
  const content = sequence(integer(1), oid('1.2.3.4.5'), imprint, integer(1), generalizedTime(instant));
  return cades({ content, contentType: TST_INFO, signers: [{ signer: authority, signingTime: instant, unsigned }], crls });
}

/** signature-time-stamp (EN 319 122-1 clause 5.3). @param over another value than the signature's own. */
export const signatureTimestamp =
  (request: TokenRequest, over?: Uint8Array): UnsignedPart =>
  ({ signatureValue }) => ({ type: '1.2.840.113549.1.9.16.2.14', values: [token(over ?? signatureValue, request)] });

/** An attribute with these values, e.g. one that was taken from elsewhere. */
export const plain =
  (type: string, ...values: readonly Uint8Array[]): UnsignedPart =>
  () => ({ type, values });

/** @param over another value than that of the signature which is countersigned. */
export const counterSignature =
  (signer: CadesSigner, over?: Uint8Array): UnsignedPart =>
  ({ signatureValue, certificates, revocation }) => ({
    type: '1.2.840.113549.1.9.6',
    values: [signerInfo({ contentType: null, content: over ?? signatureValue, certificates, revocation }, signer)],
  });

export const certificateValues =
  (...certificates: readonly Uint8Array[]): UnsignedPart =>
  () => ({ type: '1.2.840.113549.1.9.16.2.23', values: [sequence(...certificates)] });

/** @param ocspResponses whole OCSPResponses; their BasicOCSPResponse is written, as the standard asks. */
export const revocationValues =
  ({ crls = [], ocspResponses = [] }: { readonly crls?: readonly Uint8Array[]; readonly ocspResponses?: readonly Uint8Array[] }): UnsignedPart =>
  () => ({
    type: '1.2.840.113549.1.9.16.2.24',
    values: [
      sequence(
        ...(crls.length === 0 ? [] : [explicit(0, sequence(...crls))]),
        ...(ocspResponses.length === 0 ? [] : [explicit(1, sequence(...ocspResponses.map(basicResponseOf)))]),
      ),
    ],
  });

/** archive-time-stamp-v3 with ats-hash-index-v3 (EN 319 122-1 clauses 5.5.2 and 5.5.3). @param covers which unsigned attributes. @param name hash of the index. */
export const archiveTimestamp =
  (request: TokenRequest, covers: (attribute: BuiltAttribute) => boolean = () => true, name: DigestName = 'sha256'): UnsignedPart =>
  (scope) => {
    const hashes = (items: readonly Uint8Array[]): Uint8Array => sequence(...items.map((item) => octets(digest(name, item))));
    const values = scope.attributes.filter(covers).flatMap((one) => one.values.map((value) => Buffer.concat([oid(one.type), value])));
    const index = sequence(digestIdentifier(name), hashes(scope.certificates), hashes(scope.revocation), hashes(values));
    const covered = Buffer.concat([oid(scope.contentType), digest('sha256', scope.content), ...scope.fields, index]);
    const stamp = { ...request, unsigned: [plain('0.4.0.1733.2.5', index), ...(request.unsigned ?? [])] };
    return { type: '0.4.0.1733.2.4', values: [token(covered, stamp)] };
  };

/** Content of responseBytes of a successful OCSPResponse. */
function basicResponseOf(response: Uint8Array): Uint8Array {
  const [status, bytes] = childrenOf(response);
  const [type, basic] = status === undefined || bytes === undefined ? [] : childrenOf(childrenOf(bytes)[0] ?? bytes);
  if (type === undefined || basic === undefined) throw new Error('no OCSPResponse');
  return basic.subarray(headerLength(basic));
}

function childrenOf(der: Uint8Array): Uint8Array[] {
  const children: Uint8Array[] = [];
  for (let rest = der.subarray(headerLength(der)); rest.length > 0; ) {
    const end = headerLength(rest) + contentLength(rest);
    children.push(rest.subarray(0, end));
    rest = rest.subarray(end);
  }
  return children;
}

function headerLength(der: Uint8Array): number {
  const first = der[1] ?? 0;
  return first < 0x80 ? 2 : 2 + (first & 0x7f);
}

function contentLength(der: Uint8Array): number {
  const first = der[1] ?? 0;
  return first < 0x80 ? first : Buffer.from(der.subarray(2, 2 + (first & 0x7f))).reduce((sum, byte) => sum * 256 + byte, 0);
}
