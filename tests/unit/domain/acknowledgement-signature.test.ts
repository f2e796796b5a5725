import { describe, expect, it } from 'vitest';
import { acknowledgementSignature } from '#shared/domain/acknowledgement-signature.ts';
import type { SignatureReport } from '#shared/domain/signature-report.ts';
import { FAILED, PASSED, report, UNDETERMINED } from '../../support/fake-desk/reports.ts';

const FILE = 'a'.repeat(64);
const CONTENT = 'b'.repeat(64);

function answer(signatures: readonly SignatureReport[], { personName = 'Коваленко О. П.', documentFiles = [CONTENT], sha256 = FILE } = {}) {
  const one = report('наказ.pdf.p7s', FILE, signatures, { content: { fileName: 'наказ.pdf', sha256: CONTENT } });
  return acknowledgementSignature([one], { sha256, documentFiles, personName });
}

describe('a signature that acknowledges', () => {
  it('[ACK-02] is a qualified one of the person that was checked and passed', () => {
    expect(answer([PASSED])).toBe('good');
    expect(answer([FAILED])).toBe('failed');
    expect(answer([{ ...PASSED, indication: 'INDETERMINATE', subIndication: 'TRY_LATER' }])).toBe('notDetermined');
    expect(answer([{ ...PASSED, legalLevel: 'advanced' }])).toBe('notQualified');
    expect(answer([{ ...PASSED, legalLevel: 'undetermined' }])).toBe('notQualified');
    // Of two signatures of his, the good one counts.
    expect(answer([FAILED, PASSED])).toBe('good');
  });

  it('[ACK-02] is of that document and stands in its newest check', () => {
    expect(answer([PASSED], { documentFiles: ['c'.repeat(64)] })).toBe('ofOtherDocument');
    expect(answer([PASSED], { sha256: 'c'.repeat(64) })).toBe('missing');
    expect(answer([])).toBe('missing');
    expect(acknowledgementSignature([], { sha256: FILE, documentFiles: [CONTENT], personName: 'Коваленко О. П.' })).toBe('missing');
  });

  it.each(['Коваленко О. П.', 'Коваленко Олена Петрівна', 'Олена КОВАЛЕНКО', 'О. П. Коваленко', 'Kovalenko O.'])('[ACK-02] %s is the holder of the certificate', (personName) => {
    expect(answer([PASSED], { personName })).toBe('good');
  });

  it.each(['Коваленко І. П.', 'Петренко О. П.', 'Коваленко', 'Коваленко Олексій', ''])('[ACK-02] %s is not', (personName) => {
    expect(answer([PASSED], { personName })).toBe('notHis');
  });

  it('[ACK-02] is no seal and no signature of another', () => {
    expect(answer([{ ...PASSED, signerKind: 'seal' }])).toBe('notHis');
    expect(answer([{ ...PASSED, kind: 'counter-signature' }])).toBe('notHis');
    expect(answer([UNDETERMINED])).toBe('notHis');
  });

  it('[ACK-02] in Kazakhstan is the digital signature of its law, which knows no degrees', () => {
    const kazakh = (level: 'digital-signature' | null): SignatureReport => ({
      ...PASSED,
      legalLevel: 'undetermined',
      signer: PASSED.signer === null ? null : { ...PASSED.signer, holder: { profile: 'kazakhstan', kind: 'employee', person: { name: 'КОВАЛЕНКО ОЛЕНА', surname: 'КОВАЛЕНКО', givenNames: 'ОЛЕНА', codes: [] }, organization: null, roles: [], purpose: 'signature', claim: { level, statements: [], onQualifiedDevice: false } } },
    });
    expect(answer([kazakh('digital-signature')], { personName: 'Коваленко О.' })).toBe('good');
    expect(answer([kazakh(null)], { personName: 'Коваленко О.' })).toBe('notQualified');
  });
});
