import { createHash } from 'node:crypto';

import { beforeAll, describe, expect, it } from 'vitest';

import { basicConstraints, extension, extKeyUsage, keyUsage } from '../../../src-main/demo/pki/certificates.ts';
import { authorityInfoAccess, distributionPoints, unknownExtension } from '../../../src-main/demo/pki/extensions.ts';
import { generalizedTime, nothing, octets, oid, sequence } from '../../../src-main/demo/pki/der.ts';
import { parseOcsp, parseOcspNonce } from '../../../src-main/signatures/revocation/ocsp.ts';
import { buildOcspRequest } from '../../../src-main/signatures/revocation/ocsp-request.ts';
import { revocationSources } from '../../../src-main/signatures/revocation/revocation-sources.ts';
import { ocspResponse } from '../../../src-main/demo/pki/revocation.ts';
import { DAY, later } from './support.ts';
import { endExtensions, issue, issueCa, issueEnd, issueRoot, NOW_MS, party, read, YEAR } from './path-support.ts';
import { answer, causes, HOUR, list, statusOf } from './revocation-support.ts';
import type { CertificateRequest, Holder } from '../../../src-main/demo/pki/certificates.ts';
import type { OcspRequest } from '../../../src-main/demo/pki/revocation.ts';
import type { RevocationQuestion, RevocationVerdict } from '../../../src-main/signatures/revocation/status.ts';

const NO_CHECK = extension('1.3.6.1.5.5.7.48.1.5', false, nothing());

let root: Holder;
let ca: Holder;
let end: Holder;
let responder: Holder;

/** A responder of that issuer; without ocsp-nocheck its own status has to be shown. */
function delegate(issuer: Holder, change: Partial<CertificateRequest> = {}, ...extensions: readonly Uint8Array[]): Promise<Holder> {
  const usage = [basicConstraints(null), keyUsage(0), extKeyUsage(false, '1.3.6.1.5.5.7.3.9')];
  return issue('Responder', issuer, [...usage, ...extensions], change);
}

beforeAll(async () => {
  root = await issueRoot();
  ca = await issueCa('CA', root);
  end = await issueEnd('End', ca);
  responder = await delegate(ca, {}, NO_CHECK);
});

type Change = Partial<OcspRequest>;
function judge(change: Change = {}, question: Partial<RevocationQuestion> = {}): RevocationVerdict {
  const ocspResponses = [answer({ certificate: end, issuer: ca, responder, ...change })];
  return statusOf(end, [ca, root], { ocspResponses, ...question });
}

describe('who may answer (RFC 6960 clause 4.2.2.2)', () => {
  it('the issuer itself', () => {
    expect(judge({ responder: ca }).state).toBe('good');
  });

  it('a delegate of the issuer with ocsp-nocheck, named in the evidence', () => {
    const verdict = judge();
    expect(verdict.state).toBe('good');
    expect(verdict.evidence[0]).toMatchObject({ kind: 'ocsp', status: 'good', issuer: expect.stringContaining('CN=Responder') });
  });

  it('a delegate without ocsp-nocheck only where its own status is shown by somebody else', async () => {
    const checked = await delegate(ca);
    expect(causes(judge({ responder: checked }))).toEqual(['signer-not-valid']);
    expect(judge({ responder: checked }, { crls: [list(ca)] }).state).toBe('good');
    const vouchesForItself = [
      answer({ certificate: end, issuer: ca, responder: checked }),
      answer({ certificate: checked, issuer: ca, responder: checked }),
    ];
    expect(statusOf(end, [ca, root], { ocspResponses: vouchesForItself }).state).toBe('unknown');
    const byIssuer = [vouchesForItself[0], answer({ certificate: checked, issuer: ca, responder: ca })].flatMap((one) => one ?? []);
    expect(statusOf(end, [ca, root], { ocspResponses: byIssuer }).state).toBe('good');
  });

  it('not a revoked delegate', async () => {
    const revoked = await delegate(ca);
    const entry = { serialNumber: revoked.serialNumber, revokedAt: later(-DAY), reason: 1 };
    const verdict = judge({ responder: revoked }, { crls: [list(ca, { revoked: [entry] })] });
    expect(causes(verdict)).toEqual(['signer-not-valid']);
    expect(verdict.evidence.filter(({ kind }) => kind === 'ocsp')).toEqual([]);
  });

  it.each([
    ['without id-kp-OCSPSigning', () => issue('Responder', ca, [basicConstraints(null), keyUsage(0), NO_CHECK])],
    ['with a key that may not sign', () => issue('Responder', ca, [basicConstraints(null), keyUsage(2), extKeyUsage(false, '1.3.6.1.5.5.7.3.9'), NO_CHECK])],
    ['of another CA under the same root', async () => delegate(await issueCa('Other CA', root), {}, NO_CHECK)],
    ['of the root, above the issuer', () => delegate(root, {}, NO_CHECK)],
    ['of another CA with the issuer name', async () => delegate({ ...(await issueCa('Impostor', root)), name: party('CA') }, {}, NO_CHECK)],
    ['with an unknown critical extension', () => delegate(ca, {}, NO_CHECK, unknownExtension(true))],
  ])('not a responder %s', async (_what, make) => {
    const verdict = judge({ responder: await make() });
    expect(verdict.state).toBe('unknown');
    expect(causes(verdict)).toEqual(['not-authorised']);
    expect(verdict.evidence).toEqual([]);
  });

  it('a responder that the office itself trusts', async () => {
    const local = await issueRoot('Local responder');
    expect(judge({ responder: local }).state).toBe('unknown');
    expect(judge({ responder: local }, { trustedResponders: [read(local)] }).state).toBe('good');
  });

  it('not a response whose signature belongs to another key', async () => {
    const forger = await issueEnd('Forger', ca);
    const verdict = judge({ responder: { ...responder, keys: forger.keys } });
    expect(causes(verdict)).toEqual(['signature']);
  });

  it('an expired delegate only where the response is proved to be older than its end', async () => {
    const old = await delegate(ca, { notBefore: later(-YEAR), notAfter: later(-DAY) }, NO_CHECK);
    const window = { responder: old, thisUpdate: later(-3 * DAY), nextUpdate: later(DAY) };
    const ocspResponses = (provedAt: number | null) => [answer({ certificate: end, issuer: ca, ...window }, { provedAt })];
    const at = (provedAt: number | null): string => statusOf(end, [ca, root], { ocspResponses: ocspResponses(provedAt) }).state;
    expect(at(null)).toBe('unknown');
    expect(at(NOW_MS - 2 * DAY)).toBe('good');
    expect(at(NOW_MS - HOUR)).toBe('unknown');
    // A proof from before the response was made is a proof of something else.
    expect(at(NOW_MS - 4 * DAY)).toBe('unknown');
  });

  it('not a response made before the delegate began or after it ended', async () => {
    const young = await delegate(ca, { notBefore: later(-HOUR) }, NO_CHECK);
    expect(judge({ responder: young, thisUpdate: later(-2 * HOUR) }).state).toBe('unknown');
  });
});

describe('what an answer says', () => {
  it('revoked, with its reason', () => {
    expect(judge({ revokedAt: later(-DAY), reason: 5 })).toMatchObject({ state: 'revoked', reason: 'cessationOfOperation', revokedAt: NOW_MS - DAY });
  });

  it('a revocation outranks a good list, and a good answer a hold that came before', () => {
    expect(judge({ revokedAt: later(-DAY) }, { crls: [list(ca)] }).state).toBe('revoked');
    const held = { certificate: end, issuer: ca, responder, revokedAt: later(-DAY), reason: 6, thisUpdate: later(-2 * HOUR) };
    expect(statusOf(end, [ca, root], { ocspResponses: [answer(held)] }).state).toBe('revoked');
    expect(statusOf(end, [ca, root], { ocspResponses: [answer(held), answer({ certificate: end, issuer: ca, responder })] }).state).toBe('good');
  });

  it.each([
    ['in force', {}, {}, 'good'],
    ['past its nextUpdate', { thisUpdate: later(-3 * DAY), nextUpdate: later(-DAY) }, {}, 'stale'],
    ['without nextUpdate, of today', { thisUpdate: later(-23 * HOUR), nextUpdate: null }, {}, 'good'],
    ['without nextUpdate, of the day before', { thisUpdate: later(-25 * HOUR), nextUpdate: null }, {}, 'stale'],
    ['without nextUpdate, older than the policy', { thisUpdate: later(-2 * HOUR), nextUpdate: null }, { maxAgeWithoutNextUpdate: HOUR }, 'stale'],
    ['without nextUpdate, after the judged instant', { thisUpdate: later(-2 * HOUR), nextUpdate: null }, { judgedAt: NOW_MS - 3 * HOUR, maxAgeWithoutNextUpdate: 0 }, 'good'],
    ['from the future', { thisUpdate: later(HOUR) }, {}, 'unknown'],
    ['produced in the future', { producedAt: later(HOUR) }, {}, 'unknown'],
  ] as const)('freshness: %s', (_what, change, question, state) => {
    expect(judge(change, question).state).toBe(state);
  });

  it('about another certificate is passed over', async () => {
    const verdict = judge({ certificate: await issueEnd('Another', ca) });
    expect(verdict).toMatchObject({ state: 'unknown', evidence: [], refused: [] });
  });

  it('is found among several in one response', async () => {
    const others = [await issueEnd('Another', ca), await issueEnd('A third', ca)];
    expect(judge({ others }).state).toBe('good');
    expect(judge({ others, revokedAt: later(-DAY) }).state).toBe('revoked');
  });

  it.each([
    ['of the response', { extensions: [unknownExtension(true)] }],
    ['of the answer', { singleExtensions: [unknownExtension(true)] }],
  ])('an unknown critical extension %s refuses it', (_what, change) => {
    const verdict = judge(change);
    expect(verdict.state).toBe('unknown');
    expect(causes(verdict)).toEqual(['critical-extension']);
  });

  it('certHash has to be that of the certificate', () => {
    const certHash = (bytes: Uint8Array): Uint8Array =>
      extension('1.3.36.8.3.13', true, sequence(sequence(oid('2.16.840.1.101.3.4.2.1')), octets(createHash('sha256').update(bytes).digest())));
    expect(judge({ singleExtensions: [certHash(end.certificate)] }).state).toBe('good');
    const other = judge({ singleExtensions: [certHash(ca.certificate)] });
    expect(other.state).toBe('unknown');
    expect(causes(other)).toEqual(['certificate-hash']);
  });

  it('an expired certificate is good only within the archive cutoff', async () => {
    const gone = await issue('Gone', ca, endExtensions(), { notBefore: later(-YEAR), notAfter: later(-2 * DAY) });
    const cutoff = (at: Date): Uint8Array => extension('1.3.6.1.5.5.7.48.1.6', false, generalizedTime(at));
    const at = (...singleExtensions: readonly Uint8Array[]): string => {
      const ocspResponses = [answer({ certificate: gone, issuer: ca, responder, singleExtensions })];
      return statusOf(gone, [ca, root], { ocspResponses, judgedAt: NOW_MS - 3 * DAY }).state;
    };
    expect(at()).not.toBe('good');
    expect(at(cutoff(later(-30 * DAY)))).toBe('good');
    expect(at(cutoff(later(-DAY)))).not.toBe('good');
  });
});

describe('asking', () => {
  const nonce = Uint8Array.from({ length: 32 }, (_, index) => index);

  it('a request names the certificate as a response does', () => {
    const request = Buffer.from(buildOcspRequest({ certificate: read(end), issuer: read(ca), nonce }));
    const [single] = parseOcsp(ocspResponse({ certificate: end, issuer: ca, responder, revokedAt: null, thisUpdate: later(0), nextUpdate: null })).responses;
    if (single === undefined) throw new Error('the response has an answer');
    expect(request.includes(Buffer.from(single.issuerNameHash))).toBe(true);
    expect(request.includes(Buffer.from(single.issuerKeyHash))).toBe(true);
    expect(request.includes(Buffer.from(end.serialNumber))).toBe(true);
    expect(request.includes(Buffer.from(nonce))).toBe(true);
  });

  it('refuses a nonce that responders refuse', () => {
    expect(() => buildOcspRequest({ certificate: read(end), issuer: read(ca), nonce: new Uint8Array(0) })).toThrow(RangeError);
    expect(() => buildOcspRequest({ certificate: read(end), issuer: read(ca), nonce: new Uint8Array(129) })).toThrow(RangeError);
  });

  it('reads the nonce of a response, wrapped or bare', () => {
    const bytes = (value: Uint8Array): Uint8Array =>
      ocspResponse({ certificate: end, issuer: ca, responder, revokedAt: null, thisUpdate: later(0), nextUpdate: null, extensions: [extension('1.3.6.1.5.5.7.48.1.2', false, value)] });
    expect(Buffer.from(parseOcspNonce(bytes(octets(nonce))) ?? [])).toEqual(Buffer.from(nonce));
    expect(Buffer.from(parseOcspNonce(bytes(nonce)) ?? [])).toEqual(Buffer.from(nonce));
    expect(parseOcspNonce(ocspResponse({ certificate: end, issuer: ca, responder, revokedAt: null, thisUpdate: later(0), nextUpdate: null }))).toBeNull();
  });

  it('tells where the certificate says that its status is published, web addresses only', async () => {
    const told = await issueEnd(
      'Told',
      ca,
      authorityInfoAccess('http://ocsp.example/', 'http://ca.example/ca.cer'),
      distributionPoints([{ uri: 'http://crl.example/a.crl' }, { uri: 'ldap://crl.example/a' }, { uri: 'https://crl.example/b.crl' }]),
      distributionPoints([{ uri: 'http://crl.example/delta.crl' }], '2.5.29.46'),
    );
    expect(revocationSources(read(told))).toEqual({
      ocspUrls: ['http://ocsp.example/'],
      issuerUrls: ['http://ca.example/ca.cer'],
      crlUrls: ['http://crl.example/a.crl', 'https://crl.example/b.crl'],
      deltaCrlUrls: ['http://crl.example/delta.crl'],
    });
    expect(revocationSources(read(end))).toEqual({ ocspUrls: [], issuerUrls: [], crlUrls: [], deltaCrlUrls: [] });
  });
});
