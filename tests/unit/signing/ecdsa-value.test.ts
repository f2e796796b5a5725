import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ecdsaSignatureValue } from '../../../src-main/signing/tokens/ecdsa-value.ts';
import { TokenError } from '../../../src-main/signing/tokens/token-error.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('ECDSA values of tokens', () => {
  it('writes r and s as DER integers', () => {
    expect(hex(ecdsaSignatureValue(Buffer.from('0102', 'hex')))).toBe('3006020101020102');
    expect(hex(ecdsaSignatureValue(Buffer.from('807f', 'hex')))).toBe('30070202008002017f');
    expect(hex(ecdsaSignatureValue(Buffer.from('00000a0000ff', 'hex')))).toBe('300702010a020200ff');
    expect(hex(ecdsaSignatureValue(Buffer.from('008001000001', 'hex')))).toBe('30080203008001020101');
  });

  it('is what node:crypto reads, for every curve and many values', () => {
    for (const namedCurve of ['prime256v1', 'secp384r1', 'secp521r1', 'brainpoolP256r1']) {
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
      for (let run = 0; run < 100; run += 1) {
        const message = Uint8Array.of(run);
        const raw = sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' });
        expect(verify('sha256', message, publicKey, ecdsaSignatureValue(raw))).toBe(true);
      }
    }
  });

  it('refuses what cannot be r and s', () => {
    for (const bytes of [0, 1, 63, 134]) expect(() => ecdsaSignatureValue(new Uint8Array(bytes).fill(1))).toThrow(TokenError);
    expect(() => ecdsaSignatureValue(Buffer.from('00000001', 'hex'))).toThrow(TokenError);
    expect(() => ecdsaSignatureValue(Buffer.from('00010000', 'hex'))).toThrow(TokenError);
  });
});
