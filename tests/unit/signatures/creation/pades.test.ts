import { beforeAll, describe, expect, it } from 'vitest';

import { createPadesContents, createSignatureValidator, embedPadesContents, padesTimestampRequest, withPadesTimestamp } from '../../../../src-main/signatures/index.ts';
import { childrenOf } from '../../../../src-main/signatures/asn1/tlv.ts';
import { oidOf } from '../../../../src-main/signatures/asn1/values.ts';
import { elementAt, faultOf, memoryKey, SIGNED_DATA, SIGNERS } from './support.ts';
import { answerTo } from '../../../support/timestamp-answers.ts';
import { fullTrust, later, only, testPki } from '../support.ts';
import type { TestPki } from '../../../../src-main/demo/pki/index.ts';

const nonce = Buffer.from('a1b2c3d4', 'hex');
const stampTime = later(-30_000);
let pki: TestPki;
beforeAll(async () => {
  pki = await testPki();
});

interface Prepared {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly length: number;
}

/** A PDF of one empty page with an empty signature field, written by hand. @param room bytes for the CMS. */
function prepared(room = 8192): Prepared {
  const mark = '0000000000';
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /AcroForm << /SigFlags 3 /Fields [4 0 R] >> >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Annots [4 0 R] >>',
    '<< /Type /Annot /Subtype /Widget /FT /Sig /T (s) /F 132 /Rect [0 0 0 0] /P 3 0 R /V 5 0 R >>',
    `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (D:20260310085900Z) /ByteRange [0 ${mark} ${mark} ${mark}] /Contents <${'00'.repeat(room)}> >>`,
  ];
  let body = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const text = `${body}xref\n0 6\n0000000000 65535 f \n${table}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  const start = text.indexOf('/Contents <') + '/Contents '.length;
  const length = room * 2 + 2;
  const numbers = [start, start + length, text.length - start - length].map((value) => String(value).padEnd(mark.length));
  return { bytes: Buffer.from(text.replace(`${mark} ${mark} ${mark}`, numbers.join(' ')), 'latin1'), start, length };
}

const rangesOf = ({ bytes, start, length }: Prepared): Uint8Array[] => [bytes.subarray(0, start), bytes.subarray(start + length)];
const report = async (bytes: Uint8Array) => only(await createSignatureValidator().validate({ fileName: 'a.pdf', bytes }, fullTrust(pki)));

async function signed(who: keyof TestPki['signers'], room?: number): Promise<Prepared & { readonly cms: Uint8Array }> {
  const pdf = prepared(room);
  const cms = await createPadesContents({ ranges: rangesOf(pdf), key: memoryKey(pki.signers[who]) });
  return { ...pdf, cms, bytes: embedPadesContents(pdf.bytes, pdf.start, pdf.length, cms) };
}

describe('the CMS of a PAdES signature', () => {
  it.each(['director', 'clerk', 'auditor'] as const)('passes at level B: %s', async (who) => {
    const { bytes } = await signed(who);
    expect(await report(bytes)).toMatchObject({ indication: 'TOTAL-PASSED', level: 'PAdES-BASELINE-B', signer: { commonName: pki.signers[who].name.commonName } });
  });

  it('holds content-type, message-digest and signing-certificate-v2, no time and no content', async () => {
    const { cms } = await signed('clerk');
    const attributes = childrenOf(elementAt(cms, ...SIGNERS, 0, 3)).map((item) => oidOf(childrenOf(item)[0] ?? item));
    expect(attributes.toSorted()).toEqual(['1.2.840.113549.1.9.16.2.47', '1.2.840.113549.1.9.3', '1.2.840.113549.1.9.4']);
    expect(childrenOf(elementAt(cms, ...SIGNED_DATA, 2))).toHaveLength(1);
  });

  it('fails where one byte outside of /Contents is changed', async () => {
    const { bytes, start, length } = await signed('clerk');
    for (const at of [15, start - 30, start + length + 2, bytes.length - 2]) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const { signatures } = await createSignatureValidator().validate({ fileName: 'a.pdf', bytes: changed }, fullTrust(pki));
      expect(signatures.map(({ indication }) => indication), `byte ${at}`).not.toContain('TOTAL-PASSED');
    }
  });

  it('becomes level T with a timestamp, and no byte outside of /Contents moves', async () => {
    const before = await signed('clerk');
    const response = answerTo(padesTimestampRequest(before.bytes, before.start, before.length, nonce), pki, { time: stampTime });
    const after = withPadesTimestamp(before.bytes, before.start, before.length, response, nonce);
    expect(rangesOf({ ...before, bytes: after })).toEqual(rangesOf(before).map((range) => Uint8Array.from(range)));
    expect(await report(after)).toMatchObject({ indication: 'TOTAL-PASSED', level: 'PAdES-BASELINE-T', bestSignatureTime: stampTime.toISOString() });
    const other = answerTo(padesTimestampRequest((await signed('clerk')).bytes, before.start, before.length, nonce), pki, { time: stampTime });
    expect(await faultOf(() => withPadesTimestamp(before.bytes, before.start, before.length, other, nonce))).toBe('other-timestamp');
    expect(await faultOf(() => withPadesTimestamp(before.bytes, before.start, before.length, response, Buffer.of(1)))).toBe('other-timestamp');
  });
});

describe('the placeholder', () => {
  it('may be filled to its last byte and not beyond', async () => {
    const { cms } = await signed('clerk');
    const exact = prepared(cms.length);
    const filled = Buffer.from(embedPadesContents(exact.bytes, exact.start, exact.length, cms));
    expect(filled.toString('latin1', exact.start, exact.start + exact.length)).toBe(`<${Buffer.from(cms).toString('hex')}>`);
    const small = prepared(cms.length - 1);
    expect(await faultOf(() => embedPadesContents(small.bytes, small.start, small.length, cms))).toBe('placeholder-too-small');
    expect(small.bytes.subarray(small.start + 1, small.start + small.length - 1).every((byte) => byte === 0x30)).toBe(true);
  });

  it('that has no room for a timestamp is told so', async () => {
    const { bytes, start, length } = await signed('clerk', 3000);
    const response = answerTo(padesTimestampRequest(bytes, start, length, nonce), pki, { time: stampTime });
    expect(await faultOf(() => withPadesTimestamp(bytes, start, length, response, nonce))).toBe('placeholder-too-small');
  });

  it('is filled once, and only where it really is', async () => {
    const { bytes, start, length, cms } = await signed('clerk');
    expect(await faultOf(() => embedPadesContents(bytes, start, length, cms))).toBe('placeholder');
    const empty = prepared();
    for (const [at, size] of [[start - 1, length], [start + 1, length], [start, length - 1], [start, length + 2], [start, length - 2], [-1, length], [0.5, length], [start, 2], [bytes.length - 3, length], [Number.NaN, length]] as const) {
      expect(await faultOf(() => embedPadesContents(empty.bytes, at, size, cms)), `${at} ${size}`).toBe('placeholder');
      expect(await faultOf(() => padesTimestampRequest(bytes, at, size, null)), `${at} ${size}`).toBe('placeholder');
    }
    const strange = Uint8Array.from(bytes);
    strange[start + 5] = 0x20;
    expect(await faultOf(() => padesTimestampRequest(strange, start, length, null))).toBe('placeholder');
    expect(await faultOf(() => padesTimestampRequest(empty.bytes, empty.start, empty.length, null))).toBe('malformed-signature');
    const behind = Uint8Array.from(bytes);
    behind[start + length - 2] = 0x31;
    expect(await faultOf(() => padesTimestampRequest(behind, start, length, null))).toBe('malformed-signature');
  });
});
