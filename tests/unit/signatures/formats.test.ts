import { beforeAll, describe, expect, it } from 'vitest';

import { signAttached, signDetached } from '../../../src-main/demo/pki/index.ts';
import { createSignatureValidator } from '../../../src-main/signatures/index.ts';
import { file, fullTrust, keysOf, NOW, only, testPki, text, validate } from './support.ts';
import type { TestPki } from '../../../src-main/demo/pki/index.ts';

const content = text('content');
let pki: TestPki;

beforeAll(async () => {
  pki = await testPki();
});

const look = (bytes: Uint8Array | string, fileName = 'file.bin') =>
  createSignatureValidator().validate(
    { fileName, bytes: typeof bytes === 'string' ? text(bytes) : bytes },
    { now: NOW, trustAnchors: [] },
  );

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const pem = (bytes: Uint8Array, label: string): string =>
  `-----BEGIN ${label}-----\n${base64(bytes).replaceAll(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;

/** DER as BER with indefinite lengths all through, the way streaming signers write. */
function indefinite(bytes: Uint8Array): Buffer {
  const [tag = 0, first = 0] = bytes;
  const count = first > 0x80 ? first & 0x7f : 0;
  const length = count === 0 ? first : Buffer.from(bytes).readUIntBE(2, count);
  const body = bytes.subarray(2 + count, 2 + count + length);
  if (tag !== 0x30 && tag !== 0x31 && tag !== 0xa0) return Buffer.from(bytes.subarray(0, 2 + count + length));
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length; ) {
    const child = body.subarray(at);
    const childCount = (child[1] ?? 0) > 0x80 ? (child[1] ?? 0) & 0x7f : 0;
    const childLength = childCount === 0 ? (child[1] ?? 0) : Buffer.from(child).readUIntBE(2, childCount);
    // Certificates keep their bytes: they were signed in DER.
    const isCertificate = tag === 0xa0 && child[0] === 0x30 && childLength > 400 && childLength < 2000;
    const whole = child.subarray(0, 2 + childCount + childLength);
    parts.push(isCertificate ? Buffer.from(whole) : indefinite(whole));
    at += whole.length;
  }
  return Buffer.concat([Buffer.from([tag, 0x80]), ...parts, Buffer.from([0, 0])]);
}

describe('armour and encodings of CMS', () => {
  it.each([
    ['PEM PKCS7', (der: Uint8Array) => text(pem(der, 'PKCS7'))],
    ['PEM CMS as NCALayer writes it', (der: Uint8Array) => text(pem(der, 'CMS'))],
    ['PEM with a byte order mark and CR LF', (der: Uint8Array) => text(`\ufeff${pem(der, 'CMS').replaceAll('\n', '\r\n')}`)],
    ['bare base64', (der: Uint8Array) => text(base64(der))],
    ['base64 in lines', (der: Uint8Array) => text(`${base64(der).replaceAll(/.{76}/g, '$&\r\n')}\r\n`)],
    ['DER with a line feed after it', (der: Uint8Array) => Buffer.concat([der, text('\n')])],
    ['BER with indefinite lengths', indefinite],
  ])('%s', async (_title, wrap) => {
    const report = await validate(wrap(signAttached(content, pki.signers.director)), fullTrust(pki));
    expect(report).toMatchObject({ container: 'cms-attached', indication: 'TOTAL-PASSED' });
  });

  it('the same bytes with something behind them are not accepted', async () => {
    const der = signAttached(content, pki.signers.director);
    const report = await validate(Buffer.concat([der, text('more')]), fullTrust(pki));
    expect(only(report)).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' });
  });

  it('two signatures in one PEM file are never taken for one', async () => {
    const one = pem(signAttached(content, pki.signers.director), 'CMS');
    expect((await validate(text(one + one), fullTrust(pki))).indication).toBe('INDETERMINATE');
  });
});

describe('files without a CMS signature', () => {
  it.each([
    ['text', 'Hello', 'none'],
    ['empty file', '', 'none'],
    ['base64 of something else', base64(text('x'.repeat(100))), 'none'],
    ['PNG', '\u0089PNG\r\n', 'none'],
    ['PDF', '%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj', 'pdf'],
    ['ZIP', 'PK\u0003\u0004', 'zip'],
    ['XML', '<?xml version="1.0"?><Signature>Yours, A.</Signature>', 'xml'],
  ])('%s: NO_SIGNATURE_FOUND', async (_title, bytes, container) => {
    const report = await look(bytes);
    expect(report).toMatchObject({ indication: 'NO_SIGNATURE_FOUND', signatures: [], container });
  });

  it('a certificate is no signature', async () => {
    expect((await look(pki.root.certificate, 'root.cer')).indication).toBe('NO_SIGNATURE_FOUND');
  });

  it.each([
    ['PDF', '%PDF-1.7\n<</Type/Sig/ByteRange [0 1 2 3]>>\n<</ByteRange[0 9 9 9]>>', 'pdf', 'PDF'],
    ['PDF with an escaped name', '%PDF-1.7\n<</Type/Sig/#42yteR#61nge [0 1 2 3]>>', 'pdf', 'PDF'],
    ['PDF with bytes before its header', '\n\n%PDF-1.4 /ByteRange[0 1 2 3]', 'pdf', 'PDF'],
    ['XML', '<a xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:Signature Id="x"/></a>', 'xml', 'XML'],
    ['XML with the namespace in an entity', '<!DOCTYPE a [<!ENTITY n "x">]><a><Signature xmlns="&n;"/></a>', 'xml', 'XML'],
    ['signed e-mail', 'Subject: x\nContent-Type: multipart/signed;\n protocol="application/pkcs7-signature"\n\n', 'none', 'CMS'],
  ])('what is left of a signed %s is not called unsigned', async (_title, bytes, container, format) => {
    const report = await look(bytes);
    expect(report.container).toBe(container);
    expect(['INDETERMINATE', 'TOTAL-FAILED']).toContain(report.indication);
    expect(report.signatures.length).toBeGreaterThan(0);
    for (const signature of report.signatures) expect(signature.format).toBe(format);
  });

  it('a signed e-mail is named as what this version does not judge', async () => {
    const mail = 'Subject: x\nContent-Type: multipart/signed;\n protocol="application/pkcs7-signature"\n\n';
    expect(only(await look(mail)).reasons).toEqual([{ key: 'verdict.unsupportedFormat', params: { format: 'CMS' } }]);
  });

  it('UTF-16 XML is looked into as well', async () => {
    const xml = '\ufeff<a xmlns:d="http://www.w3.org/2000/09/xmldsig#"><d:Signature/></a>';
    for (const bytes of [Buffer.from(xml, 'utf16le'), Buffer.from(xml, 'utf16le').swap16()]) {
      expect(only(await look(bytes))).toMatchObject({ format: 'XML', subIndication: 'FORMAT_FAILURE' });
    }
  });

  it('a damaged container that names signatures is not called unsigned', async () => {
    const local = zipHeader('PK\u0003\u0004', 30, 26, 'META-INF/signatures0.xml');
    const central = zipHeader('PK\u0001\u0002', 46, 28, 'META-INF/signature.p7s');
    const type = Buffer.concat([zipHeader('PK\u0003\u0004', 30, 26, 'mimetype'), text('application/vnd.etsi.asic-e+zip')]);
    const report = await look(Buffer.concat([type, local, central, local]), 'a.asice');
    expect(report.container).toBe('asic-e');
    expect(only(report)).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' });
  });
});

function zipHeader(mark: string, size: number, lengthAt: number, name: string): Buffer {
  const header = Buffer.alloc(size);
  header.write(mark, 'latin1');
  header.writeUInt16LE(name.length, lengthAt);
  return Buffer.concat([header, text(name)]);
}

describe('damaged and hostile files', () => {
  it('a truncated CMS: unreadable, FORMAT_FAILURE', async () => {
    const der = signDetached(content, pki.signers.clerk);
    const report = await validate(der.subarray(0, der.length - 10), fullTrust(pki), [file(content)]);
    expect(report.container).toBe('unreadable');
    expect(only(report)).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' });
  });

  it('a file that calls itself a signature and is none is never "unsigned"', async () => {
    expect(only(await look('garbage', 'order.p7s'))).toMatchObject({ subIndication: 'FORMAT_FAILURE' });
  });

  it('nesting beyond the limit is refused before the call stack is', async () => {
    const deep = Buffer.concat([Buffer.from('308006092a864886f70d010702', 'hex'), Buffer.alloc(400_000, Buffer.from('a080', 'hex'))]);
    const report = await look(deep, 'deep.p7s');
    expect(keysOf(only(report))).toEqual(['verdict.tooLarge']);
    expect(report.indication).toBe('INDETERMINATE');
  });

  it('more elements than the limit are refused', async () => {
    const head = Buffer.from('308006092a864886f70d010702a08030', 'hex');
    const many = Buffer.concat([head, Buffer.from([0x83, 0x30, 0, 0]), Buffer.alloc(0x300000, Buffer.from([5, 0]))]);
    expect(keysOf(only(await look(many, 'many.p7s')))).toEqual(['verdict.tooLarge']);
  });

  it.each([
    ['base64 with a run of spaces', `MIIB${' '.repeat(4_000_000)}!`],
    ['XML of signature elements', `<!DOCTYPE a>${'<Signature>'.repeat(400_000)}`],
    ['a folded header', `Content-Type: x${'\n content-type:'.repeat(4_000)}`],
    ['an open tag', `<!DOCTYPE a><${'a'.repeat(4_000_000)}`],
  ])('%s costs time in proportion to its length', { timeout: 5_000 }, async (_title, bytes) => {
    const started = performance.now();
    expect((await look(bytes)).indication).not.toBe('TOTAL-PASSED');
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('rejects an instant that is none instead of judging for another one', async () => {
    const options = { now: 'yesterday', trustAnchors: [] };
    await expect(validate(content, options)).rejects.toThrow(RangeError);
  });
});
