import { algorithmIdentifierOf } from '../algorithms/identifier.ts';
import { toDefiniteLength } from '../asn1/definite-length.ts';
import { encodeLength } from '../asn1/der.ts';
import { element, oidContent } from '../asn1/encode.ts';
import { Asn1Error, childrenOf, rawOf, readSingle } from '../asn1/tlv.ts';
import { CMS } from '../formats/cms/oids.ts';
import { parseSignedData } from '../formats/cms/signed-data.ts';
import { LimitExceededError, MAX_CONTENT_BYTES, MAX_STRUCTURE_BYTES } from '../limits.ts';
import { SignatureCreationError } from './errors.ts';
import type { SignedData } from '../formats/cms/signed-data.ts';
import type { SignerInfo } from '../formats/cms/signer-info.ts';

/** Elements of a SignedData (RFC 5652 clause 5.1), each as the very bytes that are or will be in the file. */
export interface SignedDataParts {
  readonly version: Uint8Array;
  readonly digestAlgorithms: readonly Uint8Array[];
  /** In pieces one after another: a large content is copied once, when all is put together. */
  readonly encapsulated: readonly Uint8Array[];
  /** Null where the field is absent. */
  readonly certificates: readonly Uint8Array[] | null;
  readonly crls: Uint8Array | null;
  readonly signerInfos: readonly Uint8Array[];
}

/** ContentInfo around a SignedData. Elements of sets stay in the order in which they are given. */
export function writeSignedData(parts: SignedDataParts): Uint8Array {
  const body = elementInPieces(
    0x30,
    parts.version,
    element(0x31, ...parts.digestAlgorithms),
    ...parts.encapsulated,
    ...(parts.certificates === null ? [] : [element(0xa0, ...parts.certificates)]),
    ...(parts.crls === null ? [] : [parts.crls]),
    element(0x31, ...parts.signerInfos),
  );
  const type = element(0x06, oidContent(CMS.signedData));
  return Buffer.concat(elementInPieces(0x30, type, ...elementInPieces(0xa0, ...body)));
}

/** An element as its head and the parts of its content, which are not copied. */
export function elementInPieces(identifier: number, ...parts: readonly Uint8Array[]): Uint8Array[] {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return [Buffer.concat([Uint8Array.of(identifier), encodeLength(length)]), ...parts];
}

/** An existing CMS: what it says, and the bytes that it consists of. */
export interface ReadSignedData {
  readonly signedData: SignedData;
  readonly parts: SignedDataParts;
}

/**
 * Takes a DER or BER SignedData apart so that `writeSignedData` gives the same elements back. Lengths that were
 * indefinite become definite; no signed byte changes by that.
 *
 * @throws SignatureCreationError `malformed-signature`, LimitExceededError
 */
export function readSignedData(cms: Uint8Array): ReadSignedData {
  if (cms.length > MAX_CONTENT_BYTES + MAX_STRUCTURE_BYTES) throw new LimitExceededError(`${MAX_CONTENT_BYTES} bytes`);
  try {
    const { bytes, trailing } = toDefiniteLength(cms);
    if (trailing.length > 0) throw new Asn1Error(`${trailing.length} bytes after the signature`);
    const parsed = parseSignedData(bytes);
    if (parsed.kind !== 'signed-data') throw new Asn1Error('not a SignedData');
    const { signedData } = parsed;
    if (signedData.signerInfos.length === 0) throw new Asn1Error('no signer');
    return { signedData, parts: partsOf(bytes, signedData) };
  } catch (error) {
    if (error instanceof Asn1Error) throw new SignatureCreationError('malformed-signature', error.message, { cause: error });
    throw error;
  }
}

/** `parseSignedData` has seen each component in its place; into the digest algorithms it does not look. */
function partsOf(bytes: Uint8Array, { encapsulated, certificates, crls, signerInfos }: SignedData): SignedDataParts {
  const holder = childrenOf(readSingle(bytes))[1];
  const body = holder === undefined ? undefined : childrenOf(holder)[0];
  const [version, digestAlgorithms] = body === undefined ? [] : childrenOf(body);
  if (version === undefined || digestAlgorithms === undefined) throw new Asn1Error('SignedData: a component is missing');
  return {
    version: rawOf(version),
    digestAlgorithms: childrenOf(digestAlgorithms).map((item) => algorithmIdentifierOf(item).raw),
    encapsulated: [rawOf(encapsulated)],
    certificates: certificates === null ? null : childrenOf(certificates).map(rawOf),
    crls: crls === null ? null : rawOf(crls),
    signerInfos: signerInfos.map(({ raw }) => raw),
  };
}

/** The signer at a place, counted from 0. @throws SignatureCreationError `malformed-signature` where there is none. */
export function signerAt({ signedData }: ReadSignedData, index: number): SignerInfo {
  const signer = signedData.signerInfos[index];
  if (signer === undefined) throw new SignatureCreationError('malformed-signature', `no signer at place ${index}`);
  return signer;
}
