import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCopy, readCopyCode, writeCopyCode } from '#shared/domain/copy-code.ts';

const documentId = '019c0000-7a3e-7bbb-8ccc-0123456789ab';
const sha256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const VERDICTS = ['passed', 'failed', 'undetermined', 'unsigned'] as const;

/** What the keys of a text give in another layout. */
const typedIn = (text: string, keys: Readonly<Record<string, string>>): string => Array.from(text, (letter) => keys[letter.toLowerCase()] ?? letter).join('');
const RUSSIAN = { c: 'с', h: 'р', ':': 'Ж', a: 'ф', b: 'и', d: 'в', e: 'у', f: 'а', p: 'з', u: 'г', n: 'т', g: 'п', i: 'ш', s: 'ы', r: 'к', t: 'е' };
const KAZAKH = { ...RUSSIAN, 1: '"', 2: 'ә', 3: 'і', 4: 'ң', 5: 'ғ', 6: ',', 7: '.', 8: 'ү', 9: 'ұ', 0: 'қ', '-': 'ө' };

describe('the code on a copy', () => {
  it.each([...VERDICTS, null])('is read as it was written (%s)', (verdict) => {
    expect(readCopyCode(writeCopyCode({ documentId, sha256, verdict }))).toEqual({ documentId, hash: sha256.slice(0, 20), verdict });
  });

  it('is read from a file that was never registered, and from the label of a paper', () => {
    expect(readCopyCode(writeCopyCode({ documentId: null, sha256, verdict: 'passed' }))).toEqual({ documentId: null, hash: sha256.slice(0, 20), verdict: 'passed' });
    expect(readCopyCode(`CH1:${documentId}`)).toEqual({ documentId, hash: null, verdict: null });
  });

  it.each([['Ukrainian', { ...RUSSIAN, s: 'і' }], ['Russian', RUSSIAN], ['Kazakh', KAZAKH]])('is read from a scanner that types it in the %s layout', (_name, keys) => {
    for (const verdict of VERDICTS) {
      const code = writeCopyCode({ documentId, sha256, verdict });
      expect(readCopyCode(`${typedIn(code, keys)}\r\n`), code).toEqual(readCopyCode(code));
    }
    const unregistered = writeCopyCode({ documentId: null, sha256, verdict: 'failed' });
    expect(readCopyCode(typedIn(unregistered, keys))).toEqual(readCopyCode(unregistered));
  });

  it('is seen in nothing else: numbers, words, other codes, anything', () => {
    for (const text of ['', '01-14/865', 'CH3:unregistered:9f86d081884c7d659a2f', 'CH2:unregistered:9f86d081884c7d659a2f', `CH1:${documentId}:xyz`, `${writeCopyCode({ documentId, sha256, verdict: 'passed' })} і ще`, 'https://example.org/CH1']) expect(readCopyCode(text), text).toBeNull();
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => readCopyCode(text) === null));
  });
});

describe('a copy beside its document', () => {
  const code = { documentId, hash: sha256.slice(0, 20), verdict: 'passed' } as const;
  const document = { sha256, verdict: 'passed', isVoid: false } as const;

  it.each([
    ['agrees', code, document, true],
    ['states another file', { ...code, hash: 'a'.repeat(20) }, document, false],
    ['says passed where the last check failed', code, { ...document, verdict: 'failed' as const }, false],
    ['says passed where nothing is known any more', code, { ...document, verdict: null }, false],
    ['is of a number that was taken out of use', code, { ...document, isVoid: true }, false],
    ['is of a document whose file is not there', code, { ...document, sha256: null }, false],
    ['is a label, which states nothing', { documentId, hash: null, verdict: null }, document, true],
  ] as const)('%s', (_name, stated, held, agrees) => {
    expect(compareCopy(stated, held).agrees).toBe(agrees);
  });
});
