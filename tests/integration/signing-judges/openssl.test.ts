import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  addSigner,
  asicTimestampRequest,
  createAsicE,
  createCades,
  createPadesContents,
  timestampRequestFor,
  withAsicTimestamp,
  withSignatureTimestamp,
} from '../../../src-main/signatures/index.ts';
import { createTestPki } from '../../../src-main/demo/pki/index.ts';
import { containerAnswers, isInstalled } from '../../support/signature-judges.ts';
import { dstuKey, gostKey } from '../../support/national-signers.ts';
import { faultOf, furtherSigner, FURTHER_KEYS, memoryKey } from '../../unit/signatures/creation/support.ts';
import { answerTo } from '../../support/timestamp-answers.ts';
import { file, fullTrust, later, NOW, testPki, text, validate } from '../../unit/signatures/support.ts';
import { hasEngine, OpensslBench, pem } from './support.ts';
import type { TestPki } from '../../../src-main/demo/pki/index.ts';
import type { SigningKey } from '../../../src-main/signatures/index.ts';

const present = isInstalled('openssl');
const engine = present && hasEngine('gost');
const unzip = present && isInstalled('unzip');
const content = text('Content with letters: ә ґ ң\n');
const other = text('Content with letters: ә ґ н\n');
const signingTime = later(-60_000);
const seconds = Date.parse(NOW) / 1000;
const SIGNERS = ['director', 'clerk', 'partner', 'auditor'] as const;
let pki: TestPki;
let bench: OpensslBench;

beforeAll(async () => {
  pki = await testPki();
  bench = new OpensslBench(pki);
});
afterAll(() => bench.close());

const detached = (key: SigningKey): Promise<Uint8Array> => createCades({ form: 'detached', content, key, signingTime });
const attached = (key: SigningKey): Promise<Uint8Array> => createCades({ form: 'attached', content, key, signingTime });

describe.skipIf(!present)(`openssl cms -verify -cades${present ? '' : ' (skipped: no openssl)'}`, () => {
  it.each(SIGNERS)('accepts what we sign under its own path validation, and not over another content: %s', async (who) => {
    const key = memoryKey(pki.signers[who]);
    expect(bench.verifyCms(await attached(key), null, seconds)).toMatchObject({ accepts: true });
    expect(readFileSync(join(bench.folder, 'out')).equals(content)).toBe(true);
    const signature = await detached(key);
    expect(bench.verifyCms(signature, content, seconds)).toMatchObject({ accepts: true });
    expect(bench.verifyCms(signature, other, seconds)).toMatchObject({ accepts: false });
  });

  // Version 3.0 cannot verify Ed25519 in CMS; other judges do.
  it.each(FURTHER_KEYS.filter((kind) => kind !== 'ed25519'))('accepts a key of %s', async (kind) => {
    const key = memoryKey(await furtherSigner(pki, kind));
    expect(bench.verifyCms(await detached(key), content, seconds)).toMatchObject({ accepts: true });
    expect(bench.verifyCms(await attached(key), null, seconds)).toMatchObject({ accepts: true });
  });

  it('finds the signed attributes where they belong', async () => {
    bench.write('signature.der', await detached(memoryKey(pki.signers.auditor)));
    const printed = bench.run('cms', '-cmsout', '-print', '-noout', '-inform', 'DER', '-in', 'signature.der').toString('utf8');
    const signed = printed.slice(printed.indexOf('signedAttrs:'), printed.indexOf('signatureAlgorithm:', printed.indexOf('signedAttrs:')));
    for (const name of ['contentType', 'messageDigest', 'signingTime', 'id-smime-aa-signingCertificateV2']) expect(signed).toContain(`object: ${name} (`);
  });

  it('accepts each of two signers, and neither over another content', async () => {
    for (const [cms, beside] of [
      [await detached(memoryKey(pki.signers.director)), content],
      [await attached(memoryKey(pki.signers.director)), null],
    ] as const) {
      const both = await addSigner(cms, { key: memoryKey(pki.signers.auditor), signingTime, ...(beside === null ? {} : { content: beside }) });
      expect(bench.verifyCms(both, beside, seconds)).toMatchObject({ accepts: true });
      if (beside !== null) expect(bench.verifyCms(both, other, seconds)).toMatchObject({ accepts: false });
    }
  });

  it('adds to what openssl signed, and openssl adds to what we signed', async () => {
    const { director } = pki.signers;
    bench.write('director.pem', pem('CERTIFICATE', director.certificate));
    bench.write('director.key', director.keys.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    bench.write('content', content);
    const who = ['-signer', 'director.pem', '-inkey', 'director.key', '-certfile', 'issuing.pem', '-cades'];
    bench.run('cms', '-sign', '-binary', '-in', 'content', '-outform', 'DER', '-out', 'theirs.der', ...who, '-md', 'sha512');
    const both = await addSigner(readFileSync(join(bench.folder, 'theirs.der')), { key: memoryKey(pki.signers.clerk), signingTime, content });
    bench.write('ours.der', await attached(memoryKey(pki.signers.clerk)));
    bench.run('cms', '-resign', '-in', 'ours.der', '-inform', 'DER', '-outform', 'DER', '-out', 'resigned.der', ...who, '-md', 'sha256');
    const resigned = readFileSync(join(bench.folder, 'resigned.der'));
    expect(bench.verifyCms(both, content, seconds)).toMatchObject({ accepts: true });
    expect(bench.verifyCms(resigned, null, seconds)).toMatchObject({ accepts: true });
    const ours = [await validate(both, fullTrust(pki), [file(content)]), await validate(resigned, fullTrust(pki))];
    expect(ours.map(({ signatures }) => signatures.map(({ indication }) => indication))).toEqual([['TOTAL-PASSED', 'TOTAL-PASSED'], ['TOTAL-PASSED', 'TOTAL-PASSED']]);
  });

  it('accepts the CMS of a PDF signature over its two ranges', async () => {
    const ranges = [content.subarray(0, 7), content.subarray(9)];
    const cms = await createPadesContents({ ranges, key: memoryKey(pki.signers.clerk) });
    expect(bench.verifyCms(cms, Buffer.concat(ranges), seconds)).toMatchObject({ accepts: true });
    expect(bench.verifyCms(cms, content, seconds)).toMatchObject({ accepts: false });
  });
});

describe.skipIf(!present)(`openssl ts as the time-stamping authority${present ? '' : ' (skipped: no openssl)'}`, () => {
  const nonce = Buffer.from('00c0ffee00000001', 'hex');
  const reply = (request: Uint8Array): Buffer => {
    bench.write('request.tsq', request);
    bench.run('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'request.tsq', '-out', 'response.tsr');
    return readFileSync(join(bench.folder, 'response.tsr'));
  };

  beforeAll(async () => {
    // It stamps with the clock of this machine, so its certificate has to be good today.
    const { timestampAuthority } = await createTestPki({ now: new Date().toISOString() });
    bench.write('tsa.pem', pem('CERTIFICATE', timestampAuthority.certificate));
    bench.write('tsa.key', timestampAuthority.keys.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    bench.write('serial', '01\n');
    bench.write(
      'tsa.cnf',
      ['[tsa]', 'default_tsa = t', '[t]', 'serial = serial', 'signer_cert = tsa.pem', 'signer_key = tsa.key', 'signer_digest = sha256', 'default_policy = 1.2.3.4.1', 'digests = sha256', 'ess_cert_id_alg = sha256', ''].join('\n'),
    );
  });

  it('answers our requests; its answer makes level T and is refused where it does not belong', async () => {
    const [cms, again] = [await detached(memoryKey(pki.signers.clerk)), await detached(memoryKey(pki.signers.clerk))];
    const response = reply(timestampRequestFor(cms, 0, nonce));
    const stamped = withSignatureTimestamp(cms, 0, response, nonce);
    expect(bench.verifyCms(stamped, content, seconds)).toMatchObject({ accepts: true });
    const [signature] = (await validate(stamped, fullTrust(pki), [file(content)])).signatures;
    expect(signature).toMatchObject({ level: 'CAdES-BASELINE-T', timestamps: [{ imprintIntact: true, signatureIntact: true }] });
    expect(await faultOf(() => withSignatureTimestamp(again, 0, response, nonce))).toBe('other-timestamp');
    expect(await faultOf(() => withSignatureTimestamp(cms, 0, response, Buffer.of(1)))).toBe('other-timestamp');
    const refusal = reply(text('no request'));
    expect(await faultOf(() => withSignatureTimestamp(cms, 0, refusal, nonce))).toBe('unusable-timestamp');
  });
});

describe.skipIf(!unzip)(`unzip and openssl on a container${unzip ? '' : ' (skipped: no unzip or no openssl)'}`, () => {
  it('accept files, manifest and signature, before and after the timestamp, and no changed file', async () => {
    const files = [
      { name: 'letter.txt', mediaType: 'text/plain', bytes: text('letter '.repeat(1000)) },
      { name: 'more/appendix.bin', mediaType: 'application/octet-stream', bytes: Buffer.from('00ff', 'hex') },
    ];
    const container = await createAsicE({ files, key: memoryKey(pki.signers.director), signingTime });
    expect(containerAnswers(container)).toEqual([true]);
    const stamped = withAsicTimestamp(container, answerTo(asicTimestampRequest(container, null), pki, { time: later(-1000) }), null);
    expect(containerAnswers(stamped)).toEqual([true]);
    const stored = Buffer.from(await createAsicE({ files: files.slice(1), key: memoryKey(pki.signers.director), signingTime }));
    const at = stored.indexOf(Buffer.from('00ff', 'hex'), stored.indexOf('appendix.bin'));
    stored[at] = 1;
    expect(containerAnswers(stored)).toEqual([false]);
  });
});

describe.skipIf(!engine)(`openssl’s GOST engine${engine ? '' : ' (skipped: no engine)'}`, () => {
  const WITH_ENGINE = ['-engine', 'gost'];

  it.each(['GOST R 34.10-2012, 256 bit', 'GOST R 34.10-2012, 512 bit'] as const)('accepts %s', async (name) => {
    const key = await gostKey(pki, name);
    expect(bench.verifyCms(await detached(key), content, seconds, WITH_ENGINE)).toMatchObject({ accepts: true });
    expect(bench.verifyCms(await attached(key), null, seconds, WITH_ENGINE)).toMatchObject({ accepts: true });
    expect(bench.verifyCms(await detached(key), other, seconds, WITH_ENGINE)).toMatchObject({ accepts: false });
  });

  it('cannot judge the algorithms of other countries', async () => {
    expect(bench.verifyCms(await detached(await dstuKey(pki, {})), content, seconds, WITH_ENGINE)).toMatchObject({ accepts: false });
  });
});
