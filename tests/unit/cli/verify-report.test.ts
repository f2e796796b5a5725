import { describe, expect, it } from 'vitest';
import { jsonLine, textLines } from '../../../src-main/cli/verify-report.ts';
import { CHANGED_AFTER, mixedReport, PASSED, report, WITHOUT_DOCUMENT } from '../../support/fake-desk/reports.ts';

const SHA = 'd'.repeat(64);

describe('printed report', () => {
  it('puts a counter-signature inside the one it signs and names files that nobody signed', () => {
    const lines = textLines('a.asice', mixedReport('a.asice', SHA), 'en').split('\n');
    expect(lines[0]).toBe(`a.asice  SHA-256 ${SHA}`);
    expect(lines.find((line) => line.includes('1. TOTAL-PASSED'))).toMatch(/^ {2}1\. /);
    expect(lines.find((line) => line.includes('1.1. TOTAL-PASSED'))).toMatch(/^ {4}1\.1\. .*Counter-signature/);
    expect(lines).toContain('  Files that are not signed: додаток (без підпису).xlsx');
    expect(lines.some((line) => line.startsWith('  Timestamps of the document: 2026-03-04T08:12:09Z'))).toBe(true);
  });

  it('says what was changed and what is missing', () => {
    expect(textLines('a.pdf', report('a.pdf', SHA, [CHANGED_AFTER]), 'en')).toContain('    the content of a page was changed — NOT ALLOWED; version 3 of the file; page 2');
    expect(textLines('a.p7s', report('a.p7s', SHA, [WITHOUT_DOCUMENT]), 'en')).toContain('    What is missing: The document that this signature was made for.');
  });

  it('lets no name in a certificate steer the terminal', () => {
    const signer = PASSED.signer === null ? null : { ...PASSED.signer, commonName: '\u001B[2J\u001B[1;32mTOTAL-PASSED\u202E\n' };
    const text = textLines('a.p7s', report('a.p7s', SHA, [{ ...PASSED, signer }]), 'en');
    expect(text).not.toMatch(/[\u001B\u202E]/);
    expect(text.split('\n')).toHaveLength(4);
  });

  it('prints every field of the report as JSON', () => {
    const given = mixedReport('a.asice', SHA);
    const printed = JSON.parse(jsonLine('place/a.asice', given)) as { file: string; signatures: Record<string, unknown>[] } & Record<string, unknown>;
    const { fileName: _name, signatures, ...rest } = given;
    expect(printed).toMatchObject({ file: 'place/a.asice', ...rest });
    printed.signatures.forEach((signature, at) => {
      const { signer, reasons, ...fields } = signatures[at] ?? PASSED;
      expect(signature).toMatchObject(fields);
      expect(signature['signer']).toBe(signer?.distinguishedName);
      expect(signature['reasons']).toHaveLength(reasons.length);
    });
  });
});
