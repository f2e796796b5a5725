import { beforeAll, describe, expect, it } from 'vitest';

import { basicConstraints, extension, extKeyUsage, issueCertificate, keyUsage } from '../../../src-main/demo/pki/certificates.ts';
import { generalizedTime, nothing, octets, oid, sequence } from '../../../src-main/demo/pki/der.ts';
import { crl, ocspResponse, timestampToken } from '../../../src-main/demo/pki/index.ts';
import { createKeyPair } from '../../../src-main/demo/pki/keys.ts';
import { archiveTimestamp, cades, certificateValues, counterSignature, plain, revocationValues, signatureTimestamp, token } from '../../support/cades-builder.ts';
import { xades } from '../../support/xades-builder.ts';
import { DAY, file, fullTrust, later, NOW, only, testPki, text, validate } from './support.ts';
import { worstIndication } from '#shared/domain/signature-indications.ts';
import type { Holder, Revocation, TestPki, TestSigner } from '../../../src-main/demo/pki/index.ts';
import type { ValidationOptions } from '../../../src-main/signatures/index.ts';
import type { SignatureScope, UnsignedPart } from '../../support/cades-builder.ts';

const content = text('content');
const on = (day: string): Date => new Date(`${day}T12:00:00Z`);
const WINDOW = { thisUpdate: later(-3_600_000), nextUpdate: later(7 * DAY) };

const EMPTY: SignatureScope = { contentType: '', content, fields: [], signatureValue: content, certificates: [], revocation: [], attributes: [] };

let pki: TestPki;
beforeAll(async () => {
  pki = await testPki();
});

/** Lists of today with these entries of the issuing authority. */
function listing(...revoked: readonly Revocation[]): ValidationOptions {
  const lists = [crl({ issuer: pki.root, revoked: [], ...WINDOW }), crl({ issuer: pki.intermediate, revoked, ...WINDOW })];
  return { ...fullTrust(pki), crls: lists.map((bytes, index) => file(bytes, `${index}.crl`)) };
}

const judged = async (signer: TestSigner, options: ValidationOptions, ...unsigned: readonly UnsignedPart[]) =>
  only(await validate(cades({ content, signers: [{ signer, signingTime: later(-DAY), unsigned }] }), options));

describe('[VER-11] revocation that is not to be overlooked', () => {
  it('an entry that is dated into the future is a revocation all the same: the list names the certificate', async () => {
    const { clerk } = pki.signers;
    expect(await judged(clerk, listing())).toMatchObject({ indication: 'TOTAL-PASSED' });
    expect(await judged(clerk, listing({ serialNumber: clerk.serialNumber, revokedAt: later(300 * DAY), reason: 1 }))).toMatchObject({ indication: 'INDETERMINATE' });
    const answer = ocspResponse({ certificate: clerk, issuer: pki.intermediate, responder: pki.ocspResponder, revokedAt: later(300 * DAY), ...WINDOW });
    expect(await judged(clerk, { ...listing(), crls: fullTrust(pki).crls ?? [], ocspResponses: [file(answer, 'answer.ocsp')] })).toMatchObject({ indication: 'INDETERMINATE' });
  });

  it('a key that the list calls invalid since before the signature was bad when it was used (RFC 5280 clause 5.3.2)', async () => {
    const { clerk } = pki.signers;
    const stamp = signatureTimestamp({ authority: pki.timestampAuthority, time: later(-20 * DAY) });
    const since = (day: number): Uint8Array => extension('2.5.29.24', false, generalizedTime(later(day * DAY)));
    const entry = { serialNumber: clerk.serialNumber, revokedAt: later(-10 * DAY), reason: 1 };
    expect(await judged(clerk, listing(entry), stamp)).toMatchObject({ indication: 'TOTAL-PASSED' });
    expect(await judged(clerk, listing({ ...entry, extensions: [since(-15)] }), stamp)).toMatchObject({ indication: 'TOTAL-PASSED' });
    expect(await judged(clerk, listing({ ...entry, extensions: [since(-30)] }), stamp)).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'REVOKED_NO_POE' });
    const answer = ocspResponse({ certificate: clerk, issuer: pki.intermediate, responder: pki.ocspResponder, revokedAt: entry.revokedAt, ...WINDOW, singleExtensions: [since(-30)] });
    expect(await judged(clerk, { ...listing(), ocspResponses: [file(answer, 'answer.ocsp')] }, stamp)).toMatchObject({ indication: 'INDETERMINATE' });
  });

  it('ocsp-nocheck speaks of responders: who also signs documents with the certificate is asked for his status', async () => {
    const both = [basicConstraints(null), keyUsage(0, 1), extKeyUsage(false, '1.3.6.1.5.5.7.3.4', '1.3.6.1.5.5.7.3.9'), extension('1.3.6.1.5.5.7.48.1.5', false, nothing())];
    const signer = await pki.issue({ country: 'UA', organization: 'TEST', commonName: 'Both' }, 'p-256', { extensions: both });
    const rootOnly = { ...listing(), crls: [file(pki.rootCrl, 'root.crl')] };
    expect(await judged(signer, rootOnly)).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'TRY_LATER' });
    expect(await judged(signer, listing())).toMatchObject({ indication: 'TOTAL-PASSED' });
  });
});

/** A root, an authority that was revoked in 2020, its signer revoked in 2018, and a time-stamping authority beside. */
async function fallenAuthority() {
  let serial = 0;
  const certify = async (commonName: string, issuer: Holder | null, extensions: readonly Uint8Array[], change: Partial<Parameters<typeof issueCertificate>[0]> = {}): Promise<Holder> => {
    serial += 1;
    const name = { country: 'KZ', organization: 'TEST', commonName };
    const keys = await createKeyPair('p-256');
    return issueCertificate({ name, keys, serialNumber: Uint8Array.of(0x5a, serial), notBefore: on('2015-01-01'), notAfter: on('2035-01-01'), issuer, extensions, ...change });
  };
  const authority = [basicConstraints(-1), keyUsage(5, 6)];
  const root = await certify('Root', null, authority);
  const fallen = await certify('Fallen authority', root, authority);
  const stamping = await certify('Stamping authority', root, authority);
  const member = (holder: Holder, issuer: Holder): TestSigner => ({ ...holder, issuer, chain: [issuer.certificate] });
  return {
    root,
    fallen,
    stamping,
    signer: member(await certify('Signer', fallen, [basicConstraints(null), keyUsage(0, 1)]), fallen),
    tsa: member(await certify('TSA', stamping, [basicConstraints(null), keyUsage(0), extKeyUsage(true, '1.3.6.1.5.5.7.3.8')]), stamping),
  };
}

describe('[VER-11] a revocation that the office knows of', () => {
  it('counts although an older list under an archive timestamp knew nothing of it', async () => {
    const { root, fallen, stamping, signer, tsa } = await fallenAuthority();
    // The revocation of the first was made known after the list of the fifteenth.
    const old = { thisUpdate: on('2018-06-15'), nextUpdate: on('2018-07-15') };
    const kept = revocationValues({ crls: [crl({ issuer: root, revoked: [], ...old }), crl({ issuer: fallen, revoked: [], ...old })] });
    const signed = on('2018-06-10');
    const bytes = cades({
      content,
      signers: [{ signer, signingTime: signed, unsigned: [signatureTimestamp({ authority: tsa, time: signed }), certificateValues(fallen.certificate), kept, archiveTimestamp({ authority: tsa, time: on('2018-06-16') })] }],
    });
    const current = { thisUpdate: later(-DAY), nextUpdate: later(DAY) };
    const options = (...revoked: readonly Revocation[]): ValidationOptions => ({
      now: NOW,
      trustAnchors: [file(root.certificate, 'root.cer')],
      intermediates: [file(stamping.certificate, 'stamping.cer')],
      crls: [
        file(crl({ issuer: root, revoked: [{ serialNumber: fallen.serialNumber, revokedAt: on('2020-01-01'), reason: 4 }], ...current }), 'root.crl'),
        file(crl({ issuer: stamping, revoked: [], ...current }), 'stamping.crl'),
        file(crl({ issuer: fallen, revoked, ...current }), 'fallen.crl'),
      ],
    });
    expect(only(await validate(bytes, options()))).toMatchObject({ indication: 'TOTAL-PASSED', bestSignatureTime: signed.toISOString() });
    const revoked = { serialNumber: signer.serialNumber, revokedAt: on('2018-06-01'), reason: 1 };
    expect(only(await validate(bytes, options(revoked)))).toMatchObject({ indication: 'INDETERMINATE' });
    // Revoked only after it was proved to exist.
    expect(only(await validate(bytes, options({ ...revoked, revokedAt: on('2019-06-01') })))).toMatchObject({ indication: 'TOTAL-PASSED' });
  });
});

describe('[VER-11] proofs of existence that are not given away', () => {
  /** The signer was revoked before he signed; a second TSA has lost its key and is revoked since. */
  async function lostTsa() {
    const { director } = pki.signers;
    const lost = await pki.issue({ country: 'UA', organization: 'TEST', commonName: 'Lost TSA' }, 'p-256', {
      extensions: [basicConstraints(null), keyUsage(0), extKeyUsage(true, '1.3.6.1.5.5.7.3.8')],
    });
    const options = listing(
      { serialNumber: director.serialNumber, revokedAt: later(-60 * DAY), reason: 1 },
      { serialNumber: lost.serialNumber, revokedAt: later(-10 * DAY), reason: 1 },
    );
    return { director, lost, options };
  }
  const BEFORE = -90 * DAY;
  const SIGNED = -30 * DAY;

  it('an index whose hash nobody can compute names nothing, not even by an empty value', async () => {
    const { director, lost, options } = await lostTsa();
    const forged = signatureTimestamp({ authority: lost, time: later(BEFORE) });
    const nameless = (hashes: Uint8Array): UnsignedPart => (scope) => {
      const index = sequence(hashes, sequence(octets(new Uint8Array())), sequence(), sequence(octets(new Uint8Array())));
      const { createHash } = process.getBuiltinModule('node:crypto');
      const hash = createHash('sha256').update(scope.content).digest();
      const covered = Buffer.concat([oid(scope.contentType), hash, ...scope.fields, index]);
      const unsigned: UnsignedPart = () => ({ type: '0.4.0.1733.2.5', values: [index] });
      return { type: '0.4.0.1733.2.4', values: [token(covered, { authority: pki.timestampAuthority, time: later(SIGNED), unsigned: [unsigned] })] };
    };
    const kupyna = sequence(oid('1.2.804.2.1.1.1.1.2.2.1'));
    // Nor does one by a hash for which others of the same value can be made.
    const weak = await judged(pki.signers.clerk, options, archiveTimestamp({ authority: pki.timestampAuthority, time: later(SIGNED) }, undefined, 'sha1'));
    expect(weak.timestamps[0]).toMatchObject({ imprintIntact: true, indication: 'INDETERMINATE' });
    const report = await judged(director, options, nameless(kupyna), forged);
    expect(report.indication).toBe('INDETERMINATE');
    expect(report.timestamps.find(({ kind }) => kind === 'signature')).toMatchObject({ indication: 'INDETERMINATE' });
  });

  it('a signature timestamp behind SigAndRefsTimeStamp is not covered by it', async () => {
    const { director, lost, options } = await lostTsa();
    const document = '<letter><text>pay</text></letter>';
    const request = { signer: director, document, references: [{ kind: 'document' }] as const, signingTime: later(BEFORE) };
    const bare = xades({ ...request, unsigned: [] }).toString('utf8');
    const value = /<ds:SignatureValue Id="signature-value">([^<]+)<\/ds:SignatureValue>/.exec(bare)?.[1] ?? '';
    const canonicalValue = `<ds:SignatureValue xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="signature-value">${value}</ds:SignatureValue>`;
    const method = '<ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>';
    const stamped = (name: string, authority: TestSigner, time: Date): string =>
      `<${name}>${method}<xades:EncapsulatedTimeStamp>${Buffer.from(timestampToken(text(canonicalValue), { authority, time })).toString('base64')}</xades:EncapsulatedTimeStamp></${name}>`;
    const refs = stamped('xades141:SigAndRefsTimeStampV2', pki.timestampAuthority, later(SIGNED)).replace('<xades141:SigAndRefsTimeStampV2>', '<xades141:SigAndRefsTimeStampV2 xmlns:xades141="http://uri.etsi.org/01903/v1.4.1#">');
    const unsigned = `<xades:UnsignedProperties><xades:UnsignedSignatureProperties>${refs}${stamped('xades:SignatureTimeStamp', lost, later(BEFORE))}</xades:UnsignedSignatureProperties></xades:UnsignedProperties>`;
    const bytes = text(bare.replace('</xades:SignedProperties></xades:QualifyingProperties>', `</xades:SignedProperties>${unsigned}</xades:QualifyingProperties>`));
    const report = only(await validate(bytes, options, [], 'letter.xml'));
    expect(report.timestamps.map(({ kind, imprintIntact }) => [kind, imprintIntact])).toEqual([['sig-and-refs', true], ['signature', true]]);
    expect(report.timestamps[0]?.indication).toBe('TOTAL-PASSED');
    expect(report.timestamps[1]?.indication).toBe('INDETERMINATE');
    expect(report.indication).toBe('INDETERMINATE');
  });

  it('a content timestamp from after the signature timestamp contradicts it (EN 319 102-1 clause 5.5.4)', async () => {
    const stamp = (days: number) => ({ authority: pki.timestampAuthority, time: later(days * DAY) });
    const with_ = async (contentDay: number, signatureDay: number) =>
      only(await validate(cades({ content, signers: [{ signer: pki.signers.clerk, contentTimestamps: [stamp(contentDay)], unsigned: [signatureTimestamp(stamp(signatureDay))] }] }), listing()));
    expect(await with_(-20, -10)).toMatchObject({ indication: 'TOTAL-PASSED' });
    expect(await with_(-10, -20)).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'TIMESTAMP_ORDER_FAILURE' });
  });
});

describe('[VER-11] more than anybody signs', () => {
  it('counter-signatures beyond the limit are counted and not read, and the file does not pass', async () => {
    const { clerk, director } = pki.signers;
    const leaf = counterSignature({ signer: clerk })(EMPTY).values[0] ?? text('');
    const branch = counterSignature({ signer: clerk, unsigned: [plain('1.2.840.113549.1.9.6', ...Array.from({ length: 30 }, () => leaf))] })(EMPTY).values[0] ?? text('');
    const bytes = cades({ content, signers: [{ signer: director, unsigned: [plain('1.2.840.113549.1.9.6', ...Array.from({ length: 30 }, () => branch))] }] });
    const { signatures } = await validate(bytes, listing());
    expect(signatures.length).toBeLessThanOrEqual(201);
    expect(signatures.flatMap(({ reasons }) => reasons.map(({ key }) => key))).toContain('verdict.tooLarge');
    expect(worstIndication(signatures.map(({ indication }) => indication))).not.toBe('TOTAL-PASSED');
  });
});

describe('[VER-11] keys with which every message verifies', () => {
  it('Ed25519 points of small order are no keys', async () => {
    const { usableKeyOf, publicKeyInfoOf } = await import('../../../src-main/signatures/algorithms/public-key.ts');
    const { readSingle } = await import('../../../src-main/signatures/asn1/tlv.ts');
    const infoOf = (hex: string) => publicKeyInfoOf(readSingle(Buffer.from(`302a300506032b6570032100${hex}`, 'hex')));
    const small = ['01'.padEnd(64, '0'), '00'.repeat(32), `ec${'ff'.repeat(30)}7f`, 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'];
    for (const hex of small) expect(usableKeyOf(infoOf(hex)), hex).toBeNull();
    expect(usableKeyOf(infoOf('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'))).toMatchObject({ kind: 'ed25519' });
  });
});
