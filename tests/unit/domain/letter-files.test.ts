import { describe, expect, it } from 'vitest';
import { groupLetterFiles, overallVerdict } from '#shared/domain/letter-files.ts';
import type { Indication } from '#shared/domain/signature-indications.ts';

const file = (fileName: string) => ({ fileName, sha256: fileName });
const shape = (names: string[]) => groupLetterFiles(names.map(file)).map((letter) => letter.map(({ file: { fileName }, role }) => `${role}:${fileName}`));

describe('files that came together', () => {
  it('puts a signature beside the document that it names', () => {
    expect(shape(['лист.pdf', 'лист.pdf.p7s', 'інше.pdf'])).toEqual([['main:лист.pdf', 'signature:лист.pdf.p7s'], ['main:інше.pdf']]);
  });

  it('takes the only document of the same name for a signature without its ending', () => {
    expect(shape(['Хат.PDF', 'хат.p7s'])).toEqual([['main:Хат.PDF', 'signature:хат.p7s']]);
    expect(shape(['хат.pdf', 'хат.docx', 'хат.p7s'])).toEqual([['main:хат.pdf'], ['main:хат.docx'], ['main:хат.p7s']]);
  });

  it('keeps several signatures of one document and lets a lone signature be a letter', () => {
    expect(shape(['a.pdf', 'a.pdf.p7s', 'a.pdf.sig', 'b.p7s', 'c.p7m'])).toEqual([['main:a.pdf', 'signature:a.pdf.p7s', 'signature:a.pdf.sig'], ['main:c.p7m'], ['main:b.p7s']]);
  });

  it('a report of a checking service joins the one letter that it came with, and stands alone beside several', () => {
    expect(shape(['Validation_Report.pdf', 'a.pdf', 'a.pdf.p7s'])).toEqual([['main:a.pdf', 'signature:a.pdf.p7s', 'validation-report:Validation_Report.pdf']]);
    expect(shape(['a.pdf', 'b.pdf', 'Validation_Report.pdf'])).toEqual([['main:a.pdf'], ['main:b.pdf'], ['main:Validation_Report.pdf']]);
    expect(shape(['validation report.PDF'])).toEqual([['main:validation report.PDF']]);
  });

  it('loses no file', () => {
    const names = ['1.pdf', '1.p7s', '2.p7s', '3.png', '1.pdf.p7s'];
    expect(groupLetterFiles(names.map(file)).flat().map((entry) => entry.file.fileName).sort()).toEqual(names.sort());
  });
});

describe('verdict over all files', () => {
  const report = (...indications: Indication[]) => ({
    sha256: 'file',
    content: null,
    signatures: indications.map((indication) => ({ indication, signedObjects: [] })),
    indication: indications[0] ?? ('NO_SIGNATURE_FOUND' as const),
  });
  const main = { ...report(), sha256: 'main' };

  it('is the worst over every signature', () => {
    expect(overallVerdict([report('TOTAL-PASSED', 'TOTAL-PASSED')])).toBe('passed');
    expect(overallVerdict([report('TOTAL-PASSED'), report('INDETERMINATE')])).toBe('undetermined');
    expect(overallVerdict([report('INDETERMINATE', 'TOTAL-FAILED'), report('TOTAL-PASSED')])).toBe('failed');
  });

  it('does not count a document without a signature beside its signature file', () => {
    expect(overallVerdict([main, { ...report('TOTAL-PASSED'), content: { sha256: 'main' } }])).toBe('passed');
    const [signature] = report('TOTAL-PASSED').signatures;
    if (signature === undefined) throw new Error('one signature expected');
    expect(overallVerdict([main, { ...report('TOTAL-PASSED'), signatures: [{ ...signature, signedObjects: [{ sha256: 'main' }] }] }])).toBe('passed');
    expect(overallVerdict([report()])).toBe('unsigned');
    expect(overallVerdict([])).toBe('unsigned');
  });

  it('[VER-11] a main document that nobody signed is not passed by the signatures of what came with it', () => {
    expect(overallVerdict([main, report('TOTAL-PASSED')])).toBe('undetermined');
    expect(overallVerdict([main, { ...report('TOTAL-PASSED'), content: { sha256: 'enclosure' } }])).toBe('undetermined');
    expect(overallVerdict([main, { ...report(), content: { sha256: 'main' } }, report('TOTAL-PASSED')])).toBe('undetermined');
    expect(overallVerdict([main, report('TOTAL-FAILED')])).toBe('failed');
    expect(overallVerdict([report('TOTAL-PASSED'), main])).toBe('passed');
  });

  it('counts a signature file that cannot be read', () => {
    const unreadable = { ...report(), indication: 'TOTAL-FAILED' as const };
    expect(overallVerdict([report('TOTAL-PASSED'), unreadable])).toBe('failed');
  });
});
