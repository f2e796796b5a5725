import { webcrypto } from 'node:crypto';
import { fromBER } from 'asn1js';
import { ContentInfo, CryptoEngine, setEngine, SignedData, TimeStampReq } from 'pkijs';
import { beforeAll, describe, expect, it } from 'vitest';

import { addSigner, createCades, createPadesContents, timestampRequestFor, withSignatureTimestamp } from '../../../src-main/signatures/index.ts';
import { memoryKey } from '../../unit/signatures/creation/support.ts';
import { answerTo } from '../../support/timestamp-answers.ts';
import { later, testPki, text } from '../../unit/signatures/support.ts';
import type { TestPki } from '../../../src-main/demo/pki/index.ts';

const content = text('Лист, хат, кат, письмо');
const other = text('Лист, хат, кат, письма');
const signingTime = later(-60_000);
let pki: TestPki;

beforeAll(async () => {
  pki = await testPki();
  setEngine('judge', new CryptoEngine({ name: 'judge', crypto: webcrypto as Crypto }));
});

async function accepts(cms: Uint8Array, detached: Uint8Array | null, signer = 0): Promise<boolean> {
  const { result } = fromBER(Uint8Array.from(cms).buffer);
  const signedData = new SignedData({ schema: new ContentInfo({ schema: result }).content });
  try {
    return await signedData.verify({ signer, checkChain: false, ...(detached === null ? {} : { data: Uint8Array.from(detached).buffer }) });
  } catch (error) {
    // pkijs throws where the digest differs.
    if (error instanceof Error && /digest/i.test(error.message)) return false;
    throw error;
  }
}

describe('pkijs on what we sign', () => {
  it.each(['director', 'clerk', 'partner', 'auditor'] as const)('accepts it attached and detached, and not over another content: %s', async (who) => {
    const key = memoryKey(pki.signers[who]);
    const signature = await createCades({ form: 'detached', content, key, signingTime });
    expect(await accepts(await createCades({ form: 'attached', content, key, signingTime }), null)).toBe(true);
    expect(await accepts(signature, content)).toBe(true);
    expect(await accepts(signature, other)).toBe(false);
  });

  it('accepts both of two signers, with a timestamp, and the CMS of a PDF', async () => {
    const first = await createCades({ form: 'detached', content, key: memoryKey(pki.signers.director), signingTime });
    const both = await addSigner(first, { key: memoryKey(pki.signers.auditor), signingTime, content });
    const stamped = withSignatureTimestamp(both, 1, answerTo(timestampRequestFor(both, 1, null), pki, { time: later(0) }), null);
    for (const signer of [0, 1]) {
      expect(await accepts(stamped, content, signer)).toBe(true);
      expect(await accepts(stamped, other, signer)).toBe(false);
    }
    const pdf = await createPadesContents({ ranges: [content, other], key: memoryKey(pki.signers.clerk) });
    expect(await accepts(pdf, Buffer.concat([content, other]))).toBe(true);
  });

  it('reads our request for a timestamp', async () => {
    const cms = await createCades({ form: 'detached', content, key: memoryKey(pki.signers.clerk), signingTime });
    const { result } = fromBER(Uint8Array.from(timestampRequestFor(cms, 0, Buffer.from('0011', 'hex'))).buffer);
    const request = new TimeStampReq({ schema: result });
    expect(request.certReq).toBe(true);
    expect(request.messageImprint.hashAlgorithm.algorithmId).toBe('2.16.840.1.101.3.4.2.1');
    expect(Buffer.from(request.nonce?.valueBlock.valueHexView ?? []).toString('hex')).toBe('010011');
  });
});
