import { explicit, Fields } from '../asn1/fields.ts';
import { Asn1Error, childrenOf, isContext, readSingle } from '../asn1/tlv.ts';
import { booleanOf } from '../asn1/values.ts';
import { EXT } from '../certificates/extensions.ts';
import { comparableGeneralName, generalNamesOf } from '../certificates/general-names.ts';
import { comparableBelow, comparableRdnOf } from '../certificates/names.ts';
import { reasonMaskOf } from './reasons.ts';
import type { Tlv } from '../asn1/tlv.ts';
import type { Extensions } from '../certificates/extensions.ts';
import type { GeneralName } from '../certificates/general-names.ts';
import type { Name } from '../certificates/names.ts';

/** DistributionPointName: whole names, or an RDN below the name of the CRL issuer. */
export type DistributionPointName =
  | { readonly kind: 'full'; readonly names: readonly GeneralName[] }
  /** In the form of `Name.comparableRdns`. */
  | { readonly kind: 'relative'; readonly rdn: string };

/** One DistributionPoint of cRLDistributionPoints or freshestCRL (RFC 5280 clause 4.2.1.13). */
export interface DistributionPoint {
  readonly name: DistributionPointName | null;
  /** Mask of reasons; null: all. */
  readonly reasons: number | null;
  /** Names of the CRL issuer where it is not the certificate issuer. */
  readonly crlIssuers: readonly Name[] | null;
}

/** issuingDistributionPoint (RFC 5280 clause 5.2.5): which certificates and reasons a list speaks about. */
export interface IssuingDistributionPoint {
  readonly name: DistributionPointName | null;
  readonly onlyUserCertificates: boolean;
  readonly onlyCaCertificates: boolean;
  readonly onlyAttributeCertificates: boolean;
  readonly indirect: boolean;
  /** Mask of reasons; null: all. */
  readonly onlySomeReasons: number | null;
}

/** @throws Asn1Error where the extension is malformed; none where it is absent. */
export function distributionPointsOf(extensions: Extensions, oid: string = EXT.crlDistributionPoints): DistributionPoint[] {
  const extension = extensions.get(oid);
  if (extension === undefined) return [];
  return childrenOf(readSingle(extension.value)).map((item) => {
    const fields = Fields.ofSequence(item, 'DistributionPoint');
    const name = fields.optionalContext(0);
    const reasons = fields.optionalContext(1);
    const issuers = fields.optionalContext(2);
    fields.finish();
    return {
      name: name === null ? null : pointNameOf(explicit(name, 'distributionPoint')),
      reasons: reasons === null ? null : reasonMaskOf(reasons),
      crlIssuers: issuers === null ? null : directoryNames(generalNamesOf(issuers)),
    };
  });
}

/** Null where the list has none. @throws Asn1Error where it is malformed or contradicts itself. */
export function issuingDistributionPointOf(extensions: Extensions): IssuingDistributionPoint | null {
  const extension = extensions.get(EXT.issuingDistributionPoint);
  if (extension === undefined) return null;
  const fields = Fields.ofSequence(readSingle(extension.value), 'IssuingDistributionPoint');
  const name = fields.optionalContext(0);
  const flag = (tag: number): boolean => {
    const field = fields.optionalContext(tag);
    return field !== null && booleanOf({ ...field, tagClass: 0, tagNumber: 1 });
  };
  const onlyUserCertificates = flag(1);
  const onlyCaCertificates = flag(2);
  const reasons = fields.optionalContext(3);
  const indirect = flag(4);
  const onlyAttributeCertificates = flag(5);
  fields.finish();
  if ([onlyUserCertificates, onlyCaCertificates, onlyAttributeCertificates].filter(Boolean).length > 1) {
    throw new Asn1Error('IssuingDistributionPoint: for no certificate at all');
  }
  return {
    name: name === null ? null : pointNameOf(explicit(name, 'distributionPoint')),
    onlyUserCertificates,
    onlyCaCertificates,
    onlyAttributeCertificates,
    indirect,
    onlySomeReasons: reasons === null ? null : reasonMaskOf(reasons),
  };
}

function pointNameOf(tlv: Tlv): DistributionPointName {
  if (isContext(tlv, 0)) return { kind: 'full', names: generalNamesOf(tlv) };
  if (isContext(tlv, 1)) return { kind: 'relative', rdn: comparableRdnOf(tlv) };
  throw new Asn1Error('DistributionPointName of unknown kind');
}

export function directoryNames(names: readonly GeneralName[]): Name[] {
  return names.flatMap((name) => (name.kind === 'directory' ? [name.name] : []));
}

/** Names of a point in comparable form. @param below the CRL issuer, which relative names start from. */
export function comparablePointNames(name: DistributionPointName, below: readonly Name[]): string[] {
  if (name.kind === 'full') return name.names.map(comparableGeneralName);
  return below.map((base) => `directory:${comparableBelow(base, name.rdn)}`);
}

/** URLs of the points, in their order; only http and https, which an office may fetch. */
export function pointUrls(points: readonly DistributionPoint[]): string[] {
  return points.flatMap(({ name }) => (name?.kind === 'full' ? webUrls(name.names) : []));
}

export function webUrls(names: readonly GeneralName[]): string[] {
  return names.flatMap((name) => (name.kind === 'uri' && /^https?:\/\//i.test(name.text) ? [name.text] : []));
}
