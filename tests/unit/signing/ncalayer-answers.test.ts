import { describe, expect, it } from 'vitest';
import { readBasicsAnswer, readCommonUtilsAnswer, readGreeting } from '../../../src-main/signing/ncalayer/answers.ts';
import { NcalayerError } from '../../../src-main/signing/ncalayer/ncalayer-error.ts';
import { mutatedBytes, randomFrom } from '../../support/mutations.ts';

const CMS = Buffer.from('3003020105', 'hex');
const BASE64 = CMS.toString('base64');
const pem = (label: string): string => `-----BEGIN ${label}-----\n${BASE64}\n-----END ${label}-----\n`;
const basics = (result: unknown): string => JSON.stringify({ status: true, body: { result } });
const common = (responseObject: unknown): string => JSON.stringify({ code: '200', message: '', responseObject });

function problemOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof NcalayerError) return error.problem;
    throw error;
  }
  return 'none';
}

describe('answers of NCALayer', () => {
  it('reads the greeting', () => {
    expect(readGreeting('{"result":{"version":"1.4"}}')).toBe('1.4');
    expect(readGreeting('{"result":{"version":""}}')).toBeNull();
    expect(readGreeting('{"result":"1.4"}')).toBeNull();
    expect(readGreeting('{"status":true,"body":{}}')).toBeNull();
    expect(readGreeting('no json')).toBeNull();
  });

  it('reads a signature in all the forms that are known', () => {
    for (const result of [BASE64, [BASE64], { signatures: [BASE64], certificate: 'MAA=' }, `${BASE64.slice(0, 4)}\r\n${BASE64.slice(4)}`, pem('CMS'), [pem('PKCS7')]]) {
      expect(Buffer.from(readBasicsAnswer(basics(result)))).toEqual(CMS);
    }
    expect(Buffer.from(readCommonUtilsAnswer(common(BASE64)))).toEqual(CMS);
    expect(Buffer.from(readCommonUtilsAnswer(common(pem('CMS'))))).toEqual(CMS);
  });

  it('refuses what is not exactly one CMS', () => {
    const bad = ['', ' ', [], [''], [BASE64, BASE64], {}, { signatures: [] }, { signatures: BASE64 }, 7, null, true, 'MAA*', 'AAAA', pem('CERTIFICATE'), pem('CMS') + pem('CMS'), `before ${pem('CMS')}`, `${pem('CMS')} after`, '-----BEGIN CMS-----'];
    for (const result of bad) expect([result, problemOf(() => readBasicsAnswer(basics(result)))]).toEqual([result, 'malformed-answer']);
    for (const result of bad) expect([result, problemOf(() => readCommonUtilsAnswer(common(result)))]).toEqual([result, 'malformed-answer']);
    expect(problemOf(() => readCommonUtilsAnswer(JSON.stringify({ code: '200' })))).toBe('malformed-answer');
    expect(problemOf(() => readCommonUtilsAnswer(JSON.stringify({ code: 200, responseObject: BASE64 })))).toBe('malformed-answer');
    for (const status of ['true', 1, null, undefined]) expect(problemOf(() => readBasicsAnswer(JSON.stringify({ status, body: { result: BASE64 } })))).toBe('malformed-answer');
  });

  it('does not take an answer of one module for one of the other', () => {
    expect(problemOf(() => readBasicsAnswer(common(BASE64)))).toBe('malformed-answer');
    expect(problemOf(() => readCommonUtilsAnswer(basics(BASE64)))).toBe('malformed-answer');
  });

  it('tells cancelling, refusing and a missing module apart', () => {
    expect(problemOf(() => readBasicsAnswer('{"status":true,"body":{}}'))).toBe('cancelled-by-user');
    expect(problemOf(() => readCommonUtilsAnswer('{"code":"500","message":"action.canceled"}'))).toBe('cancelled-by-user');
    expect(problemOf(() => readBasicsAnswer('{"status":false,"code":"SIGNING_FAILURE"}'))).toBe('refused');
    expect(problemOf(() => readCommonUtilsAnswer('{"code":"500","message":"something else"}'))).toBe('refused');
    for (const read of [readBasicsAnswer, readCommonUtilsAnswer]) expect(problemOf(() => read('{"success":false,"errorCode":"MODULE_NOT_FOUND"}'))).toBe('module-missing');
  });

  it('keeps the words of the program short and in one line', () => {
    try {
      readBasicsAnswer(JSON.stringify({ status: false, code: 'X', message: `a\r\n\u0007b${'c'.repeat(10_000)}` }));
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof NcalayerError)) throw error;
      expect(error.message).toMatch(/^refused: X: a bc+$/);
      expect(error.message.length).toBeLessThan(250);
    }
  });

  it('does not stumble over deep nesting', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(problemOf(() => readBasicsAnswer(`{"status":true,"body":{"result":${deep}}}`))).toBe('malformed-answer');
    expect(readGreeting(deep)).toBeNull();
  });

  it('answers every mutant with a CMS or a problem, never with another error', () => {
    const random = randomFrom(20_260);
    const originals = ['{"result":{"version":"1.4"}}', basics([BASE64]), basics({ signatures: [pem('CMS')], certificate: '' }), common(BASE64), '{"status":false,"code":"X","message":"y"}', '{"code":"500","message":"action.canceled"}', '{"success":false,"errorCode":"MODULE_NOT_FOUND"}'];
    const runs = Number(process.env['FUZZ_RUNS'] ?? (process.env['FUZZ_FULL'] === '1' ? 300_000 : 20_000));
    const seen = new Set<string>();
    for (let run = 0; run < runs; run += 1) {
      let bytes = Buffer.from(originals[random(originals.length)] ?? '', 'utf8');
      for (let change = 0; change <= random(3) && bytes.length > 0; change += 1) bytes = Buffer.from(mutatedBytes(bytes, random, 12));
      const text = bytes.toString('utf8');
      readGreeting(text);
      for (const read of [readBasicsAnswer, readCommonUtilsAnswer]) seen.add(problemOf(() => expect(read(text)[0]).toBe(0x30)));
    }
    expect([...seen].toSorted()).toEqual(['cancelled-by-user', 'malformed-answer', 'module-missing', 'none', 'refused']);
  });
});
