import { describe, expect, it } from 'vitest';
import { isTaken, saidOfDocument, TAKE_FILES, whyNotTaken } from '#shared/domain/package-documents.ts';

const LARGEST = 1000;
const main = { fileName: 'Лист.pdf', size: 10, role: 'main' as const };
const signature = { fileName: 'Лист.pdf.p7s', size: 10, role: 'signature' as const };
const card = { direction: 'incoming', correspondent: 'Обласний ліцей', correspondentNumber: '7/12', correspondentDate: '2025-10-30', registrationIndex: '112/01-05', registrationDate: '2025-11-04', subject: ' Про звіт ' };

describe('a document of a package', () => {
  it.each([
    ['goes over with its signature', [main, signature], null],
    ['without a file is no document', [], 'noDocument'],
    ['of a signature alone is none', [signature], 'noDocument'],
    ['with two documents in one is none', [main, main], 'noDocument'],
    ['has as many files as one operation holds', [main, ...Array.from({ length: TAKE_FILES - 1 }, () => signature)], null],
    ['has no more of them', [main, ...Array.from({ length: TAKE_FILES }, () => signature)], 'tooManyFiles'],
    ['may be as large as any file here', [{ ...main, size: LARGEST }], null],
    ['may not be larger', [{ ...main, size: LARGEST + 1 }], 'fileTooLarge'],
  ] as const)('%s', (_what, files, reason) => expect(whyNotTaken(files, LARGEST)).toBe(reason));

  it('[SEC-23] brings no program in, whatever it is to the document', () => {
    for (const fileName of ['setup.exe', 'Лист.pdf.js', 'Лист.lnk. ']) expect(whyNotTaken([main, { fileName, size: 1, role: 'attachment' }], LARGEST)).toBe('program');
  });

  it('goes over once, and again only where every letter of it was taken off the list', () => {
    expect(isTaken([])).toBe(false);
    expect(isTaken(['discarded', 'discarded'])).toBe(false);
    for (const state of ['waiting', 'registered', 'joined', 'returned'] as const) expect(isTaken(['discarded', state])).toBe(true);
  });

  it('bears number and date of who sent it: the correspondent of that office, or that office itself', () => {
    expect(saidOfDocument(card, 'Університет')).toEqual({ correspondent: 'Обласний ліцей', number: '7/12', date: '2025-10-30', subject: 'Про звіт' });
    for (const direction of ['outgoing', 'internal']) expect(saidOfDocument({ ...card, direction }, 'Університет')).toEqual({ correspondent: 'Університет', number: '112/01-05', date: '2025-11-04', subject: 'Про звіт' });
    expect(saidOfDocument({ ...card, direction: 'outgoing' }, null).correspondent).toBeNull();
  });

  it('says nothing where the foreign card says nothing, or nothing that a card here could hold', () => {
    const said = saidOfDocument({ ...card, correspondent: ' ', correspondentNumber: null, correspondentDate: '30 жовтня', subject: 'ї'.repeat(5000) }, null);
    expect(said).toMatchObject({ correspondent: null, number: null, date: null });
    expect(said.subject).toHaveLength(1000);
  });
});
