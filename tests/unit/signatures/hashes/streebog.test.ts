import { describe, expect, it } from 'vitest';

import { createStreebog } from '../../../../src-main/signatures/algorithms/hashes/streebog.ts';
import { engineHash, enginePresent, engineSuffix } from './gost-engine.ts';
import { bytes, counting, hashOf, hex } from './hex.ts';

/** RFC 6986 prints messages and hashes as numbers, the most significant byte first. */
const printed = (text: string): Buffer => Buffer.from(bytes(text).toReversed());

const M1 = printed(
  '323130393837363534333231303938373635343332313039383736353433323130 393837363534333231303938373635343332313039383736353433323130',
);
const M2 = printed(
  'fbe2e5f0eee3c820fbeafaebef20fffbf0e1e0f0f520e0ed20e8ece0ebe5f0f2f120fff0eeec20f120faf2fee5e2202ce8f6f3ede220e8e6eee1e8f0f2d1202ce8f0f2e5e220e5d1',
);

describe('Streebog', () => {
  it.each([
    [
      'M1',
      M1,
      '486f64c1917879417fef082b3381a4e211c324f074654c38823a7b76f830ad00fa1fbae42b1285c0352f227524bc9ab16254288dd6863dccd5b9f54a1ad0541b',
      '00557be5e584fd52a449b16b0251d05d27f94ab76cbaa6da890b59d8ef1e159d',
    ],
    [
      'M2',
      M2,
      '28fbc9bada033b1460642bdcddb90c3fb3e56c497ccd0f62b8a2ad4935e85f037613966de4ee00531ae60f3b5a47f8dae06915d5f2f194996fcabf2622e6881e',
      '508f7e553c06501d749a66fc28c6cac0b005746d97537fa85d9e40904efed29d',
    ],
  ])('example %s of RFC 6986 clause 10', (_name, message, long, short) => {
    expect(hashOf(createStreebog(512), message)).toBe(hex(printed(long)));
    expect(hashOf(createStreebog(256), message)).toBe(hex(printed(short)));
  });

  it('the examples are the texts that they are known by', () => {
    expect(M1.toString('latin1')).toBe('012345678901234567890123456789012345678901234567890123456789012');
    expect(M2).toHaveLength(72);
  });

  it('no message at all', () => {
    expect(hashOf(createStreebog(256))).toBe('3f539a213e97c802cc229d474c6aa32a825a360b2a933a949fd925208d9ce1bb');
    expect(hashOf(createStreebog(512))).toBe('8e945da209aa869f0455928529bcae4679e9873ab707b55315f56ceb98bef0a7362f715528356ee83cda5f2aac4c6ad2ba3a715c1bcd81cb8e9f90bf4c1c1a8a');
  });
});

describe.skipIf(!enginePresent)(`Streebog beside openssl's engine${engineSuffix}`, () => {
  it.each([0, 1, 63, 64, 65, 127, 128, 129, 65_535, 65_536, 65_600, 131_073])('%i bytes', (length) => {
    const message = counting(length);
    expect(hashOf(createStreebog(256), message)).toBe(engineHash('md_gost12_256', message));
    expect(hashOf(createStreebog(512), message)).toBe(engineHash('md_gost12_512', message));
  });

  it('carries of the checksum go through all its words', () => {
    const message = new Uint8Array(70_000).fill(0xff);
    expect(hashOf(createStreebog(512), message)).toBe(engineHash('md_gost12_512', message));
  });

  it('a million letters', () => {
    const message = Buffer.alloc(1_000_000, 'a');
    expect(hashOf(createStreebog(256), message)).toBe(engineHash('md_gost12_256', message));
    expect(hashOf(createStreebog(512), message)).toBe(engineHash('md_gost12_512', message));
  });
});
