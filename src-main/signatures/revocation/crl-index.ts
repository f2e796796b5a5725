import { Asn1Error, childrenOf, isUniversal, readSingle, readTlv, TAG } from '../asn1/tlv.ts';
import { smallIntegerOf, timeOf } from '../asn1/values.ts';
import { EXT, extensionsOf, invalidityDateOf } from '../certificates/extensions.ts';
import { generalNamesOf } from '../certificates/general-names.ts';
import { scanEntries } from './crl-scan.ts';
import { directoryNames } from './distribution-points.ts';
import type { Extensions } from '../certificates/extensions.ts';
import type { Name } from '../certificates/names.ts';
import type { Crl } from './crl.ts';

export interface RevokedEntry {
  /** Milliseconds since 1970 UTC. */
  readonly revokedAt: number;
  /** reasonCode; null where the entry gives none. 6 is certificateHold, 8 removeFromCRL. */
  readonly reasonCode: number | null;
  /** invalidityDate in milliseconds; null where the entry gives none. */
  readonly invalidSince: number | null;
}

/** Mean number of slots that an entry may have to pass; a list made of look-alikes is refused, not waited for. */
const MAX_MEAN_PROBES = 64;

/**
 * The entries of a list by serial number: an open hash table over offsets into the list's own bytes, so that
 * 100,000 entries cost a few megabytes and no objects. Entries become objects when they are asked for.
 */
export class CrlIndex {
  readonly #source: Uint8Array;
  /** Offset of the entry plus one; zero: empty slot. */
  readonly #slots: Uint32Array;
  /** Offsets from which another certificate issuer counts, ascending, with its names (RFC 5280 clause 5.3.3). */
  readonly #issuerOffsets: number[] = [];
  readonly #issuerNames: (readonly Name[])[] = [];
  readonly size: number;

  /** @throws Asn1Error where an entry is malformed or carries a critical extension that is not understood. */
  constructor({ revokedCertificates, issuingDistributionPoint }: Crl) {
    const length = revokedCertificates === null ? 0 : revokedCertificates.end - revokedCertificates.contentStart;
    this.#source = revokedCertificates?.source ?? new Uint8Array();
    // No entry is shorter than 20 bytes (INTEGER of one byte and UTCTime), so at most half of the slots fill.
    this.#slots = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(2, length / 10))));
    this.size = revokedCertificates === null ? 0 : this.#fill(revokedCertificates, issuingDistributionPoint?.indirect === true);
  }

  #fill(list: NonNullable<Crl['revokedCertificates']>, indirect: boolean): number {
    const mask = this.#slots.length - 1;
    let probes = 0;
    let count = 0;
    scanEntries(list, (entry) => {
      if (entry.issuerStart !== null) {
        // In a list that is not indirect it would silently move entries to somebody else.
        if (!indirect) throw new Asn1Error('certificateIssuer in a CRL that is not indirect');
        this.#issuerOffsets.push(entry.start);
        this.#issuerNames.push(directoryNames(generalNamesOf(readSingle(this.#source.subarray(entry.issuerStart, entry.issuerEnd)))));
      }
      let slot = hashOf(this.#source, entry.serialStart, entry.serialEnd) & mask;
      count += 1;
      while (this.#slots[slot] !== 0) {
        slot = (slot + 1) & mask;
        probes += 1;
        if (probes > MAX_MEAN_PROBES * count + 100_000) throw new Asn1Error('CRL entries repeat each other');
      }
      this.#slots[slot] = entry.start + 1;
    });
    return count;
  }

  /** Entries with that serial number, in whatever name; there is more than one only in indirect and odd lists. */
  entries(serialNumber: string, issuer: Name, crlIssuer: Name): RevokedEntry[] {
    const serial = serialBytes(serialNumber);
    const mask = this.#slots.length - 1;
    const found: RevokedEntry[] = [];
    for (let slot = hashOf(serial, 0, serial.length) & mask; ; slot = (slot + 1) & mask) {
      const held = this.#slots[slot] ?? 0;
      if (held === 0) return found;
      const start = held - 1;
      if (this.#hasSerial(start, serial) && this.#isFor(start, issuer, crlIssuer)) found.push(this.#entryAt(start));
    }
  }

  #hasSerial(start: number, serial: Uint8Array): boolean {
    const entry = readTlv(this.#source, start);
    const field = readTlv(this.#source, entry.contentStart, entry.end);
    const content = this.#source.subarray(field.contentStart, field.end);
    return Buffer.compare(content.subarray(paddingOf(content, 0, content.length)), serial) === 0;
  }

  #isFor(start: number, issuer: Name, crlIssuer: Name): boolean {
    let low = 0;
    let high = this.#issuerOffsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#issuerOffsets[middle] ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    const names = low === 0 ? [crlIssuer] : (this.#issuerNames[low - 1] ?? []);
    return names.some(({ comparable }) => comparable === issuer.comparable);
  }

  #entryAt(start: number): RevokedEntry {
    const [, date, extensions] = childrenOf(readTlv(this.#source, start));
    if (date === undefined) throw new Asn1Error('malformed CRL entry');
    const details = extensions === undefined ? null : extensionsOf(extensions);
    if (details === null) return { revokedAt: timeOf(date), reasonCode: null, invalidSince: null };
    return { revokedAt: timeOf(date), reasonCode: reasonCodeOf(details), invalidSince: invalidityDateOf(details) };
  }
}

function reasonCodeOf(extensions: Extensions): number | null {
  const extension = extensions.get(EXT.reasonCode);
  if (extension === undefined) return null;
  const value = readSingle(extension.value);
  if (!isUniversal(value, TAG.enumerated)) throw new Asn1Error('reasonCode: ENUMERATED expected');
  return smallIntegerOf(value);
}

/** Content of the INTEGER for `integerHexOf`'s form, without padding. */
function serialBytes(serialNumber: string): Uint8Array {
  const negative = serialNumber.startsWith('-');
  const bytes = Buffer.from(negative ? serialNumber.slice(1) : serialNumber, 'hex');
  const signed = !negative && (bytes[0] ?? 0) > 0x7f ? Buffer.concat([Uint8Array.of(0), bytes]) : bytes;
  return signed.subarray(paddingOf(signed, 0, signed.length));
}

/**
 * Bytes of sign padding beyond what DER allows: an authority that pads a serial number in the certificate and
 * not in its list means one certificate, and a miss here would be a false accept.
 */
function paddingOf(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at + 1 < end) {
    const byte = bytes[at] ?? 0;
    const next = bytes[at + 1] ?? 0;
    if (!(byte === 0 && next < 0x80) && !(byte === 0xff && next > 0x7f)) break;
    at += 1;
  }
  return at - start;
}

/** FNV-1a over the serial number without padding. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start + paddingOf(bytes, start, end); at < end; at += 1) {
    hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  }
  hash ^= hash >>> 15;
  return hash >>> 0;
}

const indexes = new WeakMap<Crl, CrlIndex | Asn1Error>();

/**
 * The index of a list, made once.
 * @throws Asn1Error where an entry is malformed or not understood: such a list tells nothing about any
 * certificate (RFC 5280 clause 5.3).
 */
export function indexOf(crl: Crl): CrlIndex {
  const known = indexes.get(crl);
  if (known instanceof CrlIndex) return known;
  if (known !== undefined) throw known;
  try {
    const index = new CrlIndex(crl);
    indexes.set(crl, index);
    return index;
  } catch (error) {
    if (error instanceof Asn1Error) indexes.set(crl, error);
    throw error;
  }
}
