import { describe, expect, it } from 'vitest';
import { extractAttachedContent } from '../../src-main/signatures/index.ts';
import { element } from '../../src-main/signatures/asn1/encode.ts';
import { childrenOf, rawOf, readSingle, type Tlv } from '../../src-main/signatures/asn1/tlv.ts';
import { toDefiniteLength } from '../../src-main/signatures/asn1/definite-length.ts';
import { readBasicsAnswer } from '../../src-main/signing/ncalayer/answers.ts';
import { checkByEngine } from '../../src-main/signing/ncalayer/index.ts';
import { corporaPresent, corpusFile, suffix } from './corpora.ts';

const check = checkByEngine(() => new Date().toISOString());
const ONE_SIGNER = 'kz/CmsServiceTest_SIGNED_CMS_ONE_SIGNER.p7s';
const TWO_SIGNERS = 'kz/CmsServiceTest_SIGNED_CMS.p7s';

const asAnswer = (cms: Uint8Array): Uint8Array => readBasicsAnswer(JSON.stringify({ status: true, body: { result: [Buffer.from(cms).toString('base64')] } }));

function contentOf(cms: Uint8Array): Uint8Array {
  const content = extractAttachedContent(cms);
  if (content === null) throw new Error('no content');
  return content.bytes;
}

/** The CMS with one of its signers alone: what a person with one key gets. */
function onlySigner(cms: Uint8Array, index: number): Uint8Array {
  const [type, wrapped] = childrenOf(readSingle(toDefiniteLength(cms).bytes));
  const signedData = wrapped === undefined ? undefined : childrenOf(wrapped)[0];
  if (type === undefined || signedData === undefined) throw new Error('no SignedData');
  const parts = childrenOf(signedData);
  const signer = childrenOf(parts.at(-1) as Tlv)[index];
  if (signer === undefined) throw new Error('no such signer');
  return element(0x30, rawOf(type), element(0xa0, element(0x30, ...parts.slice(0, -1).map(rawOf), element(0x31, rawOf(signer)))));
}

/** Signatures of the national test authority in the place of NCALayer's answer. */
describe.skipIf(!corporaPresent)(`Kazakh signatures as answers of NCALayer${suffix}`, () => {
  it.each([
    ['RSA', () => corpusFile(ONE_SIGNER)],
    ['the first of two keys', () => onlySigner(corpusFile(TWO_SIGNERS), 0)],
    ['the second of two keys', () => onlySigner(corpusFile(TWO_SIGNERS), 1)],
  ])('with %s are believed over their own content and over no other', async (_key, sample) => {
    const cms = asAnswer(sample());
    const content = contentOf(cms);
    expect(await check({ cms, document: content, form: 'attached' })).toBe(true);
    expect(await check({ cms, document: Uint8Array.of(...content, 0x20), form: 'attached' })).toBe(false);
    expect(await check({ cms, document: content, form: 'detached' })).toBe(false);
  });

  it('with two signers are not believed: one person was asked', async () => {
    const cms = asAnswer(corpusFile(TWO_SIGNERS));
    expect(await check({ cms, document: contentOf(cms), form: 'attached' })).toBe(false);
  });
});
