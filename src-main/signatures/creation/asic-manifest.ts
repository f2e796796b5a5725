import { digestByName } from '../algorithms/digests.ts';
import { SignatureCreationError } from './errors.ts';
import { digestOf } from './cades.ts';
import type { DigestAlgorithm } from '../algorithms/digests.ts';

/** A file that a container is made of. */
export interface AsicFile {
  /** Path in the container, parts divided by "/". */
  readonly name: string;
  /** Media type (RFC 6838), e.g. "application/pdf". */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

const SHA256_URI = 'http://www.w3.org/2001/04/xmlenc#sha256';

/** Digest URIs by OID (XMLDSIG 1.1 clause 6.2, RFC 9231 clause 2.1, national documents), those that `formats/xml` reads. */
export const DIGEST_URIS: ReadonlyMap<string, string> = new Map([
  ['2.16.840.1.101.3.4.2.1', SHA256_URI],
  ['2.16.840.1.101.3.4.2.2', 'http://www.w3.org/2001/04/xmldsig-more#sha384'],
  ['2.16.840.1.101.3.4.2.3', 'http://www.w3.org/2001/04/xmlenc#sha512'],
  ['1.2.398.3.10.1.3.1', 'http://www.w3.org/2001/04/xmldsig-more#gost34311'],
  ['1.2.398.3.10.1.3.2', 'urn:ietf:params:xml:ns:pkigovkz:xmlsec:algorithms:gostr34112015-256'],
  ['1.2.398.3.10.1.3.3', 'urn:ietf:params:xml:ns:pkigovkz:xmlsec:algorithms:gostr34112015-512'],
  ['1.2.643.7.1.1.2.2', 'urn:ietf:params:xml:ns:cpxmlsec:algorithms:gostr34112012-256'],
  ['1.2.643.7.1.1.2.3', 'urn:ietf:params:xml:ns:cpxmlsec:algorithms:gostr34112012-512'],
  ['1.2.804.2.1.1.1.1.2.1', 'http://www.w3.org/2001/04/xmlenc#gost34311'],
  ['1.2.804.2.1.1.1.1.2.2.1', 'http://www.w3.org/2001/04/xmlenc#dstu7564-256'],
]);

/** type "/" subtype and parameters (RFC 6838 clause 4.2, RFC 9110 clause 8.3.1); what XML would take for markup is not among them. */
const MEDIA_TYPE = /^[A-Za-z0-9][A-Za-z0-9!#$^_.+-]{0,126}\/[A-Za-z0-9][A-Za-z0-9!#$^_.+-]{0,126}(?:; ?[A-Za-z0-9-]+=[A-Za-z0-9._+-]+)*$/;

/**
 * ASiCManifest (EN 319 162-1 clause A.4) with a reference to each file, UTF-8.
 *
 * @param digest of the key; SHA-256 stands in where no URI is known for it.
 * @param signatureName of the CAdES file that signs the manifest.
 * @throws SignatureCreationError `media-type`
 */
export function asicManifest(files: readonly AsicFile[], digest: DigestAlgorithm, signatureName: string): Uint8Array {
  const uri = DIGEST_URIS.get(digest.oid);
  const used = uri === undefined ? digestByName('SHA-256') : digest;
  const references = files.map(({ name, mediaType, bytes }) => {
    if (!MEDIA_TYPE.test(mediaType)) throw new SignatureCreationError('media-type', `media type of ${name}`);
    const value = Buffer.from(digestOf(used, bytes)).toString('base64');
    return (
      `<asic:DataObjectReference URI="${uriOf(name)}" MimeType="${mediaType}">` +
      `<ds:DigestMethod Algorithm="${uri ?? SHA256_URI}"/><ds:DigestValue>${value}</ds:DigestValue></asic:DataObjectReference>`
    );
  });
  const text =
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">' +
    `<asic:SigReference URI="${uriOf(signatureName)}" MimeType="application/pkcs7-signature"/>${references.join('')}</asic:ASiCManifest>\n`;
  return Buffer.from(text, 'utf8');
}

/** Relative URI of a path (RFC 3986 clause 3.3); nothing is left in it that means something in XML. */
function uriOf(name: string): string {
  return name
    .split('/')
    .map((part) => encodeURIComponent(part).replaceAll("'", '%27'))
    .join('/');
}
