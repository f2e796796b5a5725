import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

import { createTestPki, crl, signAttached, signDetached, timestampToken } from '../../../src-main/demo/pki/index.ts';
import { basicConstraints, extKeyUsage, keyUsage } from '../../../src-main/demo/pki/certificates.ts';
import { integer, octets, sequence } from '../../../src-main/demo/pki/der.ts';
import { ocspFor } from '../../../src-main/demo/pki/pki.ts';
import { Asn1Error } from '../../../src-main/signatures/asn1/tlv.ts';
import { buildTimestampRequest, createSignatureValidator, preservationManifest, tokenOfResponse } from '../../../src-main/signatures/index.ts';
import { isInstalled, inFolder } from '../../support/signature-judges.ts';
import { PdfFixture } from '../../support/signed-pdf.ts';
import { xades } from '../../support/xades-builder.ts';
import { DAY, file, fullTrust, later, only, testPki, text } from './support.ts';
import type { TestPki, TestSigner } from '../../../src-main/demo/pki/index.ts';
import type { EvidenceFile, PreservationPackage, ValidationOptions } from '../../../src-main/signatures/index.ts';
import type { SignatureReport } from '#shared/domain/signature-report.ts';

const YEAR = 365 * DAY;
const content = text('Order No. 1 for the archive');
const detached: readonly EvidenceFile[] = [file(content)];

let pki: TestPki;
/** Outlives the signer and the first time-stamping authority. */
let longAuthority: TestSigner;
let original: EvidenceFile;
/** Of somebody whose certificate ends after a year. */
let shortLived: EvidenceFile;

beforeAll(async () => {
  pki = await testPki();
  longAuthority = await pki.issue({ country: 'KZ', organization: 'TEST', commonName: 'TEST TSA of long life' }, 'p-256', {
    notAfter: later(7 * YEAR),
    extensions: [basicConstraints(null), keyUsage(0), extKeyUsage(true, '1.3.6.1.5.5.7.3.8')],
  });
  const signer = await pki.issue({ country: 'KZ', organization: 'TEST', commonName: 'TEST signer for a year' }, 'p-256', { notAfter: later(YEAR) });
  shortLived = file(signDetached(content, signer), 'short.txt.p7s');
  original = file(signDetached(content, pki.signers.clerk, { signingTime: later(-DAY) }), 'order.txt.p7s');
});

const listsAt = (instant: Date): EvidenceFile[] => {
  const window = { thisUpdate: new Date(instant.getTime() - DAY), nextUpdate: new Date(instant.getTime() + 7 * DAY), revoked: [] };
  return [file(crl({ issuer: pki.root, ...window }), `root-${instant.getTime()}.crl`), file(crl({ issuer: pki.intermediate, ...window }), `issuing-${instant.getTime()}.crl`)];
};
const piecesOfToday = (): EvidenceFile[] => [
  file(pki.intermediate.certificate, 'issuing.cer'),
  file(pki.rootCrl, 'root.crl'),
  file(pki.intermediateCrl, 'issuing.crl'),
  file(ocspFor(pki, pki.signers.clerk), 'clerk.ocsp'),
];

interface PackageRequest {
  readonly of?: EvidenceFile;
  readonly pieces?: readonly EvidenceFile[];
  /** What the manifest lists besides. */
  readonly also?: readonly EvidenceFile[];
  readonly authority?: TestSigner;
  readonly time?: Date;
}

function packaged({ of = original, pieces = piecesOfToday(), also = [], authority = longAuthority, time = later(0) }: PackageRequest = {}): PreservationPackage {
  const manifest = preservationManifest([of, ...pieces, ...also], 'META-INF/token.tst');
  const response = sequence(sequence(integer(0)), timestampToken(manifest, { authority, time }));
  return { manifest: file(manifest, 'META-INF/manifest.xml'), record: file(tokenOfResponse(response), 'META-INF/token.tst'), pieces };
}

/** What an office has years later: its anchor, and lists that speak for what is still in force then. */
function yearsLater(years: number): ValidationOptions {
  const { trustAnchors } = fullTrust(pki);
  const then = later(years * YEAR);
  return { now: then.toISOString(), trustAnchors, crls: listsAt(then) };
}

async function judge(options: ValidationOptions, preserved: readonly PreservationPackage[] = [], of = original, contents = detached): Promise<SignatureReport> {
  return only(await createSignatureValidator().validate({ ...of, detachedContents: contents, preserved }, options));
}

const changed = ({ fileName, bytes }: EvidenceFile, at = Math.floor(bytes.length / 2)): EvidenceFile => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return file(copy, fileName);
};

describe('evidence kept apart from the file', () => {
  it('while everything is in force the file passes with and without it', async () => {
    expect((await judge(fullTrust(pki))).indication).toBe('TOTAL-PASSED');
    const report = await judge({ ...fullTrust(pki), crls: [], intermediates: [] }, [packaged({ time: later(-60_000) })]);
    expect(report).toMatchObject({ indication: 'TOTAL-PASSED', bestSignatureTime: later(-60_000).toISOString() });
  });

  it('years later it carries the signature, and without it nothing does', async () => {
    const options = yearsLater(2.5);
    const before = createHash('sha256').update(original.bytes).digest('hex');
    const one = packaged();
    expect(await judge(options, [one])).toMatchObject({
      indication: 'TOTAL-PASSED',
      dataIntact: true,
      bestSignatureTime: later(0).toISOString(),
      timestamps: [{ kind: 'archive', indication: 'TOTAL-PASSED', imprintIntact: true }],
    });
    expect(await judge(options)).toMatchObject({ indication: 'INDETERMINATE', dataIntact: true, signatureIntact: true });
    // Not a byte of the original is touched, and the report is about that file.
    expect(createHash('sha256').update(original.bytes).digest('hex')).toBe(before);
    const report = await createSignatureValidator().validate({ ...original, detachedContents: detached, preserved: [one] }, options);
    expect(report.sha256).toBe(before);
  });

  it('without the pieces the token alone is not enough', async () => {
    expect((await judge(yearsLater(2.5), [packaged({ pieces: [] })])).indication).toBe('INDETERMINATE');
    const onlyCertificate = packaged({ pieces: [file(pki.intermediate.certificate, 'issuing.cer')] });
    expect((await judge(yearsLater(2.5), [onlyCertificate])).indication).toBe('INDETERMINATE');
  });

  it('carries attached CMS, XML and PDF alike', async () => {
    const sources: readonly (readonly [EvidenceFile, readonly EvidenceFile[]])[] = [
      [file(signAttached(content, pki.signers.clerk), 'order.p7m'), []],
      [file(xades({ document: '<order>1</order>', references: [{ kind: 'document' }], signer: pki.signers.clerk }), 'order.xml'), []],
      [file(PdfFixture.create().sign({ signer: pki.signers.clerk }).bytes, 'order.pdf'), []],
    ];
    for (const [of, contents] of sources) {
      expect((await judge(yearsLater(2.5), [packaged({ of })], of, contents)).indication).toBe('TOTAL-PASSED');
      expect((await judge(yearsLater(2.5), [], of, contents)).indication).toBe('INDETERMINATE');
    }
  });

  it('does not make a wrong signature a right one', async () => {
    const report = await judge(yearsLater(2.5), [packaged()], original, [file(text('Order No. 2'))]);
    expect(report).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' });
  });

  it('does not lift a revocation that was known when it was made', async () => {
    const of = file(signDetached(content, pki.signers.revoked), 'revoked.p7s');
    expect((await judge(yearsLater(2.5), [packaged({ of, pieces: piecesOfToday().slice(0, 3) })], of)).indication).toBe('INDETERMINATE');
  });
});

describe('[VER-11] a package proves nothing', () => {
  const cases: readonly (readonly [string, () => PreservationPackage | Promise<PreservationPackage>])[] = [
    ['that was made for another file', () => packaged({ of: file(signDetached(text('another'), pki.signers.clerk), 'order.txt.p7s') })],
    ['whose manifest lists no original', () => packaged({ of: file(text('x'), 'x') })],
    ['with a changed list', () => ({ ...packaged(), pieces: packaged().pieces.map((piece) => (piece.fileName === 'issuing.crl' || piece.fileName === 'clerk.ocsp' ? changed(piece) : piece)) })],
    ['with lists that the manifest does not name', () => ({ ...packaged({ pieces: [] }), pieces: piecesOfToday() })],
    ['with a changed manifest', () => ({ ...packaged(), manifest: changed(packaged().manifest, 60) })],
    [
      'with a manifest that names another file as well',
      () => {
        const other = file(text('other'), 'other');
        const { manifest } = packaged({ also: [other] });
        return { ...packaged({ of: other }), manifest };
      },
    ],
    ['with a changed token', () => ({ ...packaged(), record: changed(packaged().record) })],
    ['with the token of another package', () => ({ ...packaged(), record: packaged({ pieces: [] }).record })],
    ['with no token', () => ({ ...packaged(), record: file(text(''), 'token.tst') })],
    ['with a manifest that is no XML', () => ({ ...packaged(), manifest: file(text('{}'), 'manifest.xml') })],
    ['with a manifest of another kind of XML', () => ({ ...packaged(), manifest: file(text('<ASiCManifest2/>'), 'manifest.xml') })],
    ['of an authority that nobody trusts', async () => packaged({ authority: (await createTestPki({ now: later(0).toISOString() })).timestampAuthority })],
    ['of somebody who is no time-stamping authority', () => packaged({ authority: pki.signers.director })],
    ['that came after the certificate had expired', () => packaged({ time: later(2.2 * YEAR) })],
    ['from the future', () => packaged({ time: later(2.6 * YEAR) })],
    ['whose authority has expired, with nothing to carry it', () => packaged({ authority: pki.timestampAuthority })],
  ];

  it.each(cases)('%s', async (_title, build) => {
    const one = await build();
    const report = await judge(yearsLater(2.5), [one]);
    expect(report.indication).toBe('INDETERMINATE');
    expect(report).toMatchObject({ dataIntact: true, signatureIntact: true });
    // Beside a good one it takes nothing away.
    expect((await judge(yearsLater(2.5), [packaged(), one])).indication).toBe('TOTAL-PASSED');
    expect((await judge(yearsLater(2.5), [one, packaged()])).indication).toBe('TOTAL-PASSED');
  });

  it('mutants of a whole package never prove an earlier time', async () => {
    const options = yearsLater(2.5);
    const one = packaged({ pieces: piecesOfToday().slice(0, 3) });
    for (let count = 0; count < 150; count += 1) {
      const parts = ['manifest', 'record'] as const;
      const part = parts[count % 2] ?? 'record';
      const at = (count * 7_919) % one[part].bytes.length;
      const report = await judge(options, [{ ...one, [part]: changed(one[part], at) }]);
      expect([null, later(0).toISOString()], `${part} ${at}`).toContain(report.bestSignatureTime);
      if (part === 'manifest') expect(report.indication, `${part} ${at}`).toBe('INDETERMINATE');
    }
  });
});

describe('renewal', () => {
  /** The signer's certificate ends after one year, the first package's authority after two; the second one comes between. */
  const middle = (): Date => later(1.5 * YEAR);
  const firstPackage = (change: Partial<PackageRequest> = {}): PreservationPackage =>
    packaged({ of: shortLived, pieces: piecesOfToday().slice(0, 3), authority: pki.timestampAuthority, ...change });
  const secondPackage = (first: PreservationPackage, change: Partial<PackageRequest> = {}): PreservationPackage =>
    packaged({ of: shortLived, pieces: [file(pki.intermediate.certificate, 'issuing.cer'), ...listsAt(middle())], also: [first.manifest, first.record], time: middle(), ...change });

  it('a second package over the first carries it after its authority has expired', async () => {
    const first = firstPackage();
    const second = secondPackage(first);
    const options = yearsLater(4);
    expect(await judge(options, [first, second], shortLived)).toMatchObject({ indication: 'TOTAL-PASSED', bestSignatureTime: later(0).toISOString() });
    for (const alone of [[first], [second]]) expect((await judge(options, alone, shortLived)).indication).toBe('INDETERMINATE');
  });

  it.each([
    ['does not list the first token', (first: PreservationPackage): Partial<PackageRequest> => ({ also: [first.manifest] })],
    ['does not list the first manifest', (first: PreservationPackage): Partial<PackageRequest> => ({ also: [first.record] })],
    ['lists another first package', (): Partial<PackageRequest> => ({ also: [file(text('m'), 'm.xml'), file(text('t'), 't.tst')] })],
    ['came after the first authority had expired', (): Partial<PackageRequest> => ({ time: later(2.2 * YEAR) })],
    ['has no data about the first authority', (): Partial<PackageRequest> => ({ pieces: [] })],
  ])('a second package that %s does not', async (_title, change) => {
    const first = firstPackage();
    const report = await judge(yearsLater(4), [first, secondPackage(first, change(first))], shortLived);
    expect(report.indication).toBe('INDETERMINATE');
  });

  it('packages that cannot be read do not shift which one is renewed', async () => {
    const unread = { ...packaged(), manifest: file(text('no XML'), 'manifest.xml') };
    const first = firstPackage();
    expect((await judge(yearsLater(4), [unread, first, secondPackage(first)], shortLived)).indication).toBe('TOTAL-PASSED');
    // The one in the place of the renewed one is not carried: it could have been made after its authority's end.
    const stray = firstPackage({ time: later(-60_000) });
    const other = firstPackage({ authority: pki.signers.director });
    const second = secondPackage(other);
    expect((await judge(yearsLater(4), [unread, other, stray, second], shortLived)).indication).toBe('INDETERMINATE');
  });

  it('hashes that have fallen list nothing', async () => {
    const sha1 = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('base64');
    const pieces = piecesOfToday();
    const references = [original, ...pieces].map(
      ({ fileName, bytes }) =>
        `<asic:DataObjectReference URI="${fileName}"><ds:DigestMethod Algorithm="http://www.w3.org/2000/09/xmldsig#sha1"/><ds:DigestValue>${sha1(bytes)}</ds:DigestValue></asic:DataObjectReference>`,
    );
    const manifest = text(`<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><asic:SigReference URI="t"/>${references.join('')}</asic:ASiCManifest>`);
    const token = timestampToken(manifest, { authority: longAuthority, time: later(0) });
    const one = { manifest: file(manifest, 'manifest.xml'), record: file(token, 't'), pieces };
    expect((await judge(yearsLater(2.5), [one])).indication).toBe('INDETERMINATE');
  });
});

describe('talk with the time-stamping authority', () => {
  const missing = isInstalled('openssl') ? '' : ' (skipped: no openssl)';
  it.skipIf(missing !== '')(`openssl reads the request${missing}`, () => {
    const request = buildTimestampRequest(content, Uint8Array.of(0x11, 0x22, 0x33));
    const answer = inFolder((folder) => {
      writeFileSync(join(folder, 'request.tsq'), request);
      return spawnSync('openssl', ['ts', '-query', '-in', 'request.tsq', '-text'], { cwd: folder, timeout: 30_000 }).stdout.toString();
    });
    // A dump of 16 octets a line, their characters at its end.
    const octetsShown = [...answer.matchAll(/^\s+\d{4} - ((?:[0-9a-f]{2}[ -]){16})/gm)].map(([, line = '']) => line.replaceAll(/[^0-9a-f]/g, '')).join('');
    expect(octetsShown).toBe(createHash('sha256').update(content).digest('hex'));
    expect(answer).toContain('Hash Algorithm: sha256');
    expect(answer).toMatch(/Nonce: 0x01112233/);
    expect(answer).toContain('Certificate required: yes');
  });

  it('a refusal and other bytes are errors, not tokens', () => {
    const token = timestampToken(content, { authority: pki.timestampAuthority, time: later(0) });
    expect(Buffer.from(tokenOfResponse(sequence(sequence(integer(1)), token))).equals(token)).toBe(true);
    for (const bytes of [sequence(sequence(integer(2))), sequence(sequence(integer(2)), token), sequence(sequence(integer(0))), token, octets(token), text('HTTP error'), new Uint8Array()]) {
      expect(() => tokenOfResponse(bytes)).toThrow(Asn1Error);
    }
  });
});
