import { webcrypto } from 'node:crypto';
import { fromBER } from 'asn1js';
import { ContentInfo, CryptoEngine, setEngine, SignedData } from 'pkijs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestPki, signAttached, signDetached, type TestPki } from '../../../src-main/demo/pki/index.ts';
import { createSignatureValidator } from '../../../src-main/signatures/index.ts';

const NOW = '2026-03-02T08:00:00.000Z';
const content = new TextEncoder().encode('Лист, хат, кат, письмо');
let pki: TestPki;

beforeAll(async () => {
  pki = await createTestPki({ now: NOW });
  setEngine('judge', new CryptoEngine({ name: 'judge', crypto: webcrypto as Crypto }));
});

/** What pkijs, another implementation, says of the signature value and the digest. */
async function judge(signature: Uint8Array, detached: Uint8Array | null): Promise<boolean> {
  const { result } = fromBER(Uint8Array.from(signature).buffer);
  const signedData = new SignedData({ schema: new ContentInfo({ schema: result }).content });
  try {
    return await signedData.verify({ signer: 0, checkChain: false, ...(detached === null ? {} : { data: Uint8Array.from(detached).buffer }) });
  } catch (error) {
    // pkijs throws where the digest differs.
    if (error instanceof Error && /digest/i.test(error.message)) return false;
    throw error;
  }
}

async function own(signature: Uint8Array, detached: Uint8Array | null): Promise<boolean> {
  const report = await createSignatureValidator().validate(
    { fileName: 's.p7s', bytes: signature, detachedContents: detached === null ? [] : [{ fileName: 'c', bytes: detached }] },
    { now: NOW, trustAnchors: [] },
  );
  return report.signatures.every((found) => found.signatureIntact === true && found.dataIntact === true);
}

describe('pkijs, as an independent judge, agrees on', () => {
  it.each(['director', 'clerk', 'partner', 'auditor'] as const)('a signature of the %s, attached and detached, sound and on other content', async (who) => {
    const signer = pki.signers[who];
    const other = new TextEncoder().encode('Інший лист');
    for (const [signature, detached, expected] of [
      [signAttached(content, signer), null, true],
      [signDetached(content, signer), content, true],
      [signDetached(content, signer), other, false],
    ] as const) {
      expect(await judge(signature, detached)).toBe(expected);
      expect(await own(signature, detached)).toBe(expected);
    }
  });
});
