import { rawOf } from '../../asn1/tlv.ts';
import { ATTRIBUTE } from '../../formats/cms/oids.ts';
import { hashIndexOf, indexHash, namesValue } from './hash-index.ts';
import type { Tlv } from '../../asn1/tlv.ts';
import type { SignerInfo } from '../../formats/cms/signer-info.ts';
import type { PlacedEvidence } from './embedded-evidence.ts';

/** A token of the signer; place of its attribute among the unsigned ones, -1 for signed ones. */
export interface PlacedToken {
  readonly token: Tlv;
  readonly place: number;
}

/**
 * Whether an archive timestamp covers another token: version 3 what its hash index names, earlier ones what stands
 * before them. A token that was put in later must not borrow its age.
 */
export function coversToken(oid: string, archive: PlacedToken, other: PlacedToken, signer: SignerInfo): boolean {
  if (other.place < 0) return true;
  if (oid !== ATTRIBUTE.archiveTimestampV3) return other.place < archive.place;
  const index = hashIndexOf(archive.token);
  return index !== null && namesValue(index, signer, other.place, other.token);
}

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
      // A value that was put into an attribute beside the one that the index names is not covered by it.
      const values = signer.unsignedAttributes[attribute.place]?.values ?? [];
      return values.every((value) => namesValue(index, signer, attribute.place, value));
    })
    .map(({ value }) => value);
}
