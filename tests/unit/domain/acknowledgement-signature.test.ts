import { describe, expect, it } from 'vitest';
import { acknowledgementSignature } from '#shared/domain/acknowledgement-signature.ts';
import type { SignatureReport } from '#shared/domain/signature-report.ts';
import { FAILED, PASSED, report, UNDETERMINED } from '../../support/fake-desk/reports.ts';

const FILE = 'a'.repeat(64);
const CONTENT = 'b'.repeat(64);

function answer(signatures: readonly SignatureReport[], { personName = 'Коваленко О. П.', documentFiles = [CONTENT], sha256 = FILE } = {}) {
  const one = report('наказ.pdf.p7s', FILE, signatures, { content: { fileName: 'наказ.pdf', sha256: CONTENT } });
  return acknowledgementSignature([one], { sha256, documentFiles, files: [], personName });
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
    expect(acknowledgementSignature([], { sha256: FILE, documentFiles: [CONTENT], files: [], personName: 'Коваленко О. П.' })).toBe('missing');
  });

  it('[ACK-02] [VER-11] lies in a container over the document too, as long as the annexes that it binds lie there as they were signed', () => {
    const bound = (name: string, sha256: string) => ({ name, sha256, status: 'intact' as const });
    const file = (fileName: string, sha256: string, role: 'main' | 'attachment' | 'signature') => ({ fileName, sha256, role });
    const MAIN = file('наказ.pdf', CONTENT, 'main');
    const BESIDE = file('наказ.asice', FILE, 'signature');
    const inContainer = (files: readonly ReturnType<typeof file>[], objects = [bound('наказ.pdf', CONTENT), bound('додаток.pdf', 'd'.repeat(64))], unsignedFiles: readonly string[] = []) =>
      acknowledgementSignature([report('наказ.asice', FILE, [{ ...PASSED, signedObjects: objects }], { container: 'asic-e', unsignedFiles })], { sha256: FILE, documentFiles: [CONTENT], files, personName: 'Коваленко О. П.' });
    const asSigned = [MAIN, file('додаток.pdf', 'd'.repeat(64), 'attachment'), BESIDE];
    expect(inContainer(asSigned)).toBe('good');
    expect(inContainer([...asSigned, file('пізніше.pdf', 'e'.repeat(64), 'attachment')])).toBe('good');
    expect(inContainer([MAIN, file('додаток.pdf', 'e'.repeat(64), 'attachment'), BESIDE])).toBe('ofOtherDocument');
    expect(inContainer([MAIN, BESIDE])).toBe('ofOtherDocument');
    expect(inContainer(asSigned, undefined, ['додаток 2.pdf'])).toBe('ofOtherDocument');
    expect(inContainer(asSigned, [bound('додаток.pdf', 'd'.repeat(64))])).toBe('ofOtherDocument');
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

  it('[ACK-02] is not made a qualified one by what its certificate claims', () => {
    const holder = { profile: 'kazakhstan', kind: 'employee', person: { name: 'КОВАЛЕНКО ОЛЕНА', surname: 'КОВАЛЕНКО', givenNames: 'ОЛЕНА', codes: [] }, organization: null, roles: [], purpose: 'signature', claim: { level: 'digital-signature', statements: [], onQualifiedDevice: false } } as const;
    const claiming: SignatureReport = { ...PASSED, legalLevel: 'undetermined', signer: PASSED.signer === null ? null : { ...PASSED.signer, holder } };
    expect(answer([claiming], { personName: 'Коваленко О.' })).toBe('notQualified');
    expect(answer([{ ...claiming, legalLevel: 'qualified' }], { personName: 'Коваленко О.' })).toBe('good');
  });
});
