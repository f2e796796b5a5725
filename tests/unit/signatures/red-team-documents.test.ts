import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';

import { signAttached, signDetached } from '../../../src-main/demo/pki/index.ts';
import { readPdfSignatures } from '../../../src-main/signatures/formats/pdf/index.ts';
import { manifest, mimetype, signedManifest, TYPE, zip } from '../../support/asic-builder.ts';
import { cades, plain } from '../../support/cades-builder.ts';
import { PdfFixture, withEntries } from '../../support/signed-pdf.ts';
import { SIGNATURE_PLACE, xades } from '../../support/xades-builder.ts';
import { DAY, file, fullTrust, keysOf, later, only, testPki, text, validate } from './support.ts';
import type { TestPki } from '../../../src-main/demo/pki/index.ts';
import type { ValidationOptions } from '../../../src-main/signatures/index.ts';
import type { ZipPart } from '../../support/asic-builder.ts';

let pki: TestPki;
let options: ValidationOptions;
beforeAll(async () => {
  pki = await testPki();
  options = fullTrust(pki);
});

const pem = (bytes: Uint8Array): string => `-----BEGIN PKCS7-----\n${Buffer.from(bytes).toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END PKCS7-----\n`;
const signingTime = later(-DAY);

describe('[VER-11] a file that is two things', () => {
  it('a signature in armour inside another document is not the signature of that document', async () => {
    const signature = pem(signAttached(text('yes'), pki.signers.clerk, { signingTime }));
    expect(only(await validate(text(signature), options)).indication).toBe('TOTAL-PASSED');
    const forged = `%PDF-1.7\n9 0 obj << /Length ${signature.length} >> stream\n${signature}endstream endobj\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n`;
    for (const [name, bytes] of [['letter.pdf', forged], ['letter.txt', `Pay 1 000 000.\n\n${signature}`], ['letter.html', `<p>Pay</p><!--${signature}-->`], ['letter.txt', `${signature}\nPay 1 000 000.`]] as const) {
      const report = await validate(text(bytes), options, [], name);
      expect(report.indication, name).not.toBe('TOTAL-PASSED');
      expect(report.signatures.every(({ indication }) => indication !== 'TOTAL-PASSED')).toBe(true);
    }
  });

  it('a PDF in the unsigned parts of a CMS is what a viewer shows, and nobody signed it', async () => {
    const forged = PdfFixture.create({ pages: ['Pay 1 000 000'] }).bytes;
    const other = (identifier: number, ...parts: readonly Uint8Array[]): Uint8Array => {
      const body = Buffer.concat(parts);
      return Buffer.concat([Uint8Array.of(identifier, 0x84, ...[24, 16, 8, 0].map((shift) => (body.length >> shift) & 0xff)), body]);
    };
    // OtherCertificateFormat [3]: an identifier and anything at all, first in the bag.
    const hidden = other(0xa3, Buffer.from('06032a0304', 'hex'), other(0x04, forged));
    const short = { ...pki.signers.clerk, chain: [] };
    const signed = Buffer.from(signAttached(text('yes'), short, { signingTime }));
    const built = Buffer.from(cades({ content: text('yes'), certificates: [hidden], signers: [{ signer: short, signingTime }] }));
    const [first, second] = [built.indexOf(short.certificate), built.indexOf(hidden)];
    const bytes = Buffer.concat([built.subarray(0, first), hidden, short.certificate, built.subarray(second + hidden.length)]);
    expect(bytes.indexOf('%PDF-')).toBeLessThan(1024);
    const report = await validate(bytes, options, [], 'letter.pdf');
    expect(only(await validate(signed, options)).indication).toBe('TOTAL-PASSED');
    expect(report.indication).not.toBe('TOTAL-PASSED');
    // An update of the signed PDF behind the content, where viewers look for the end of the file.
    const update = plain('1.2.3.4', other(0x04, PdfFixture.create().update({ 4: '<< /Length 0 >>' }).bytes));
    const archive = plain('1.2.3.4', other(0x04, zip([{ name: 'letter.txt', content: text('Pay') }])));
    for (const unsigned of [[update], [archive]]) {
      expect((await validate(cades({ content: forged, signers: [{ signer: short, signingTime, unsigned }] }), options, [], 'letter.pdf')).indication).not.toBe('TOTAL-PASSED');
    }
    // A PDF that is what was signed is no fault.
    expect(only(await validate(signAttached(forged, short, { signingTime }), options)).indication).toBe('TOTAL-PASSED');
  });
});

describe('[VER-11] the document beside the signature', () => {
  it.each(['letter.pdf.p7s', 'letter.p7s', 'LETTER.P7S'])('%s with another content inside than letter.pdf', async (name) => {
    const signature = signAttached(text('yes'), pki.signers.clerk, { signingTime });
    const [main, annex] = [file(text('forged'), 'letter.pdf'), file(text('annex'), 'annex.pdf')];
    const report = only(await validate(signature, options, [annex, main], name));
    expect(report).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'SIGNED_DATA_NOT_FOUND' });
    expect(keysOf(report)).toContain('verdict.contentDiffers');
    // Neither does another signature of the name make it unclear which document is meant.
    expect(only(await validate(signature, options, [file(text('junk'), 'letter.sig'), main], name)).indication).toBe('INDETERMINATE');
    expect(only(await validate(signature, options, [annex, file(text('yes'), 'letter.pdf')], name)).indication).toBe('TOTAL-PASSED');
    expect(only(await validate(zip([{ name: 'letter.pdf', content: text('forged') }, { name, content: signature }]), options, [], 'mail.zip')).indication).toBe('INDETERMINATE');
  });
});

describe('[VER-11] a detached signature', () => {
  it('is found by hash, and not passed off as one over the document of its name', async () => {
    const signature = signDetached(text('yes'), pki.signers.clerk, { signingTime });
    const genuine = file(text('yes'), 'old.pdf');
    expect(only(await validate(signature, options, [genuine, file(text('other'), 'other.pdf')], 'letter.pdf.p7s')).indication).toBe('TOTAL-PASSED');
    const report = only(await validate(signature, options, [file(text('forged'), 'letter.pdf'), genuine], 'letter.pdf.p7s'));
    expect(report.indication).toBe('INDETERMINATE');
    expect(keysOf(report)).toContain('verdict.contentDiffers');
  });
});

describe('[VER-11] what is drawn over a signed page', () => {
  const DRAWING = '1 1 1 rg 0 0 595 842 re f';
  const FORM = `<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length ${DRAWING.length} >>\nstream\n${DRAWING}\nendstream`;
  const COVER = '/Rect [0 0 595 842] /F 4 /AP << /N 91 0 R >>';
  const signed = (docMdp?: 1 | 2 | 3): PdfFixture => PdfFixture.create().sign({ signer: pki.signers.clerk, signingTime, ...(docMdp === undefined ? {} : { docMdp }) });
  const annotated = (fixture: PdfFixture, annotation: string): PdfFixture =>
    fixture.update({ 3: fixture.source(3).replace('/Annots [', '/Annots [90 0 R '), 90: `<< /Type /Annot /P 3 0 R ${annotation} >>`, 91: FORM });
  const judged = async (fixture: PdfFixture) => only(await validate(fixture.bytes, options, [], 'letter.pdf'));

  it.each(['FreeText', 'Stamp', 'Square', 'Highlight', 'Text', 'Ink', 'Link', 'Popup'])('an opaque %s annotation over the text of an uncertified document', async (subtype) => {
    expect((await judged(signed())).indication).toBe('TOTAL-PASSED');
    expect(await judged(annotated(signed(), `/Subtype /${subtype} ${COVER}`))).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'SIG_CONSTRAINTS_FAILURE' });
    // Whoever certified the document and permitted comments has said that they do not touch what he signed.
    const certified = await judged(annotated(signed(3), `/Subtype /${subtype} ${COVER}`));
    expect(certified.indication).toBe('TOTAL-PASSED');
    expect(keysOf(certified)).toContain('verdict.changedAfterSigningAllowed');
  });

  it('one that shows nothing is told and no more', async () => {
    for (const quiet of ['/Subtype /Link /Rect [0 0 50 50] /Border [0 0 0]', '/Subtype /Popup /Rect [0 0 50 50]', '/Subtype /FreeText /Rect [0 0 50 50] /F 2']) {
      const report = await judged(annotated(signed(), quiet));
      expect(report.indication, quiet).toBe('TOTAL-PASSED');
      expect(keysOf(report)).toContain('verdict.changedAfterSigningAllowed');
    }
  });

  it('taking away or changing what was shown', async () => {
    const noted = PdfFixture.create({ objects: { 90: `<< /Type /Annot /Subtype /FreeText /P 3 0 R ${COVER} >>`, 91: FORM } });
    const page = noted.source(3).replace('/Annots [', '/Annots [90 0 R ');
    const base = noted.update({ 3: page }).sign({ signer: pki.signers.clerk, signingTime });
    expect((await judged(base)).indication).toBe('TOTAL-PASSED');
    expect((await judged(base.update({ 3: base.source(3).replace('90 0 R ', '') }))).indication).toBe('INDETERMINATE');
    expect((await judged(base.update({ 90: withEntries(base.source(90).replace('/F 4', ''), '/F 2') }))).indication).toBe('INDETERMINATE');
  });

  it('a document timestamp that draws: its token need not even be one', async () => {
    const base = signed();
    const stamped = base.timestamp({ authority: pki.timestampAuthority, time: later(-3_600_000) });
    const quiet = await validate(stamped.bytes, options, [], 'letter.pdf');
    expect(only(quiet).indication).toBe('TOTAL-PASSED');
    const forged = base.sign({ signer: pki.timestampAuthority, subFilter: 'ETSI.RFC3161', entries: '/Type /DocTimeStamp', visible: true, sign: () => Buffer.from('3000', 'hex') });
    const report = await validate(forged.bytes, options, [], 'letter.pdf');
    expect(report.indication).toBe('INDETERMINATE');
    expect(readPdfSignatures(forged.bytes).signatures[0]?.changesAfter).toContainEqual(expect.objectContaining({ kind: 'document-timestamp', allowed: false }));
  });
});

describe('[VER-11] containers', () => {
  const files = [{ name: 'a.txt', content: text('one') }];
  const parts: ZipPart[] = [mimetype(TYPE.extended), ...files];

  it('files that a manifest names by a broken hash are as weak as it', async () => {
    const request = { signers: [{ signer: pki.signers.clerk, signingTime }] };
    const of = (algorithm: string, name: string): ZipPart[] => {
      const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64');
      const listing = text(
        manifest('META-INF/signature001.p7s', files)
          .toString('utf8')
          .replace('http://www.w3.org/2001/04/xmlenc#sha256', algorithm)
          .replace(sha256(text('one')), createHash(name).update('one').digest('base64')),
      );
      return [{ name: 'META-INF/ASiCManifest001.xml', content: listing }, { name: 'META-INF/signature001.p7s', content: cades({ ...request, content: listing, attached: false }) }];
    };
    const judged = async (more: readonly ZipPart[]) => only(await validate(zip([...parts, ...more]), options, [], 'letter.asice'));
    expect(await judged(signedManifest(files, request))).toMatchObject({ indication: 'TOTAL-PASSED' });
    expect(await judged(of('http://www.w3.org/2001/04/xmlenc#sha512', 'sha512'))).toMatchObject({ indication: 'TOTAL-PASSED' });
    expect(await judged(of('http://www.w3.org/2001/04/xmldsig-more#md5', 'md5'))).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE' });
    expect(await judged(of('http://www.w3.org/2000/09/xmldsig#sha1', 'sha1'))).toMatchObject({ indication: 'INDETERMINATE' });
  });
});

describe('[VER-11] XML that stands around a signature', () => {
  it('a signature over a file beside it says nothing of the letter that somebody put around it', async () => {
    const annex = { name: 'annex.txt', bytes: text('annex') };
    const request = { signer: pki.signers.clerk, signingTime, references: [{ kind: 'external', ...annex }] as const };
    const beside = [file(annex.bytes, annex.name)];
    expect(only(await validate(xades(request), options, beside, 'annex.xml')).indication).toBe('TOTAL-PASSED');
    expect(only(await validate(xades({ ...request, document: '<Signatures>\n</Signatures>' }), options, beside, 'annex.xml')).indication).toBe('TOTAL-PASSED');
    for (const document of [`<letter><text>Pay</text>${SIGNATURE_PLACE}</letter>`, `<letter>Pay${SIGNATURE_PLACE}</letter>`, `<letter amount="1000000">${SIGNATURE_PLACE}</letter>`]) {
      const report = only(await validate(xades({ ...request, document }), options, beside, 'letter.xml'));
      expect(report.indication, document).toBe('INDETERMINATE');
      expect(keysOf(report)).toContain('verdict.partialCoverage');
    }
  });

  it('an object that was put into the signature of a whole document', async () => {
    const bytes = xades({ signer: pki.signers.clerk, signingTime, document: '<letter><text>no</text></letter>', references: [{ kind: 'document' }] });
    expect(only(await validate(bytes, options, [], 'letter.xml')).indication).toBe('TOTAL-PASSED');
    for (const name of ['text', 'Manifest', 'QualifyingProperties']) {
      const forged = bytes.toString('utf8').replace('</ds:KeyInfo>', `</ds:KeyInfo><ds:Object><${name} xmlns="urn:letter">Pay</${name}></ds:Object>`);
      expect(only(await validate(text(forged), options, [], 'letter.xml')).indication, name).toBe('INDETERMINATE');
    }
  });
});

describe('[VER-11] what was right as it was', () => {
  it('signed attributes offered as content, without attributes', async () => {
    const detached = Buffer.from(signDetached(text('yes'), pki.signers.clerk, { signingTime }));
    const report = await validate(detached, options, [file(text('no'), 'letter.txt')], 'letter.p7s');
    expect(report.indication).toBe('TOTAL-FAILED');
  });
});
