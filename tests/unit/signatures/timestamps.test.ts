import { beforeAll, describe, expect, it } from 'vitest';

import { createTestPki, crl, signAttached } from '../../../src-main/demo/pki/index.ts';
import { extKeyUsage, keyUsage } from '../../../src-main/demo/pki/certificates.ts';
import { oid } from '../../../src-main/demo/pki/der.ts';
import { DAY, file, fullTrust, keysOf, later, NOW, only, testPki, text, validate } from './support.ts';
import type { SignOptions, TestPki, TestSigner } from '../../../src-main/demo/pki/index.ts';
import type { ValidationOptions } from '../../../src-main/signatures/index.ts';

const content = text('content');
let pki: TestPki;
let trust: ValidationOptions;

beforeAll(async () => {
  pki = await testPki();
  trust = fullTrust(pki);
});

const stamp = (time: Date): SignOptions => ({
  signingTime: time,
  timestamp: { authority: pki.timestampAuthority, time },
});
const judge = async (signer: TestSigner, options: SignOptions, change: Partial<ValidationOptions> = {}) =>
  only(await validate(signAttached(content, signer, options), { ...trust, ...change }));

describe('proof of existence by timestamp', () => {
  it('a passed timestamp gives level T and the best signature time', async () => {
    const time = later(-3 * DAY);
    expect(await judge(pki.signers.clerk, stamp(time))).toMatchObject({
      indication: 'TOTAL-PASSED',
      baselineLevel: 'T',
      bestSignatureTime: time.toISOString(),
      timestamps: [{ time: time.toISOString(), issuer: 'TEST Time-stamping authority', indication: 'TOTAL-PASSED' }],
    });
  });

  it('a certificate that expired after the timestamp passes with revocation data of that time', async () => {
    const time = later(-2 * 365 * DAY);
    const window = { thisUpdate: later(-2 * 365 * DAY - DAY), nextUpdate: later(-2 * 365 * DAY + DAY), revoked: [] };
    const then = file(crl({ issuer: pki.intermediate, ...window }), 'then.crl');
    const crls = [...(trust.crls ?? []), then];
    expect((await judge(pki.signers.expired, stamp(time), { crls })).indication).toBe('TOTAL-PASSED');
    // The list of today no longer speaks for a certificate that has expired.
    expect(await judge(pki.signers.expired, stamp(time))).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'TRY_LATER',
    });
  });

  it('a timestamp after the expiry proves nothing: OUT_OF_BOUNDS_NO_POE', async () => {
    const report = await judge(pki.signers.expired, stamp(later(-DAY)));
    expect(report).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'OUT_OF_BOUNDS_NO_POE' });
  });

  it('a signature stamped before the revocation passes, one stamped after it does not', async () => {
    expect((await judge(pki.signers.revoked, stamp(later(-31 * DAY)))).indication).toBe('TOTAL-PASSED');
    expect(await judge(pki.signers.revoked, stamp(later(-29 * DAY)))).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'REVOKED_NO_POE',
    });
  });

  it('a timestamp older than the certificate: NOT_YET_VALID', async () => {
    const report = await judge(pki.signers.clerk, stamp(later(-400 * DAY)));
    expect(report).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'NOT_YET_VALID' });
  });
});

describe('timestamps that prove nothing', () => {
  /** Details of the timestamps that were not counted, after what must hold for each such signature. */
  const uncounted = async (options: SignOptions): Promise<string[]> => {
    const report = await judge(pki.signers.revoked, options);
    if (report.bestSignatureTime !== null || report.subIndication !== 'REVOKED_NO_POE') return ['was counted'];
    return report.reasons.flatMap(({ key, params }) => (key === 'verdict.timestampInvalid' ? [params?.['detail'] ?? ''] : []));
  };
  const by = (authority: TestSigner): SignOptions => ({ timestamp: { authority, time: later(-31 * DAY) } });

  it('of an authority that nobody trusts', async () => {
    const other = await createTestPki({ now: NOW });
    expect(await uncounted(by(other.timestampAuthority))).toEqual(['NO_CERTIFICATE_CHAIN_FOUND']);
  });

  it('of a certificate that is not for time-stamping', async () => {
    expect(await uncounted(by(pki.signers.clerk))).toEqual(['CHAIN_CONSTRAINTS_FAILURE']);
  });

  it('from the future', async () => {
    expect(await uncounted(stamp(later(DAY)))).toEqual(['SIG_CONSTRAINTS_FAILURE']);
  });

  it('of an expired authority', async () => {
    const expired = await pki.issue({ country: 'KZ', organization: 'TEST', commonName: 'Old TSA' }, 'p-256', {
      notBefore: later(-90 * DAY),
      notAfter: later(-DAY),
      extensions: [keyUsage(0), extKeyUsage(true, '1.3.6.1.5.5.7.3.8')],
    });
    expect(await uncounted(by(expired))).toEqual(['OUT_OF_BOUNDS_NO_POE']);
  });

  it('that belongs to another signature', async () => {
    const signature = (bytes: Uint8Array) => signAttached(bytes, pki.signers.revoked, stamp(later(-31 * DAY)));
    let mixed: Uint8Array | null = null;
    while (mixed === null) mixed = transplant(signature(text('another')), signature(content));
    const report = only(await validate(mixed, trust));
    expect(report).toMatchObject({ bestSignatureTime: null, baselineLevel: 'B', subIndication: 'REVOKED_NO_POE' });
    expect(report.timestamps).toMatchObject([{ indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' }]);
    expect(keysOf(report)).toContain('verdict.timestampInvalid');
  });
});

/** Puts the genuine token of one signature in the place of another's; null where their lengths differ (ECDSA). */
function transplant(from: Uint8Array, into: Uint8Array): Uint8Array | null {
  const type = Buffer.from(oid('1.2.840.113549.1.9.16.2.14'));
  const [source, target] = [Buffer.from(from), Buffer.from(into)];
  const token = source.subarray(source.indexOf(type));
  const head = target.subarray(0, target.indexOf(type));
  return head.length + token.length === target.length ? Buffer.concat([head, token]) : null;
}
