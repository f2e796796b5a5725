import { looksLikeMail, MailRefused } from '../../mail/index.ts';
import { describePdf, PdfRefused } from '../../pdf/index.ts';
import { LimitExceededError, ZipArchive, ZipFormatError } from '../../signatures/index.ts';
import { decodeText } from '../../spreadsheets/index.ts';
import { type ExtractedText, TEXT_LIMIT } from '../extracted-text.ts';
import { addHtmlText, looksLikeHtml } from './html-text.ts';
import { addMailText } from './mail-text.ts';
import { addPackageText } from './package-text.ts';
import { addRtfText, looksLikeRtf } from './rtf-text.ts';
import { TextCollector, TextComplete } from './text-collector.ts';
import { addXmlText, XmlUnreadable } from './xml-text.ts';

/** Bytes of a file that is opened for its text. */
export const FILE_BYTES_LIMIT = 256 * 1024 * 1024;

const NO_TEXT = { text: '', detail: null };
/** Packages that hold signed documents hold no packages that do (ASiC). */
const CONTAINER_DEPTH = 1;

/** Text of a document for search, told by its bytes and not by its name. To be run in a job's process; it never throws for foreign bytes. */
export async function extractText(bytes: Uint8Array, mediaType: string, limit: number = TEXT_LIMIT): Promise<ExtractedText> {
  if (bytes.length > FILE_BYTES_LIMIT) return { outcome: 'unreadable', text: '', detail: `more than ${FILE_BYTES_LIMIT} bytes` };
  if (mediaType.startsWith('image/')) return { outcome: 'no-text-layer', ...NO_TEXT };
  const collector = new TextCollector(limit);
  let known: 'read' | 'no-text-layer' | 'unsupported' = 'read';
  let detail: string | null = null;
  try {
    known = await addText(bytes, mediaType, collector, 0);
  } catch (error) {
    if (!(error instanceof TextComplete)) detail = problemOf(error);
  }
  const { text, cut } = collector.result();
  if (known !== 'read') return { outcome: known, ...NO_TEXT };
  // What was read before the damage is words of the document all the same.
  if (detail !== null && text === '') return { outcome: 'unreadable', text, detail };
  return { outcome: cut ? 'cut' : 'text', text, detail };
}

async function addText(bytes: Uint8Array, mediaType: string, collector: TextCollector, depth: number): Promise<'read' | 'no-text-layer' | 'unsupported'> {
  if (mediaType === 'application/pdf') {
    const { text } = await describePdf(bytes, { textLimit: collector.room() });
    collector.add(text);
    return text.trim() === '' ? 'no-text-layer' : 'read';
  }
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return addArchiveText(bytes, collector, depth);
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1');
  if (looksLikeRtf(start)) addRtfText(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'), collector);
  else if (looksLikeMail(bytes)) await addMailText(bytes, collector);
  else return addPlainText(bytes, mediaType, collector);
  return 'read';
}

async function addArchiveText(bytes: Uint8Array, collector: TextCollector, depth: number): Promise<'read' | 'unsupported'> {
  const archive = new ZipArchive(bytes);
  if (addPackageText(archive, collector)) return 'read';
  const type = archive.entries.find(({ name }) => name === 'mimetype');
  if (depth >= CONTAINER_DEPTH || type === undefined || !new TextDecoder().decode(archive.read(type)).startsWith('application/vnd.etsi.asic')) return 'unsupported';
  for (const entry of archive.entries.filter(({ name }) => name !== 'mimetype' && !name.startsWith('META-INF/'))) {
    const content = archive.read(entry);
    await addText(content, content[0] === 0x25 ? 'application/pdf' : '', collector, depth + 1);
    collector.add('\n');
  }
  return 'read';
}

function addPlainText(bytes: Uint8Array, mediaType: string, collector: TextCollector): 'read' | 'unsupported' {
  const { text } = decodeText(bytes);
  if (!isText(text)) return 'unsupported';
  if (mediaType === 'application/xml') addXmlText(text, { text: null, skipped: new Set(['Signature', 'EncryptedData', 'X509Data']), after: {}, afterOthers: '\n' }, collector);
  else if (looksLikeHtml(text)) addHtmlText(text, collector);
  else collector.add(text);
  return 'read';
}

/** Binary data decodes to characters that no text has. */
function isText(text: string): boolean {
  const sample = text.slice(0, 16_384);
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  const strange = sample.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f-\u009f\ufffd]/g)?.length ?? 0;
  return strange * 50 <= sample.length;
}

/** @throws whatever is no fault of the bytes */
function problemOf(error: unknown): string {
  const foreign = [PdfRefused, ZipFormatError, LimitExceededError, XmlUnreadable, MailRefused];
  if (error instanceof Error && foreign.some((kind) => error instanceof kind)) return `${error.name}: ${error.message}`;
  throw error;
}
