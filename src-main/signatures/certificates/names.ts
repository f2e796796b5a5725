import { Fields } from '../asn1/fields.ts';
import { Asn1Error, childrenOf, isContext, isUniversal, rawOf, TAG } from '../asn1/tlv.ts';
import { oidOf, textOf } from '../asn1/values.ts';
import { preparedString } from './string-preparation.ts';
import type { Tlv } from '../asn1/tlv.ts';

export interface NameAttribute {
  readonly oid: string;
  /** Null where the value is no character string. */
  readonly text: string | null;
  readonly rawValue: Uint8Array;
}

/** A distinguished name (X.501). */
export interface Name {
  readonly raw: Uint8Array;
  /** Relative distinguished names in the order of the encoding. */
  readonly rdns: readonly (readonly NameAttribute[])[];
  /** Equal for names that compare equal: case, string type and inner spaces do not count (RFC 5280 clause 7.1). */
  readonly comparable: string;
  /** The same for each RDN: names begin with each other where these do. */
  readonly comparableRdns: readonly string[];
}

export function nameOf(tlv: Tlv): Name {
  if (!isUniversal(tlv, TAG.sequence)) throw new Asn1Error('Name: not a SEQUENCE');
  const rdns = childrenOf(tlv).map((rdn) => {
    if (!isUniversal(rdn, TAG.set)) throw new Asn1Error('Name: RDN is not a SET');
    return childrenOf(rdn).map(attributeOf);
  });
  const comparableRdns = rdns.map(comparableRdn);
  return { raw: rawOf(tlv), rdns, comparable: JSON.stringify(comparableRdns), comparableRdns };
}

function comparableRdn(attributes: readonly NameAttribute[]): string {
  return JSON.stringify(attributes.map(comparableAttribute).sort());
}

/** One RDN in the form of `comparableRdns`, also below an IMPLICIT tag. */
export function comparableRdnOf(rdn: Tlv): string {
  return comparableRdn(childrenOf(rdn).map(attributeOf));
}

/** `comparable` of the name that an RDN makes below another name (nameRelativeToCRLIssuer, RFC 5280 clause 4.2.1.13). */
export function comparableBelow(base: Name, rdn: string): string {
  return JSON.stringify([...base.comparableRdns, rdn]);
}

function attributeOf(tlv: Tlv): NameAttribute {
  const fields = Fields.ofSequence(tlv, 'AttributeTypeAndValue');
  const oid = oidOf(fields.any());
  const value = fields.any();
  fields.finish();
  return { oid, text: textOf(value), rawValue: rawOf(value) };
}

function comparableAttribute({ oid, text, rawValue }: NameAttribute): string {
  if (text === null) return `${oid}=#${Buffer.from(rawValue).toString('hex')}`;
  return `${oid}=${preparedString(text)}`;
}

/** First value of an attribute type, as written. */
export function attributeText(name: Name, oid: string): string | null {
  for (const rdn of name.rdns) {
    for (const attribute of rdn) if (attribute.oid === oid && attribute.text !== null) return attribute.text;
  }
  return null;
}

export function attributeTexts(name: Name, oid: string): string[] {
  return name.rdns.flat().flatMap((attribute) => (attribute.oid === oid ? [attribute.text ?? ''] : []));
}

/** Descriptors of the LDAP registry (RFC 4514 clause 3 and RFC 4520). */
const DESCRIPTORS: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'STREET',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.15': 'businessCategory',
  '2.5.4.42': 'GN',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
};

const written = new WeakMap<Name, string>();

/** The name per RFC 4514: last RDN first, special characters escaped. */
export function distinguishedName(name: Name): string {
  const known = written.get(name);
  if (known !== undefined) return known;
  const text = name.rdns
    .toReversed()
    .map((rdn) => rdn.map(attributeString).join('+'))
    .join(',');
  written.set(name, text);
  return text;
}

function attributeString({ oid, text, rawValue }: NameAttribute): string {
  const descriptor = DESCRIPTORS[oid];
  if (descriptor === undefined || text === null) return `${oid}=#${Buffer.from(rawValue).toString('hex')}`;
  return `${descriptor}=${escapeValue(text)}`;
}

function escapeValue(text: string): string {
  return text
    .replaceAll(/[\\",+;<>]/g, (character) => `\\${character}`)
    .replaceAll('\0', '\\00')
    .replace(/^[ #]/, (character) => `\\${character}`)
    .replace(/ $/, '\\ ');
}

/** The directoryName of GeneralNames; null where none of the alternatives is one. */
export function directoryNameOf(generalNames: Tlv): Name | null {
  for (const general of childrenOf(generalNames)) {
    if (!isContext(general, 4)) continue;
    const [inner] = childrenOf(general);
    return inner === undefined ? null : nameOf(inner);
  }
  return null;
}
