import { rawOf } from '../../asn1/tlv.ts';
import { ATTRIBUTE } from '../../formats/cms/oids.ts';
import { attributeHashes, hashIndexOf, indexHash } from './hash-index.ts';
import type { Tlv } from '../../asn1/tlv.ts';
import type { SignerInfo } from '../../formats/cms/signer-info.ts';
import type { PlacedEvidence } from './embedded-evidence.ts';

/**
 * Evidence that an archive timestamp proves to have existed: what its hash index names (version 3), or the
 * bags of SignedData and the unsigned attributes before it (earlier versions). Anything that may have been
 * added after the timestamp is not among it.
 */
export function coveredEvidence(
  oid: string,
  place: number,
  token: Tlv,
  signer: SignerInfo,
  placed: readonly PlacedEvidence[],
): PlacedEvidence['value'][] {
  if (oid !== ATTRIBUTE.archiveTimestampV3) {
    return placed
      .filter(({ attribute }) => attribute === null || (attribute.signer === signer && attribute.place < place))
      .map(({ value }) => value);
  }
  const index = hashIndexOf(token);
  if (index === null) return [];
  return placed
    .filter(({ element, attribute }) => {
      if (element !== null) {
        const hash = indexHash(index, rawOf(element));
        return index.certificates.has(hash) || index.crls.has(hash);
      }
      if (attribute === null || attribute.signer !== signer) return false;
      return attributeHashes(index, signer, attribute.place).some((hash) => index.unsignedAttributes.has(hash));
    })
    .map(({ value }) => value);
}
