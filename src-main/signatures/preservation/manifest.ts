import { computeDigest, digestByName } from '../algorithms/digests.ts';
import { DIGEST_URIS } from '../creation/asic-manifest.ts';
import type { DigestAlgorithm } from '../algorithms/digests.ts';
import type { EvidenceFile } from '../validator.ts';
import type { EvidenceDigest } from './evidence-digest.ts';

/** A file by its hash, which has to be of the manifest's digest: large ones are hashed where they lie. */
export interface HashedFile {
  readonly fileName: string;
  readonly hash: Uint8Array;
}

/**
 * A manifest (EN 319 162-1 clause A.4) over a file and the evidence for it. An evidence record over the manifest proves
 * all of it to have existed, and not a byte of the original is touched.
 *
 * @param files the original first, then certificates, lists, answers and earlier manifests with their records.
 * @param recordName name under which the record will be kept.
 * @param digest of every reference.
 * @returns UTF-8 XML.
 * @throws RangeError where a hash that was handed in is of another length.
 */
export function preservationManifest(files: readonly (EvidenceFile | HashedFile)[], recordName: string, digest: EvidenceDigest = 'SHA-256'): Uint8Array {
  const algorithm = digestByName(digest);
  const method = DIGEST_URIS.get(algorithm.oid);
  if (method === undefined) throw new RangeError(`no URI for ${digest}`);
  const references = files.map((file, index) => {
    const root = index === 0 ? ' Rootfile="true"' : '';
    return (
      `<asic:DataObjectReference URI="${uriOf(file.fileName)}"${root}><ds:DigestMethod Algorithm="${method}"/>` +
      `<ds:DigestValue>${Buffer.from(hashOf(file, algorithm)).toString('base64')}</ds:DigestValue></asic:DataObjectReference>`
    );
  });
  const text =
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">' +
    `<asic:SigReference URI="${uriOf(recordName)}"/>${references.join('')}</asic:ASiCManifest>\n`;
  return Buffer.from(text, 'utf8');
}

function hashOf(file: EvidenceFile | HashedFile, algorithm: DigestAlgorithm): Uint8Array {
  const length = computeDigest(algorithm)?.length;
  const hash = 'hash' in file ? file.hash : computeDigest(algorithm, file.bytes);
  if (hash?.length !== length || hash === null) throw new RangeError(`hash of ${file.fileName} is not of ${algorithm.name}`);
  return hash;
}

function uriOf(name: string): string {
  return encodeURIComponent(name.normalize('NFC')).replaceAll('%2F', '/').replaceAll("'", '%27');
}
