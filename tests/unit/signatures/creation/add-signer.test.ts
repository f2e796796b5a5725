import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';

import { addSigner, createCades, digestsToAdd } from '../../../../src-main/signatures/index.ts';
import { ATTRIBUTE } from '../../../../src-main/signatures/formats/cms/oids.ts';
import { readSignedData, writeSignedData } from '../../../../src-main/signatures/creation/signed-data.ts';
import { childrenOf, rawOf } from '../../../../src-main/signatures/asn1/tlv.ts';
import { octets, oid, sequence } from '../../../../src-main/demo/pki/der.ts';
import { signAttached, signDetached, signTogether } from '../../../../src-main/demo/pki/index.ts';
import { cades, plain } from '../../../support/cades-builder.ts';
import { elementAt, faultOf, memoryKey, SIGNED_DATA, SIGNERS } from './support.ts';
import { file, fullTrust, later, testPki, text, validate } from '../support.ts';
import type { TestPki } from '../../../../src-main/demo/pki/index.ts';
import type { SigningKey, ValidationOptions } from '../../../../src-main/signatures/index.ts';

const content = text('Договор');
const other = text('Договір');
const signingTime = later(-60_000);
let pki: TestPki;
let trust: ValidationOptions;
let director: SigningKey;
let auditor: SigningKey;

beforeAll(async () => {
  pki = await testPki();
  trust = fullTrust(pki);
  director = memoryKey(pki.signers.director);
  auditor = memoryKey(pki.signers.auditor);
});

const detached = (key: SigningKey): Promise<Uint8Array> => createCades({ form: 'detached', content, key, signingTime });
const attached = (key: SigningKey): Promise<Uint8Array> => createCades({ form: 'attached', content, key, signingTime });
const add = (cms: Uint8Array, given: Parameters<typeof addSigner>[1]['content'] = content, key = auditor): Promise<Uint8Array> =>
  addSigner(cms, { key, signingTime, content: given });
const signers = (cms: Uint8Array): Buffer[] => childrenOf(elementAt(cms, ...SIGNERS)).map((item) => Buffer.from(rawOf(item)));

describe('a further signer', () => {
  it('leaves the first one intact to the byte; both pass', async () => {
    for (const [first, contents] of [
      [await detached(director), [file(content)]],
      [await attached(director), []],
    ] as const) {
      const both = await add(first);
      expect(signers(both)[0]?.equals(signers(first)[0] ?? Buffer.alloc(0))).toBe(true);
      expect(rawOf(elementAt(both, ...SIGNED_DATA, 2))).toEqual(rawOf(elementAt(first, ...SIGNED_DATA, 2)));
      const report = await validate(both, trust, contents);
      expect(report.signatures.map(({ signer, indication, level }) => [signer?.commonName, indication, level])).toEqual([
        [pki.signers.director.name.commonName, 'TOTAL-PASSED', 'CAdES-BASELINE-B'],
        [pki.signers.auditor.name.commonName, 'TOTAL-PASSED', 'CAdES-BASELINE-B'],
      ]);
    }
  });

  it('names its hash once and embeds each certificate once', async () => {
    const both = await add(await detached(director));
    const three = await add(both, content, memoryKey(pki.signers.partner));
    expect(childrenOf(elementAt(three, ...SIGNED_DATA, 1))).toHaveLength(2);
    expect(childrenOf(elementAt(three, ...SIGNED_DATA, 3))).toHaveLength(4);
    expect((await validate(three, trust, [file(content)])).signatures.map(({ indication }) => indication)).toEqual(Array(3).fill('TOTAL-PASSED'));
  });

  it('is added to what other programs wrote: several signers, BER, no certificates, no signed attributes', async () => {
    const several = signTogether(content, [{ signer: pki.signers.clerk, options: {} }, { signer: pki.signers.partner, options: {} }], { attached: false });
    expect((await validate(await add(several), trust, [file(content)])).signatures).toHaveLength(3);
    const bare = cades({ content, attached: false, signers: [{ signer: pki.signers.clerk, hasSignedAttributes: false }] });
    expect((await validate(await add(bare), trust, [file(content)])).indication).toBe('TOTAL-PASSED');
    const body = Buffer.from(signDetached(content, pki.signers.clerk));
    const inner = Buffer.from(rawOf(elementAt(body, ...SIGNED_DATA)));
    const indefinite = Buffer.concat([Buffer.from('3080', 'hex'), oid('1.2.840.113549.1.7.2'), Buffer.from('a080', 'hex'), inner, Buffer.alloc(4)]);
    const grown = await add(indefinite);
    expect(signers(grown)[0]?.equals(signers(body)[0] ?? Buffer.alloc(0))).toBe(true);
    expect((await validate(grown, trust, [file(content)])).indication).toBe('TOTAL-PASSED');
  });

  it('works from hashes alone; those that are needed are told', async () => {
    const first = await detached(director);
    const asked = digestsToAdd(first, auditor);
    expect(asked.map(({ name }) => name)).toEqual(['SHA-384', 'SHA-256']);
    const digests = new Map(asked.map(({ oid: number, engineName }) => [number, createHash(engineName ?? '').update(content).digest()]));
    const both = await add(first, { digests });
    expect((await validate(both, trust, [file(content)])).signatures.map(({ indication }) => indication)).toEqual(['TOTAL-PASSED', 'TOTAL-PASSED']);
    for (const { oid: number } of asked) {
      const missing = new Map([...digests].filter(([key]) => key !== number));
      expect(await faultOf(() => add(first, { digests: missing }))).toBe('content-digest');
      const short = new Map([...digests, [number, new Uint8Array(5)]] as const);
      expect(await faultOf(() => add(first, { digests: short }))).toBe('content-digest');
    }
  });
});

describe('a further signer is refused', () => {
  it('over another content than that of the signers who are there', async () => {
    expect(await faultOf(() => add(signDetached(other, pki.signers.clerk)))).toBe('other-content');
    expect(await faultOf(async () => add(await attached(director), other))).toBe('other-content');
    const foreign = createHash('sha384').update(other).digest();
    const digests = new Map([[auditor.algorithm.digest.oid, foreign]]);
    expect(await faultOf(async () => add(await attached(director), { digests }))).toBe('other-content');
    expect(await faultOf(async () => add(await attached(director), { digests: new Map() }))).toBe('other-content');
    const bare = cades({ content: other, attached: false, signers: [{ signer: pki.signers.clerk, hasSignedAttributes: false }] });
    expect(await faultOf(() => add(bare))).toBe('other-content');
  });

  it('where one of several signers is over another content', async () => {
    const contentDigest = createHash('sha256').update(other).digest();
    const [right, wrong] = [signDetached(content, pki.signers.clerk), cades({ content, contentDigest, signers: [{ signer: pki.signers.partner }], attached: false })];
    const whole = readSignedData(right).parts;
    const both = writeSignedData({ ...whole, signerInfos: [...whole.signerInfos, ...readSignedData(wrong).parts.signerInfos] });
    expect(await faultOf(() => add(both))).toBe('other-content');
    expect(await faultOf(() => add(right))).toBeNull();
  });

  it('without a content, where none is inside', async () => {
    expect(await faultOf(async () => addSigner(await detached(director), { key: auditor, signingTime }))).toBe('other-content');
  });

  it('where nothing shows that the existing signature is over this content: its hash is unknown here', async () => {
    const strange = signDetached(content, pki.signers.clerk);
    const hex = Buffer.from(strange).toString('hex');
    const digest = Buffer.from(oid('2.16.840.1.101.3.4.2.1')).toString('hex');
    const renamed = Buffer.from(hex.replaceAll(digest, digest.replace(/01$/, '77')), 'hex');
    expect(renamed.equals(strange)).toBe(false);
    expect(await faultOf(() => add(renamed))).toBe('other-content');
  });

  it('on what is no whole SignedData', async () => {
    const first = await detached(director);
    const trailing = Buffer.concat([first, Buffer.of(0)]);
    const pem = text('-----BEGIN CMS-----\nMAA=\n-----END CMS-----\n');
    const other = sequence(oid('1.2.840.113549.1.7.1'), octets(content));
    for (const broken of [first.subarray(0, -1), trailing, pem, other, new Uint8Array(), Buffer.of(0x30, 0x80)]) {
      expect(await faultOf(() => add(broken))).toBe('malformed-signature');
    }
    for (let length = 1; length < first.length; length += 97) {
      expect(await faultOf(() => add(first.subarray(0, length)))).toBe('malformed-signature');
    }
  });

  it('on a bag of certificates that nobody signed', async () => {
    const { parts } = readSignedData(await attached(director));
    expect(await faultOf(() => add(writeSignedData({ ...parts, signerInfos: [] })))).toBe('malformed-signature');
  });

  it('where what is listed as hashes of the content is no list of algorithms', async () => {
    const broken = Uint8Array.from(await attached(director));
    const listed = elementAt(broken, ...SIGNED_DATA, 1, 0);
    broken[listed.start] = 0x31;
    expect(await faultOf(() => add(broken))).toBe('malformed-signature');
  });

  it('on signers without their mandatory attributes', async () => {
    const incomplete = signDetached(content, pki.signers.clerk, { attributes: (standard) => standard.slice(1) });
    expect(await faultOf(() => add(incomplete))).toBe('malformed-signature');
    const doubled = signDetached(content, pki.signers.clerk, { attributes: ([type, digest, ...rest]) => [type, digest, digest, ...rest].flatMap((one) => one ?? []) });
    expect(await faultOf(() => add(doubled))).toBe('malformed-signature');
  });

  it('under an archive timestamp that covers the whole file, and not under version 3', async () => {
    const withUnsigned = (type: string): Uint8Array =>
      cades({ content, attached: false, signers: [{ signer: pki.signers.clerk, unsigned: [plain(type, octets(text('x')))] }] });
    for (const type of [ATTRIBUTE.archiveTimestampV1, ATTRIBUTE.archiveTimestampV2]) {
      expect(await faultOf(() => add(withUnsigned(type)))).toBe('archived');
    }
    expect(await faultOf(() => add(withUnsigned(ATTRIBUTE.archiveTimestampV3)))).toBeNull();
  });

  it('where its own key does not fit', async () => {
    const key = { ...auditor, sign: (message: Uint8Array) => director.sign(message) };
    expect(await faultOf(async () => add(await detached(director), content, key))).toBe('key');
    expect(await faultOf(() => add(signAttached(content, pki.signers.clerk), content, key))).toBe('key');
  });
});
