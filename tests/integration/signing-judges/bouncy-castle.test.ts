import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { addSigner, createCades, timestampRequestFor, withSignatureTimestamp } from '../../../src-main/signatures/index.ts';
import { oid, sequence } from '../../../src-main/demo/pki/der.ts';
import { bouncyCastlePresent, bouncyCastleSuffix, openBouncyCastle } from '../../support/bouncy-castle/bouncy-castle.ts';
import { dstuKey, GOST_KEY_NAMES, gostKey } from '../../support/national-signers.ts';
import { furtherSigner, FURTHER_KEYS, memoryKey } from '../../unit/signatures/creation/support.ts';
import { answerTo } from '../../support/timestamp-answers.ts';
import { later, testPki, text } from '../../unit/signatures/support.ts';
import type { TestPki } from '../../../src-main/demo/pki/index.ts';
import type { SigningKey } from '../../../src-main/signatures/index.ts';
import type { BouncyCastle } from '../../support/bouncy-castle/bouncy-castle.ts';

const content = text('Бұйрық, наказ, буйрук, приказ');
const other = text('Бұйрық, наказ, буйрук, приказъ');
const signingTime = later(-60_000);
let pki: TestPki;
let judge: BouncyCastle;

const detached = (key: SigningKey): Promise<Uint8Array> => createCades({ form: 'detached', content, key, signingTime });
const attached = (key: SigningKey): Promise<Uint8Array> => createCades({ form: 'attached', content, key, signingTime });

/** Answers about an attached signature, a detached one, and that over another content. */
async function answers(key: SigningKey): Promise<readonly unknown[]> {
  const signature = await detached(key);
  return [await judge.cmsVerify(await attached(key)), await judge.cmsVerify(signature, content), await judge.cmsVerify(signature, other)];
}
const ACCEPTED = ['valid', 'valid', 'invalid'];

describe.skipIf(!bouncyCastlePresent)(`BouncyCastle on what we sign${bouncyCastleSuffix}`, () => {
  beforeAll(async () => {
    pki = await testPki();
    const opened = await openBouncyCastle();
    if (opened === null) throw new Error('BouncyCastle is there and did not start');
    judge = opened;
  });
  afterAll(() => judge.close());

  it.each(['director', 'clerk', 'auditor'] as const)('accepts it, and not over another content: %s', async (who) => {
    expect(await answers(memoryKey(pki.signers[who]))).toEqual(ACCEPTED);
  });

  // Java's own provider is asked first for ECDSA and has no brainpool; openssl judges those.
  it.each(FURTHER_KEYS.filter((kind) => !kind.startsWith('brainpool')))('accepts a key of %s', async (kind) => {
    expect(await answers(memoryKey(await furtherSigner(pki, kind)))).toEqual(ACCEPTED);
  });

  it.each(GOST_KEY_NAMES.filter((name) => name.startsWith('GOST R')))('accepts %s, under the OID of the key and under that of key and hash', async (name) => {
    const key = await gostKey(pki, name);
    expect(await answers(key)).toEqual(ACCEPTED);
    const signatureIdentifier = sequence(oid(name.includes('512') ? '1.2.643.7.1.1.3.3' : '1.2.643.7.1.1.3.2'));
    expect(await answers({ ...key, algorithm: { ...key.algorithm, signatureIdentifier } })).toEqual(ACCEPTED);
  });

  it.each(['GOST 34.311-95', 'Kupyna-256'] as const)('accepts DSTU 4145 with %s', async (ukrainianHash) => {
    expect(await answers(await dstuKey(pki, { ukrainianHash }))).toEqual(ACCEPTED);
  });

  it.each(GOST_KEY_NAMES.filter((name) => name.startsWith('KZ')))('does not know the numbers of %s, and so gives no answer', async (name) => {
    expect(await judge.cmsVerify(await attached(await gostKey(pki, name)))).toMatchObject({ error: expect.stringMatching(/1\.2\.398|algorithm/i) as string });
  });

  it('accepts signers of different countries together, timestamped and not', async () => {
    const first = await detached(memoryKey(pki.signers.clerk));
    const second = await addSigner(first, { key: await dstuKey(pki, {}), signingTime, content });
    const third = await addSigner(second, { key: await gostKey(pki, 'GOST R 34.10-2012, 512 bit'), signingTime, content });
    expect(await judge.cmsVerify(third, content)).toBe('valid');
    const stamped = withSignatureTimestamp(third, 1, answerTo(timestampRequestFor(third, 1, null), pki, { time: later(0) }), null);
    expect(await judge.cmsVerify(stamped, content)).toBe('valid');
    expect(await judge.cmsVerify(stamped, other)).toBe('invalid');
  });
});
