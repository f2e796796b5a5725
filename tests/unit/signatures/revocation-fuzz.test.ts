import { beforeAll, describe, expect, it } from 'vitest';

import { basicConstraints, extKeyUsage, keyUsage } from '../../../src-main/demo/pki/certificates.ts';
import { authorityInfoAccess, certificatePolicies, deltaCrlIndicator, distributionPoints, general, issuingDistributionPoint, nameConstraints, policyMappings, requireExplicitPolicy, subjectAltName } from '../../../src-main/demo/pki/extensions.ts';
import { crl, ocspResponse } from '../../../src-main/demo/pki/revocation.ts';
import { Asn1Error } from '../../../src-main/signatures/asn1/tlv.ts';
import { parseCertificate } from '../../../src-main/signatures/certificates/certificate.ts';
import { LimitExceededError } from '../../../src-main/signatures/limits.ts';
import { validatePath } from '../../../src-main/signatures/path-validation/validate-path.ts';
import { indexOf } from '../../../src-main/signatures/revocation/crl-index.ts';
import { parseCrl } from '../../../src-main/signatures/revocation/crl.ts';
import { parseOcsp, parseOcspNonce } from '../../../src-main/signatures/revocation/ocsp.ts';
import { revocationSources } from '../../../src-main/signatures/revocation/revocation-sources.ts';
import { DAY, later } from './support.ts';
import { issue, issueCa, issueEnd, issueRoot, NOW_MS, read } from './path-support.ts';
import { statusOf } from './revocation-support.ts';
import type { Holder } from '../../../src-main/demo/pki/certificates.ts';
import type { PathVerdict } from '../../../src-main/signatures/path-validation/path-question.ts';

const RUNS = process.env['FUZZ_FULL'] === '1' ? 60_000 : 2_500;

/** Seeded, so that a failure can be repeated (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One to four changes: a bit, a byte, a cut, a repetition or an end. */
function mutate(bytes: Uint8Array, random: () => number): Uint8Array {
  let mutant = Buffer.from(bytes);
  const at = (): number => Math.floor(random() * mutant.length);
  for (let left = 1 + Math.floor(random() * 4); left > 0; left -= 1) {
    const place = at();
    const kind = Math.floor(random() * 6);
    if (kind < 2) mutant[place] = (mutant[place] ?? 0) ^ (1 << Math.floor(random() * 8));
    else if (kind === 2) mutant[place] = [0, 0x30, 0x7f, 0x80, 0x84, 0xff][Math.floor(random() * 6)] ?? 0;
    else if (kind === 3) mutant = Buffer.concat([mutant.subarray(0, place), mutant.subarray(place + 1 + Math.floor(random() * 9))]);
    else if (kind === 4) mutant = Buffer.concat([mutant.subarray(0, place), mutant.subarray(Math.max(0, place - 20), place), mutant.subarray(place)]);
    else mutant = mutant.subarray(0, Math.max(1, place));
    if (mutant.length === 0) mutant = Buffer.of(0x30);
  }
  return mutant;
}

/** Null where the reader refuses the bytes as it should; every other error fails the test. */
function refusedOr<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof Asn1Error || error instanceof LimitExceededError) return null;
    throw error;
  }
}

function eachMutant(bytes: Uint8Array, seed: number, judge: (mutant: Uint8Array) => void): void {
  const random = randomOf(seed);
  const started = performance.now();
  for (let run = 0; run < RUNS; run += 1) judge(mutate(bytes, random));
  expect((performance.now() - started) / RUNS).toBeLessThan(10);
}

let root: Holder;
let ca: Holder;
let end: Holder;
let responder: Holder;

beforeAll(async () => {
  root = await issueRoot();
  ca = await issueCa(
    'Rich CA',
    root,
    nameConstraints({ permitted: [general.dns('gov.kz'), general.ip([10, 0, 0, 0, 255, 0, 0, 0])], excluded: [general.rfc822('x.kz')] }),
    certificatePolicies('1.2.3.1', '1.2.3.2'),
    policyMappings(['1.2.3.1', '1.2.3.4']),
    requireExplicitPolicy(0),
  );
  end = await issueEnd(
    'Rich end',
    ca,
    subjectAltName(general.dns('a.gov.kz'), general.ip([10, 0, 0, 1]), general.uri('https://a.example/'), general.other('x')),
    certificatePolicies('1.2.3.4'),
    authorityInfoAccess('http://o.example/', 'http://c.example/'),
    distributionPoints([{ uri: 'http://crl.example/', reasons: [1, 8] }, { crlIssuer: { country: 'KZ', organization: 'TEST', commonName: 'Other' } }]),
  );
  responder = await issue('Responder', ca, [basicConstraints(null), keyUsage(0), extKeyUsage(false, '1.3.6.1.5.5.7.3.9'), certificatePolicies('1.2.3.4')]);
});

const validate = (chain: readonly Uint8Array[]): PathVerdict | null =>
  refusedOr(() => {
    const [first, ...issuers] = chain.map(parseCertificate);
    const anchor = issuers.at(-1);
    if (first === undefined || anchor === undefined) throw new Error('a chain is needed');
    const question = { end: first, pool: issuers, anchors: [anchor], unreadableTrustFiles: [] };
    return validatePath({ ...question, use: 'document-signature', validationTime: NOW_MS, judgeEndValidity: true });
  });

describe('changed bytes (seeded)', () => {
  it('the unchanged chain is trusted, so the mutants differ by their changes alone', () => {
    expect(validate([end, ca, root].map(({ certificate }) => certificate))).toMatchObject({ trusted: true, findings: [] });
  });

  it('a certificate: refused or judged, never believed', () => {
    const tbs = read(end).tbs;
    eachMutant(end.certificate, 1, (mutant) => {
      const verdict = validate([mutant, ca.certificate, root.certificate]);
      const certificate = refusedOr(() => parseCertificate(mutant));
      if (certificate !== null) revocationSources(certificate);
      if (verdict === null || !verdict.trusted) return;
      expect(Buffer.compare(verdict.path[0]?.tbs ?? new Uint8Array(), tbs)).toBe(0);
    });
  });

  it('an issuer whose signature is not asked: its extensions are refused or heeded without a crash', () => {
    // As anchor a mutant is taken at its word, so that its extensions reach the readers of constraints.
    let judged = 0;
    eachMutant(ca.certificate, 2, (mutant) => {
      if (validate([end.certificate, mutant]) !== null) judged += 1;
    });
    expect(judged).toBeGreaterThan(RUNS / 50);
  });

  it('a CRL: refused or judged, a revocation never becomes "good"', () => {
    const revoked = [{ serialNumber: end.serialNumber, revokedAt: later(-DAY), reason: 1 }, { serialNumber: Uint8Array.of(9), revokedAt: later(-DAY) }];
    const window = { thisUpdate: later(-1000), nextUpdate: later(DAY) };
    const bytes = crl({ issuer: ca, ...window, revoked, extensions: [issuingDistributionPoint({ uri: 'http://crl.example/' }), deltaCrlIndicator(1)] });
    eachMutant(bytes, 3, (mutant) => {
      const list = refusedOr(() => parseCrl(mutant));
      if (list === null) return;
      refusedOr(() => indexOf(list).entries('09', list.issuer, list.issuer));
      expect(statusOf(end, [ca, root], { crls: [{ value: list, source: 'x' }] }).state).not.toBe('good');
    });
    const complete = crl({ issuer: ca, ...window, revoked });
    expect(statusOf(end, [ca, root], { crls: [{ value: parseCrl(complete), source: 'x' }] }).state).toBe('revoked');
    eachMutant(complete, 4, (mutant) => {
      const list = refusedOr(() => parseCrl(mutant));
      if (list === null) return;
      expect(statusOf(end, [ca, root], { crls: [{ value: list, source: 'x' }] }).state).not.toBe('good');
    });
  });

  it('an OCSP response: refused or judged, "revoked" never becomes "good"', () => {
    const window = { thisUpdate: later(-1000), nextUpdate: later(DAY) };
    for (const [seed, signer] of [[5, ca], [6, responder]] as const) {
      const bytes = ocspResponse({ certificate: end, issuer: ca, responder: signer, revokedAt: later(-DAY), reason: 1, ...window });
      eachMutant(bytes, seed, (mutant) => {
        const response = refusedOr(() => parseOcsp(mutant));
        refusedOr(() => parseOcspNonce(mutant));
        if (response === null) return;
        expect(statusOf(end, [ca, root], { ocspResponses: [{ value: response, source: 'x' }] }).state).not.toBe('good');
      });
    }
  });

  it('huge structures are refused in bounded time', () => {
    const started = performance.now();
    const header = (tag: number, size: number): Buffer => Buffer.from([tag, 0x84, size >>> 24, (size >> 16) & 255, (size >> 8) & 255, size & 255]);
    const empty = Buffer.alloc(20_000_000, Buffer.from([0x30, 0]));
    const wrapped = Buffer.concat([header(0x30, empty.length), empty]);
    const twice = Buffer.concat([header(0x30, wrapped.length), wrapped]);
    // A list whose issuer name is made of millions of empty parts.
    const algorithm = Buffer.from('300a06082a8648ce3d040302', 'hex');
    const tbs = Buffer.concat([Buffer.from([2, 1, 1]), algorithm, wrapped]);
    const named = Buffer.concat([header(0x30, tbs.length), tbs, algorithm, Buffer.from([3, 1, 0])]);
    const listed = Buffer.concat([header(0x30, named.length), named]);
    for (const bytes of [wrapped, twice, listed]) {
      expect(refusedOr(() => parseCrl(bytes))).toBeNull();
      expect(refusedOr(() => parseOcsp(bytes))).toBeNull();
      expect(refusedOr(() => parseCertificate(bytes))).toBeNull();
    }
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
