import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';

import { createTestPki, crl, signAttached, signDetached } from '../../../src-main/demo/pki/index.ts';
import { basicConstraints, extKeyUsage, keyUsage } from '../../../src-main/demo/pki/certificates.ts';
import { ocspFor } from '../../../src-main/demo/pki/pki.ts';
import { DEFAULT_POLICY } from '../../../src-main/signatures/index.ts';
import { PDF_ATTACKS, signedFixture } from '../../support/pdf-attacks.ts';
import { PdfFixture } from '../../support/signed-pdf.ts';
import { DAY, file, fullTrust, keysOf, later, only, testPki, text, validate } from './support.ts';
import type { TestPki, TestSigner } from '../../../src-main/demo/pki/index.ts';
import type { EvidenceFile, ValidationOptions } from '../../../src-main/signatures/index.ts';
import type { SignatureOptions } from '../../support/signed-pdf.ts';
import type { SignatureReport } from '#shared/domain/signature-report.ts';

const YEAR = 365 * DAY;
let pki: TestPki;
let trust: ValidationOptions;
/** Trust without revocation data: what is inside has to be enough. */
let anchorsOnly: ValidationOptions;

beforeAll(async () => {
  pki = await testPki();
  trust = fullTrust(pki);
  anchorsOnly = { ...trust, crls: [], intermediates: [] };
});

const judge = (pdf: PdfFixture | Buffer, options = trust): Promise<SignatureReport> =>
  validate(pdf instanceof PdfFixture ? pdf.bytes : pdf, options, [], 'signed.pdf').then(only);
const signed = (change: Partial<SignatureOptions> = {}, base = PdfFixture.create()): PdfFixture => base.sign({ signer: pki.signers.clerk, reserve: 16_384, ...change });
const stamp = (days: number, authority: TestSigner = pki.timestampAuthority) => ({ authority, time: later(days * DAY) });
/** Lists of both authorities in force around an instant. */
const listsAt = (instant: Date): [Uint8Array, Uint8Array] => {
  const window = { thisUpdate: new Date(instant.getTime() - DAY), nextUpdate: new Date(instant.getTime() + 7 * DAY), revoked: [] };
  return [crl({ issuer: pki.root, ...window }), crl({ issuer: pki.intermediate, ...window })];
};
const files = (lists: readonly Uint8Array[]): EvidenceFile[] => lists.map((list, index) => file(list, `list-${index}.crl`));
const authority = (years: number): Promise<TestSigner> =>
  pki.issue({ country: 'KZ', organization: 'TEST', commonName: `TEST TSA for ${years} years` }, 'p-256', {
    notAfter: later(years * YEAR),
    extensions: [basicConstraints(null), keyUsage(0), extKeyUsage(true, '1.3.6.1.5.5.7.3.8')],
  });
const certificates = (): Uint8Array[] => [pki.intermediate.certificate, pki.root.certificate];

describe('[VER-01] [VER-11] PAdES with trust', () => {
  it.each(['director', 'clerk', 'auditor', 'partner'] as const)('B, signed by %s, passes', async (id) => {
    for (const base of [PdfFixture.create(), PdfFixture.create({ xref: 'stream', compress: true })]) {
      expect(await judge(signed({ signer: pki.signers[id] }, base))).toMatchObject({
        format: 'PAdES',
        level: 'PAdES-BASELINE-B',
        baselineLevel: 'B',
        indication: 'TOTAL-PASSED',
        subIndication: null,
        dataFound: true,
        dataIntact: true,
        signatureIntact: true,
        claimedSigningTime: '2026-03-10T09:00:00.000Z',
        changesAfter: [],
      });
    }
  });

  it('without anchors: intact and not passed; without revocation data: TRY_LATER', async () => {
    const pdf = signed();
    expect(await judge(pdf, { ...trust, trustAnchors: [] })).toMatchObject({ subIndication: 'NO_CERTIFICATE_CHAIN_FOUND', dataIntact: true, signatureIntact: true });
    expect(await judge(pdf, { ...trust, crls: [] })).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'TRY_LATER' });
  });

  it('T: a timestamp in the signature, or one on the document', async () => {
    expect(await judge(signed({ timestamp: stamp(-1) }))).toMatchObject({ level: 'PAdES-BASELINE-T', baselineLevel: 'T', indication: 'TOTAL-PASSED', bestSignatureTime: later(-DAY).toISOString() });
    const report = await judge(signed().timestamp(stamp(-1)));
    expect(report).toMatchObject({ baselineLevel: 'T', indication: 'TOTAL-PASSED', bestSignatureTime: later(-DAY).toISOString() });
    expect(report.timestamps).toMatchObject([{ kind: 'document', indication: 'TOTAL-PASSED' }]);
  });

  it('LT: the security store is enough, with lists or with answers', async () => {
    const stamped = signed({ timestamp: stamp(-1) });
    const lists = stamped.addDss({ certificates: certificates(), crls: [pki.rootCrl, pki.intermediateCrl] });
    const answers = stamped.addDss({ certificates: certificates(), crls: [pki.rootCrl, pki.intermediateCrl], ocspResponses: [ocspFor(pki, pki.signers.clerk)] });
    for (const pdf of [lists, answers]) {
      expect(await judge(pdf, anchorsOnly)).toMatchObject({ level: 'PAdES-BASELINE-LT', baselineLevel: 'LT', indication: 'TOTAL-PASSED' });
    }
    expect((await judge(answers, anchorsOnly)).revocation.map(({ kind }) => kind)).toContain('ocsp');
    expect((await judge(stamped.addDss({ certificates: certificates() }), anchorsOnly)).indication).toBe('INDETERMINATE');
  });

  it('LTA', async () => {
    const pdf = signed({ timestamp: stamp(-2) }).addDss({ certificates: certificates(), crls: [pki.rootCrl, pki.intermediateCrl] }).timestamp(stamp(0));
    const report = await judge(pdf, anchorsOnly);
    expect(report).toMatchObject({ level: 'PAdES-BASELINE-LTA', baselineLevel: 'LTA', indication: 'TOTAL-PASSED', bestSignatureTime: later(-2 * DAY).toISOString() });
    expect(report.timestamps.map(({ kind, indication }) => [kind, indication])).toEqual([['signature', 'TOTAL-PASSED'], ['document', 'TOTAL-PASSED']]);
    expect(keysOf(report)).toContain('verdict.changedAfterSigningAllowed');
  });
});

describe('past validation', () => {
  const stored = (): PdfFixture => signed({ timestamp: stamp(-2) }).addDss({ certificates: certificates(), crls: [pki.rootCrl, pki.intermediateCrl] });

  it('after the signer and the first time-stamping authority have expired, the document timestamp carries', async () => {
    const long = await authority(6);
    const then = later(2.5 * YEAR);
    const options = { ...anchorsOnly, now: then.toISOString(), crls: files(listsAt(then)) };
    expect(await judge(stored().timestamp(stamp(0, long)), options)).toMatchObject({
      indication: 'TOTAL-PASSED',
      baselineLevel: 'LTA',
      bestSignatureTime: later(-2 * DAY).toISOString(),
    });
    // Neither the store alone nor a stamp that came too late would do.
    expect((await judge(stored(), options)).indication).toBe('INDETERMINATE');
    expect((await judge(stored().timestamp({ authority: long, time: later(2.2 * YEAR) }), options)).indication).toBe('INDETERMINATE');
  });

  it('a second document timestamp carries the first, whose authority has expired too', async () => {
    const [long, middle] = [await authority(7), later(1.5 * YEAR)];
    const [rootList, issuingList] = listsAt(middle);
    const first = stored().timestamp(stamp(0));
    const renewed = first.addDss({ certificates: certificates(), crls: [pki.rootCrl, pki.intermediateCrl, rootList, issuingList] }).timestamp({ authority: long, time: middle });
    const then = later(4 * YEAR);
    const options = { ...anchorsOnly, now: then.toISOString(), crls: files(listsAt(then)) };
    expect(await judge(renewed, options)).toMatchObject({ indication: 'TOTAL-PASSED', baselineLevel: 'LTA', bestSignatureTime: later(-2 * DAY).toISOString() });
    expect((await judge(first, options)).indication).toBe('INDETERMINATE');
  });

  it('a document timestamp of a stranger carries nothing', async () => {
    const other = await createTestPki({ now: trust.now });
    const then = later(2.5 * YEAR);
    const options = { ...anchorsOnly, now: then.toISOString(), crls: files(listsAt(then)) };
    expect((await judge(stored().timestamp(stamp(0, other.timestampAuthority)), options)).indication).toBe('INDETERMINATE');
  });

  it('revoked: a timestamp before saves, one after does not', async () => {
    const signer = pki.signers.revoked;
    expect((await judge(signed({ signer, timestamp: stamp(-31) }))).indication).toBe('TOTAL-PASSED');
    expect((await judge(signed({ signer }).timestamp(stamp(-31)))).indication).toBe('TOTAL-PASSED');
    expect(await judge(signed({ signer, timestamp: stamp(-29) }))).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'REVOKED_NO_POE' });
    expect(await judge(signed({ signer }))).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'REVOKED_NO_POE' });
  });
});

describe('[VER-11] what came after the signature', () => {
  const drawing = 'BT /F1 24 Tf 72 720 Td (Pay 900000) Tj ET';
  const page = `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`;

  it('a changed page takes the verdict away and is named', async () => {
    const report = await judge(signed().update({ 4: page }));
    expect(report).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'SIG_CONSTRAINTS_FAILURE', dataIntact: true, signatureIntact: true });
    expect(keysOf(report)).toContain('verdict.changedAfterSigning');
    expect(report.changesAfter).toMatchObject([{ kind: 'page-content', allowed: false }]);
  });

  it('a filled field is permitted and told', async () => {
    const report = await judge(signed().fillName('Aigul'));
    expect(report.indication).toBe('TOTAL-PASSED');
    expect(report.changesAfter.map(({ kind, allowed }) => `${kind} ${allowed}`)).toEqual(['form-fill true', 'form-fill true']);
    expect(keysOf(report)).toContain('verdict.changedAfterSigningAllowed');
    const certified = await judge(signed({ docMdp: 2 }).fillName('Aigul'));
    expect(certified.indication).toBe('TOTAL-PASSED');
  });

  it.each([
    ['a certification that permits no change', { docMdp: 1 as const }],
    ['a lock on the field', { lock: '/Action /Include /Fields [(Name)]' }],
  ])('a filled field under %s is not', async (_title, change) => {
    const report = await judge(signed(change).fillName('Aigul'));
    expect(report).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'SIG_CONSTRAINTS_FAILURE' });
    expect(keysOf(report)).toContain('verdict.changedAfterSigning');
  });

  it('a changed byte of the signed range: HASH_FAILURE', async () => {
    const { bytes } = signed();
    const changed = Buffer.from(bytes);
    changed.write('Order No. 2', changed.indexOf('Order No. 1'));
    expect(await judge(changed)).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE', dataIntact: false });
  });

  it('two signatures in two revisions are judged each for itself', async () => {
    const both = signed().sign({ signer: pki.signers.director });
    const report = await validate(both.bytes, trust, [], 'both.pdf');
    expect(report.signatures.map(({ id, indication, changesAfter }) => [id, indication, changesAfter.map(({ kind }) => kind)])).toEqual([
      ['1', 'TOTAL-PASSED', ['signature']],
      ['2', 'TOTAL-PASSED', []],
    ]);
    const second = await validate(signed().sign({ signer: pki.signers.revoked }).bytes, trust, [], 'both.pdf');
    expect(second.signatures.map(({ indication }) => indication)).toEqual(['TOTAL-PASSED', 'INDETERMINATE']);
    const between = signed().update({ 4: page }).sign({ signer: pki.signers.director });
    const changed = await validate(between.bytes, trust, [], 'both.pdf');
    expect(changed.signatures.map(({ indication }) => indication)).toEqual(['INDETERMINATE', 'TOTAL-PASSED']);
  });

  it.each(PDF_ATTACKS.map((attack) => [`${attack.family}: ${attack.name}`, attack] as const))('%s does not pass', async (_title, attack) => {
    for (const options of [{}, { docMdp: 3 as const }]) {
      const report = await validate(attack.build(signedFixture({ signer: pki.signers.clerk, ...options })), trust, [], 'attacked.pdf');
      expect(report.signatures.length).toBeGreaterThan(0);
      expect(['INDETERMINATE', 'TOTAL-FAILED']).toContain(report.indication);
    }
  });
});

describe('forms of the value', () => {
  const sha1 = (content: Buffer): Buffer => createHash('sha1').update(content).digest();

  it('adbe.pkcs7.detached passes as a PDF signature', async () => {
    expect(await judge(signed({ subFilter: 'adbe.pkcs7.detached' }))).toMatchObject({ format: 'PDF', indication: 'TOTAL-PASSED', baselineLevel: null, level: 'PKCS7-B' });
  });

  it('adbe.pkcs7.sha1 is intact and too weak, unless the policy says otherwise', async () => {
    const pdf = signed({ subFilter: 'adbe.pkcs7.sha1', sign: (content) => signAttached(sha1(content), pki.signers.clerk) });
    expect(await judge(pdf)).toMatchObject({ format: 'PDF', dataIntact: true, signatureIntact: true, indication: 'INDETERMINATE', subIndication: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE' });
    expect(await judge(pdf, { ...trust, policy: { ...DEFAULT_POLICY, name: 'old', digests: [] } })).toMatchObject({ indication: 'TOTAL-PASSED' });
    const changed = Buffer.from(pdf.bytes);
    changed.write('Order No. 2', changed.indexOf('Order No. 1'));
    expect(await judge(changed)).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' });
  });

  it.each(['ETSI.CAdES.detached', 'adbe.pkcs7.detached'])('%s with a content of its own inside is refused', async (subFilter) => {
    const inside = [(content: Buffer) => signAttached(content, pki.signers.clerk), () => signAttached(text('something else'), pki.signers.clerk)];
    for (const sign of inside) expect((await judge(signed({ subFilter, sign }))).indication).toBe('TOTAL-FAILED');
  });

  it('a value over another document, or none, does not pass', async () => {
    expect(await judge(signed({ sign: () => signDetached(text('another'), pki.signers.clerk) }))).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' });
    expect(await judge(signed({ sign: () => text('no CMS at all') }))).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' });
  });
});
