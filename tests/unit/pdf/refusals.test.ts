import { crc32, deflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { describePdf, loadFonts, makePaperCopy, makeStampedCopy, makeTextPdf, PDF_LIMITS, PDF_REFUSAL_CODES, PdfRefused, type FontFiles, type PaperCopyRequest, type StampedCopyRequest } from '../../../src-main/pdf/index.ts';

const createdAt = '2026-03-16T08:30:00.000Z';
let fonts: FontFiles;
let letter: Uint8Array;
let png: Uint8Array;

beforeAll(async () => {
  fonts = await loadFonts(fileURLToPath(new URL('../../../resources/fonts', import.meta.url)));
  letter = await makeTextPdf({ title: 'Қолтаңба', paragraphs: ['Ґанок. Ңұсқау.'], fonts, createdAt });
  png = pngOf(8, 8, 0, Buffer.alloc(8 * 9, 200));
});

const request = (source: StampedCopyRequest['source']): StampedCopyRequest => ({
  source,
  fonts,
  stamp: { office: 'Установа', title: 'Зареєстровано', registrationIndex: '1/03-8', date: '16.03.2026', rows: [] },
  blocks: [],
  title: 'Копія',
  createdAt,
});
const paper = (source: StampedCopyRequest['source']): PaperCopyRequest => ({
  ...request(source),
  footer: { documentId: 'id', copyOfElectronicDocument: 'Копія', pageOf: '{page}/{pages}', qrPayload: 'CH1|id|hash' },
  signatures: { title: '', intro: '', groups: [] },
  protocol: { title: 'Протокол', subtitle: '', sections: [], notes: [] },
  legalSentences: [],
});

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [head, tail] = [Buffer.alloc(4), Buffer.alloc(4)];
  head.writeUInt32BE(data.length);
  tail.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, tail]);
}

function pngOf(width: number, height: number, colour: number, rows: Uint8Array, depth = 8): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour, 0, 0, 0], 8);
  const parts = [Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return new Uint8Array(Buffer.concat(parts));
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'made';
  } catch (error) {
    if (error instanceof PdfRefused) return error.code;
    throw error;
  }
}

/** Short in every run; FUZZ_RUNS searches longer. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 40);
const FUZZ_TIME_MS = Math.max(60_000, RUNS * 1_500);

const OUTCOMES = ['made', ...PDF_REFUSAL_CODES];

const pdfOf = (body: string) => new Uint8Array(Buffer.from(`%PDF-1.4\n${body}\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n`, 'latin1'));

describe('refusals', () => {
  it.for([
    ['an empty file', () => new Uint8Array(0), 'not-a-pdf'],
    ['words', () => new Uint8Array(Buffer.from('hello'.repeat(100))), 'not-a-pdf'],
    ['a header alone', () => new Uint8Array(Buffer.from('%PDF-1.7\n')), 'damaged'],
    ['a file without pages', () => pdfOf('1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj 2 0 obj << /Type /Pages /Kids [] /Count 0 >> endobj'), 'damaged'],
    ['a page tree that loops', () => pdfOf('1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj 2 0 obj << /Type /Pages /Kids [2 0 R] /Count 1 >> endobj'), 'damaged'],
    ['more bytes than the limit', () => new Uint8Array(PDF_LIMITS.fileBytes + 1), 'too-large'],
  ] as const)('%s', async ([, make, code]) => {
    const source = { kind: 'pdf', bytes: make() } as const;
    expect(await codeOf(makeStampedCopy(request(source)))).toBe(code);
    expect(await codeOf(makePaperCopy(paper(source)))).toBe(code);
    expect(await codeOf(describePdf(source.bytes, { textLimit: 100 }))).toBe(code);
  });

  it('a page tree that unfolds exponentially', async () => {
    const nodes = Array.from({ length: 40 }, (_unused, index) => `${index + 2} 0 obj << /Type /Pages /Kids [${index + 3} 0 R ${index + 3} 0 R] >> endobj`);
    const bytes = pdfOf(`1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj ${nodes.join(' ')} 42 0 obj << /Type /Page /Parent 41 0 R /MediaBox [0 0 9 9] >> endobj`);
    expect(['damaged', 'too-many-pages']).toContain(await codeOf(makePaperCopy(paper({ kind: 'pdf', bytes }))));
  });

  it('too many pages', async () => {
    const kids = Array.from({ length: PDF_LIMITS.pages + 1 }, () => '3 0 R').join(' ');
    const bytes = pdfOf(`1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj 2 0 obj << /Type /Pages /Kids [${kids}] >> endobj 3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >> endobj`);
    expect(await codeOf(makePaperCopy(paper({ kind: 'pdf', bytes })))).toBe('too-many-pages');
  });

  it.for([
    ['strings that do not close', '7 0 obj ( endobj\n'],
    ['streams that do not end', '7 0 obj << >> stream\n'],
    ['objects that do not end', '7 0 obj << /A '],
    ['digits without end', '1'.repeat(50)],
    ['hexadecimal strings that do not close', '7 0 obj < endobj\n'],
    // Looked for from each beginning to the end of the file they would take many minutes.
  ] as const)('%s cost linear time', { timeout: 90_000 }, async ([, unit]) => {
    const bytes = pdfOf(unit.repeat(Math.ceil(3_000_000 / unit.length)));
    expect(await codeOf(makePaperCopy(paper({ kind: 'pdf', bytes })))).toBe('damaged');
  });

  it('images with more pixels than the limit, before they are decoded', async () => {
    const bytes = pngOf(20_000, 20_000, 0, Buffer.alloc(10));
    expect(await codeOf(makeStampedCopy(request({ kind: 'image', format: 'png', bytes })))).toBe('too-large');
  });

  it('images whose data are more or less than their header says', async () => {
    for (const rows of [Buffer.alloc(8 * 9 * 1_000), Buffer.alloc(5)]) {
      expect(await codeOf(makeStampedCopy(request({ kind: 'image', format: 'png', bytes: pngOf(8, 8, 0, rows) })))).toBe('bad-image');
    }
  });
});

describe('mutated files give a copy or a refusal, never anything else', () => {
  const edits = fc.array(fc.record({ at: fc.nat(1_000_000), byte: fc.nat(255), cut: fc.boolean() }), { minLength: 1, maxLength: 12 });
  const mutate = (bytes: Uint8Array, changes: readonly { at: number; byte: number; cut: boolean }[]) => {
    let mutated = bytes.slice();
    for (const { at, byte, cut } of changes) {
      const place = at % mutated.length;
      if (cut && byte < 24) mutated = mutated.slice(0, Math.max(1, place));
      else mutated[place] = byte;
    }
    return mutated;
  };

  it('PDF', { timeout: FUZZ_TIME_MS }, async () => {
    await fc.assert(
      fc.asyncProperty(edits, async (changes) => {
        const bytes = mutate(letter, changes);
        expect(OUTCOMES).toContain(await codeOf(makeStampedCopy(request({ kind: 'pdf', bytes }))));
        expect(OUTCOMES).toContain(await codeOf(makePaperCopy(paper({ kind: 'pdf', bytes }))));
      }),
      { numRuns: RUNS },
    );
  });

  it('PNG and JPEG', { timeout: FUZZ_TIME_MS }, async () => {
    const jpegHead = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0000b080008000801011100ffda0008010100003f00d2cf20ffd9', 'hex');
    await fc.assert(
      fc.asyncProperty(edits, fc.constantFrom('png', 'jpeg'), async (changes, format) => {
        const bytes = mutate(format === 'png' ? png : new Uint8Array(jpegHead), changes);
        expect(OUTCOMES).toContain(await codeOf(makePaperCopy(paper({ kind: 'image', format, bytes }))));
      }),
      { numRuns: RUNS },
    );
  });

  it('and the files that were mutated are good', async () => {
    expect(await codeOf(makePaperCopy(paper({ kind: 'image', format: 'png', bytes: png })))).toBe('made');
    expect(await codeOf(makeStampedCopy(request({ kind: 'pdf', bytes: letter })))).toBe('made');
  });
});
