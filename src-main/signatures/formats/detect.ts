import { toDefiniteLength } from '../asn1/definite-length.ts';
import { Asn1Error } from '../asn1/tlv.ts';
import { LimitExceededError, MAX_CONTENT_BYTES, MAX_STRUCTURE_BYTES, MAX_TEXT_BYTES } from '../limits.ts';
import { parseSignedData, startsAsSignedData } from './cms/signed-data.ts';
import { byteRangeMarks, looksLikePdf, mentionsSignatures } from './pdf/index.ts';
import { armourText, decodeBase64, isOnlyPem, looksLikePem, pemBlocks } from './pem.ts';
import { countXmlSignatures, isSignedMessage } from './text-scan.ts';
import { ZipArchive } from './zip/archive.ts';
import { endsAsZip, looksLikeZip } from './zip/central-directory.ts';
import { ZipFormatError } from './zip/errors.ts';
import { scanZip } from './zip/signature-names.ts';
import type { Tlv } from '../asn1/tlv.ts';
import type { SignedData } from './cms/signed-data.ts';
import type { Container, SignatureFormat } from '#shared/domain/signature-report.ts';

/** What a file turned out to be. */
export type Detected =
  | { readonly kind: 'signed-data'; readonly signedData: SignedData }
  /** `marked`: it holds the mark of a signature, so that it is not unsigned even where it cannot be read. */
  | { readonly kind: 'pdf'; readonly marked: boolean }
  | { readonly kind: 'xml' }
  | { readonly kind: 'zip'; readonly archive: ZipArchive }
  /** Signatures are there, in a format that this version does not validate. */
  | {
      readonly kind: 'unsupported';
      readonly container: Container;
      readonly format: SignatureFormat;
      readonly count: number;
    }
  /** It is or calls itself a signature and cannot be read. */
  | { readonly kind: 'unreadable'; readonly container: Container; readonly format: SignatureFormat; readonly detail: string }
  | { readonly kind: 'too-large'; readonly limit: string }
  | { readonly kind: 'unsigned'; readonly container: Container };

/** Names that promise a CMS signature: such a file is never merely "unsigned". */
const SIGNATURE_NAME = /\.(?:p7s|p7m|p7b|p7c|pkcs7|cades|cms|sig|sign)$/i;

const UNSUPPORTED_CMS: Detected = { kind: 'unsupported', container: 'cms-attached', format: 'CMS', count: 1 };

/** Finds out what signatures a file carries. Never throws for what the bytes hold. */
export function detect(fileName: string, bytes: Uint8Array): Detected {
  try {
    return detectOrThrow(fileName, bytes);
  } catch (error) {
    if (error instanceof LimitExceededError) return { kind: 'too-large', limit: error.message };
    if (error instanceof Asn1Error) return unreadable(error.message);
    throw error;
  }
}

function detectOrThrow(fileName: string, bytes: Uint8Array): Detected {
  if (bytes.length > MAX_CONTENT_BYTES) throw new LimitExceededError(`${MAX_CONTENT_BYTES} bytes`);
  const armoured = cmsBytesOf(bytes);
  if (armoured === 'several') return UNSUPPORTED_CMS;
  if (armoured !== null && armoured !== 'in-text') return cmsOf(armoured);
  const other = otherFormatOf(bytes);
  if (other !== null) return other;
  // People read the text around it, which no signature covers.
  if (armoured === 'in-text') return UNSUPPORTED_CMS;
  if (SIGNATURE_NAME.test(fileName)) return unreadable('not a CMS structure');
  return { kind: 'unsigned', container: 'none' };
}

/** DER or BER of a ContentInfo behind PEM or base64 armour; null where the file is none. */
function cmsBytesOf(bytes: Uint8Array): Uint8Array | 'several' | 'in-text' | null {
  if (bytes[0] === 0x30) return isContentInfo(bytes) ? bytes : null;
  if (looksLikePem(bytes)) {
    const text = armourText(bytes);
    const [found, ...more] = pemBlocks(text).filter((block) => isContentInfo(block.bytes));
    if (found === undefined) return null;
    if (!isOnlyPem(text)) return 'in-text';
    return more.length > 0 ? 'several' : found.bytes;
  }
  // "MI" is how base64 of a SEQUENCE with a long length begins, "MH"… are shorter than any signature.
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 64)).toString('latin1').trimStart();
  if (!/^(?:\u00ef\u00bb\u00bf)?M[A-P]/.test(head) || bytes.length > MAX_TEXT_BYTES) return null;
  const decoded = decodeBase64(armourText(bytes));
  return decoded !== null && isContentInfo(decoded) ? decoded : null;
}

/** SignedData, or another ContentInfo that can be read as such. */
function isContentInfo(bytes: Uint8Array): boolean {
  if (startsAsSignedData(bytes)) return true;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 32)).toString('hex');
  return bytes[0] === 0x30 && (head.includes('06092a864886f70d0107') || head.includes('060b2a864886f70d0109100117'));
}

function cmsOf(bytes: Uint8Array): Detected {
  const { bytes: der, trailing } = toDefiniteLength(bytes);
  if (trailing.some((byte) => byte !== 0 && byte !== 0x0a && byte !== 0x0d)) {
    throw new Asn1Error(`${trailing.length} bytes after the structure`);
  }
  const parsed = parseSignedData(der);
  if (parsed.kind === 'other-cms') {
    return UNSUPPORTED_CMS;
  }
  if (parsed.kind === 'not-cms') return { kind: 'unsigned', container: 'none' };
  const { signedData } = parsed;
  refuseSecondDocument(der, signedData.encapsulated);
  if (der.length - (signedData.content?.length ?? 0) > MAX_STRUCTURE_BYTES) {
    throw new LimitExceededError(`${MAX_STRUCTURE_BYTES} bytes`);
  }
  if (signedData.signerInfos.length === 0) return { kind: 'unsigned', container: 'none' };
  return { kind: 'signed-data', signedData };
}

const PDF_ENDS = [Buffer.from('startxref', 'latin1'), Buffer.from('%%EOF', 'latin1')];
const PDF_HEADER = Buffer.from('%PDF-', 'latin1');

/**
 * A viewer that is given the file finds a PDF by a header in its first kilobyte and by its last end, an unpacker an
 * archive by its end. Outside the content nobody signed what they find.
 *
 * @throws Asn1Error
 */
function refuseSecondDocument(der: Uint8Array, content: Tlv): void {
  const buffer = Buffer.from(der.buffer, der.byteOffset, der.length);
  const outside = [buffer.subarray(0, content.start), buffer.subarray(content.end)];
  const header = buffer.subarray(0, 1024).indexOf(PDF_HEADER);
  const headed = header >= 0 && (header < content.start || header >= content.end);
  const ended = header >= 0 && outside.some((part) => PDF_ENDS.some((mark) => part.includes(mark)));
  if (headed || ended) throw new Asn1Error('a PDF outside the signed content');
  if (endsAsZip(buffer, content.end)) throw new Asn1Error('an archive outside the signed content');
}

function otherFormatOf(bytes: Uint8Array): Detected | null {
  // A container may begin with a PDF that is stored in it as it is.
  const zip = looksLikeZip(bytes) ? zipOf(bytes) : null;
  if (zip?.kind === 'zip') return zip;
  const pdf = looksLikePdf(bytes) ? pdfOf(bytes) : null;
  const known = pdf?.kind === 'pdf' ? pdf : (zip ?? pdf);
  if (known !== null) return known;
  const xml = countXmlSignatures(bytes);
  if (xml !== null) return xml > 0 ? { kind: 'xml' } : { kind: 'unsigned', container: 'xml' };
  if (isSignedMessage(bytes)) return { kind: 'unsupported', container: 'none', format: 'CMS', count: 1 };
  return null;
}

function pdfOf(bytes: Uint8Array): Detected {
  const marked = byteRangeMarks(bytes).length > 0;
  return marked || mentionsSignatures(bytes) ? { kind: 'pdf', marked } : { kind: 'unsigned', container: 'pdf' };
}

/** A damaged container that names signatures is no unsigned file. */
function zipOf(bytes: Uint8Array): Detected {
  try {
    return { kind: 'zip', archive: new ZipArchive(bytes) };
  } catch (error) {
    if (!(error instanceof ZipFormatError)) throw error;
    const { container, signatures } = scanZip(bytes);
    if (container === 'zip' && signatures.length === 0) return { kind: 'unsigned', container };
    const isXml = signatures.some((name) => name.toLowerCase().endsWith('.xml'));
    return { kind: 'unreadable', container, format: isXml ? 'XAdES' : 'CAdES', detail: error.message };
  }
}

function unreadable(detail: string): Detected {
  return { kind: 'unreadable', container: 'unreadable', format: 'CMS', detail };
}
