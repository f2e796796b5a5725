import { Asn1Error, childrenOf, contentOf, rawOf } from '../asn1/tlv.ts';
import { nameOf } from './names.ts';
import type { Tlv } from '../asn1/tlv.ts';
import type { Name } from './names.ts';

/** One GeneralName (RFC 5280 clause 4.2.1.6). */
export type GeneralName =
  | { readonly kind: 'rfc822' | 'dns' | 'uri'; readonly text: string }
  | { readonly kind: 'directory'; readonly name: Name }
  | { readonly kind: 'ip'; readonly bytes: Uint8Array }
  /** otherName, x400Address, ediPartyName, registeredID: `tag` tells which. */
  | { readonly kind: 'other'; readonly tag: number; readonly raw: Uint8Array };

const TEXT_KINDS: ReadonlyMap<number, 'rfc822' | 'dns' | 'uri'> = new Map([
  [1, 'rfc822'],
  [2, 'dns'],
  [6, 'uri'],
]);

/** @throws Asn1Error where the tag is none of GeneralName, or an IA5String holds other characters. */
export function generalNameOf(tlv: Tlv): GeneralName {
  const { tagClass, tagNumber } = tlv;
  if (tagClass !== 2 || tagNumber > 8) throw new Asn1Error('GeneralName of unknown kind');
  const textKind = TEXT_KINDS.get(tagNumber);
  if (textKind !== undefined) {
    const bytes = contentOf(tlv);
    if (tlv.constructed || bytes.some((byte) => byte > 0x7f)) throw new Asn1Error('GeneralName: IA5String expected');
    return { kind: textKind, text: Buffer.from(bytes).toString('latin1') };
  }
  if (tagNumber === 4) {
    const [inner, ...more] = childrenOf(tlv);
    if (inner === undefined || more.length > 0) throw new Asn1Error('directoryName: one Name expected');
    return { kind: 'directory', name: nameOf(inner) };
  }
  if (tagNumber === 7) {
    if (tlv.constructed) throw new Asn1Error('iPAddress: OCTET STRING expected');
    return { kind: 'ip', bytes: contentOf(tlv) };
  }
  return { kind: 'other', tag: tagNumber, raw: rawOf(tlv) };
}

/** The names below GeneralNames or a tag in its place. */
export function generalNamesOf(tlv: Tlv): GeneralName[] {
  return childrenOf(tlv).map(generalNameOf);
}

/** Equal for names that denote the same: directory names compare as such, other forms byte by byte. */
export function comparableGeneralName(name: GeneralName): string {
  switch (name.kind) {
    case 'directory':
      return `directory:${name.name.comparable}`;
    case 'dns':
      return `dns:${name.text.toLowerCase()}`;
    case 'ip':
      return `ip:${Buffer.from(name.bytes).toString('hex')}`;
    case 'other':
      return `${name.tag}:${Buffer.from(name.raw).toString('hex')}`;
    default:
      return `${name.kind}:${name.text}`;
  }
}
