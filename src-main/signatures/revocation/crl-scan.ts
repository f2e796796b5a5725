/**
 * One pass over the entries of a CRL without an object per element: national lists hold hundreds of thousands.
 */
import { Asn1Error } from '../asn1/tlv.ts';
import type { Tlv } from '../asn1/tlv.ts';

/** Offsets into the bytes of the list; the same object is filled again for every entry. */
export interface ScannedEntry {
  start: number;
  serialStart: number;
  serialEnd: number;
  /** Value of certificateIssuer (GeneralNames); null where the entry has none. */
  issuerStart: number | null;
  issuerEnd: number;
}

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;
const UTC_TIME_LENGTH = 13;
const BOOLEAN = 0x01;
const OID = 0x06;
const OCTET_STRING = 0x04;

/** Last arcs below 2.5.29 of the entry extensions that are processed (RFC 5280 clause 5.3). */
const REASON_CODE = 21;
const INVALIDITY_DATE = 24;
const CERTIFICATE_ISSUER = 29;

/** @throws Asn1Error where an entry is malformed or has a critical extension that is not processed. */
export function scanEntries(list: Tlv, visit: (entry: ScannedEntry) => void): void {
  const { source } = list;
  const entry: ScannedEntry = { start: 0, serialStart: 0, serialEnd: 0, issuerStart: null, issuerEnd: 0 };
  let contentStart = 0;
  let contentEnd = 0;

  /** Opens the element at an offset; its content is then between contentStart and contentEnd. */
  const open = (at: number, limit: number, tag: number): void => {
    if (at + 2 > limit || source[at] !== tag) throw malformed(at);
    const first = source[at + 1] ?? 0;
    let start = at + 2;
    let length = first;
    if (first > 0x7f) {
      const count = first & 0x7f;
      if (count === 0 || count > 4 || start + count > limit) throw malformed(at);
      length = 0;
      for (let index = 0; index < count; index += 1) length = length * 256 + (source[start + index] ?? 0);
      start += count;
    }
    if (start + length > limit) throw malformed(at);
    contentStart = start;
    contentEnd = start + length;
  };

  /** Reads one Extension; only what decides over the whole list is looked at. */
  const readExtension = (at: number, limit: number): number => {
    open(at, limit, SEQUENCE);
    const end = contentEnd;
    open(contentStart, end, OID);
    const arc = contentEnd - contentStart === 3 && source[contentStart] === 0x55 && source[contentStart + 1] === 0x1d ? (source[contentStart + 2] ?? 0) : -1;
    let next = contentEnd;
    let critical = false;
    if (next < end && source[next] === BOOLEAN) {
      open(next, end, BOOLEAN);
      if (contentEnd - contentStart !== 1) throw malformed(next);
      critical = source[contentStart] !== 0;
      next = contentEnd;
    }
    open(next, end, OCTET_STRING);
    if (contentEnd !== end) throw malformed(at);
    if (arc === CERTIFICATE_ISSUER) {
      entry.issuerStart = contentStart;
      entry.issuerEnd = contentEnd;
    } else if (critical && arc !== REASON_CODE && arc !== INVALIDITY_DATE) {
      throw new Asn1Error('critical CRL entry extension');
    }
    return end;
  };

  for (let at = list.contentStart; at < list.end; ) {
    open(at, list.end, SEQUENCE);
    const end = contentEnd;
    entry.start = at;
    entry.issuerStart = null;
    open(contentStart, end, INTEGER);
    if (contentEnd === contentStart) throw malformed(at);
    entry.serialStart = contentStart;
    entry.serialEnd = contentEnd;
    const dateAt = contentEnd;
    open(dateAt, end, source[dateAt] === GENERALIZED_TIME ? GENERALIZED_TIME : UTC_TIME);
    // The index reckons with this least size of an entry.
    if (contentEnd - contentStart < UTC_TIME_LENGTH) throw malformed(at);
    if (contentEnd < end) {
      open(contentEnd, end, SEQUENCE);
      if (contentEnd !== end) throw malformed(at);
      for (let next = contentStart; next < end; ) next = readExtension(next, end);
    }
    visit(entry);
    at = end;
  }
}

function malformed(at: number): Asn1Error {
  return new Asn1Error(`malformed CRL entry at byte ${at}`);
}
