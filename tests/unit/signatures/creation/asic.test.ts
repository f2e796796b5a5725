import { beforeAll, describe, expect, it } from 'vitest';

import { ASIC_SIGNATURE_NAME, asicTimestampRequest, createAsicE, withAsicTimestamp } from '../../../../src-main/signatures/index.ts';
import { DIGEST_URIS } from '../../../../src-main/signatures/creation/asic-manifest.ts';
import { digestByUri } from '../../../../src-main/signatures/formats/xml/algorithm-uris.ts';
import { readAsicManifest } from '../../../../src-main/signatures/formats/asic/manifest.ts';
import { ZipArchive } from '../../../../src-main/signatures/formats/zip/archive.ts';
import { MAX_ZIP_ENTRIES } from '../../../../src-main/signatures/limits.ts';
import { mimetype, signedManifest, text as plain, TYPE, zip } from '../../../support/asic-builder.ts';
import { faultOf, furtherSigner, memoryKey } from './support.ts';
import { answerTo } from '../../../support/timestamp-answers.ts';
import { fullTrust, later, only, testPki, text, validate } from '../support.ts';
import type { TestPki } from '../../../../src-main/demo/pki/index.ts';
import type { AsicFile, SigningKey } from '../../../../src-main/signatures/index.ts';

const signingTime = later(-60_001);
const stampTime = later(-30_000);
const nonce = Buffer.from('0011223344556677', 'hex');
const files: readonly AsicFile[] = [
  { name: 'Бұйрық № 5 (көшірме).txt', mediaType: 'text/plain; charset=utf-8', bytes: text('Бұйрық\n'.repeat(50)) },
  { name: 'қосымша/1 & 2 \'x\' "y" <z> %41.bin', mediaType: 'application/octet-stream', bytes: Buffer.from([0, 1, 2, 255]) },
  { name: 'empty', mediaType: 'application/x-empty', bytes: new Uint8Array() },
];
let pki: TestPki;
let key: SigningKey;
let container: Uint8Array;

beforeAll(async () => {
  pki = await testPki();
  key = memoryKey(pki.signers.director);
  container = await createAsicE({ files, key, signingTime });
});

const judge = async (bytes: Uint8Array) => validate(bytes, fullTrust(pki), [], 'a.asice');
const named = (...names: readonly string[]): Promise<Uint8Array> =>
  createAsicE({ files: names.map((name) => ({ name, mediaType: 'text/plain', bytes: text(name) })), key, signingTime });
const contentOf = (bytes: Uint8Array, name: string): Uint8Array => {
  const archive = new ZipArchive(bytes);
  const entry = archive.entries.find((one) => one.name === name);
  if (entry === undefined) throw new Error(`no ${name}`);
  return archive.read(entry);
};

describe('ASiC-E with CAdES', () => {
  it('passes our own validation with every file signed', async () => {
    const report = await judge(container);
    expect(report).toMatchObject({ container: 'asic-e', indication: 'TOTAL-PASSED' });
    expect(only(report)).toMatchObject({ level: 'CAdES-BASELINE-B', signer: { commonName: pki.signers.director.name.commonName } });
    expect(new ZipArchive(container).entries.map(({ name }) => name)).toEqual(['mimetype', ...files.map(({ name }) => name), 'META-INF/ASiCManifest001.xml', ASIC_SIGNATURE_NAME]);
    for (const { name, bytes } of files) expect(Buffer.from(contentOf(container, name)).equals(bytes)).toBe(true);
  });

  it('begins with the type mark, stored, so that it lies where file programs look', () => {
    const start = Buffer.from(container);
    expect(start.toString('latin1', 0, 4)).toBe('PK\u0003\u0004');
    expect([start.readUInt16LE(8), start.readUInt16LE(26), start.readUInt16LE(28)]).toEqual([0, 8, 0]);
    expect(start.toString('latin1', 30, 38 + 31)).toBe('mimetypeapplication/vnd.etsi.asic-e+zip');
  });

  it('has the time of signing on every file, and names that are marked as UTF-8', async () => {
    const view = Buffer.from(container);
    for (const { headerStart } of new ZipArchive(container).entries) {
      const [flags, clock, day] = [6, 10, 12].map((offset) => view.readUInt16LE(headerStart + offset));
      expect(flags).toBe(0x800);
      // 2026-03-10 08:58:59 UTC; the format counts two seconds as one.
      expect([(day ?? 0) >> 9, ((day ?? 0) >> 5) & 15, (day ?? 0) & 31]).toEqual([2026 - 1980, 3, 10]);
      expect([(clock ?? 0) >> 11, ((clock ?? 0) >> 5) & 63, (clock ?? 0) & 31]).toEqual([8, 58, 29]);
    }
    expect(Buffer.from(await createAsicE({ files, key, signingTime })).equals(container)).toBe(true);
  });

  it('lists each file with type, hash and an escaped name', () => {
    const bytes = contentOf(container, 'META-INF/ASiCManifest001.xml');
    const manifest = readAsicManifest(bytes);
    expect(manifest?.signatureUri).toBe(ASIC_SIGNATURE_NAME);
    expect(manifest?.references.map(({ uri }) => uri)).toEqual(files.map(({ name }) => name));
    const xml = Buffer.from(bytes).toString('utf8');
    expect(xml).toContain('MimeType="text/plain; charset=utf-8"');
    expect(xml).toContain('1%20%26%202%20%27x%27%20%22y%22%20%3Cz%3E%20%2541.bin"');
  });

  it('fails with a byte of any file, of the manifest or of the signature changed', async () => {
    const archive = new ZipArchive(container);
    for (const entry of archive.entries.filter(({ name, size }) => name !== 'mimetype' && size > 0)) {
      const content = Uint8Array.from(archive.read(entry));
      content[content.length >> 1] = (content[content.length >> 1] ?? 0) ^ 1;
      const parts = archive.entries.map((one) => ({ name: one.name, content: one === entry ? content : archive.read(one) }));
      expect((await judge(zip(parts))).indication, entry.name).not.toBe('TOTAL-PASSED');
    }
    const untouched = archive.entries.map((one) => ({ name: one.name, content: archive.read(one) }));
    expect((await judge(zip(untouched))).indication).toBe('TOTAL-PASSED');
  });

  it('writes digest URIs that are read as the same digests', () => {
    for (const [number, uri] of DIGEST_URIS) expect(digestByUri(uri).oid).toBe(number);
  });

  it('takes the hash of the key where there is a URI for it', async () => {
    for (const signer of [pki.signers.auditor, await furtherSigner(pki, 'P-521')]) {
      const own = await createAsicE({ files, key: memoryKey(signer), signingTime });
      const digests = readAsicManifest(contentOf(own, 'META-INF/ASiCManifest001.xml'))?.references.map(({ digest }) => digest.oid) ?? [];
      expect(new Set(digests)).toEqual(new Set([memoryKey(signer).algorithm.digest.oid]));
      expect((await judge(own)).indication).toBe('TOTAL-PASSED');
    }
  });

  it('deflates what gets smaller by it, and nothing so far that careful readers refuse it', async () => {
    const contents = [text('слово '.repeat(5000)), text('short'), Buffer.alloc(2_000_000)];
    const packed = await createAsicE({ files: contents.map((bytes, index) => ({ name: `${index}`, mediaType: 'text/plain', bytes })), key, signingTime });
    expect(new ZipArchive(packed).entries.slice(0, 4).map(({ method }) => method)).toEqual([0, 8, 0, 0]);
    expect((await judge(packed)).indication).toBe('TOTAL-PASSED');
  });
});

describe('names of files are refused', () => {
  it.each([
    '', '/etc/passwd', '../a', 'a/../b', 'a/..', '.', './a', 'a/./b', 'a//b', 'a/', 'C:/a', 'c:a', 'a\\b', '..\\a', 'a\u0000b', 'a\nb', 'a\u007f', '\ud800', 'a'.repeat(1025),
    'META-INF/signature001.p7s', 'meta-inf/x', 'META-INF', 'Meta-Inf', 'mimetype', 'MimeType', 'mimetype/a',
  ])('%j', async (name) => {
    expect(await faultOf(() => named(name))).toBe('file-name');
  });

  it.each([
    [['a', 'a']], [['a.TXT', 'A.txt']], [['Ә', 'ә']], [['é', 'é'.normalize('NFD')]], [['a', 'a/b']], [['B/c', 'b']],
  ])('%j together', async (names) => {
    expect(await faultOf(() => named(...names))).toBe('file-name');
  });

  it('and an empty list; sound ones are not', async () => {
    expect(await faultOf(() => named())).toBe('file-name');
    expect(await faultOf(() => named('a', 'b/a', 'b/c', '..a', 'a..b', 'META-INF.txt', 'ї'.repeat(512)))).toBeNull();
  });

  it.each(['', 'text', 'text/', '/plain', 'text/plain"', 'text/plain" x="', 'text/pl<ain', 'text/plain&amp', 'text/plain\n', 'текст/plain', 'text/plain; charset', 'text/a/b'])('media type %j', async (mediaType) => {
    expect(await faultOf(() => createAsicE({ files: [{ name: 'a', mediaType, bytes: text('a') }], key, signingTime }))).toBe('media-type');
  });

  it('past the number of files that a container may have', async () => {
    const many = Array.from({ length: MAX_ZIP_ENTRIES - 2 }, (_none, index) => `${index}`);
    await expect(named(...many)).rejects.toThrow(`${MAX_ZIP_ENTRIES} files`);
  });
});

describe('a timestamp in a container', () => {
  const respond = (bytes: Uint8Array, name?: string): Uint8Array => answerTo(asicTimestampRequest(bytes, nonce, name), pki, { time: stampTime });

  it('makes level T; every other file, header and folder keeps its bytes', async () => {
    const after = withAsicTimestamp(container, respond(container), nonce);
    expect(only(await judge(after))).toMatchObject({ indication: 'TOTAL-PASSED', level: 'CAdES-BASELINE-T', bestSignatureTime: stampTime.toISOString() });
    const { headerStart } = new ZipArchive(container).entries.at(-1) ?? { headerStart: 0 };
    expect(headerStart).toBeGreaterThan(500);
    expect(Buffer.from(after.subarray(0, headerStart)).equals(container.subarray(0, headerStart))).toBe(true);
    expect((await judge(withAsicTimestamp(after, respond(after), nonce))).signatures[0]?.timestamps).toHaveLength(2);
  });

  it('goes into containers of other programs: descriptors, folders, deflated signatures, a comment, more files behind', async () => {
    const data = { name: 'a.txt', content: plain('текст') };
    const [listing, signature] = signedManifest([data], { signers: [{ signer: pki.signers.clerk, signingTime }] });
    if (listing === undefined || signature === undefined) throw new Error('no signature');
    const parts = [mimetype(TYPE.extended), { ...signature, deflated: true, descriptor: true }, { name: 'folder/', content: plain('') }, { ...data, deflated: true, descriptor: true }, listing];
    const foreign = zip(parts, { comment: plain('comment') });
    expect((await judge(foreign)).signatures[0]).toMatchObject({ indication: 'TOTAL-PASSED', level: 'CAdES-BASELINE-B' });
    const after = Buffer.from(withAsicTimestamp(foreign, respond(foreign), nonce));
    expect((await judge(after)).signatures[0]).toMatchObject({ indication: 'TOTAL-PASSED', level: 'CAdES-BASELINE-T' });
    expect(after.toString('latin1').endsWith('comment')).toBe(true);
    // Its sizes now stand in its headers: no descriptor is announced, in the directory neither.
    const flagsOf = (archive: Buffer): number[] => {
      const entry = new ZipArchive(archive).entries.find(({ name }) => name === ASIC_SIGNATURE_NAME);
      const record = archive.lastIndexOf(ASIC_SIGNATURE_NAME) - 46;
      return [archive.readUInt16LE((entry?.headerStart ?? 0) + 6), archive.readUInt16LE(record + 8)];
    };
    expect([flagsOf(foreign), flagsOf(after)]).toEqual([[0x808, 0x808], [0x800, 0x800]]);
    expect(after.includes('folder/')).toBe(true);
    expect(new ZipArchive(after).entries.map(({ name }) => name)).toEqual(new ZipArchive(foreign).entries.map(({ name }) => name));
  });

  it('is refused for another container, another nonce, a missing name, and what is no container', async () => {
    const again = await createAsicE({ files: files.slice(1), key, signingTime });
    const response = respond(container);
    expect(await faultOf(() => withAsicTimestamp(again, response, nonce))).toBe('other-timestamp');
    expect(await faultOf(() => withAsicTimestamp(container, response, Buffer.of(1)))).toBe('other-timestamp');
    expect(await faultOf(() => withAsicTimestamp(container, response, nonce, 'META-INF/signature002.p7s'))).toBe('malformed-container');
    expect(await faultOf(() => withAsicTimestamp(container, response, nonce, 'mimetype'))).toBe('malformed-signature');
    for (const broken of [container.subarray(0, -1), container.subarray(1), new Uint8Array(), text('PK')]) {
      expect(await faultOf(() => withAsicTimestamp(broken, response, nonce))).toBe('malformed-container');
      expect(await faultOf(() => asicTimestampRequest(broken, nonce))).toBe('malformed-container');
    }
  });
});
