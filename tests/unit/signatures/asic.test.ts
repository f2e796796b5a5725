import { createHash } from 'node:crypto';

import { beforeAll, describe, expect, it } from 'vitest';

import { cades, certificateValues, token } from '../../support/cades-builder.ts';
import { manifest, mimetype, signedManifest, simpleParts, text, TYPE, xadesSignatures, zip } from '../../support/asic-builder.ts';
import { DAY, fullTrust, keysOf, later, only, testPki, validate } from './support.ts';
import type { TestPki } from '../../../src-main/demo/pki/index.ts';
import type { ValidationOptions } from '../../../src-main/signatures/index.ts';
import type { CadesSigner } from '../../support/cades-builder.ts';
import type { Sign, ZipPart } from '../../support/asic-builder.ts';

let pki: TestPki;
let trust: ValidationOptions;
let by: (name: 'clerk' | 'citizen' | 'director') => Sign;

beforeAll(async () => {
  pki = await testPki();
  trust = fullTrust(pki);
  by = (name) => ({ signers: [{ signer: pki.signers[name], signingTime: later(-DAY) } satisfies CadesSigner] });
});

const letter = { name: 'letter.txt', content: text('Dear office') };
const annex = { name: 'annex.txt', content: text('one, two, three') };
const judge = (parts: readonly ZipPart[], options: ValidationOptions = trust) => validate(zip(parts), options, [], 'container.asice');
const intact = (...names: readonly string[]) => names.map((name) => ({ name, status: 'intact' }));

describe('ASiC with CAdES', () => {
  it('[VER-02] ASiC-S: the one file passes with its name and hash', async () => {
    const report = await judge(simpleParts(letter, by('clerk')));
    expect(report).toMatchObject({ container: 'asic-s', indication: 'TOTAL-PASSED', unsignedFiles: [] });
    expect(only(report)).toMatchObject({ format: 'CAdES', baselineLevel: 'B', signedObjects: intact('letter.txt') });
    expect(only(report).signedObjects[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('[VER-02] ASiC-E: a signed manifest signs the files that it lists; deflated and with data descriptors', async () => {
    const files = [{ ...letter, deflated: true }, { ...annex, descriptor: true, deflated: true }];
    const report = await judge([mimetype(TYPE.extended), ...files, ...signedManifest(files, by('clerk'))]);
    expect(report).toMatchObject({ container: 'asic-e', indication: 'TOTAL-PASSED', unsignedFiles: [] });
    expect(only(report).signedObjects).toMatchObject(intact('letter.txt', 'annex.txt'));
  });

  it('[VER-03] several signatures are judged one by one, each over its own files', async () => {
    const parts = [mimetype(TYPE.extended), letter, annex, ...signedManifest([letter], by('clerk'), 1), ...signedManifest([letter, annex], by('citizen'), 2)];
    const report = await judge(parts);
    expect(report.signatures).toMatchObject([
      { id: '1', indication: 'TOTAL-PASSED', signedObjects: intact('letter.txt') },
      { id: '2', indication: 'TOTAL-PASSED', signedObjects: intact('letter.txt', 'annex.txt') },
    ]);
    expect(report.unsignedFiles).toEqual([]);
    const changed = parts.map((part) => (part.name === 'annex.txt' ? { ...annex, content: text('one, two, four') } : part));
    expect((await judge(changed)).signatures).toMatchObject([
      { indication: 'TOTAL-PASSED' },
      { indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE', dataIntact: false, signatureIntact: true },
    ]);
  });

  it('a manifest that names its files by a fallen hash does not pass: another file could have the same', async () => {
    const name = 'META-INF/signature001.p7s';
    const hash = (algorithm: string): string => createHash(algorithm).update(letter.content).digest('base64');
    const weak = manifest(name, [letter])
      .toString('utf8')
      .replace('http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2000/09/xmldsig#sha1')
      .replace(hash('sha256'), hash('sha1'));
    const signature = cades({ ...by('clerk'), content: text(weak), attached: false });
    const report = await judge([mimetype(TYPE.extended), letter, { name: 'META-INF/ASiCManifest001.xml', content: text(weak) }, { name, content: signature }]);
    expect(only(report)).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE', dataIntact: true, signatureIntact: true });
    expect(keysOf(only(report))).toContain('verdict.weakAlgorithm');
  });

  it('a file that no signature covers is named in the report and with each signature, which passes', async () => {
    const report = await judge([mimetype(TYPE.extended), letter, annex, ...signedManifest([letter], by('clerk'))]);
    expect(report).toMatchObject({ indication: 'TOTAL-PASSED', unsignedFiles: ['annex.txt'] });
    expect(only(report).reasons).toContainEqual({ key: 'verdict.unsignedFiles', params: { files: 'annex.txt' } });
  });

  it('documents hidden in META-INF, and a "mimetype" that is none, are named as well', async () => {
    const hidden = [{ name: 'META-INF/contract.pdf', content: text('%PDF') }, { name: 'META-INF/deep/notes.txt', content: text('n') }];
    const report = await judge([...simpleParts(letter, by('clerk')), ...hidden, { name: 'META-INF/container.xml', content: text('<container/>') }]);
    expect(report.unsignedFiles).toEqual(['META-INF/contract.pdf', 'META-INF/deep/notes.txt']);
    const large = { name: 'mimetype', content: Buffer.alloc(300, 'x') };
    expect((await judge([large, letter, ...signedManifest([letter], by('clerk'))])).unsignedFiles).toEqual(['mimetype']);
  });

  it('an altered file fails by its hash, a missing one is not found', async () => {
    const other = { ...annex, content: text('something else') };
    const signed = signedManifest([letter, annex], by('clerk'));
    const altered = only(await judge([mimetype(TYPE.extended), letter, other, ...signed]));
    expect(altered).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE', signedObjects: [{ status: 'intact' }, { name: 'annex.txt', status: 'altered' }] });
    const missing = only(await judge([mimetype(TYPE.extended), letter, ...signed]));
    expect(missing).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'SIGNED_DATA_NOT_FOUND', dataIntact: null });
    expect(missing.reasons).toContainEqual({ key: 'verdict.dataNotFound', params: { files: 'annex.txt' } });
  });

  it('a changed manifest fails even if it lists the changed file correctly', async () => {
    const [, signature] = signedManifest([letter], by('clerk'));
    const forged = { ...letter, content: text('Pay twice') };
    const listing = { name: 'META-INF/ASiCManifest001.xml', content: manifest('META-INF/signature001.p7s', [forged]) };
    if (signature === undefined) throw new Error('no signature');
    expect(only(await judge([mimetype(TYPE.extended), forged, listing, signature]))).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' });
  });

  it('a signature with a content of its own does not speak for a manifest that somebody put beside it', async () => {
    const signature = { name: 'META-INF/signature001.p7s', content: cades({ ...by('director'), content: text('a harmless letter') }) };
    const evil = { name: 'evil.txt', content: text('Pay twice') };
    const listing = { name: 'META-INF/ASiCManifest001.xml', content: manifest(signature.name, [evil]) };
    const report = only(await judge([mimetype(TYPE.extended), evil, listing, signature]));
    expect(report.indication).not.toBe('TOTAL-PASSED');
    expect(report.dataIntact).not.toBe(true);
    expect(report.signedObjects.filter(({ status }) => status === 'intact')).toEqual([]);
    // With the manifest itself inside, it does.
    const own = { ...signature, content: cades({ ...by('director'), content: listing.content }) };
    expect(only(await judge([mimetype(TYPE.extended), evil, listing, own])).indication).toBe('TOTAL-PASSED');
  });

  it('a signature whose own content is none of the files does not pass for them', async () => {
    const signature = { name: 'META-INF/signature.p7s', content: cades({ ...by('director'), content: text('a harmless letter') }) };
    const report = await judge([mimetype(TYPE.simple), letter, signature]);
    expect(only(report)).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'SIGNED_DATA_NOT_FOUND' });
    expect(keysOf(only(report))).toContain('verdict.contentDiffers');
    expect(report.unsignedFiles).toEqual(['letter.txt']);
    const fitting = { ...signature, content: cades({ ...by('director'), content: letter.content }) };
    expect(only(await judge([mimetype(TYPE.simple), letter, fitting]))).toMatchObject({ indication: 'TOTAL-PASSED', signedObjects: intact('letter.txt') });
  });

  it('a file listed twice counts once where both hashes fit, and fails where one does not', async () => {
    const twice = signedManifest([letter, letter], by('clerk'));
    expect(only(await judge([mimetype(TYPE.extended), letter, ...twice])).indication).toBe('TOTAL-PASSED');
    const torn = signedManifest([letter, { ...letter, content: text('other') }], by('clerk'));
    expect(only(await judge([mimetype(TYPE.extended), letter, ...torn]))).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' });
  });

  it('an empty manifest signs nothing', async () => {
    const report = await judge([mimetype(TYPE.extended), letter, ...signedManifest([], by('clerk'))]);
    expect(only(report)).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'SIGNED_DATA_NOT_FOUND' });
    expect(report.unsignedFiles).toEqual(['letter.txt']);
  });
});

describe('names of files', () => {
  const cyrillic = { name: 'Лист №5.txt', content: text('зміст') };
  /** The name in the code pages of DOS, with the marks that a reader sees who takes them for Latin. */
  const cp866 = Buffer.from([0x8b, 0xa8, 0xe1, 0xe2, 0x20, 0xfc, 0x35, 0x2e, 0x74, 0x78, 0x74]);

  it.each([
    ['as it is', 'Лист №5.txt'],
    ['percent-encoded', encodeURIComponent('Лист №5.txt')],
    ['with a leading ./', './Лист №5.txt'],
    ['with an encoded dot', '%D0%9B%D0%B8%D1%81%D1%82%20%E2%84%965%2Etxt'],
  ])('a manifest may write a name %s', async (_, uri) => {
    const report = await judge([mimetype(TYPE.extended), cyrillic, ...signedManifest([{ ...cyrillic, uri }], by('clerk'))]);
    expect(report).toMatchObject({ indication: 'TOTAL-PASSED', unsignedFiles: [] });
    expect(only(report).signedObjects).toMatchObject(intact('Лист №5.txt'));
  });

  it('names in cp866 or cp852 without the UTF-8 flag are found by their ASCII characters, and the hash decides', async () => {
    const old = { ...cyrillic, name: cp866 };
    const signed = signedManifest([cyrillic], by('clerk'));
    const report = await judge([mimetype(TYPE.extended), old, ...signed]);
    expect(report).toMatchObject({ indication: 'TOTAL-PASSED', unsignedFiles: [] });
    const other = { ...old, content: text('інший зміст') };
    expect(only(await judge([mimetype(TYPE.extended), other, ...signed]))).toMatchObject({ subIndication: 'HASH_FAILURE' });
    const polish = { name: Buffer.from([0x88, 0xe7, 0x2e, 0x74, 0x78, 0x74]), content: text('cp852') };
    const polishList = signedManifest([{ name: 'łš.txt', content: polish.content }], by('clerk'));
    expect((await judge([mimetype(TYPE.extended), polish, ...polishList])).indication).toBe('TOTAL-PASSED');
  });

  it('two such names that look alike stay two files, and nothing is guessed between them', async () => {
    const twin = Buffer.from(cp866);
    twin[0] = 0x8c;
    const parts = [mimetype(TYPE.extended), { ...cyrillic, name: cp866 }, { ...annex, name: twin }];
    const known = await judge([...parts, ...signedManifest([cyrillic], by('clerk'))]);
    expect(known).toMatchObject({ indication: 'TOTAL-PASSED', unsignedFiles: ['Мист №5.txt'] });
    // Of a name that neither of them is in cp866, either might be meant.
    const unclear = await judge([...parts, ...signedManifest([{ ...cyrillic, name: 'łąśż ó5.txt' }], by('clerk'))]);
    expect(only(unclear)).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'SIGNED_DATA_NOT_FOUND' });
  });

  it('names that differ only in case or normalisation are refused: they are one file elsewhere', async () => {
    for (const name of ['LETTER.TXT', 'Letter.txt']) {
      const report = await judge([mimetype(TYPE.extended), letter, { ...annex, name }, ...signedManifest([letter], by('clerk'))]);
      expect(only(report)).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' });
    }
    const composed = { name: 'é.txt', content: text('a') };
    const decomposed = { name: 'e\u0301.txt', content: text('b') };
    expect((await judge([mimetype(TYPE.extended), composed, decomposed, ...signedManifest([composed], by('clerk'))])).indication).toBe('TOTAL-FAILED');
  });
});

describe('ASiC with XAdES', () => {
  it('[VER-02] a XAdES signature over files of the container passes, and tells what it leaves out', async () => {
    const signatures = { name: 'META-INF/signatures.xml', content: xadesSignatures([letter, annex], pki.signers.director, later(-DAY)) };
    const report = await judge([mimetype(TYPE.extended), letter, annex, signatures]);
    expect(report).toMatchObject({ container: 'asic-e', indication: 'TOTAL-PASSED', unsignedFiles: [] });
    expect(only(report)).toMatchObject({ format: 'XAdES', baselineLevel: 'B', signedObjects: intact('letter.txt', 'annex.txt') });
    const more = await judge([mimetype(TYPE.extended), letter, annex, { name: 'more.txt', content: text('m') }, signatures]);
    expect(more).toMatchObject({ indication: 'TOTAL-PASSED', unsignedFiles: ['more.txt'] });
  });

  it('altered and missing files are told apart; a Cyrillic name is found by its encoded form', async () => {
    const named = { name: 'Лист №5.txt', content: text('зміст') };
    const signatures = { name: 'META-INF/signatures001.xml', content: xadesSignatures([named, annex], pki.signers.director, later(-DAY)) };
    expect((await judge([mimetype(TYPE.extended), named, annex, signatures])).indication).toBe('TOTAL-PASSED');
    const altered = only(await judge([mimetype(TYPE.extended), { ...named, content: text('інший') }, annex, signatures]));
    expect(altered).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE', signedObjects: [{ status: 'altered' }, { status: 'intact' }] });
    expect(only(await judge([mimetype(TYPE.extended), annex, signatures]))).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'SIGNED_DATA_NOT_FOUND' });
  });

  it('[VER-03] CAdES and XAdES in one container each have a verdict', async () => {
    const xades = { name: 'META-INF/signatures.xml', content: xadesSignatures([annex], pki.signers.director, later(-DAY)) };
    const report = await judge([mimetype(TYPE.extended), letter, annex, ...signedManifest([letter], by('clerk')), xades]);
    expect(report.signatures).toMatchObject([
      { id: '1', format: 'CAdES', indication: 'TOTAL-PASSED' },
      { id: '2', format: 'XAdES', indication: 'TOTAL-PASSED' },
    ]);
    expect(report.unsignedFiles).toEqual([]);
  });
});

describe('timestamps of containers', () => {
  const stampName = 'META-INF/timestamp001.tst';

  it('ASiC-S with a token over its file alone is a document timestamp, not a signature', async () => {
    const stamp = { name: 'META-INF/timestamp.tst', content: token(letter.content, { authority: pki.timestampAuthority, time: later(-DAY) }) };
    const report = await judge([mimetype(TYPE.simple), letter, stamp]);
    expect(report.signatures).toEqual([]);
    expect(report.documentTimestamps).toMatchObject([{ indication: 'TOTAL-PASSED', imprintIntact: true }]);
    const other = await judge([mimetype(TYPE.simple), { ...letter, content: text('other') }, stamp]);
    expect(other.documentTimestamps).toMatchObject([{ indication: 'TOTAL-FAILED', imprintIntact: false }]);
  });

  it('an archive manifest with a token over signature and files proves when the signature existed', async () => {
    const signed = signedManifest([letter], { signers: [{ signer: pki.signers.revoked, signingTime: later(-40 * DAY) }] });
    const listing = manifest(stampName, [letter, ...signed.map(({ name, content }) => ({ name: String(name), content }))], 'application/vnd.etsi.timestamp-token');
    const archive = { name: 'META-INF/ASiCArchiveManifest001.xml', content: listing };
    const stamp = (time: Date): ZipPart => ({ name: stampName, content: token(listing, { authority: pki.timestampAuthority, time }) });
    const parts = [mimetype(TYPE.extended), letter, ...signed, archive];
    // The certificate was revoked thirty days ago.
    expect(only(await judge([...parts, stamp(later(-31 * DAY))]))).toMatchObject({ indication: 'TOTAL-PASSED', bestSignatureTime: later(-31 * DAY).toISOString() });
    expect(only(await judge([...parts, stamp(later(-29 * DAY))]))).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'REVOKED_NO_POE' });
    expect(only(await judge(parts))).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'REVOKED_NO_POE' });
  });

  it('a token whose manifest names another file, or a file since altered, proves nothing of the signature', async () => {
    const signed = signedManifest([letter], { signers: [{ signer: pki.signers.revoked, signingTime: later(-40 * DAY) }] });
    const [listed, signature] = signed.map(({ name, content }) => ({ name: String(name), content }));
    if (listed === undefined || signature === undefined) throw new Error('no signature');
    const judged = async (listing: Uint8Array) => {
      const stamp = { name: stampName, content: token(listing, { authority: pki.timestampAuthority, time: later(-31 * DAY) }) };
      const report = await judge([mimetype(TYPE.extended), letter, ...signed, { name: 'META-INF/ASiCArchiveManifest001.xml', content: listing }, stamp]);
      return report.signatures[0];
    };
    const unproved = { subIndication: 'REVOKED_NO_POE', bestSignatureTime: null };
    expect(await judged(manifest(stampName, [letter]))).toMatchObject(unproved);
    // The manifest lists another signature under this one's name.
    expect(await judged(manifest(stampName, [{ ...signature, content: text('another signature') }]))).toMatchObject(unproved);
  });
});

describe('containers that hardly are any', () => {
  it('the type mark need not be first or plain, and says nothing of what is signed', async () => {
    const parts = simpleParts(letter, by('clerk'));
    expect(await judge(parts.toReversed())).toMatchObject({ container: 'asic-s', indication: 'TOTAL-PASSED' });
    expect(await judge(parts.map((part) => ({ ...part, deflated: true })))).toMatchObject({ container: 'asic-s', indication: 'TOTAL-PASSED' });
    expect(await judge(parts.slice(1))).toMatchObject({ container: 'zip', indication: 'TOTAL-PASSED' });
    expect(await judge([{ name: 'mimetype', content: text('image/png') }, ...parts.slice(1)])).toMatchObject({ container: 'zip', indication: 'TOTAL-PASSED' });
  });

  it('a PDF that stands at the front as it is does not make the container one', async () => {
    const document = { name: 'letter.pdf', content: text('%PDF-1.7\n%%EOF') };
    expect(await judge(simpleParts(document, by('clerk')))).toMatchObject({ container: 'asic-s', indication: 'TOTAL-PASSED' });
    const damaged = zip(simpleParts(document, by('clerk'))).subarray(0, -1);
    expect(await validate(damaged, trust, [], 'container.asics')).toMatchObject({ container: 'asic-s', indication: 'TOTAL-FAILED' });
  });

  it('a signature file that is none is a failed signature, and the others keep their verdicts', async () => {
    const broken = { name: 'META-INF/signature002.p7s', content: text('not a signature') };
    const report = await judge([mimetype(TYPE.extended), letter, ...signedManifest([letter], by('clerk')), broken]);
    expect(report.signatures).toMatchObject([{ indication: 'TOTAL-PASSED' }, { indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' }]);
    expect(report.indication).toBe('TOTAL-FAILED');
  });

  it('an unreadable manifest leaves its signature without a file, not without a verdict', async () => {
    const [, signature] = signedManifest([letter], by('clerk'));
    if (signature === undefined) throw new Error('no signature');
    const listing = { name: 'META-INF/ASiCManifest001.xml', content: text('<!DOCTYPE x [<!ENTITY e "e">]><asic:ASiCManifest/>') };
    const report = await judge([mimetype(TYPE.extended), letter, listing, signature]);
    expect(only(report).indication).toBe('TOTAL-FAILED');
    expect(report.unsignedFiles).toEqual(['letter.txt']);
  });

  it('evidence inside a signature file serves that signature', async () => {
    const request = { ...by('clerk'), signers: [{ signer: pki.signers.clerk, signingTime: later(-DAY), unsigned: [certificateValues(pki.intermediate.certificate)] }] };
    const { intermediates: _, ...offline } = trust;
    expect((await judge(simpleParts(letter, request), offline)).indication).toBe('TOTAL-PASSED');
  });
});
