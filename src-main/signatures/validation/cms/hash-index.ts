import { computeDigest, digestByName, digestByOid, isComputable } from '../../algorithms/digests.ts';
import { algorithmIdentifierOf } from '../../algorithms/identifier.ts';
import { attempt } from '../../asn1/attempt.ts';
import { Fields } from '../../asn1/fields.ts';
import { childrenOf, rawOf } from '../../asn1/tlv.ts';
import { octetsOf } from '../../asn1/values.ts';
import { ATTRIBUTE } from '../../formats/cms/oids.ts';
import { parseSignedData } from '../../formats/cms/signed-data.ts';
import { singleValue } from '../../formats/cms/signer-info.ts';
import type { DigestAlgorithm } from '../../algorithms/digests.ts';
import type { Tlv } from '../../asn1/tlv.ts';
import type { SignedData } from '../../formats/cms/signed-data.ts';
import type { SignerInfo } from '../../formats/cms/signer-info.ts';

/** ats-hash-index or ats-hash-index-v3 (EN 319 122-1 clause 5.5.2): hashes in lower-case hexadecimal. */
export interface HashIndex {
  readonly raw: Uint8Array;
  readonly digest: DigestAlgorithm;
  readonly certificates: ReadonlySet<string>;
  readonly crls: ReadonlySet<string>;
  readonly unsignedAttributes: ReadonlySet<string>;
}

/** The hash index among the unsigned attributes of the token's signer; null where none can be read. */
export function hashIndexOf(token: Tlv): HashIndex | null {
  return attempt(() => {
    const parsed = parseSignedData(rawOf(token));
    const signer = parsed.kind === 'signed-data' ? parsed.signedData.signerInfos[0] : undefined;
    for (const oid of [ATTRIBUTE.archiveHashIndexV3, ATTRIBUTE.archiveHashIndex]) {
      const value = singleValue(signer?.unsignedAttributes ?? [], oid);
      if (typeof value !== 'string') return readIndex(value);
    }
    return null;
  });
}

function readIndex(value: Tlv): HashIndex {
  const fields = Fields.ofSequence(value, 'ATSHashIndex');
  const named = childrenOf(value).length === 4 ? algorithmIdentifierOf(fields.any()).oid : null;
  const certificates = hashesOf(fields.any());
  const crls = hashesOf(fields.any());
  const unsignedAttributes = hashesOf(fields.any());
  fields.finish();
  const digest = named === null ? digestByName('SHA-256') : digestByOid(named);
  return { raw: rawOf(value), digest, certificates, crls, unsignedAttributes };
}

function hashesOf(tlv: Tlv): ReadonlySet<string> {
  // An empty value is no hash: it would stand for whatever cannot be hashed.
  return new Set(childrenOf(tlv).map((item) => Buffer.from(octetsOf(item)).toString('hex')).filter((hash) => hash !== ''));
}

/** Every hash of the index must be of something that the signature holds: else something covered was taken away. */
export function indexFits(index: HashIndex, signer: SignerInfo, { certificates, crls }: SignedData): boolean {
  const elements = (bag: Tlv | null): ReadonlySet<string> =>
    new Set(bag === null ? [] : childrenOf(bag).map((element) => indexHash(index, rawOf(element))));
  const attributes = new Set(signer.unsignedFields.flatMap((_, place) => attributeHashes(index, signer, place)));
  return (
    isComputable(index.digest) &&
    isWithin(index.certificates, elements(certificates)) &&
    isWithin(index.crls, elements(crls)) &&
    isWithin(index.unsignedAttributes, attributes)
  );
}

function isWithin(part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean {
  return [...part].every((hash) => whole.has(hash));
}

/**
 * Hashes by which an index may name one unsigned attribute: the whole, or its type with each value. The first belongs
 * to ats-hash-index and the second to version 3, but signers have used either with either.
 */
function attributeHashes(index: HashIndex, signer: SignerInfo, place: number): string[] {
  const field = signer.unsignedFields[place];
  const type = field === undefined ? undefined : childrenOf(field)[0];
  if (field === undefined || type === undefined) return [];
  const values = signer.unsignedAttributes[place]?.values ?? [];
  const single = values.map((value) => indexHash(index, Buffer.concat([rawOf(type), rawOf(value)])));
  return [indexHash(index, rawOf(field)), ...single];
}

/** Whether the index names one value of an unsigned attribute: by itself, or with the whole attribute. */
export function namesValue(index: HashIndex, signer: SignerInfo, place: number, value: Tlv): boolean {
  const field = signer.unsignedFields[place];
  const type = field === undefined ? undefined : childrenOf(field)[0];
  if (field === undefined || type === undefined) return false;
  const hashes = [indexHash(index, rawOf(field)), indexHash(index, Buffer.concat([rawOf(type), rawOf(value)]))];
  return hashes.some((hash) => index.unsignedAttributes.has(hash));
}

/** Empty where the index's hash cannot be computed here; such an index fits nothing (`indexFits`) and names nothing. */
export function indexHash({ digest }: HashIndex, bytes: Uint8Array): string {
  const hash = computeDigest(digest, bytes);
  return hash === null ? '' : Buffer.from(hash).toString('hex');
}
