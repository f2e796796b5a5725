import { beforeAll, describe, expect, it } from 'vitest';

import { addSigner, createCades, timestampRequestFor, withSignatureTimestamp } from '../../../../src-main/signatures/index.ts';
import { childrenOf, contentOf, rawOf } from '../../../../src-main/signatures/asn1/tlv.ts';
import { ATTRIBUTE, CMS } from '../../../../src-main/signatures/formats/cms/oids.ts';
import { readTimestampToken } from '../../../../src-main/signatures/formats/cms/timestamp-token.ts';
import { octets, sequence } from '../../../../src-main/demo/pki/der.ts';
import { timestampToken } from '../../../../src-main/demo/pki/index.ts';
import { cades, plain } from '../../../support/cades-builder.ts';
import { elementAt, faultOf, memoryKey, SIGNED_DATA, SIGNERS } from './support.ts';
import { answerTo, tokenFor } from '../../../support/timestamp-answers.ts';
import { file, fullTrust, later, testPki, text, validate } from '../support.ts';
import type { TestPki } from '../../../../src-main/demo/pki/index.ts';
import type { ValidationOptions } from '../../../../src-main/signatures/index.ts';

const content = text('Наказ');
const signingTime = later(-60_000);
const stampTime = later(-30_000);
const nonce = Buffer.from('00ff112233445566', 'hex');
let pki: TestPki;
let trust: ValidationOptions;
/** Level B with two signers. */
let cms: Uint8Array;

beforeAll(async () => {
  pki = await testPki();
  trust = fullTrust(pki);
  const first = await createCades({ form: 'detached', content, key: memoryKey(pki.signers.clerk), signingTime });
  cms = await addSigner(first, { key: memoryKey(pki.signers.director), signingTime, content });
});

const respond = (signature: Uint8Array, index: number, answer: Partial<Parameters<typeof answerTo>[2]> = {}): Uint8Array =>
  answerTo(timestampRequestFor(signature, index, nonce), pki, { time: stampTime, ...answer });
const stamped = (response: Uint8Array, index = 0, expected: Uint8Array | null = nonce, signature = cms) => withSignatureTimestamp(signature, index, response, expected);

describe('a signature timestamp', () => {
  it('makes level T of level B, for the signer that was asked for', async () => {
    for (const index of [0, 1]) {
      const levels = (await validate(stamped(respond(cms, index), index), trust, [file(content)])).signatures;
      expect(levels.map(({ indication }) => indication)).toEqual(['TOTAL-PASSED', 'TOTAL-PASSED']);
      expect(levels.map(({ level }) => level)).toEqual([0, 1].map((place) => (place === index ? 'CAdES-BASELINE-T' : 'CAdES-BASELINE-B')));
      expect(levels[index]).toMatchObject({ bestSignatureTime: stampTime.toISOString(), timestamps: [{ kind: 'signature', indication: 'TOTAL-PASSED' }] });
    }
  });

  it('is taken from a response and as a bare token, with or without a nonce', async () => {
    const token = tokenFor(timestampRequestFor(cms, 0, null), { time: stampTime, authority: pki.timestampAuthority });
    for (const given of [token, sequence(sequence(Buffer.of(2, 1, 0)), token), sequence(sequence(Buffer.of(2, 1, 1)), token)]) {
      expect((await validate(stamped(given, 0, null), trust, [file(content)])).signatures[0]?.level).toBe('CAdES-BASELINE-T');
    }
    expect(Buffer.from(stamped(respond(cms, 0, { status: 1 }))).includes(Buffer.from('00ff112233445566', 'hex'))).toBe(true);
  });

  it('leaves every other byte as it was', () => {
    const grown = stamped(respond(cms, 0));
    for (const place of [0, 1, 2, 3]) expect(rawOf(elementAt(grown, ...SIGNED_DATA, place))).toEqual(rawOf(elementAt(cms, ...SIGNED_DATA, place)));
    expect(rawOf(elementAt(grown, ...SIGNERS, 1))).toEqual(rawOf(elementAt(cms, ...SIGNERS, 1)));
    const [before, after] = [cms, grown].map((bytes) => childrenOf(elementAt(bytes, ...SIGNERS, 0)).map((item) => Buffer.from(rawOf(item)).toString('hex')));
    expect(after?.slice(0, -1)).toEqual(before);
    expect(after).toHaveLength((before?.length ?? 0) + 1);
  });

  it('stands behind unsigned attributes that are there, another timestamp among them', async () => {
    const twice = stamped(respond(cms, 0, { time: later(-20_000) }), 0, nonce, stamped(respond(cms, 0)));
    const [report] = (await validate(twice, trust, [file(content)])).signatures;
    expect(report?.timestamps.map(({ time }) => time)).toEqual([stampTime, later(-20_000)].map((time) => time.toISOString()));
    const unsigned = [plain('1.2.3.4', octets(text('kept')))];
    const foreign = cades({ content, attached: false, signers: [{ signer: pki.signers.clerk, signingTime, unsigned }] });
    const grown = stamped(respond(foreign, 0), 0, nonce, foreign);
    const attributes = elementAt(grown, ...SIGNERS, 0, -1);
    expect(childrenOf(attributes)).toHaveLength(2);
    expect(Buffer.from(contentOf(attributes)).subarray(0, 40).includes('kept')).toBe(true);
    expect((await validate(grown, trust, [file(content)])).signatures[0]?.level).toBe('CAdES-BASELINE-T');
  });

  it('asks over the signature value, with the nonce and for the certificate', () => {
    const [version, imprint, number, wantsCertificate] = childrenOf(elementAt(timestampRequestFor(cms, 1, nonce)));
    expect([version, number, wantsCertificate].map((item) => Buffer.from(contentOf(item ?? elementAt(cms))).toString('hex'))).toEqual(['01', `01${nonce.toString('hex')}`, 'ff']);
    const value = contentOf(elementAt(cms, ...SIGNERS, 1, 5));
    const own = timestampToken(value, { authority: pki.timestampAuthority, time: stampTime });
    expect(Buffer.from(own).includes(Buffer.from(rawOf(childrenOf(imprint ?? elementAt(cms))[1] ?? elementAt(cms))))).toBe(true);
  });
});

describe('a timestamp is refused', () => {
  it('over other data: another signer, another file, the content', async () => {
    const token = timestampToken(content, { authority: pki.timestampAuthority, time: stampTime });
    for (const wrong of [respond(cms, 1), token]) expect(await faultOf(() => stamped(wrong, 0, null))).toBe('other-timestamp');
    const again = await createCades({ form: 'detached', content, key: memoryKey(pki.signers.clerk), signingTime });
    expect(await faultOf(() => stamped(respond(again, 0)))).toBe('other-timestamp');
  });

  it('for another request: the nonce differs, is cut short or absent', async () => {
    for (const wrong of [Buffer.from('0100ff112233445567', 'hex'), Buffer.from('ff112233445566', 'hex'), Buffer.of(1), null]) {
      expect(await faultOf(() => stamped(respond(cms, 0, { nonce: wrong })))).toBe('other-timestamp');
    }
  });

  it('where the authority refused, whatever the status says', async () => {
    for (const status of [2, 3, 4, 5]) expect(await faultOf(() => stamped(respond(cms, 0, { status })))).toBe('unusable-timestamp');
    const token = tokenFor(timestampRequestFor(cms, 0, nonce), { time: stampTime, authority: pki.timestampAuthority });
    expect(await faultOf(() => stamped(sequence(sequence(Buffer.of(2, 1, 2)), token)))).toBe('unusable-timestamp');
    expect(await faultOf(() => stamped(sequence(sequence(Buffer.of(2, 1, 0)))))).toBe('unusable-timestamp');
  });

  it('where the bytes are something else or are cut off', async () => {
    const response = respond(cms, 0);
    const page = text('<html>502 Bad Gateway</html>');
    for (const wrong of [new Uint8Array(), page, cms, sequence(), Buffer.concat([response, Buffer.of(0)]), Buffer.alloc(64)]) {
      expect(await faultOf(() => stamped(wrong))).toBe('unusable-timestamp');
    }
    for (let length = 0; length < response.length; length += 13) {
      expect(await faultOf(() => stamped(response.subarray(0, length)))).toBe('unusable-timestamp');
    }
  });

  it('where something lies behind a bare token', async () => {
    const token = tokenFor(timestampRequestFor(cms, 0, null), { time: stampTime, authority: pki.timestampAuthority });
    expect(await faultOf(() => stamped(token, 0, null))).toBeNull();
    for (const behind of [0, 0x30]) expect(await faultOf(() => stamped(Buffer.concat([token, Buffer.of(behind)]), 0, null))).toBe('unusable-timestamp');
  });

  it('where the token has no signed attributes to bind its content', async () => {
    const token = tokenFor(timestampRequestFor(cms, 0, null), { time: stampTime, authority: pki.timestampAuthority });
    const { content: tst } = readTimestampToken(token) ?? { content: new Uint8Array() };
    const bare = cades({ content: tst, contentType: CMS.tstInfo, attached: true, signers: [{ signer: pki.timestampAuthority, hasSignedAttributes: false }] });
    expect(await faultOf(() => stamped(bare, 0, null))).toBe('unusable-timestamp');
  });

  it('where the token is broken in itself: no changed byte of its content, attributes or value goes through', async () => {
    const response = Buffer.from(respond(cms, 0));
    const token = [1, 1, 0] as const;
    for (const part of [[2, 1, 0], [-1, 0, 3], [-1, 0, 5]]) {
      const { start, end } = elementAt(response, ...token, ...part);
      for (let at = start; at < end; at += 1) {
        const changed = Uint8Array.from(response);
        changed[at] = (changed[at] ?? 0) ^ 1;
        expect(await faultOf(() => stamped(changed)), `byte ${at - start} of ${part.join('.')}`).toMatch(/^(?:unusable|other)-timestamp$/);
      }
    }
  });

  it('at a place without a signer, on what is no signature, under an archive timestamp of the older kind', async () => {
    const response = respond(cms, 0);
    for (const place of [2, -1, 0.5, Number.NaN]) expect(await faultOf(() => stamped(response, place))).toBe('malformed-signature');
    expect(await faultOf(() => stamped(response, 0, nonce, cms.subarray(1)))).toBe('malformed-signature');
    expect(await faultOf(() => timestampRequestFor(cms, 7, null))).toBe('malformed-signature');
    const unsigned = [plain(ATTRIBUTE.archiveTimestampV2, octets(text('x')))];
    const archived = cades({ content, attached: false, signers: [{ signer: pki.signers.clerk, signingTime, unsigned }] });
    expect(await faultOf(() => stamped(respond(archived, 0), 0, nonce, archived))).toBe('archived');
  });
});
