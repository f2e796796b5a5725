import { beforeAll, describe, expect, it } from 'vitest';

import { createTestPki, crl, ocspResponse, signAttached, signDetached } from '../../../src-main/demo/pki/index.ts';
import { basicConstraints, extension, issueCertificate, keyUsage } from '../../../src-main/demo/pki/certificates.ts';
import { explicit, implicit, nothing, sequence } from '../../../src-main/demo/pki/der.ts';
import { ocspFor } from '../../../src-main/demo/pki/pki.ts';
import { describeEvidence } from '../../../src-main/signatures/index.ts';
import { DAY, file, fullTrust, keysOf, later, NOW, only, testPki, text, validate } from './support.ts';
import type { TestPki, TestSigner } from '../../../src-main/demo/pki/index.ts';
import type { ValidationOptions } from '../../../src-main/signatures/index.ts';

const content = text('content');
const person = { country: 'KZ', organization: 'ТЕСТ', commonName: 'Сынақ' };
let pki: TestPki;
let trust: ValidationOptions;

beforeAll(async () => {
  pki = await testPki();
  trust = fullTrust(pki);
});

const judge = async (signer: TestSigner, change: Partial<ValidationOptions> = {}) =>
  only(await validate(signAttached(content, signer), { ...trust, ...change }));

describe('[VER-02] chain', () => {
  it('no anchors: NO_CERTIFICATE_CHAIN_FOUND, intact and not failed', async () => {
    const report = await judge(pki.signers.clerk, { trustAnchors: [] });
    expect(report).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
      signatureIntact: true,
    });
    expect(keysOf(report)).toContain('verdict.noTrustAnchors');
  });

  it('the anchors of somebody else, of the same names: NO_CERTIFICATE_CHAIN_FOUND', async () => {
    const twin = await createTestPki({ now: NOW });
    const report = await judge(pki.signers.clerk, { trustAnchors: [file(twin.root.certificate, 'twin.cer')] });
    expect(report).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'NO_CERTIFICATE_CHAIN_FOUND' });
    expect(keysOf(report)).toContain('verdict.noChain');
  });

  it('the signing certificate given as anchor makes nothing trusted', async () => {
    const report = await judge(pki.signers.clerk, { trustAnchors: [file(pki.signers.clerk.certificate, 'me.cer')] });
    expect(report.indication).toBe('INDETERMINATE');
  });

  it('an anchor file that cannot be read is named', async () => {
    const report = await judge(pki.signers.clerk, { trustAnchors: [file(text('nonsense'), 'broken.cer')] });
    expect(report.reasons[0]?.params).toMatchObject({ unreadable: 'broken.cer' });
  });

  it('the intermediate as anchor is enough', async () => {
    const anchors = [file(pki.intermediate.certificate, 'issuing.cer')];
    expect((await judge(pki.signers.clerk, { trustAnchors: anchors })).indication).toBe('TOTAL-PASSED');
  });

  it.each([
    ['an end certificate as issuer', [basicConstraints(null), keyUsage(0, 5)], 'basicConstraints: TEST sub CA'],
    ['an issuer without keyCertSign', [basicConstraints(0), keyUsage(6)], 'keyUsage: TEST sub CA'],
    ['more CAs than the path length allows', [basicConstraints(0), keyUsage(5, 6)], 'pathLenConstraint: TEST Issuing CA'],
  ])('%s is refused', async (_title, extensions, detail) => {
    const keys = pki.signers.partner.keys;
    const [name, serialNumber] = [{ ...person, commonName: 'TEST sub CA' }, Uint8Array.of(7)];
    const dates = { notBefore: later(-DAY), notAfter: later(DAY) };
    const sub = issueCertificate({ name, keys, serialNumber, ...dates, issuer: pki.intermediate, extensions });
    const end = issueCertificate({
      name: person,
      keys: pki.signers.clerk.keys,
      serialNumber: Uint8Array.of(8),
      ...dates,
      issuer: sub,
      extensions: [basicConstraints(null), keyUsage(0)],
    });
    const signer = { ...end, issuer: sub, chain: [sub.certificate, pki.intermediate.certificate] };
    const lists = { thisUpdate: later(-DAY), nextUpdate: later(DAY), revoked: [] };
    const crls = [...(trust.crls ?? []), file(crl({ issuer: sub, ...lists }), 'sub.crl')];
    const report = await judge(signer, { crls });
    expect(report).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'CHAIN_CONSTRAINTS_FAILURE' });
    const details = report.reasons.map(({ params }) => params?.['detail'] ?? '');
    expect(details.some((one) => one.startsWith(detail))).toBe(true);
  });

  it('an unknown critical extension: CERTIFICATE_CHAIN_GENERAL_FAILURE', async () => {
    const odd = extension('1.2.3.4', true, nothing());
    const signer = await pki.issue(person, 'p-256', { extensions: [basicConstraints(null), keyUsage(0), odd] });
    expect(await judge(signer)).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'CERTIFICATE_CHAIN_GENERAL_FAILURE',
    });
  });

  it('a certificate for key encipherment only cannot sign', async () => {
    const signer = await pki.issue(person, 'p-256', { extensions: [basicConstraints(null), keyUsage(2)] });
    const report = await judge(signer);
    expect(report).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'CHAIN_CONSTRAINTS_FAILURE' });
    expect(keysOf(report)).toContain('verdict.keyUsage');
  });

  it('certificates of the responder and of the time-stamping authority cannot sign documents', async () => {
    expect(keysOf(await judge(pki.timestampAuthority))).toContain('verdict.keyUsage');
  });
});

describe('[VER-02] validity period', () => {
  it('expired without proof of existence: OUT_OF_BOUNDS_NO_POE', async () => {
    const report = await judge(pki.signers.expired);
    expect(report).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'OUT_OF_BOUNDS_NO_POE' });
    expect(keysOf(report)[0]).toBe('verdict.outOfBoundsNoPoe');
  });

  it('not yet valid', async () => {
    const report = await judge(pki.signers.clerk, { at: later(-500 * DAY).toISOString() });
    expect(report).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'OUT_OF_BOUNDS_NO_POE' });
    expect(keysOf(report)).toContain('verdict.notYetValid');
  });

  it('an expired authority is not trusted', async () => {
    const report = await judge(pki.signers.clerk, { now: later(9 * 365 * DAY).toISOString() });
    expect(keysOf(report)).toContain('verdict.expired');
    expect(report.indication).toBe('INDETERMINATE');
  });
});

describe('[VER-02] revocation', () => {
  it('revoked by CRL: REVOKED_NO_POE, said plainly', async () => {
    const report = await judge(pki.signers.revoked);
    expect(report).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'REVOKED_NO_POE' });
    expect(report.reasons[0]).toMatchObject({
      key: 'verdict.revokedNoPoe',
      params: { revokedAt: later(-30 * DAY).toISOString() },
    });
  });

  it('revoked by OCSP', async () => {
    const [rootCrl] = trust.crls ?? [];
    const crls = rootCrl === undefined ? [] : [rootCrl];
    const ocspResponses = [file(ocspFor(pki, pki.signers.revoked), 'answer.ocsp')];
    const report = await judge(pki.signers.revoked, { crls, ocspResponses });
    expect(report).toMatchObject({ subIndication: 'REVOKED_NO_POE' });
    expect(report.revocation[0]).toMatchObject({ kind: 'ocsp', status: 'revoked', source: 'answer.ocsp' });
    const good = [file(ocspFor(pki, pki.signers.clerk), 'answer.ocsp')];
    expect((await judge(pki.signers.clerk, { crls, ocspResponses: good })).indication).toBe('TOTAL-PASSED');
  });

  it('a good OCSP answer does not outweigh a list that says revoked', async () => {
    const lie = ocspResponse({
      certificate: pki.signers.revoked,
      issuer: pki.intermediate,
      responder: pki.ocspResponder,
      revokedAt: null,
      thisUpdate: later(-60_000),
      nextUpdate: later(DAY),
    });
    expect((await judge(pki.signers.revoked, { ocspResponses: [file(lie)] })).subIndication).toBe('REVOKED_NO_POE');
  });

  it('a revoked authority: REVOKED_CA_NO_POE', async () => {
    const revoked = [{ serialNumber: pki.intermediate.serialNumber, revokedAt: later(-DAY) }];
    const list = crl({ issuer: pki.root, revoked, thisUpdate: later(-DAY), nextUpdate: later(DAY) });
    const report = await judge(pki.signers.clerk, { crls: [...(trust.crls ?? []), file(list, 'root2.crl')] });
    expect(report).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'REVOKED_CA_NO_POE' });
  });

  it('no revocation data: TRY_LATER, never passed', async () => {
    const report = await judge(pki.signers.clerk, { crls: [] });
    expect(report).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'TRY_LATER' });
    expect(keysOf(report)).toEqual(['verdict.revocationUnknown', 'verdict.revocationUnknown']);
  });

  it('data for the signer but not for its authority: TRY_LATER', async () => {
    const crls = [file(pki.intermediateCrl, 'issuing.crl')];
    expect((await judge(pki.signers.clerk, { crls })).subIndication).toBe('TRY_LATER');
  });

  it('a stale list: TRY_LATER with the instant up to which it spoke', async () => {
    const report = await judge(pki.signers.clerk, { now: later(8 * DAY).toISOString() });
    expect(report.subIndication).toBe('TRY_LATER');
    expect(report.reasons[0]).toMatchObject({
      key: 'verdict.revocationStale',
      params: { nextUpdate: later(7 * DAY).toISOString() },
    });
  });

  it.each([
    ['without nextUpdate', { thisUpdate: later(-DAY), nextUpdate: null }],
    ['from the future', { thisUpdate: later(DAY), nextUpdate: later(2 * DAY) }],
    ['for authorities only, critical', { extensions: [extension('2.5.29.28', true, sequence(implicit(2, Uint8Array.of(255))))] }],
    ['for authorities only, not critical', { extensions: [extension('2.5.29.28', false, sequence(implicit(2, Uint8Array.of(255))))] }],
    ['with an unknown critical extension', { extensions: [extension('1.2.3.4', true, nothing())] }],
  ])('a list %s does not count', async (_title, change) => {
    const window = { thisUpdate: later(-DAY), nextUpdate: later(DAY), revoked: [] };
    const list = crl({ issuer: pki.intermediate, ...window, ...change });
    const crls = [file(pki.rootCrl, 'root.crl'), file(list, 'odd.crl')];
    expect((await judge(pki.signers.clerk, { crls })).subIndication).toBe('TRY_LATER');
  });

  it('a list in the name of the authority under another key does not count', async () => {
    const forger = { ...pki.intermediate, keys: pki.signers.partner.keys };
    const list = crl({ issuer: forger, revoked: [], thisUpdate: later(-DAY), nextUpdate: later(DAY) });
    const crls = [file(pki.rootCrl, 'root.crl'), file(list, 'forged.crl')];
    const report = await judge(pki.signers.revoked, { crls });
    expect(report).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'TRY_LATER' });
    expect(report.revocation.every(({ source }) => source === 'root.crl')).toBe(true);
  });

  it.each([
    ['by a signer of the same authority', () => pki.signers.partner],
    ['by a responder of another key', () => ({ ...pki.ocspResponder, keys: pki.signers.citizen.keys })],
  ])('an OCSP answer signed %s does not count', async (_title, responder) => {
    const answer = ocspResponse({
      certificate: pki.signers.clerk,
      issuer: pki.intermediate,
      responder: responder(),
      revokedAt: null,
      thisUpdate: later(-60_000),
      nextUpdate: later(DAY),
    });
    const crls = [file(pki.rootCrl, 'root.crl')];
    expect((await judge(pki.signers.clerk, { crls, ocspResponses: [file(answer)] })).subIndication).toBe('TRY_LATER');
  });

  it('an OCSP answer about another certificate does not count', async () => {
    const crls = [file(pki.rootCrl, 'root.crl')];
    const ocspResponses = [file(ocspFor(pki, pki.signers.citizen))];
    expect((await judge(pki.signers.clerk, { crls, ocspResponses })).subIndication).toBe('TRY_LATER');
  });

  it('a stale OCSP answer: TRY_LATER', async () => {
    const crls = [file(pki.rootCrl, 'root.crl')];
    const ocspResponses = [file(ocspFor(pki, pki.signers.clerk))];
    const now = later(2 * DAY).toISOString();
    const report = await judge(pki.signers.clerk, { now, crls, ocspResponses });
    expect(keysOf(report)).toContain('verdict.revocationStale');
  });

  it('lists inside the signature count like given ones', async () => {
    const signature = signDetached(content, pki.signers.clerk, { crls: [pki.rootCrl, pki.intermediateCrl] });
    const report = only(await validate(signature, { ...trust, crls: [] }, [file(content)]));
    expect(report.indication).toBe('TOTAL-PASSED');
    expect(report.revocation[0]?.source).toBe('embedded');
  });

  it('a hold that a later list lifts no longer counts; a later revocation does', async () => {
    const { serialNumber } = pki.signers.citizen;
    const hold = crl({
      issuer: pki.intermediate,
      revoked: [{ serialNumber, revokedAt: later(-9 * DAY), reason: 6 }],
      thisUpdate: later(-8 * DAY),
      nextUpdate: later(DAY),
    });
    const crls = [...(trust.crls ?? []), file(hold, 'hold.crl')];
    expect((await judge(pki.signers.citizen, { crls })).indication).toBe('TOTAL-PASSED');
    expect((await judge(pki.signers.citizen, { crls: [file(hold), file(pki.rootCrl)] })).subIndication).toBe('REVOKED_NO_POE');
  });

  it('a list of a hundred thousand entries is read', async () => {
    const revoked = Array.from({ length: 100_000 }, (_, index) => ({
      serialNumber: Buffer.from([0x11, index >> 16, index >> 8, index]),
      revokedAt: later(-DAY),
    }));
    const window = { thisUpdate: later(-DAY), nextUpdate: later(DAY) };
    const crls = [
      file(pki.rootCrl, 'root.crl'),
      file(crl({ issuer: pki.intermediate, ...window, revoked: [...revoked, ...pki.revoked] }), 'large.crl'),
    ];
    expect((await judge(pki.signers.revoked, { crls })).subIndication).toBe('REVOKED_NO_POE');
    expect((await judge(pki.signers.clerk, { crls })).indication).toBe('TOTAL-PASSED');
  });
});

describe('description of evidence for the administrator', () => {
  it('names what a file holds and refuses what it is not', () => {
    expect(describeEvidence('anchor', pki.root.certificate)).toContain('TEST Root CA');
    expect(describeEvidence('anchor', pki.signers.clerk.certificate)).toBeNull();
    expect(describeEvidence('crl', pki.intermediateCrl)).toContain('TEST Issuing CA');
    expect(describeEvidence('crl', pki.root.certificate)).toBeNull();
    expect(describeEvidence('ocsp', ocspFor(pki, pki.signers.clerk))).toContain(later(DAY).toISOString());
    expect(describeEvidence('anchor', text('nonsense'))).toBeNull();
    expect(describeEvidence('anchor', explicit(0, nothing()))).toBeNull();
  });
});
