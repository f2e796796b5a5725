import { describe, expect, it } from 'vitest';
import { firstSignature, secondSignature } from '#shared/domain/counted-signature.ts';
import { PASSED, report } from '../../support/fake-desk/reports.ts';

const HOLDER = 'Коваленко О. П.';
const [CONTAINER, TEXT, ANNEX, OTHER] = ['a', 'b', 'd', 'e'].map((letter) => letter.repeat(64)) as [string, string, string, string];
const object = (name: string, sha256: string) => ({ name, sha256, status: 'intact' as const });
const container = report('договір.asice', CONTAINER, [{ ...PASSED, signedObjects: [object('договір.pdf', TEXT), object('додаток.pdf', ANNEX)] }], { container: 'asic-e' });
const filesWith = (annex: string) => [
  { fileName: 'договір.pdf', sha256: TEXT, role: 'main' as const },
  { fileName: 'додаток.pdf', sha256: annex, role: 'attachment' as const },
  { fileName: 'договір.asice', sha256: CONTAINER, role: 'signature' as const },
];

describe('a signature inside a container over a text and its annexes', () => {
  it('[SIGN-18] [VER-11] counts for whoever signs first, as long as the annexes lie there as they were signed', () => {
    expect(firstSignature([container], TEXT, HOLDER, filesWith(ANNEX))).toEqual({ answer: 'passed', place: { sha256: CONTAINER, id: PASSED.id }, content: TEXT, inside: false });
    expect(firstSignature([container], TEXT, HOLDER, filesWith(OTHER))).toMatchObject({ answer: 'otherContent' });
    expect(firstSignature([container], OTHER, HOLDER, filesWith(ANNEX))).toMatchObject({ answer: 'otherContent' });
  });

  it('[SIGN-18] [VER-11] counts for the second party in the same way', () => {
    const second = (annex: string, content = TEXT) => secondSignature([container], CONTAINER, HOLDER, { content, firstSignerInside: null }, false, filesWith(annex)).answer;
    expect(second(ANNEX)).toBe('passed');
    expect(second(OTHER)).toBe('otherContent');
    expect(second(ANNEX, OTHER)).toBe('otherContent');
  });

  it('[VER-05] counts where the container is the document itself, and nothing was laid into it', () => {
    const alone = [{ fileName: 'заява.asice', sha256: CONTAINER, role: 'main' as const }];
    expect(firstSignature([container], CONTAINER, HOLDER, alone)).toMatchObject({ answer: 'passed' });
    expect(firstSignature([{ ...container, unsignedFiles: ['чужий.pdf'] }], CONTAINER, HOLDER, alone)).toMatchObject({ answer: 'otherContent' });
  });
});
