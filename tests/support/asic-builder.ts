/** ZIP and ASiC containers, sound ones and such as nobody should take: every field of a header can be a lie. */
import { createHash } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';

import { signBytes } from '../../src-main/demo/pki/keys.ts';
import { cades } from './cades-builder.ts';
import type { TestSigner } from '../../src-main/demo/pki/index.ts';
import type { CadesRequest } from './cades-builder.ts';

export interface ZipPart {
  /** Bytes where the name is in an old code page. */
  readonly name: string | Buffer;
  readonly content: Uint8Array;
  readonly deflated?: boolean;
  /** General purpose flags; bit 11 says that the name is UTF-8. */
  readonly flags?: number;
  /** What the headers say, where that is not so. */
  readonly says?: { readonly size?: number; readonly packedSize?: number; readonly crc?: number; readonly method?: number; readonly headerStart?: number };
  readonly localSays?: { readonly name?: string; readonly size?: number; readonly crc?: number; readonly method?: number };
  /** Sizes behind the content, as programs write that do not know them before. */
  readonly descriptor?: boolean;
  /** False: it stands between the others and in no directory. */
  readonly listed?: boolean;
}

export interface ZipOptions {
  readonly comment?: Uint8Array;
  /** Bytes before the first file, between files and directory, and behind the end. */
  readonly before?: Uint8Array;
  readonly gap?: Uint8Array;
  readonly behind?: Uint8Array;
  /** Count of the end record where it is not so. */
  readonly count?: number;
}

const u16 = (...values: readonly number[]): Buffer => Buffer.concat(values.map((value) => Buffer.from([value & 0xff, (value >> 8) & 0xff])));
function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32LE(value >>> 0, index * 4));
  return bytes;
}

export function zip(parts: readonly ZipPart[], options: ZipOptions = {}): Buffer {
  const pieces: Uint8Array[] = [options.before ?? Buffer.alloc(0)];
  const directory: Buffer[] = [];
  let at = pieces[0]?.length ?? 0;
  for (const part of parts) {
    const { name, content, deflated = false, says = {}, localSays = {}, descriptor = false } = part;
    const raw = Buffer.from(name);
    const packed = deflated ? deflateRawSync(content) : content;
    const flags = (part.flags ?? (Buffer.isBuffer(name) ? 0 : 0x800)) | (descriptor ? 8 : 0);
    const method = says.method ?? (deflated ? 8 : 0);
    const crc = says.crc ?? crc32(content);
    const [packedSize, size] = [says.packedSize ?? packed.length, says.size ?? content.length];
    const localName = localSays.name === undefined ? raw : Buffer.from(localSays.name);
    const sizes = descriptor ? u32(0, 0, 0) : u32(localSays.crc ?? crc, packedSize, localSays.size ?? size);
    const local = Buffer.concat([u32(0x04034b50), u16(20, flags, localSays.method ?? method, 0, 0x21), sizes, u16(localName.length, 0), localName]);
    const tail = descriptor ? Buffer.concat([u32(0x08074b50), u32(crc, packedSize, size)]) : Buffer.alloc(0);
    if (part.listed !== false) {
      directory.push(
        Buffer.concat([u32(0x02014b50), u16(20, 20, flags, method, 0, 0x21), u32(crc, packedSize, size), u16(raw.length, 0, 0, 0, 0), u32(0, says.headerStart ?? at), raw]),
      );
    }
    pieces.push(local, packed, tail);
    at += local.length + packed.length + tail.length;
  }
  const { gap = Buffer.alloc(0), comment = Buffer.alloc(0), behind = Buffer.alloc(0) } = options;
  const listing = Buffer.concat(directory);
  const count = options.count ?? directory.length;
  const end = Buffer.concat([u32(0x06054b50), u16(0, 0, count, count), u32(listing.length, at + gap.length), u16(comment.length)]);
  return Buffer.concat([...pieces, gap, listing, end, comment, behind]);
}

export const TYPE = {
  simple: 'application/vnd.etsi.asic-s+zip',
  extended: 'application/vnd.etsi.asic-e+zip',
} as const;

export const text = (content: string): Buffer => Buffer.from(content, 'utf8');
export const mimetype = (type: string): ZipPart => ({ name: 'mimetype', content: text(type) });

const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64');

export interface Listed {
  readonly name: string;
  readonly content: Uint8Array;
  /** As the manifest writes it; the encoded name where absent. */
  readonly uri?: string;
}

/** ASiCManifest (EN 319 162-1 clause A.4). */
export function manifest(signature: string, files: readonly Listed[], type = 'application/x-pkcs7-signature'): Buffer {
  const references = files.map(
    ({ name, content, uri = encodeURI(name) }) =>
      `<asic:DataObjectReference URI="${uri}"><ds:DigestMethod Algorithm="${SHA256}"/><ds:DigestValue>${sha256(content)}</ds:DigestValue></asic:DataObjectReference>`,
  );
  return text(
    `<?xml version="1.0" encoding="UTF-8"?><asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">` +
      `<asic:SigReference URI="${signature}" MimeType="${type}"/>${references.join('')}</asic:ASiCManifest>`,
  );
}

export type Sign = Omit<CadesRequest, 'content' | 'attached'>;

/** Parts of an ASiC-S with CAdES: one file and a signature over it. */
export function simpleParts(file: ZipPart & { readonly name: string }, request: Sign): ZipPart[] {
  const signature = cades({ ...request, content: file.content, attached: false });
  return [mimetype(TYPE.simple), file, { name: 'META-INF/signature.p7s', content: signature }];
}

/** Signature and manifest number `place` over these files. */
export function signedManifest(files: readonly Listed[], request: Sign, place = 1): ZipPart[] {
  const name = `META-INF/signature00${place}.p7s`;
  const listing = manifest(name, files);
  return [
    { name: `META-INF/ASiCManifest00${place}.xml`, content: listing },
    { name, content: cades({ ...request, content: listing, attached: false }) },
  ];
}

const DS = 'http://www.w3.org/2000/09/xmldsig#';
const XADES = 'http://uri.etsi.org/01903/v1.3.2#';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/**
 * XAdES signatures over files of the container, in the very characters of exclusive canonicalisation, so that
 * what is written here is what is hashed.
 */
export function xadesSignatures(files: readonly Listed[], signer: TestSigner, signingTime: Date): Buffer {
  const digests = (bytes: Uint8Array, declared = ''): string =>
    `<ds:DigestMethod${declared} Algorithm="${SHA256}"></ds:DigestMethod><ds:DigestValue${declared}>${sha256(bytes)}</ds:DigestValue>`;
  const formats = files.map((_, index) => `<xades:DataObjectFormat ObjectReference="#file-${index}"><xades:MimeType>text/plain</xades:MimeType></xades:DataObjectFormat>`);
  const properties =
    `<xades:SignedProperties xmlns:xades="${XADES}" Id="properties"><xades:SignedSignatureProperties>` +
    `<xades:SigningTime>${signingTime.toISOString()}</xades:SigningTime><xades:SigningCertificateV2><xades:Cert><xades:CertDigest>` +
    `${digests(signer.certificate, ` xmlns:ds="${DS}"`)}</xades:CertDigest></xades:Cert></xades:SigningCertificateV2></xades:SignedSignatureProperties>` +
    `<xades:SignedDataObjectProperties>${formats.join('')}</xades:SignedDataObjectProperties></xades:SignedProperties>`;
  const references = files.map(({ name, content, uri = encodeURI(name) }, index) => `<ds:Reference Id="file-${index}" URI="${uri}">${digests(content)}</ds:Reference>`);
  const info =
    `<ds:SignedInfo xmlns:ds="${DS}"><ds:CanonicalizationMethod Algorithm="${EXCLUSIVE}"></ds:CanonicalizationMethod>` +
    `<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></ds:SignatureMethod>${references.join('')}` +
    `<ds:Reference Type="http://uri.etsi.org/01903#SignedProperties" URI="#properties"><ds:Transforms><ds:Transform Algorithm="${EXCLUSIVE}"></ds:Transform></ds:Transforms>` +
    `${digests(text(properties))}</ds:Reference></ds:SignedInfo>`;
  const value = Buffer.from(signBytes(text(info), signer.keys.privateKey, 'rsa-sha256')).toString('base64');
  const certificates = [signer.certificate, ...signer.chain].map((der) => `<ds:X509Certificate>${Buffer.from(der).toString('base64')}</ds:X509Certificate>`);
  return text(
    `<?xml version="1.0" encoding="UTF-8"?><asic:XAdESSignatures xmlns:asic="http://uri.etsi.org/02918/v1.2.1#"><ds:Signature xmlns:ds="${DS}" Id="signature">${info}` +
      `<ds:SignatureValue>${value}</ds:SignatureValue><ds:KeyInfo><ds:X509Data>${certificates.join('')}</ds:X509Data></ds:KeyInfo>` +
      `<ds:Object><xades:QualifyingProperties xmlns:xades="${XADES}" Target="#signature">${properties}</xades:QualifyingProperties></ds:Object></ds:Signature></asic:XAdESSignatures>`,
  );
}
