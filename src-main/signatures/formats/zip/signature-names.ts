import type { Container } from '#shared/domain/signature-report.ts';

/** Signature entries of containers whose directory cannot be read, found by their names in the bytes. */

const MAX_REPORTED = 100;
const MAX_NAME = 1024;
const HEADERS = [
  /** Local file header: name length at 26, name at 30. */
  { mark: Buffer.from('PK\u0003\u0004', 'latin1'), length: 26, name: 30 },
  /** Central directory header: name length at 28, name at 46. */
  { mark: Buffer.from('PK\u0001\u0002', 'latin1'), length: 28, name: 46 },
];
const SIGNATURE_ENTRY = /^(?:META-INF\/(?:.*\/)?[^/]*signature[^/]*|_xmlsignatures\/[^/]+\.xml|.*\.(?:p7s|p7m|pkcs7|cades|sgn|sig|sign|asic[es]))$/i;

export interface ZipScan {
  readonly container: Container;
  /** Names of signature entries, each once. */
  readonly signatures: readonly string[];
}

/**
 * Reads names from local headers and from the central directory both: a container whose two lists differ must
 * not hide a signature in either.
 */
export function scanZip(bytes: Uint8Array): ZipScan {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const names = new Set<string>();
  for (const header of HEADERS) {
    for (let at = buffer.indexOf(header.mark); at >= 0; at = buffer.indexOf(header.mark, at + 4)) {
      if (names.size >= MAX_REPORTED || at + header.name > buffer.length) break;
      const length = buffer.readUInt16LE(at + header.length);
      if (length > MAX_NAME) continue;
      const name = buffer.toString('utf8', at + header.name, at + header.name + length);
      if (SIGNATURE_ENTRY.test(name)) names.add(name);
    }
  }
  return { container: containerOf(buffer), signatures: [...names] };
}

/** ASiC states its type in a first, stored entry "mimetype" (EN 319 162-1 clause A.1). */
function containerOf(buffer: Buffer): Container {
  const start = buffer.toString('latin1', 0, 256);
  if (start.includes('application/vnd.etsi.asic-s+zip')) return 'asic-s';
  if (start.includes('application/vnd.etsi.asic-e+zip')) return 'asic-e';
  return 'zip';
}
