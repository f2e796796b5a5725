/**
 * ASN.1 elements as windows on the bytes they came in.
 *
 * A signature is checked over exactly the bytes that were signed. An object model that
 * re-encodes what it parsed can differ from them; windows cannot, and cost nothing for a
 * content of hundreds of megabytes.
 */

/** The bytes are not the ASN.1 structure they should be. */
export class Asn1Error extends Error {
  override readonly name = 'Asn1Error';
}

export const UNIVERSAL = 0;
export const CONTEXT = 2;

/** Universal tag numbers (X.680 clause 8.4) that CMS and X.509 use. */
export const TAG = {
  boolean: 1,
  integer: 2,
  bitString: 3,
  octetString: 4,
  null: 5,
  oid: 6,
  enumerated: 10,
  utf8String: 12,
  sequence: 16,
  set: 17,
  numericString: 18,
  printableString: 19,
  teletexString: 20,
  ia5String: 22,
  utcTime: 23,
  generalizedTime: 24,
  visibleString: 26,
  universalString: 28,
  bmpString: 30,
} as const;

/** One element with definite length. */
export interface Tlv {
  readonly source: Uint8Array;
  readonly start: number;
  readonly contentStart: number;
  /** End of the content and of the element. */
  readonly end: number;
  readonly tagClass: number;
  readonly tagNumber: number;
  readonly constructed: boolean;
}

export interface TlvHeader {
  readonly tagClass: number;
  readonly tagNumber: number;
  readonly constructed: boolean;
  readonly contentStart: number;
  /** Null: indefinite length (X.690 clause 8.1.3.6). */
  readonly length: number | null;
}

/** Reads tag and length at `start`. @throws Asn1Error where they are malformed or reach past `limit`. */
export function readHeader(source: Uint8Array, start: number, limit: number): TlvHeader {
  let at = start;
  const next = (): number => {
    const byte = at < limit ? source[at] : undefined;
    if (byte === undefined) throw new Asn1Error(`element cut off at byte ${at}`);
    at += 1;
    return byte;
  };
  const identifier = next();
  let tagNumber = identifier & 0x1f;
  if (tagNumber === 0x1f) {
    tagNumber = 0;
    for (let byte = 0x80; byte & 0x80; ) {
      byte = next();
      tagNumber = tagNumber * 128 + (byte & 0x7f);
      if (tagNumber > 0xffff) throw new Asn1Error(`tag number too large at byte ${start}`);
    }
  }
  const constructed = (identifier & 0x20) !== 0;
  const first = next();
  let length: number | null = first;
  if (first === 0x80) {
    if (!constructed) throw new Asn1Error(`indefinite length of a primitive element at byte ${start}`);
    length = null;
  } else if (first > 0x80) {
    const count = first & 0x7f;
    if (count > 8) throw new Asn1Error(`length field too long at byte ${start}`);
    length = 0;
    for (let index = 0; index < count; index += 1) length = length * 256 + next();
  }
  if (length !== null && (!Number.isSafeInteger(length) || at + length > limit)) {
    throw new Asn1Error(`element at byte ${start} is longer than what holds it`);
  }
  return { tagClass: identifier >> 6, tagNumber, constructed, contentStart: at, length };
}

/** Reads one element. @throws Asn1Error also for indefinite length, which `toDefiniteLength` removes beforehand. */
export function readTlv(source: Uint8Array, start = 0, limit = source.length): Tlv {
  const header = readHeader(source, start, limit);
  if (header.length === null) throw new Asn1Error(`indefinite length at byte ${start}`);
  const { tagClass, tagNumber, constructed, contentStart } = header;
  return { source, start, contentStart, end: contentStart + header.length, tagClass, tagNumber, constructed };
}

/** Reads bytes that hold exactly one element. @throws Asn1Error where something follows it. */
export function readSingle(source: Uint8Array): Tlv {
  const tlv = readTlv(source);
  if (tlv.end !== source.length) throw new Asn1Error(`${source.length - tlv.end} bytes after the element`);
  return tlv;
}

/** The elements inside a constructed one, one by one. */
export function* iterateChildren(tlv: Tlv): Generator<Tlv> {
  if (!tlv.constructed) throw new Asn1Error(`element at byte ${tlv.start} is not constructed`);
  for (let at = tlv.contentStart; at < tlv.end; ) {
    const child = readTlv(tlv.source, at, tlv.end);
    yield child;
    at = child.end;
  }
}

export function childrenOf(tlv: Tlv): Tlv[] {
  if (!tlv.constructed) throw new Asn1Error(`element at byte ${tlv.start} is not constructed`);
  const children: Tlv[] = [];
  for (let at = tlv.contentStart; at < tlv.end; ) {
    const child = readTlv(tlv.source, at, tlv.end);
    children.push(child);
    at = child.end;
  }
  return children;
}

/** The whole element: tag, length and content. */
export function rawOf(tlv: Tlv): Uint8Array {
  return tlv.source.subarray(tlv.start, tlv.end);
}

export function contentOf(tlv: Tlv): Uint8Array {
  return tlv.source.subarray(tlv.contentStart, tlv.end);
}

export function isUniversal(tlv: Tlv | undefined, tagNumber: number): tlv is Tlv {
  return tlv !== undefined && tlv.tagClass === UNIVERSAL && tlv.tagNumber === tagNumber;
}

export function isContext(tlv: Tlv | undefined, tagNumber: number): tlv is Tlv {
  return tlv !== undefined && tlv.tagClass === CONTEXT && tlv.tagNumber === tagNumber;
}
