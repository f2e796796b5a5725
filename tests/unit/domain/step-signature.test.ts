import { describe, expect, it } from 'vitest';
import { stepSignature } from '#shared/domain/routes/step-signature.ts';
import type { SignatureReport } from '#shared/domain/signature-report.ts';
import { FAILED, PASSED, report, UNDETERMINED } from '../../support/fake-desk/reports.ts';

const FILE = 'a'.repeat(64);
const CONTENT = 'b'.repeat(64);
const NAME = 'Коваленко О. П.';

function finding(signatures: readonly SignatureReport[], { personName = NAME, contentSha256 = CONTENT, signatureSha256 = FILE } = {}) {
  return stepSignature([report('наказ.pdf.p7s', FILE, signatures, { content: { fileName: 'наказ.pdf', sha256: CONTENT } })], { contentSha256, signatureSha256, personName });
}

describe('a signature by which a step is taken', () => {
  it('[SIGN-06] is of who takes the step, over the content that stands', () => {
    expect(finding([PASSED])).toMatchObject({ signature: { verdict: 'passed', signers: { length: 1 } } });
    expect(finding([PASSED], { personName: 'Петренко О. П.' })).toMatchObject({ problem: 'notHis', signers: { length: 1 } });
    expect(finding([{ ...PASSED, signerKind: 'seal' }])).toMatchObject({ problem: 'notHis' });
    expect(finding([PASSED], { contentSha256: 'c'.repeat(64) })).toEqual({ problem: 'notOfContent' });
    expect(finding([PASSED], { signatureSha256: 'c'.repeat(64) })).toEqual({ problem: 'notOfContent' });
    expect(finding([])).toEqual({ problem: 'notOfContent' });
  });

  it('[SIGN-06] may stand among those of others, of which none may fail', () => {
    const other = UNDETERMINED.signer?.commonName;
    const both = finding([PASSED, UNDETERMINED]);
    expect(both).toMatchObject({ signature: { verdict: 'undetermined' } });
    expect(JSON.stringify(both)).not.toContain(other);
    expect(finding([PASSED, FAILED])).toEqual({ problem: 'failed' });
    expect(finding([FAILED])).toEqual({ problem: 'failed' });
    expect(finding([{ ...PASSED, dataIntact: false }])).toEqual({ problem: 'failed' });
    expect(finding([{ ...PASSED, signatureIntact: null }])).toEqual({ problem: 'failed' });
  });
});
