import { attempt } from '../asn1/attempt.ts';
import { explicit } from '../asn1/fields.ts';
import { childrenOf, isContext, isUniversal, rawOf, TAG } from '../asn1/tlv.ts';
import { oidOf } from '../asn1/values.ts';
import { certificatesOfSet } from '../formats/cms/certificate-bag.ts';
import { ATTRIBUTE, CMS } from '../formats/cms/oids.ts';
import { attributeValues } from '../formats/cms/signer-info.ts';
import { parseCrl } from '../revocation/crl.ts';
import { parseOcsp } from '../revocation/ocsp.ts';
import type { Tlv } from '../asn1/tlv.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { SignedData } from '../formats/cms/signed-data.ts';
import type { SignerInfo } from '../formats/cms/signer-info.ts';
import type { Crl } from '../revocation/crl.ts';
import type { BasicOcspResponse } from '../revocation/ocsp.ts';
import type { Sourced } from '../revocation/status.ts';

/** Certificates and revocation values that travel inside a CMS. Untrusted until a check has used them. */
export interface EmbeddedEvidence {
  readonly certificates: readonly Certificate[];
  readonly crls: readonly Sourced<Crl>[];
  readonly ocspResponses: readonly Sourced<BasicOcspResponse>[];
}

/** Source that evidence from inside the signature states in reports. */
export const EMBEDDED = 'embedded';

export function embeddedEvidence({ certificates, crls, signerInfos }: SignedData): EmbeddedEvidence {
  const found: { crls: Sourced<Crl>[]; ocsp: Sourced<BasicOcspResponse>[] } = { crls: [], ocsp: [] };
  const addCrl = (tlv: Tlv): void => void found.crls.push(...readable(() => parseCrl(rawOf(tlv))));
  const addOcsp = (tlv: Tlv): void => void found.ocsp.push(...readable(() => parseOcsp(rawOf(tlv))));

  for (const item of crls === null ? [] : childrenOf(crls)) {
    if (isUniversal(item, TAG.sequence)) addCrl(item);
    const [format, info] = isContext(item, 1) ? childrenOf(item) : [];
    if (isUniversal(format, TAG.oid) && info !== undefined && oidOf(format) === CMS.revocationInfoOcsp) addOcsp(info);
  }
  for (const list of signerInfos.flatMap((signer) => revocationValueLists(signer))) {
    for (const item of list.items) (list.kind === 'crl' ? addCrl : addOcsp)(item);
  }
  const values = signerInfos.flatMap((signer) => attributeValues(signer.unsignedAttributes, ATTRIBUTE.certificateValues));
  return {
    certificates: [
      ...(certificates === null ? [] : certificatesOfSet(certificates)),
      ...values.flatMap((value) => (isUniversal(value, TAG.sequence) ? certificatesOfSet(value) : [])),
    ],
    crls: found.crls,
    ocspResponses: found.ocsp,
  };
}

/** RevocationValues (EN 319 122-1 clause A.1.1.2): crlVals [0], ocspVals [1]. */
function revocationValueLists(signer: SignerInfo): { kind: 'crl' | 'ocsp'; items: readonly Tlv[] }[] {
  const values = attributeValues(signer.unsignedAttributes, ATTRIBUTE.revocationValues);
  return values
    .filter((value) => isUniversal(value, TAG.sequence))
    .flatMap((value) => childrenOf(value))
    .filter((list) => isContext(list, 0) || isContext(list, 1))
    .map((list) => ({
      kind: isContext(list, 0) ? ('crl' as const) : ('ocsp' as const),
      items: childrenOf(explicit(list, 'RevocationValues')),
    }));
}

/** Evidence that cannot be read proves nothing; the verdict then says that revocation is unknown. */
function readable<T>(parse: () => T): Sourced<T>[] {
  const value = attempt(parse);
  return value === null ? [] : [{ value, source: EMBEDDED }];
}
