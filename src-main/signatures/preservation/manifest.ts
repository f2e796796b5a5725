import { computeDigest, digestByName } from '../algorithms/digests.ts';
import type { EvidenceFile } from '../validator.ts';

const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

/**
 * An ASiCArchiveManifest (EN 319 162-1 clause A.7) over a file and the evidence for it. A time-stamp token over the
 * manifest proves all of it to have existed, and not a byte of the original is touched.
 *
 * @param files the original first, then certificates, lists, answers and earlier manifests with their tokens.
 * @param tokenName name under which the token will be kept.
 * @returns UTF-8 XML.
 */
export function preservationManifest(files: readonly EvidenceFile[], tokenName: string): Uint8Array {
  const references = files.map(({ fileName, bytes }, index) => {
    const digest = computeDigest(digestByName('SHA-256'), bytes) ?? new Uint8Array();
    const root = index === 0 ? ' Rootfile="true"' : '';
    return (
      `<asic:DataObjectReference URI="${uriOf(fileName)}"${root}><ds:DigestMethod Algorithm="${SHA256}"/>` +
      `<ds:DigestValue>${Buffer.from(digest).toString('base64')}</ds:DigestValue></asic:DataObjectReference>`
    );
  });
  const text =
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">' +
    `<asic:SigReference URI="${uriOf(tokenName)}" MimeType="application/vnd.etsi.timestamp-token"/>` +
    `${references.join('')}</asic:ASiCManifest>\n`;
  return Buffer.from(text, 'utf8');
}

function uriOf(name: string): string {
  return encodeURIComponent(name.normalize('NFC')).replaceAll('%2F', '/').replaceAll("'", '%27');
}
