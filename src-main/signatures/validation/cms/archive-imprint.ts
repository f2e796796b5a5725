import { computeDigest, equalBytes } from '../../algorithms/digests.ts';
import { childrenOf, contentOf, rawOf } from '../../asn1/tlv.ts';
import { ATTRIBUTE, CMS } from '../../formats/cms/oids.ts';
import { hashIndexOf, indexFits } from './hash-index.ts';
import type { DigestAlgorithm } from '../../algorithms/digests.ts';
import type { Tlv } from '../../asn1/tlv.ts';
import type { SignedData } from '../../formats/cms/signed-data.ts';
import type { SignerInfo } from '../../formats/cms/signer-info.ts';
import type { SignedContent } from '../signed-content.ts';

/**
 * Imprint of archive-time-stamp-v3 (EN 319 122-1 clause 5.5.3): content type, hash of the content, the signer's
 * fields, and the hash index that the token carries. The index itself must name what the signature holds.
 */
export function archiveImprintV3(
  token: Tlv,
  digest: DigestAlgorithm,
  signer: SignerInfo,
  signedData: SignedData,
  content: SignedContent | null,
): readonly Uint8Array[] | null {
  const index = hashIndexOf(token);
  const contentHash = content?.digest(digest) ?? null;
  const contentType = childrenOf(signedData.encapsulated)[0];
  if (index === null || contentHash === null || contentType === undefined) return null;
  if (!indexFits(index, signer, signedData)) return [];
  const pieces = [rawOf(contentType), contentHash, ...signer.signedFields.map(rawOf), index.raw];
  const imprint = computeDigest(digest, ...pieces);
  return imprint === null ? null : [imprint];
}

/**
 * Imprints that archive-time-stamp-v2 and its predecessor may carry (TS 101 733 clause 6.4.1). Real signers
 * read "all data elements" differently (with and without the outer headers of certificates, lists and
 * attribute sets), so each reading is offered; all of them cover the same data.
 */
export function archiveImprintV2(
  oid: string,
  place: number,
  digest: DigestAlgorithm,
  signer: SignerInfo,
  signedData: SignedData,
  content: SignedContent | null,
): readonly Uint8Array[] | null {
  const detached = signedData.content === null ? (content?.pieces ?? null) : [];
  if (detached === null) return null;
  const isEarlier = oid === ATTRIBUTE.archiveTimestampV1;
  const encapsulated = isEarlier || signedData.contentType !== CMS.data ? [rawOf] : [rawOf, contentOf];
  const sets = [rawOf, contentOf];
  const unsigned = unsignedBefore(signer, place);
  const imprints: Uint8Array[] = [];
  for (const encapsulatedPiece of encapsulated) {
    for (const setPiece of sets) {
      const bags = [signedData.certificates, signedData.crls].flatMap((bag) => (bag === null ? [] : [setPiece(bag)]));
      const head = [encapsulatedPiece(signedData.encapsulated), ...detached, ...bags];
      const imprint = computeDigest(digest, ...head, ...signerPieces(signer, setPiece), ...unsigned);
      if (imprint === null) return null;
      if (!imprints.some((known) => equalBytes(known, imprint))) imprints.push(imprint);
    }
  }
  return imprints;
}

function signerPieces(signer: SignerInfo, setPiece: (tlv: Tlv) => Uint8Array): Uint8Array[] {
  return signer.signedFields.map((field) => (field.tagClass === 2 && field.tagNumber === 0 ? setPiece(field) : rawOf(field)));
}

/** What stands before the timestamp in the list; a reading that took in later attributes would prove too much. */
function unsignedBefore(signer: SignerInfo, place: number): Uint8Array[] {
  return signer.unsignedFields.slice(0, place).map(rawOf);
}
