import { afterAll, describe, expect, it } from 'vitest';

import { dstuKeyOf } from '../../src-main/signatures/algorithms/dstu4145/public-key.ts';
import { readSingle } from '../../src-main/signatures/asn1/tlv.ts';
import { octetsOf } from '../../src-main/signatures/asn1/values.ts';
import { bouncyCastleSuffix, openBouncyCastle } from '../support/bouncy-castle/bouncy-castle.ts';
import { corporaPresent, corpusFile, suffix } from './corpora.ts';
import { certificateFiles, certificateOf } from './national-samples.ts';

const judge = corporaPresent ? await openBouncyCastle() : null;
afterAll(() => judge?.close());

interface Task {
  readonly comment?: string;
  readonly parameters?: { readonly signature?: { readonly bytes: string; readonly content?: string } };
}

describe.skipIf(judge === null)(`BouncyCastle on the Ukrainian samples${suffix}${bouncyCastleSuffix}`, () => {
  it('says of each what its author says', async () => {
    const { tasks } = JSON.parse(corpusFile('ua/verify-dstu.json').toString('utf8')) as { readonly tasks: readonly Task[] };
    const answers: [wrong: boolean, answer: unknown][] = [];
    for (const { comment = '', parameters } of tasks) {
      const { signature } = parameters ?? {};
      if (signature === undefined) continue;
      const content = signature.content === undefined ? undefined : Buffer.from(signature.content, 'base64');
      answers.push([comment.includes('invalid content'), await judge?.cmsVerify(Buffer.from(signature.bytes, 'base64'), content)]);
    }
    expect(answers).toHaveLength(5);
    expect(answers.filter(([wrong]) => wrong)).toHaveLength(1);
    for (const [wrong, answer] of answers) expect(answer).toBe(wrong ? 'invalid' : 'valid');
  });
});

describe.skipIf(!corporaPresent)(`keys of Ukrainian certificates${suffix}`, () => {
  it.each(certificateFiles('ua').map((path) => [path]))('%s: read from explicit parameters; with the bytes of the point changed it is another key or none', (path) => {
    const { algorithm, keyBytes } = certificateOf(path).publicKey;
    const key = dstuKeyOf(algorithm, keyBytes);
    expect([257, 431]).toContain(key?.curve.m);
    expect(key?.dke).toHaveLength(64);
    const point = octetsOf(readSingle(keyBytes));
    const wrapped = (bytes: Uint8Array): Uint8Array => Uint8Array.from([0x04, bytes.length, ...bytes]);
    expect(dstuKeyOf(algorithm, wrapped(point))?.point).toEqual(key?.point);
    expect(dstuKeyOf(algorithm, wrapped(point.subarray(1)))).toBeNull();
    expect(dstuKeyOf(algorithm, wrapped(Uint8Array.from([...point, 0])))).toBeNull();
    expect(dstuKeyOf(algorithm, wrapped(new Uint8Array(point.length)))).toBeNull();
    const above = Uint8Array.from(point);
    above[point.length - 1] = (above.at(-1) ?? 0) | 0x80;
    expect(dstuKeyOf(algorithm, wrapped(above))).toBeNull();
    expect(dstuKeyOf(algorithm, wrapped(point.toReversed()))?.point).not.toEqual(key?.point);
  });
});
