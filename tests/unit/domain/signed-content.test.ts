import { describe, expect, it } from 'vitest';
import { contentBinding, type ContentFacts, touchesSigned } from '#shared/domain/signed-content.ts';
import type { SignatureReport } from '#shared/domain/signature-report.ts';

const NOBODY: ContentFacts = { files: [{ sha256: 'a', role: 'main' }, { sha256: 'b', role: 'attachment' }], reports: [], signedHere: false, byPassword: false, byRoute: false };
// The rule counts signatures and reads none of them.
const signature = { id: '1' } as SignatureReport;
const WAYS: readonly (readonly [string, Partial<ContentFacts>])[] = [
  ['signature-made-here', { signedHere: true }],
  ['route', { byRoute: true }],
  ['password', { byPassword: true }],
  ['signature-file', { files: [...NOBODY.files, { sha256: 'c', role: 'signature' }] }],
  ['signature-inside', { reports: [{ sha256: 'a', signatures: [signature] }] }],
  // An annex is of the content as the main file is.
  ['signature-inside', { reports: [{ sha256: 'a', signatures: [] }, { sha256: 'b', signatures: [signature] }] }],
];

describe('content that somebody answered for', () => {
  it('binds nothing where nobody did, and a file that lies there no more speaks of none', () => {
    expect(contentBinding(NOBODY)).toBeNull();
    expect(contentBinding({ ...NOBODY, reports: [{ sha256: 'gone', signatures: [signature] }, { sha256: 'a', signatures: [] }] })).toBeNull();
    expect((['replaced', 'arranged', 'added'] as const).filter((change) => touchesSigned(change, NOBODY, ['attachment']))).toEqual([]);
  });

  it.each(WAYS)('[CARD-08] [SIGN-06] is told as bound by %s, and other bytes in its place are refused', (binding, facts) => {
    expect(contentBinding({ ...NOBODY, ...facts })).toBe(binding);
    expect(touchesSigned('replaced', { ...NOBODY, ...facts })).toBe(true);
  });

  it('[CARD-08] what was signed here takes neither another order nor annexes; signatures and reports it takes', () => {
    const signedHere = { ...NOBODY, signedHere: true };
    expect(touchesSigned('arranged', signedHere)).toBe(true);
    expect(touchesSigned('added', signedHere, ['signature', 'attachment'])).toBe(true);
    expect(touchesSigned('added', signedHere, ['main'])).toBe(true);
    expect(touchesSigned('added', signedHere, ['signature', 'validation-report'])).toBe(false);
    // What others signed is arranged until it is registered.
    expect(touchesSigned('arranged', { ...NOBODY, ...WAYS[3]?.[1] })).toBe(false);
  });
});
