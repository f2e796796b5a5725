import { deflateSync } from 'node:zlib';
import { randomBytes } from 'node:crypto';

import { beforeAll, describe, expect, it } from 'vitest';

import { LimitExceededError } from '../../../src-main/signatures/limits.ts';
import { PdfFormatError, readPdfSignatures } from '../../../src-main/signatures/formats/pdf/index.ts';
import { PdfFixture } from '../../support/signed-pdf.ts';
import { testPki } from './pdf-support.ts';
import { DAY, later } from './support.ts';
import type { TestPki } from '../../../src-main/demo/pki/index.ts';

let pki: TestPki;

beforeAll(async () => {
  pki = await testPki();
});

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** Milliseconds that the reading takes, whatever comes of it. */
function measured(bytes: Buffer): { milliseconds: number; outcome: string } {
  const start = process.hrtime.bigint();
  let outcome = 'read';
  try {
    readPdfSignatures(bytes);
  } catch (error) {
    if (!(error instanceof PdfFormatError) && !(error instanceof LimitExceededError)) throw error;
    outcome = error.name;
  }
  return { milliseconds: Number(process.hrtime.bigint() - start) / 1e6, outcome };
}

const MB = 1 << 20;
const bomb = deflateSync(Buffer.alloc(200 * MB), { level: 9 }).toString('latin1');

describe('hostile files end in an answer, soon', () => {
  it.each([
    ['nothing', () => Buffer.alloc(0), 'PdfFormatError'],
    ['a header only', () => latin1('%PDF-1.7'), 'PdfFormatError'],
    ['a megabyte of open arrays', () => latin1(`%PDF-1.7\n1 0 obj ${'['.repeat(MB)}`), 'LimitExceededError'],
    ['open strings everywhere', () => latin1(`%PDF-1.7\n${'1 0 obj ('.repeat(200_000)}`), 'LimitExceededError'],
    ['open hexadecimal strings everywhere', () => latin1(`%PDF-1.7\n${'1 0 obj <'.repeat(200_000)}`), 'LimitExceededError'],
    ['streams without an end', () => latin1(`%PDF-1.7\n${'1 0 obj <<>> stream\n'.repeat(100_000)}`), 'LimitExceededError'],
    ['marks of signatures everywhere', () => PdfFixture.create().append('/ByteRange '.repeat(100_000)).bytes, 'LimitExceededError'],
    ['ends of file everywhere', () => PdfFixture.create().append('startxref\n9\n%%EOF\n'.repeat(100_000)).bytes, 'read'],
    ['a table in a circle', () => circle(), 'read'],
    ['a table that claims a billion entries', () => PdfFixture.create().append('xref\n0 999999999\n0000000009 00000 n \nstartxref\n0\n%%EOF').bytes, 'read'],
    ['a cross-reference stream that unpacks to 200 MB', () => packed(`/Type /XRef /Size 9 /W [1 1 1] /Root 1 0 R`), 'LimitExceededError'],
    ['an object stream that unpacks to 200 MB', () => objectStreamBomb(), 'LimitExceededError'],
    ['a length that is its own stream', () => PdfFixture.create({ objects: { 4: '<< /Length 4 0 R >>\nstream\nx\nendstream' } }).bytes, 'read'],
    ['references in a circle', () => PdfFixture.create({ objects: { 1: '2 0 R', 2: '1 0 R' } }).bytes, 'PdfFormatError'],
    ['pages in a circle', () => PdfFixture.create({ objects: { 2: '<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] >>' } }).bytes, 'read'],
    ['fields in a circle', () => PdfFixture.create({ objects: { 8: '<< /T (a) /Kids [8 0 R 9 0 R] >>', 9: '<< /T (b) /Kids [8 0 R] /Parent 9 0 R >>' } }).bytes, 'read'],
  ])('%s', (_title, build, outcome) => {
    const result = measured(build());
    expect(result.outcome).toBe(outcome);
    expect(result.milliseconds).toBeLessThan(8_000);
  });

  function circle(): Buffer {
    const pdf = PdfFixture.create();
    const offset = pdf.bytes.length;
    return pdf.append(`xref\n0 0\ntrailer\n<< /Root 1 0 R /Prev ${offset} >>\nstartxref\n${offset}\n%%EOF`).bytes;
  }

  function packed(entries: string): Buffer {
    const head = `%PDF-1.7\n`;
    return latin1(`${head}1 0 obj\n<< ${entries} /Filter /FlateDecode /Length ${bomb.length} >>\nstream\n${bomb}\nendstream\nendobj\nstartxref\n${head.length}\n%%EOF`);
  }

  function objectStreamBomb(): Buffer {
    const pdf = PdfFixture.create();
    const catalog = `<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${bomb.length} >>\nstream\n${bomb}\nendstream`;
    return pdf.update({ 50: catalog }, { bare: true }).append('startxref\n1\n%%EOF').bytes;
  }

  it('a chain of a hundred thousand objects behind a changed page', () => {
    const links = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [100 + index, `<< /Next ${101 + index} 0 R /Prev ${99 + index} 0 R >>`]));
    const base = PdfFixture.create({ objects: { ...links, 1: '<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R /Outlines 100 0 R >>' } });
    const signed = base.sign({ signer: pki.signers.clerk });
    const start = process.hrtime.bigint();
    const { signatures } = readPdfSignatures(signed.update({ 100_050: '<< /Title (new) /Next 100051 0 R >>' }).bytes);
    expect(signatures[0]?.changesAfter.map(({ key, allowed }) => [key, allowed])).toEqual([['Outlines', false]]);
    expect(Number(process.hrtime.bigint() - start) / 1e6).toBeLessThan(8_000);
  });

  it('a hundred revisions', () => {
    let pdf = PdfFixture.create().sign({ signer: pki.signers.clerk });
    for (let count = 0; count < 100; count += 1) pdf = pdf.update({ 7: `<< /ModDate (D:2026010100${String(count % 60).padStart(2, '0')}00Z) >>` });
    const { revisions, signatures } = readPdfSignatures(pdf.bytes);
    expect(revisions).toBe(102);
    expect(signatures[0]?.changesAfter).toHaveLength(100);
    expect(signatures[0]?.changesAfter.every(({ allowed }) => allowed)).toBe(true);
  });
});

describe('a scan of 100 MB', () => {
  it('is answered within seconds and without a copy of it', { timeout: 60_000 }, () => {
    const images = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => {
        const data = randomBytes(MB).toString('latin1');
        return [100 + index, `<< /Type /XObject /Subtype /Image /Length ${data.length} >>\nstream\n${data}\nendstream`];
      }),
    );
    const names = Object.keys(images).map((number) => `/I${number} ${number} 0 R`);
    const page = `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << ${names.join(' ')} >> >> /Contents 4 0 R /Annots [8 0 R 10 0 R] >>`;
    const { bytes } = PdfFixture.create({ objects: { ...images, 3: page } })
      .sign({ signer: pki.signers.clerk })
      .addDss({ certificates: [pki.root.certificate] })
      .timestamp({ authority: pki.timestampAuthority, time: later(-DAY) });
    const before = process.memoryUsage();
    const start = process.hrtime.bigint();
    const { signatures } = readPdfSignatures(bytes);
    const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
    const after = process.memoryUsage();
    expect(signatures.map(({ kind, problems }) => [kind, problems.length])).toEqual([['signature', 0], ['document-timestamp', 0]]);
    expect(signatures[0]?.covered.chunks[0]?.buffer).toBe(bytes.buffer);
    expect(milliseconds).toBeLessThan(5_000);
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(40 * MB);
    expect(after.heapUsed - before.heapUsed).toBeLessThan(60 * MB);
    // Rebuilding its table costs no more.
    const lost = Buffer.from(bytes);
    for (let at = lost.indexOf('startxref'); at >= 0; at = lost.indexOf('startxref', at + 1)) lost.write('startnone', at);
    expect(measured(lost)).toMatchObject({ outcome: 'read' });
    expect(measured(lost).milliseconds).toBeLessThan(5_000);
  });
});
