/** Our GOST 34.10 against two that nobody here wrote: BouncyCastle over every set, openssl's engine over CMS. */
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { gostCurveByOid } from '../../../../src-main/signatures/algorithms/gost3410/curves.ts';
import { gostPublicPoint, signGost3410, verifyGost3410 } from '../../../../src-main/signatures/algorithms/gost3410/signature.ts';
import { createSignatureValidator } from '../../../../src-main/signatures/index.ts';
import { bouncyCastleSuffix, openBouncyCastle } from '../../../support/bouncy-castle/bouncy-castle.ts';
import type { JudgedGostSet } from '../../../support/bouncy-castle/bouncy-castle.ts';

const judge = await openBouncyCastle();
afterAll(() => judge?.close());

const ROUNDS = Number(process.env['FUZZ_RUNS'] ?? 3);
const SETS: readonly (readonly [JudgedGostSet, string])[] = [
  ['CryptoPro-A', '1.2.643.2.2.35.1'],
  ['CryptoPro-B', '1.2.643.2.2.35.2'],
  ['CryptoPro-C', '1.2.643.2.2.35.3'],
  ['tc26-256-A', '1.2.643.7.1.2.1.1.1'],
  ['tc26-512-A', '1.2.643.7.1.2.1.2.1'],
  ['tc26-512-B', '1.2.643.7.1.2.1.2.2'],
  ['tc26-512-C', '1.2.643.7.1.2.1.2.3'],
];

describe.skipIf(judge === null)(`GOST 34.10 against BouncyCastle${bouncyCastleSuffix}`, () => {
  it.each(SETS)('%s: the same numbers, and each accepts what the other signs', async (set, oid) => {
    const curve = gostCurveByOid(oid);
    if (curve === null || judge === null) throw new Error('no curve');
    const theirs = await judge.gostCurve(set);
    const { p, a, b, n, h, Gx, Gy } = curve.Point.CURVE();
    expect(theirs).toEqual({ p, a, b, x: Gx, y: Gy, order: n, cofactor: h });
    for (let round = 0; round < ROUNDS; round += 1) {
      const { secret, x, y } = await judge.gostKeypair(set);
      const point = gostPublicPoint(curve, secret);
      expect(point.toAffine()).toEqual({ x, y });
      const hash = randomBytes(curve.bits / 8);
      expect(verifyGost3410(curve, point, hash, await judge.gostSign(set, secret, hash))).toBe(true);
      const value = signGost3410(curve, secret, hash, randomBytes);
      expect(await judge.gostVerify(set, { x, y }, hash, value)).toBe(true);
      const other = { ...value, s: value.s ^ 1n };
      expect([await judge.gostVerify(set, { x, y }, hash, other), verifyGost3410(curve, point, hash, other)]).toEqual([false, false]);
    }
  });
});

const engine = spawnSync('openssl', ['engine', 'gost'], { encoding: 'utf8' });
const enginePresent = engine.status === 0 && engine.stdout.includes('GOST');

describe.skipIf(!enginePresent)(`GOST R 34.10-2012 in CMS that openssl's engine makes${enginePresent ? '' : " (skipped: no gost engine of openssl)"}`, () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  const openssl = (...parameters: readonly string[]): Buffer => execFileSync('openssl', parameters, { stdio: ['ignore', 'pipe', 'pipe'] });
  const content = Buffer.from('Приказ № 12: ә ґ ң\n', 'utf8');

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'chancery-gost-'));
    writeFileSync(at('content'), content);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['gost2012_256', 'A', 'Streebog-256'],
    ['gost2012_256', 'B', 'Streebog-256'],
    ['gost2012_256', 'C', 'Streebog-256'],
    ['gost2012_256', 'TCA', 'Streebog-256'],
    ['gost2012_512', 'A', 'Streebog-512'],
    ['gost2012_512', 'B', 'Streebog-512'],
    ['gost2012_512', 'C', 'Streebog-512'],
  ])('[VER-11] %s, set %s: the right content is intact, another fails', async (algorithm, set, hash) => {
    // ext-etsi-valassured-ST-certs: the certificate needs no list, so the test is about the algorithm alone.
    openssl('req', '-engine', 'gost', '-x509', '-newkey', algorithm, '-pkeyopt', `paramset:${set}`, '-keyout', at('root.key'), '-nodes', '-subj', '/C=KZ/O=TEST/CN=root', '-days', '30', '-addext', 'keyUsage=critical,keyCertSign,cRLSign', '-out', at('root.pem'));
    openssl('req', '-engine', 'gost', '-new', '-newkey', algorithm, '-pkeyopt', `paramset:${set}`, '-keyout', at('signer.key'), '-nodes', '-subj', '/C=KZ/O=TEST/CN=signer', '-out', at('signer.csr'));
    writeFileSync(at('ext'), 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n0.4.0.194121.2.1=DER:0500\n');
    openssl('x509', '-engine', 'gost', '-req', '-in', at('signer.csr'), '-CA', at('root.pem'), '-CAkey', at('root.key'), '-CAcreateserial', '-days', '20', '-extfile', at('ext'), '-out', at('signer.pem'));
    openssl('cms', '-engine', 'gost', '-sign', '-binary', '-nosmimecap', '-in', at('content'), '-outform', 'DER', '-out', at('out'), '-signer', at('signer.pem'), '-inkey', at('signer.key'));
    const judged = async (bytes: Uint8Array) => {
      const options = { now: new Date(Date.now() + 1000).toISOString(), trustAnchors: [{ fileName: 'root.pem', bytes: readFileSync(at('root.pem')) }] };
      const input = { fileName: 'content.p7s', bytes: readFileSync(at('out')), detachedContents: [{ fileName: 'content', bytes }] };
      return (await createSignatureValidator().validate(input, options)).signatures[0];
    };
    expect(await judged(content)).toMatchObject({ algorithm: `GOST R 34.10-2012 with ${hash}`, indication: 'TOTAL-PASSED' });
    expect(await judged(Buffer.from('another'))).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' });
  });
});
