import { beforeAll, describe, expect, it } from 'vitest';

import { basicConstraints, issueCertificate, keyUsage } from '../../../src-main/demo/pki/certificates.ts';
import { deltaCrlIndicator, distributionPoints, general, issuingDistributionPoint, nameConstraints, unknownExtension } from '../../../src-main/demo/pki/extensions.ts';
import { crl, ocspFor, ocspResponse, signAttached } from '../../../src-main/demo/pki/index.ts';
import { DAY, file, fullTrust, keysOf, later, only, testPki, text, validate } from './support.ts';
import { keyOf, nextSerial, party, YEAR } from './path-support.ts';
import type { Holder } from '../../../src-main/demo/pki/certificates.ts';
import type { Revocation, TestPki, TestSigner } from '../../../src-main/demo/pki/index.ts';
import type { EvidenceFile, ValidationOptions } from '../../../src-main/signatures/index.ts';

const content = text('An order about nothing.');
const HOUR = 3_600_000;

let pki: TestPki;
let trust: ValidationOptions;

beforeAll(async () => {
  pki = await testPki();
  trust = fullTrust(pki);
});

interface Scenario {
  readonly signer: TestSigner;
  readonly crls?: readonly EvidenceFile[];
  readonly ocspResponses?: readonly EvidenceFile[];
  /** Instant of a timestamp on the signature. */
  readonly stampedAt?: Date;
}

/** Verdict in short: "PASSED", or the sub-indication with the first reason. */
async function verdict({ signer, stampedAt, ...evidence }: Scenario): Promise<string> {
  const timestamp = stampedAt === undefined ? {} : { timestamp: { authority: pki.timestampAuthority, time: stampedAt } };
  const signature = signAttached(content, signer, { signingTime: later(-3 * DAY), ...timestamp });
  const report = only(await validate(signature, { ...trust, ...evidence }));
  if (report.indication === 'TOTAL-PASSED') return 'PASSED';
  return `${report.indication === 'TOTAL-FAILED' ? 'FAILED ' : ''}${report.subIndication ?? ''} ${keysOf(report)[0]?.replace('verdict.', '')}`;
}

const rootList = (): EvidenceFile => file(pki.rootCrl, 'root.crl');
/** A list of the issuing authority in force, beside that of the root. */
function lists(revoked: readonly Revocation[], change: Partial<Parameters<typeof crl>[0]> = {}): EvidenceFile[] {
  const window = { thisUpdate: later(-HOUR), nextUpdate: later(DAY) };
  return [rootList(), file(crl({ issuer: pki.intermediate, revoked, ...window, ...change }), 'issuing.crl')];
}
const revocation = ({ serialNumber }: Holder, revokedAt: Date, reason = 1): Revocation => ({ serialNumber, revokedAt, reason });

describe('[VER-02] one signature, many authorities: what the desk is told', () => {
  it('in order', async () => {
    expect(await verdict({ signer: pki.signers.clerk })).toBe('PASSED');
  });

  it('expired and not yet valid, with and without a timestamp from when it was valid', async () => {
    const { expired } = pki.signers;
    expect(await verdict({ signer: expired })).toBe('OUT_OF_BOUNDS_NO_POE outOfBoundsNoPoe');
    const early = await pki.issue(party('Early'), 'p-256', { notBefore: later(DAY), notAfter: later(YEAR) });
    expect(await verdict({ signer: early })).toBe('OUT_OF_BOUNDS_NO_POE notYetValid');
    expect(await verdict({ signer: early, stampedAt: later(-HOUR) })).toBe('FAILED NOT_YET_VALID notYetValid');
  });

  it.each([
    ['revoked after the timestamp', later(-DAY), later(-2 * DAY), 'PASSED'],
    ['revoked before the timestamp', later(-2 * DAY), later(-DAY), 'REVOKED_NO_POE revokedNoPoe'],
    ['revoked, no timestamp', later(-2 * DAY), undefined, 'REVOKED_NO_POE revokedNoPoe'],
  ])('%s', async (_what, revokedAt, stampedAt, expected) => {
    const signer = pki.signers.partner;
    const crls = lists([revocation(signer, revokedAt)]);
    expect(await verdict({ signer, crls, ...(stampedAt === undefined ? {} : { stampedAt }) })).toBe(expected);
  });

  it('wrong key usage and critical unknown extension', async () => {
    const enciphers = await pki.issue(party('Enciphers'), 'p-256', { extensions: [basicConstraints(null), keyUsage(2)] });
    expect(await verdict({ signer: enciphers })).toBe('CHAIN_CONSTRAINTS_FAILURE keyUsage');
    const odd = await pki.issue(party('Odd'), 'p-256', { extensions: [basicConstraints(null), keyUsage(0), unknownExtension(true)] });
    expect(await verdict({ signer: odd })).toBe('CERTIFICATE_CHAIN_GENERAL_FAILURE chainConstraint');
  });

  it('no, old and partial revocation data', async () => {
    const signer = pki.signers.clerk;
    expect(await verdict({ signer, crls: [rootList()] })).toBe('TRY_LATER revocationUnknown');
    expect(await verdict({ signer, crls: lists([], { thisUpdate: later(-9 * DAY), nextUpdate: later(-DAY) }) })).toBe('TRY_LATER revocationStale');
    const forCas = lists([], { extensions: [issuingDistributionPoint({ only: 'ca' })] });
    expect(await verdict({ signer, crls: forCas })).toBe('TRY_LATER revocationUnknown');
    const forUsers = lists([], { extensions: [issuingDistributionPoint({ only: 'user' })] });
    expect(await verdict({ signer, crls: forUsers })).toBe('PASSED');
  });

  it('a list of another distribution point', async () => {
    const point = (uri: string): Uint8Array => distributionPoints([{ uri }]);
    const extensions = [basicConstraints(null), keyUsage(0, 1), point('http://crl.example/1.crl')];
    const signer = await pki.issue(party('Pointed'), 'p-256', { extensions });
    const at = (uri: string): Promise<string> => verdict({ signer, crls: lists([], { extensions: [issuingDistributionPoint({ uri })] }) });
    expect(await at('http://crl.example/1.crl')).toBe('PASSED');
    expect(await at('http://crl.example/2.crl')).toBe('TRY_LATER revocationUnknown');
  });

  it('a delta list with a new revocation, and one that takes a hold back', async () => {
    const signer = pki.signers.clerk;
    const delta = (reason: number): EvidenceFile => {
      const request = { issuer: pki.intermediate, thisUpdate: later(-HOUR), nextUpdate: later(DAY), number: 6 };
      const revoked = [revocation(signer, later(-DAY), reason)];
      return file(crl({ ...request, revoked, extensions: [deltaCrlIndicator(5)] }), 'delta.crl');
    };
    const base = (revoked: readonly Revocation[]): EvidenceFile[] => lists(revoked, { number: 5, thisUpdate: later(-2 * HOUR) });
    expect(await verdict({ signer, crls: [...base([]), delta(1)] })).toBe('REVOKED_NO_POE revokedNoPoe');
    const held = base([revocation(signer, later(-DAY), 6)]);
    expect(await verdict({ signer, crls: held })).toBe('REVOKED_NO_POE revokedNoPoe');
    expect(await verdict({ signer, crls: [...held, delta(8)] })).toBe('PASSED');
  });

  it('answers: of a delegate, without nextUpdate, of a foreign responder', async () => {
    const signer = pki.signers.clerk;
    const answered = (ocsp: Uint8Array): Promise<string> => verdict({ signer, crls: [rootList()], ocspResponses: [file(ocsp, 'answer.ors')] });
    expect(await answered(ocspFor(pki, signer))).toBe('PASSED');
    const request = { certificate: signer, issuer: pki.intermediate, responder: pki.ocspResponder, revokedAt: null, nextUpdate: null };
    expect(await answered(ocspResponse({ ...request, thisUpdate: later(-HOUR) }))).toBe('PASSED');
    expect(await answered(ocspResponse({ ...request, thisUpdate: later(-2 * DAY) }))).toBe('TRY_LATER revocationStale');
    const foreign = { ...request, responder: pki.signers.partner, thisUpdate: later(-HOUR) };
    expect(await answered(ocspResponse(foreign))).toBe('TRY_LATER revocationUnknown');
  });

  it('a broken chain, a violated name constraint, a CA too many', async () => {
    const below = async (name: string, issuer: Holder, ...further: readonly Uint8Array[]): Promise<Holder> =>
      issueCertificate({
        name: party(name),
        keys: await keyOf(name),
        serialNumber: nextSerial(),
        notBefore: later(-YEAR),
        notAfter: later(YEAR),
        issuer,
        extensions: further,
      });
    const signerBelow = async (ca: Holder, chain: readonly Uint8Array[]): Promise<TestSigner> => {
      const holder = await below(`Signer of ${ca.name.commonName}`, ca, basicConstraints(null), keyUsage(0, 1));
      return { ...holder, issuer: ca, chain };
    };
    const listOf = (issuer: Holder): EvidenceFile => file(crl({ issuer, revoked: [], thisUpdate: later(-HOUR), nextUpdate: later(DAY) }), 'own.crl');

    const limits = nameConstraints({ permitted: [general.directory({ country: 'KZ', organization: 'Elsewhere', commonName: 'x' })] });
    const limited = await below('Limited CA', pki.root, basicConstraints(-1), keyUsage(5, 6), limits);
    const outside = await signerBelow(limited, [limited.certificate]);
    const crls = [rootList(), listOf(limited)];
    expect(await verdict({ signer: outside, crls })).toBe('CHAIN_CONSTRAINTS_FAILURE nameConstraints');
    expect(await verdict({ signer: { ...outside, chain: [] }, crls })).toBe('NO_CERTIFICATE_CHAIN_FOUND noChain');

    const tooMany = await below('CA too many', pki.intermediate, basicConstraints(-1), keyUsage(5, 6));
    const deep = await signerBelow(tooMany, [tooMany.certificate, pki.intermediate.certificate]);
    expect(await verdict({ signer: deep, crls: [...lists([]), listOf(tooMany)] })).toBe('CHAIN_CONSTRAINTS_FAILURE chainConstraint');
  });
});
