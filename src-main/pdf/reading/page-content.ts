import { PDFArray, PDFName, PDFRawStream } from 'pdf-lib';
import { PdfRefused } from '../errors.ts';
import { PDF_LIMITS } from '../limits.ts';
import type { ObjectReader } from './object-reader.ts';
import type { SourcePage } from './page-tree.ts';
import { decodeStream } from './stream-decode.ts';

/** The streams that together are a page's content, in order; entries that are no streams are passed over, as viewers do. */
export function contentStreams(reader: ObjectReader, page: SourcePage): PDFRawStream[] {
  const contents = reader.resolve(page.dict.get(PDFName.of('Contents')));
  const parts = contents instanceof PDFArray ? contents.asArray().map((part) => reader.resolve(part)) : [contents];
  return parts.filter((part) => part instanceof PDFRawStream);
}

/** A page's content, decoded and joined by line ends, at most `limit` bytes (ISO 32000-1, 7.8.2). */
export function decodedContent(reader: ObjectReader, page: SourcePage, limit: number = PDF_LIMITS.pageContentBytes): Uint8Array {
  const parts: Uint8Array[] = [];
  let total = 0;
  for (const stream of contentStreams(reader, page)) {
    reader.resolve(stream.dict.get(PDFName.of('Filter')));
    const part = decodeStream(stream, limit - total);
    total += part.length + 1;
    if (total > limit) throw new PdfRefused('too-large', { reason: 'page content', limit });
    parts.push(part, LINE_END);
  }
  return new Uint8Array(Buffer.concat(parts));
}

const LINE_END = Uint8Array.of(10);
