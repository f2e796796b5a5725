import { attempt } from '../../asn1/attempt.ts';
import { explicit } from '../../asn1/fields.ts';
import { childrenOf, isContext, isUniversal, rawOf, TAG } from '../../asn1/tlv.ts';
import { oidOf } from '../../asn1/values.ts';
import { parseCertificate } from '../../certificates/certificate.ts';
import { ATTRIBUTE, CMS } from '../../formats/cms/oids.ts';
import { LimitExceededError, MAX_EMBEDDED_CERTIFICATES, MAX_REVOCATION_VALUES } from '../../limits.ts';
import { parseCrl } from '../../revocation/crl.ts';
import { parseOcsp } from '../../revocation/ocsp.ts';
import type { Tlv } from '../../asn1/tlv.ts';
import type { Certificate } from '../../certificates/certificate.ts';
import type { SignedData } from '../../formats/cms/signed-data.ts';
import type { SignerInfo } from '../../formats/cms/signer-info.ts';
import type { Crl } from '../../revocation/crl.ts';
import type { BasicOcspResponse } from '../../revocation/ocsp.ts';
import type { EmbeddedEvidence } from '../subject.ts';

/** Source that evidence from inside the signature states in reports. */
export const EMBEDDED = 'embedded';

/** A piece of evidence with where it lies, so that an archive timestamp can say whether it covers it. */
export interface PlacedEvidence {
  readonly value: Certificate | Crl | BasicOcspResponse;
  /** The element of certificates or crls of SignedData that holds it; null for one in an unsigned attribute. */
  readonly element: Tlv | null;
  /** Signer and place of the unsigned attribute that holds it. */
  readonly attribute: { readonly signer: SignerInfo; readonly place: number } | null;
}

export interface CmsEvidence extends EmbeddedEvidence {
  readonly placed: readonly PlacedEvidence[];
}

type Kind = 'certificate' | 'crl' | 'ocsp';
interface Held extends Omit<PlacedEvidence, 'value'> {
  readonly kind: Kind;
  readonly body: Tlv;
}

/**
 * Certificates, lists and answers inside a CMS. What cannot be read proves nothing and is left out: if the
 * signer needed it, the verdict says that it is missing.
 */
export function embeddedEvidence(signedData: SignedData): CmsEvidence {
  const held = [...heldBySignedData(signedData), ...signedData.signerInfos.flatMap(heldByAttributes)];
  limit(held.filter(({ kind }) => kind === 'certificate').length, MAX_EMBEDDED_CERTIFICATES, 'certificates');
  limit(held.filter(({ kind }) => kind !== 'certificate').length, MAX_REVOCATION_VALUES, 'revocation values');
  const certificates: Certificate[] = [];
  const crls: { value: Crl; source: string }[] = [];
  const ocspResponses: { value: BasicOcspResponse; source: string }[] = [];
  const placed: PlacedEvidence[] = [];
  for (const { kind, body, element, attribute } of held) {
    const raw = rawOf(body);
    if (kind === 'certificate') {
      const value = attempt(() => parseCertificate(raw));
      if (value === null) continue;
      certificates.push(value);
      placed.push({ value, element, attribute });
    } else if (kind === 'crl') {
      const value = attempt(() => parseCrl(raw));
      if (value === null) continue;
      crls.push({ value, source: EMBEDDED });
      placed.push({ value, element, attribute });
    } else {
      const value = attempt(() => parseOcsp(raw));
      if (value === null) continue;
      ocspResponses.push({ value, source: EMBEDDED });
      placed.push({ value, element, attribute });
    }
  }
  return { certificates, crls, ocspResponses, placed };
}

function limit(count: number, most: number, what: string): void {
  if (count > most) throw new LimitExceededError(`${most} ${what}`);
}

function heldBySignedData({ certificates, crls }: SignedData): Held[] {
  const certificateItems = certificates === null ? [] : childrenOf(certificates);
  const revocationItems = crls === null ? [] : childrenOf(crls);
  return [
    ...certificateItems
      .filter((item) => isUniversal(item, TAG.sequence))
      .map((body): Held => ({ kind: 'certificate', body, element: body, attribute: null })),
    ...revocationItems.flatMap((item): Held[] => {
      if (isUniversal(item, TAG.sequence)) return [{ kind: 'crl', body: item, element: item, attribute: null }];
      const [format, info] = isContext(item, 1) ? childrenOf(item) : [];
      const isOcsp = isUniversal(format, TAG.oid) && info !== undefined && oidOf(format) === CMS.revocationInfoOcsp;
      return isOcsp ? [{ kind: 'ocsp', body: info, element: item, attribute: null }] : [];
    }),
  ];
}

/** certificate-values and revocation-values (EN 319 122-1 clauses A.1.1.1 and A.1.1.2): crlVals [0], ocspVals [1]. */
function heldByAttributes(signer: SignerInfo): Held[] {
  return signer.unsignedAttributes.flatMap(({ oid, values }, place): Held[] => {
    const at = { element: null, attribute: { signer, place } };
    const sequences = values.filter((value) => isUniversal(value, TAG.sequence));
    if (oid === ATTRIBUTE.certificateValues) {
      return sequences
        .flatMap(childrenOf)
        .filter((item) => isUniversal(item, TAG.sequence))
        .map((body) => ({ kind: 'certificate', body, ...at }));
    }
    if (oid !== ATTRIBUTE.revocationValues) return [];
    return sequences.flatMap(childrenOf).flatMap((list): Held[] => {
      const kind = isContext(list, 0) ? 'crl' : isContext(list, 1) ? 'ocsp' : null;
      if (kind === null) return [];
      const items = attempt(() => childrenOf(explicit(list, 'RevocationValues'))) ?? [];
      return items.map((body) => ({ kind, body, ...at }));
    });
  });
}
