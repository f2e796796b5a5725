import { createHash } from 'node:crypto';
import { PDFDocument } from 'pdf-lib';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileSource, makeStampedCopy, PdfRefused, type ByteSource, type StampedCopyRequest } from '../../../src-main/pdf/index.ts';
import { MemorySource } from '../../../src-main/pdf/reading/byte-source.ts';
import { openPdf, type UpdatablePdf } from '../../../src-main/pdf/reading/open-source.ts';
import { withSecondReader } from '../../../src-main/pdf/reading/second-reader.ts';
import { faultOfTail } from '../../../src-main/pdf/stamping/read-back.ts';
import { writeLargeScan } from '../../bench/large-scan.ts';
import { addedInk, judgesPresent, render, structureComplaints, textOf } from './rendering.ts';
import { block, letter, stampedFile, stampedRequest } from './samples.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'tail-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A source that knows how much of it was read. */
class Counted implements ByteSource {
  readBytes = 0;
  readonly #inner: ByteSource;

  constructor(inner: ByteSource) {
    this.#inner = inner;
  }

  get size(): number {
    return this.#inner.size;
  }

  read(offset: number, length: number): Uint8Array {
    const bytes = this.#inner.read(offset, length);
    this.readBytes += bytes.length;
    return bytes;
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const inFile = (file: ByteSource, bytes: Uint8Array) => ({ source: { kind: 'pdf-file', file, sha256: sha256(bytes) } as const });

describe('the tail of a stamped copy', () => {
  let original: Uint8Array;
  beforeAll(async () => {
    original = await letter('uk', 2);
  });

  it('costs what it adds: of a scan of many pages only a small part is read, and kilobytes are written', async () => {
    const scan = writeLargeScan(path.join(folder, 'scan.pdf'), 60);
    const file = new FileSource(scan.path);
    try {
      const counted = new Counted(file);
      const places = { stamp: { page: 1, left: 360, top: 110 }, blocks: { page: 60, left: 30, top: 400 } };
      const copy = await makeStampedCopy(await stampedRequest({ source: { kind: 'pdf-file', file: counted, sha256: scan.sha256 }, places }));
      if (copy.method !== 'incremental') throw new Error(copy.doubts.join());
      expect(copy.tail.length).toBeLessThan(60_000);
      expect(counted.readBytes).toBeLessThan(scan.bytes / 20);
    } finally {
      file.close();
    }
  });

  it.each([false, true])('is the same from a file that is read in parts as from memory, but for the name of its source (object streams: %s)', async (useObjectStreams) => {
    const document = await PDFDocument.load(original, { updateMetadata: false });
    const bytes = await document.save({ useObjectStreams });
    const name = path.join(folder, `letter-${useObjectStreams}.pdf`);
    writeFileSync(name, bytes);
    const file = new FileSource(name);
    try {
      const inMemory = await makeStampedCopy(await stampedRequest(inFile(new MemorySource(bytes), bytes)));
      const inParts = await makeStampedCopy(await stampedRequest(inFile(file, bytes)));
      if (inMemory.method !== 'incremental' || inParts.method !== 'incremental') throw new Error('saved anew');
      expect(Buffer.compare(inMemory.tail, inParts.tail)).toBe(0);
    } finally {
      file.close();
    }
  });

  it.skipIf(!judgesPresent).each(['skips', 'calls free'] as const)('continues a hybrid file, whose table %s what its stream holds', async (hides) => {
    const bytes = hybridFile(hides);
    expect(structureComplaints(bytes)).toBe('');
    const copy = await stampedFile(await stampedRequest({ source: { kind: 'pdf', bytes }, blocks: [] }));
    expect(copy.method).toBe('incremental');
    expect(structureComplaints(copy.bytes)).toBe('');
    expect(textOf(copy.bytes)).toContain('865/03-8');
    // pdf.js knows no object that a table calls free.
    if (hides === 'skips') expect(await withSecondReader(new MemorySource(copy.bytes), (document) => Promise.resolve(document.numPages))).toBe(1 + copy.appendedSheets);
  });

  it.skipIf(!judgesPresent)('puts marks where they were chosen, whatever the page carries there', async () => {
    const places = { stamp: { page: 1, left: 40, top: 800 }, blocks: { page: 1, left: 300, top: 500 } };
    const [before] = render(original, 72);
    const request = await stampedRequest({ source: { kind: 'pdf', bytes: original }, places });
    const alone = await stampedFile({ ...request, blocks: [] });
    expect(alone).toMatchObject({ stampOn: 'page', appendedSheets: 0 });
    const [after] = render(alone.bytes, 72);
    const added = before && after && addedInk(before, after);
    // The upper edge stands 842 - 800 points below the page's.
    expect(added && [Math.abs(added.left - 40), Math.abs(added.top - 42)].every((miss) => miss <= 2), JSON.stringify(added)).toBe(true);
    const both = await stampedFile(request);
    expect(both).toMatchObject({ stampOn: 'page', blocksOnPage: 1, appendedSheets: 0 });
    expect(structureComplaints(both.bytes)).toBe('');
  });

  const outside: readonly [string, NonNullable<StampedCopyRequest['places']>][] = [
    ['a page that does not exist', { stamp: { page: 9, left: 10, top: 100 } }],
    ['over the right edge', { stamp: { page: 1, left: 560, top: 100 } }],
    ['below the lower edge', { blocks: { page: 1, left: 10, top: 20 } }],
    ['no number at all', { blocks: { page: 1, left: Number.NaN, top: 400 } }],
  ];
  it.each(outside)('is not made for a chosen place that is %s', async (_name, places) => {
    const error: unknown = await makeStampedCopy(await stampedRequest({ source: { kind: 'pdf', bytes: original }, places })).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(PdfRefused);
    expect((error as PdfRefused).code).toBe('no-room');
  });
});

describe('a tail that is not sound', () => {
  let opened: UpdatablePdf;
  let tail: Uint8Array;
  let pages: number;
  beforeAll(async () => {
    const bytes = await letter('kk', 6);
    const copy = await makeStampedCopy(await stampedRequest({ source: { kind: 'pdf', bytes }, blocks: [1, 2, 3, 4, 5].map((index) => block('passed', index)) }));
    if (copy.method !== 'incremental') throw new Error('saved anew');
    const source = await openPdf(new MemorySource(bytes));
    if (source.crossReference === null) throw new Error('recovered');
    opened = { ...source, crossReference: source.crossReference };
    tail = copy.tail;
    pages = source.pages.length + copy.appendedSheets;
  });

  const changed = (from: RegExp, to: string): Uint8Array => {
    const text = Buffer.from(tail).toString('latin1');
    expect(text).toMatch(from);
    return Buffer.from(text.replace(from, (found) => to.padEnd(found.length).slice(0, found.length)), 'latin1');
  };

  it('is told from one that is', () => {
    expect(pages).toBeGreaterThan(opened.pages.length);
    expect(faultOfTail(opened, tail, pages)).toBeNull();
  });

  it.each([
    ['does not lead on to the original', /\/Prev \d+/, '/Prev 7'],
    ['names a place where nothing begins', /startxref\n\d+/, 'startxref\n9'],
    ['has an object under another number', /\n\d+ 0 obj\n(?=<<\n\/Type \/Page\n)/, '\n1 0 obj\n'],
    ['has no catalogue', /\/Root \d+ 0 R/, '/Root 9 0 R'],
    ['counts its pages wrongly', /\/Count \d+/, '/Count 1'],
    ['is cut', /%%EOF\n$/, ''],
  ])('%s', (_name, from, to) => {
    expect(faultOfTail(opened, changed(from, to), pages)).not.toBeNull();
  });

  it('has not the pages that were added', () => {
    expect(faultOfTail(opened, tail, pages + 1)).not.toBeNull();
  });
});

/** A file of one page whose page object is a member of an object stream that only the hybrid stream names (ISO 32000-1, 7.5.8.4). */
function hybridFile(hides: 'skips' | 'calls free'): Uint8Array {
  const parts: string[] = [];
  const offsets = new Map<number, number>();
  const length = (): number => parts.reduce((sum, part) => sum + part.length, 0);
  const object = (number: number, body: string): void => {
    offsets.set(number, length());
    parts.push(`${number} 0 obj\n${body}\nendobj\n`);
  };
  const row = (...fields: readonly [number, number, number]): string => String.fromCharCode(fields[0], fields[1] >> 8, fields[1] & 255, fields[2]);
  parts.push('%PDF-1.5\n');
  object(1, '<< /Type /Catalog /Pages 2 0 R >>');
  object(2, '<< /Type /Pages /Count 1 /Kids [3 0 R] >>');
  const content = 'BT ET';
  object(4, `<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  const member = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> /Contents 4 0 R >>';
  object(5, `<< /Type /ObjStm /N 1 /First 4 /Length ${4 + member.length} >>\nstream\n3 0 ${member}\nendstream`);
  const rows = row(2, 5, 0);
  object(6, `<< /Type /XRef /Size 7 /W [1 2 1] /Index [3 1] /Root 1 0 R /Length ${rows.length} >>\nstream\n${rows}\nendstream`);
  const start = length();
  const entry = (number: number): string => (offsets.has(number) ? `${String(offsets.get(number)).padStart(10, '0')} 00000 n \n` : '0000000000 65535 f \n');
  const table = hides === 'skips' ? `0 3\n${[0, 1, 2].map(entry).join('')}4 3\n${[4, 5, 6].map(entry).join('')}` : `0 7\n${[0, 1, 2, 3, 4, 5, 6].map(entry).join('')}`;
  parts.push(`xref\n${table}trailer\n<< /Size 7 /Root 1 0 R /XRefStm ${offsets.get(6)} >>\nstartxref\n${start}\n%%EOF\n`);
  return Buffer.from(parts.join(''), 'latin1');
}
