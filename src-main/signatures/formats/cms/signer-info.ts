import { algorithmIdentifierOf } from '../../algorithms/identifier.ts';
import { encodeSetOf } from '../../asn1/der.ts';
import { Fields } from '../../asn1/fields.ts';
import { Asn1Error, childrenOf, contentOf, isContext, isUniversal, rawOf, TAG } from '../../asn1/tlv.ts';
import { integerHexOf, octetsOf, oidOf, smallIntegerOf } from '../../asn1/values.ts';
import { nameOf } from '../../certificates/names.ts';
import type { AlgorithmIdentifier } from '../../algorithms/identifier.ts';
import type { Tlv } from '../../asn1/tlv.ts';
import type { Name } from '../../certificates/names.ts';

/** One attribute with its values (RFC 5652 clause 5.3). */
export interface Attribute {
  readonly oid: string;
  readonly values: readonly Tlv[];
}

export type SignerIdentifier =
  | { readonly kind: 'issuer-and-serial'; readonly issuer: Name; readonly serialNumber: string }
  | { readonly kind: 'key-identifier'; readonly keyIdentifier: Uint8Array };

export interface SignerInfo {
  readonly sid: SignerIdentifier;
  readonly digestAlgorithm: AlgorithmIdentifier;
  /** Null: the signature covers the content itself. */
  readonly signedAttributes: readonly Attribute[] | null;
  /** DER of SET OF the signed attributes: what the signature covers (RFC 5652 clause 5.4). */
  readonly signedAttributesDer: Uint8Array | null;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signatureValue: Uint8Array;
  readonly unsignedAttributes: readonly Attribute[];
  /** The elements up to and with the signature value, as they came: what archive timestamps cover. */
  readonly signedFields: readonly Tlv[];
  /** The unsigned attributes as they came, in their order. */
  readonly unsignedFields: readonly Tlv[];
  readonly raw: Uint8Array;
}

export function parseSignerInfo(tlv: Tlv): SignerInfo {
  const fields = Fields.ofSequence(tlv, 'SignerInfo');
  smallIntegerOf(fields.take(TAG.integer));
  const sid = signerIdentifierOf(fields.any());
  const digestAlgorithm = algorithmIdentifierOf(fields.any());
  const signed = fields.optionalContext(0);
  const signatureAlgorithm = algorithmIdentifierOf(fields.any());
  const signatureValue = octetsOf(fields.take(TAG.octetString));
  const unsigned = fields.optionalContext(1);
  fields.finish();
  const unsignedFields = unsigned === null ? [] : childrenOf(unsigned);
  return {
    sid,
    digestAlgorithm,
    signedAttributes: signed === null ? null : attributesOf(signed),
    signedAttributesDer: signed === null ? null : encodeSetOf(childrenOf(signed)),
    signatureAlgorithm,
    signatureValue,
    unsignedAttributes: unsigned === null ? [] : attributesOf(unsigned),
    signedFields: childrenOf(tlv).filter((field) => field.start !== unsigned?.start),
    unsignedFields,
    raw: rawOf(tlv),
  };
}

function signerIdentifierOf(tlv: Tlv): SignerIdentifier {
  if (isContext(tlv, 0)) return { kind: 'key-identifier', keyIdentifier: contentOf(tlv) };
  const fields = Fields.ofSequence(tlv, 'IssuerAndSerialNumber');
  const issuer = nameOf(fields.any());
  const serialNumber = integerHexOf(fields.any());
  fields.finish();
  return { kind: 'issuer-and-serial', issuer, serialNumber };
}

/** Attributes of a SET OF Attribute. */
export function attributesOf(set: Tlv): Attribute[] {
  return childrenOf(set).map((item) => {
    const fields = Fields.ofSequence(item, 'Attribute');
    const oid = oidOf(fields.any());
    const values = fields.any();
    fields.finish();
    if (!isUniversal(values, TAG.set)) throw new Asn1Error('Attribute: values are not a SET');
    return { oid, values: childrenOf(values) };
  });
}

/** Values of every attribute with that OID. */
export function attributeValues(attributes: readonly Attribute[], oid: string): Tlv[] {
  return attributes.flatMap((attribute) => (attribute.oid === oid ? attribute.values : []));
}

/** Whether the attribute is there exactly once with exactly one value, as RFC 5652 clause 11 asks. */
export function singleValue(attributes: readonly Attribute[], oid: string): Tlv | 'absent' | 'ambiguous' {
  const found = attributes.filter((attribute) => attribute.oid === oid);
  if (found.length === 0) return 'absent';
  const [value, ...more] = found[0]?.values ?? [];
  return found.length > 1 || value === undefined || more.length > 0 ? 'ambiguous' : value;
}
