import { describe, expect, it } from 'vitest';

import { LimitExceededError } from '../../../src-main/signatures/limits.ts';
import { PdfFormatError, readPdfSignatures } from '../../../src-main/signatures/formats/pdf/index.ts';
import { corporaPresent, corpusFile, corpusFiles, suffix } from '../../corpora/corpora.ts';
import { messageDigestFits } from './pdf-support.ts';
import type { PdfSignature } from '../../../src-main/signatures/formats/pdf/index.ts';

interface ExpectedRow {
  readonly file: string;
  readonly signatures: number | null;
  readonly valid: boolean | readonly boolean[] | null;
  readonly dataIntact: boolean | null;
}

const rows: readonly ExpectedRow[] = corporaPresent
  ? (JSON.parse(corpusFile('ades/expected.json').toString('utf8')) as ExpectedRow[]).filter(({ file }) => file.startsWith('pades/'))
  : [];

/** Files in which somebody changed something after signing: what must be said of them. */
const CHANGED: Readonly<Record<string, readonly string[]>> = {
  'pades/pdf-signed-added-page.pdf': ['page-added page-added', 'page-content page-tree-changed'],
  'pades/dss-2236/annotation-and-visible-change.pdf': ['form-fill appearance-without-value', 'catalog catalog-changed'],
};

const objected = ({ changesAfter }: PdfSignature): string[] =>
  changesAfter.filter(({ allowed }) => !allowed).map(({ kind, reason }) => `${kind} ${reason}`);

describe.skipIf(!corporaPresent)(`[VER-11] PAdES files of a European test suite${suffix}`, () => {
  it('are all there', () => {
    expect(rows.length).toBeGreaterThanOrEqual(25);
  });

  it.each(rows.map((row) => [row.file, row] as const))('%s', (file, row) => {
    const { signatures, unreadableMarks, rebuilt } = readPdfSignatures(corpusFile(`ades/${file}`));
    expect(signatures.filter(({ kind }) => kind === 'signature')).toHaveLength(row.signatures ?? -1);
    expect(unreadableMarks).toEqual([]);
    expect(rebuilt).toBe(false);
    expect(signatures.map(({ problems }) => problems)).toEqual(signatures.map(() => []));
    // Where the digest algorithm is not named (null), nothing is stated about the data either.
    const fits = signatures.map(messageDigestFits);
    expect(fits).not.toContain(row.dataIntact === false);
    if (row.dataIntact !== null) expect(fits).toEqual(signatures.map(() => row.dataIntact));
    const changes = [...new Set(signatures.flatMap(objected))];
    const expected = CHANGED[file];
    if (expected === undefined) expect(changes).toEqual([]);
    else expect(changes).toEqual(expect.arrayContaining([...expected]));
  });

  it('a structure tree that grew with a further signature is reported', () => {
    const { signatures } = readPdfSignatures(corpusFile('ades/pades/pdf-structtreeroot-changes.pdf'));
    expect(signatures[0]?.changesAfter.map(({ reason }) => reason)).toContain('structure-tree-grew');
  });
});

describe.skipIf(!corporaPresent)(`odd, damaged and hostile PDF${suffix}`, () => {
  it.each(corpusFiles('pdf').filter((path) => path.endsWith('.pdf')))('%s is answered', (path) => {
    const before = process.hrtime.bigint();
    try {
      const { signatures } = readPdfSignatures(corpusFile(path));
      expect(signatures).toHaveLength(path.endsWith('signed_verified.pdf') ? 1 : 0);
    } catch (error) {
      expect(error instanceof PdfFormatError || error instanceof LimitExceededError, String(error)).toBe(true);
    }
    expect(Number(process.hrtime.bigint() - before) / 1e6).toBeLessThan(5_000);
  });

  it('a range that covers the angle brackets of its own value is refused, as other judges refuse its digest', () => {
    const { signatures } = readPdfSignatures(corpusFile('pdf/pdfjs-signed_verified.pdf'));
    expect(signatures[0]?.problems.map(({ kind }) => kind)).toEqual(['byte-range-gap']);
  });
});
