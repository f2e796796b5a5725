import { Asn1Error, childrenOf, contentOf, isUniversal, TAG } from './tlv.ts';
import type { Tlv } from './tlv.ts';

function primitive(tlv: Tlv, tagNumber: number, what: string): Uint8Array {
  const { start, constructed } = tlv;
  if (!isUniversal(tlv, tagNumber) || constructed) throw new Asn1Error(`${what} expected at byte ${start}`);
  return contentOf(tlv);
}

/** OBJECT IDENTIFIER in dots (X.690 clause 8.19). */
export function oidOf(tlv: Tlv): string {
  return decodeOid(primitive(tlv, TAG.oid, 'OBJECT IDENTIFIER'));
}

export function decodeOid(content: Uint8Array): string {
  if (content.length > 128) throw new Asn1Error('OBJECT IDENTIFIER too long');
  if (content.length === 0 || ((content.at(-1) ?? 0) & 0x80) !== 0) throw new Asn1Error('OBJECT IDENTIFIER cut off');
  let text = '';
  let arc: number | bigint = 0;
  for (const byte of content) {
    // Arcs are small but for those that are made from UUIDs.
    arc = typeof arc === 'number' && arc < 2 ** 40 ? arc * 128 + (byte & 0x7f) : (BigInt(arc) << 7n) | BigInt(byte & 0x7f);
    if ((byte & 0x80) !== 0) continue;
    text += text === '' ? firstArcs(arc) : `.${arc}`;
    arc = 0;
  }
  return text;
}

/** The first two arcs share one number (X.690 clause 8.19.4). */
function firstArcs(both: number | bigint): string {
  const root = both < 40 ? 0 : both < 80 ? 1 : 2;
  return `${root}.${BigInt(both) - BigInt(root * 40)}`;
}

/** INTEGER as lower-case hexadecimal of its content, a leading sign byte of zero dropped; negative ones begin with "-". */
export function integerHexOf(tlv: Tlv): string {
  const content = primitive(tlv, TAG.integer, 'INTEGER');
  if (content.length === 0) throw new Asn1Error('empty INTEGER');
  const bytes = content.length > 1 && content[0] === 0 ? content.subarray(1) : content;
  // Some authorities issued negative serial numbers; without the sign -1 and 255 would be one certificate.
  return `${(content[0] ?? 0) > 0x7f ? '-' : ''}${Buffer.from(bytes).toString('hex')}`;
}

/** INTEGER or ENUMERATED that must be small and not negative: versions, path lengths, status codes. */
export function smallIntegerOf(tlv: Tlv): number {
  if (!isUniversal(tlv, TAG.integer) && !isUniversal(tlv, TAG.enumerated)) throw new Asn1Error('INTEGER expected');
  const content = contentOf(tlv);
  if (tlv.constructed || content.length === 0 || content.length > 4 || (content[0] ?? 0) > 0x7f) {
    throw new Asn1Error('INTEGER out of range');
  }
  return content.reduce((value, byte) => value * 256 + byte, 0);
}

export function booleanOf(tlv: Tlv): boolean {
  const content = primitive(tlv, TAG.boolean, 'BOOLEAN');
  if (content.length !== 1) throw new Asn1Error('BOOLEAN of more than one byte');
  return content[0] !== 0;
}

/** Content of an OCTET STRING; pieces of the constructed form (X.690 clause 8.7.3) are joined. */
export function octetsOf(tlv: Tlv): Uint8Array {
  const { start } = tlv;
  if (!isUniversal(tlv, TAG.octetString)) throw new Asn1Error(`OCTET STRING expected at byte ${start}`);
  if (!tlv.constructed) return contentOf(tlv);
  return Buffer.concat(childrenOf(tlv).map(octetsOf));
}

/** Bits of a BIT STRING that holds whole bytes: keys and signature values. */
export function bitStringBytesOf(tlv: Tlv): Uint8Array {
  const content = primitive(tlv, TAG.bitString, 'BIT STRING');
  if (content[0] !== 0) throw new Asn1Error('BIT STRING does not hold whole bytes');
  return content.subarray(1);
}

/** Numbers of the bits that are set in a named bit list such as keyUsage. */
export function namedBitsOf(tlv: Tlv): ReadonlySet<number> {
  const content = primitive(tlv, TAG.bitString, 'BIT STRING');
  const unused = content[0];
  if (unused === undefined || unused > 7) throw new Asn1Error('malformed BIT STRING');
  const count = (content.length - 1) * 8 - unused;
  const bits = new Set<number>();
  for (let bit = 0; bit < count; bit += 1) {
    if (((content[1 + (bit >> 3)] ?? 0) >> (7 - (bit & 7))) & 1) bits.add(bit);
  }
  return bits;
}

const UTC_TIME = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/;
const GENERALIZED_TIME = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:[.,](\d{1,9}))?Z$/;

/** UTCTime or GeneralizedTime in milliseconds since 1970 UTC. Two-digit years per RFC 5280 clause 4.1.2.5.1. */
export function timeOf(tlv: Tlv): number {
  const { start, constructed } = tlv;
  const text = Buffer.from(contentOf(tlv)).toString('latin1');
  const isUtc = isUniversal(tlv, TAG.utcTime);
  const match = isUtc
    ? UTC_TIME.exec(text)
    : isUniversal(tlv, TAG.generalizedTime)
      ? GENERALIZED_TIME.exec(text)
      : null;
  if (match === null || constructed) throw new Asn1Error(`time expected at byte ${start}`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const fullYear = isUtc ? (year < 50 ? 2000 + year : 1900 + year) : year;
  const date = new Date(0);
  date.setUTCFullYear(fullYear, month - 1, day);
  date.setUTCHours(hour, minute, second, Number(`0.${match[7] ?? '0'}`) * 1000);
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  if (!real) throw new Asn1Error(`no such instant: ${text}`);
  return date.getTime();
}

/** Text of any character string type; null for other types. */
export function textOf(tlv: Tlv): string | null {
  if (tlv.tagClass !== 0 || tlv.constructed) return null;
  const bytes = Buffer.from(contentOf(tlv));
  switch (tlv.tagNumber) {
    case TAG.utf8String:
      return bytes.toString('utf8');
    case TAG.numericString:
    case TAG.printableString:
    case TAG.ia5String:
    case TAG.visibleString:
    case TAG.teletexString:
      return bytes.toString('latin1');
    case TAG.bmpString:
      return bytes.length % 2 === 0 ? bytes.swap16().toString('utf16le') : null;
    case TAG.universalString:
      return universalText(bytes);
    default:
      return null;
  }
}

function universalText(bytes: Buffer): string | null {
  if (bytes.length % 4 !== 0) return null;
  let text = '';
  for (let at = 0; at < bytes.length; at += 4) {
    const point = bytes.readUInt32BE(at);
    if (point > 0x10ffff) return null;
    text += String.fromCodePoint(point);
  }
  return text;
}
