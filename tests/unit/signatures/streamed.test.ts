import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';

import { cades } from '../../support/cades-builder.ts';
import { DAY, file, fullTrust, keysOf, later, only, testPki, text, validate } from './support.ts';
import { createSignatureValidator } from '../../../src-main/signatures/index.ts';
import type { TestPki } from '../../../src-main/demo/pki/index.ts';
import type { StreamedFile, ValidationInput, ValidationOptions } from '../../../src-main/signatures/index.ts';
import type { CadesRequest } from '../../support/cades-builder.ts';

let pki: TestPki;
let trust: ValidationOptions;

beforeAll(async () => {
  pki = await testPki();
  trust = fullTrust(pki);
});

const content = Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 7) % 251));
const signature = (change: Partial<CadesRequest> = {}): Uint8Array => cades({ content, attached: false, signers: [{ signer: pki.signers.clerk, signingTime: later(-DAY) }], ...change });

/** In pieces of different sizes, with nothing behind them that could be read at will. */
function streamed(bytes: Uint8Array, fileName = 'document.bin', claimed = bytes.length): StreamedFile & { readonly reads: () => number } {
  let reads = 0;
  return {
    fileName,
    size: claimed,
    reads: () => reads,
    async *stream() {
      reads += 1;
      for (let at = 0, size = 1; at < bytes.length; at += size, size = (size * 3) % 9973) yield bytes.subarray(at, at + Math.max(1, size));
    },
  };
}

const judge = (bytes: Uint8Array, ...detachedContents: NonNullable<ValidationInput['detachedContents']>) =>
  createSignatureValidator().validate({ fileName: 'document.bin.p7s', bytes, detachedContents }, trust);

describe('contents that are only read through', () => {
  it('[VER-02] the right one passes with its name and hash, and is read once', async () => {
    const document = streamed(content);
    const report = await judge(signature(), document);
    expect(only(report)).toMatchObject({ indication: 'TOTAL-PASSED', dataFound: true, dataIntact: true });
    expect(report).toMatchObject({ container: 'cms-detached', content: { fileName: 'document.bin', sha256: createHash('sha256').update(content).digest('hex') } });
    expect(document.reads()).toBe(1);
  });

  it('another one, one that was cut short and one that grew fail', async () => {
    const changed = Buffer.from(content);
    changed[99_999] = 1;
    for (const bytes of [changed, content.subarray(0, -1), Buffer.concat([content, Buffer.alloc(1)]), Buffer.alloc(0)]) {
      expect(only(await judge(signature(), streamed(bytes)))).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE', signatureIntact: true });
    }
  });

  it('the claimed size decides nothing', async () => {
    expect(only(await judge(signature(), streamed(content, 'document.bin', 5))).indication).toBe('TOTAL-PASSED');
  });

  it('of several documents, streamed and held, the one is found whose hash fits', async () => {
    const others = [streamed(text('one'), 'one.bin'), file(text('two'), 'two.txt')];
    const report = await judge(signature(), ...others, streamed(content, 'third.bin'));
    expect(report).toMatchObject({ indication: 'TOTAL-PASSED', content: { fileName: 'third.bin' } });
    expect(only(await judge(signature(), ...others))).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' });
  });

  it('every hash that signers of one file ask for is computed in the same pass', async () => {
    const signers = [pki.signers.clerk, pki.signers.auditor, pki.signers.director].map((signer) => ({ signer, signingTime: later(-DAY) }));
    const document = streamed(content);
    expect((await judge(signature({ signers }), document)).signatures).toMatchObject([
      { indication: 'TOTAL-PASSED', algorithm: 'ECDSA with SHA-256' },
      { indication: 'TOTAL-PASSED', algorithm: 'ECDSA with SHA-384' },
      { indication: 'TOTAL-PASSED', algorithm: 'RSA with SHA-256' },
    ]);
    expect(document.reads()).toBe(1);
  });

  it('a signature over the bare content cannot be judged on a stream, and says so instead of failing', async () => {
    const bare = signature({ signers: [{ signer: pki.signers.clerk, hasSignedAttributes: false }] });
    expect(only(await judge(bare, file(content, 'document.bin'))).indication).toBe('TOTAL-PASSED');
    const report = only(await judge(bare, streamed(content)));
    expect(report).toMatchObject({ indication: 'INDETERMINATE', dataIntact: null, signatureIntact: null });
    expect(keysOf(report)).toContain('verdict.tooLarge');
  });

  it('an error of the stream is no verdict', async () => {
    const broken: StreamedFile = {
      fileName: 'document.bin',
      size: 5,
      async *stream() {
        yield text('abc');
        throw new Error('the disk is gone');
      },
    };
    const report = only(await judge(signature(), broken));
    expect(report).toMatchObject({ indication: 'INDETERMINATE', dataIntact: null });
    expect(report.reasons).toEqual([{ key: 'verdict.engineStopped', params: { detail: 'the disk is gone' } }]);
  });
});

describe('attached contents beside other files', () => {
  const attached = (): Uint8Array => signature({ attached: true });

  it('a document of its name with another content: cannot be determined, and says why', async () => {
    for (const beside of [file(text('other'), 'document.bin'), streamed(text('other'), 'document.bin')]) {
      const report = await createSignatureValidator().validate({ fileName: 'document.bin.p7m', bytes: attached(), detachedContents: [beside] }, trust);
      expect(only(report)).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'SIGNED_DATA_NOT_FOUND' });
      expect(only(report).reasons).toContainEqual({ key: 'verdict.contentDiffers', params: { files: 'document.bin' } });
    }
  });

  it('the same content under its name, or another document of another name, takes nothing from it', async () => {
    const beside = async (fileName: string, bytes: Uint8Array) => validate(attached(), trust, [file(bytes, fileName)], 'document.bin.p7m');
    expect(await beside('document.bin', content)).toMatchObject({ indication: 'TOTAL-PASSED', content: { fileName: 'document.bin' } });
    expect(await beside('letter.txt', text('other'))).toMatchObject({ indication: 'TOTAL-PASSED', content: null });
  });
});
