import { beforeAll, describe, expect, it } from 'vitest';
import { createTestPki, exportTrust, signDetached, type TestPki, type TestSigner } from '../../../src-main/demo/pki/index.ts';
import { PdfRefused, prepareSignatureField, type SignatureFieldRequest } from '../../../src-main/pdf/index.ts';
import { readPdfSignatures } from '../../../src-main/signatures/formats/pdf/index.ts';
import { createSignatureValidator } from '../../../src-main/signatures/index.ts';
import { PdfFixture } from '../../support/signed-pdf.ts';
import { block, letter } from './samples.ts';
import { fieldRequest, signedBytes, SIGNING_TIME, withValue } from './signature-field-support.ts';

let pki: TestPki;
let original: Uint8Array;

beforeAll(async () => {
  pki = await createTestPki({ now: SIGNING_TIME.toISOString() });
  original = await letter('uk', 1);
});

async function sign(source: Uint8Array, signer: TestSigner, change: Partial<SignatureFieldRequest> = {}): Promise<Uint8Array> {
  const prepared = await prepareSignatureField(await fieldRequest({ source, ...change }));
  return withValue(prepared, signDetached(signedBytes(prepared), signer));
}

async function validate(bytes: Uint8Array) {
  const { trustAnchors, intermediates, crls } = exportTrust(pki);
  return createSignatureValidator().validate({ fileName: 'signed.pdf', bytes }, { now: SIGNING_TIME.toISOString(), trustAnchors, intermediates, crls });
}

const notAllowed = (bytes: Uint8Array): string[] =>
  readPdfSignatures(bytes).signatures.flatMap(({ changesAfter }) => changesAfter.filter(({ allowed }) => !allowed).map(({ kind, reason }) => `${kind} ${reason}`));

describe('our own engine about a signature in the prepared field', () => {
  it('reads one that covers the whole document, by everything that the dictionary says', async () => {
    const bytes = await sign(original, pki.signers.director, { fieldName: 'Директор', reason: 'Затверджую (двічі)', location: 'Харків' });
    const { signatures, revisions, rebuilt } = readPdfSignatures(bytes);
    expect({ revisions, rebuilt }).toEqual({ revisions: 2, rebuilt: false });
    expect(signatures).toHaveLength(1);
    expect(signatures[0]).toMatchObject({
      kind: 'signature',
      fieldName: 'Директор',
      filter: 'Adobe.PPKLite',
      subFilter: 'ETSI.CAdES.detached',
      dictionary: { reason: 'Затверджую (двічі)', signingTime: SIGNING_TIME.toISOString(), name: null },
      page: 1,
      visible: true,
      coversWholeFile: true,
      problems: [],
      certification: null,
      changesAfter: [],
    });
    expect(await validate(bytes)).toMatchObject({ indication: 'TOTAL-PASSED', signatures: [{ format: 'PAdES', dataIntact: true, signatureIntact: true, changesAfter: [], signedObjects: [] }] });
  });

  it('passes both of two, whatever the file is made of', async () => {
    for (const base of [original, new Uint8Array(PdfFixture.create().bytes), new Uint8Array(PdfFixture.create({ xref: 'stream', compress: true }).bytes)]) {
      const first = await sign(base, pki.signers.director);
      const both = await sign(first, pki.signers.clerk, { block: block('passed') });
      expect(readPdfSignatures(both).signatures.map(({ fieldName, coversWholeFile, visible }) => ({ fieldName, coversWholeFile, visible }))).toEqual([
        { fieldName: 'Signature1', coversWholeFile: false, visible: true },
        { fieldName: 'Signature2', coversWholeFile: true, visible: true },
      ]);
      expect(notAllowed(both)).toEqual([]);
      const report = await validate(both);
      expect(report.signatures.map(({ indication }) => indication)).toEqual(['TOTAL-PASSED', 'TOTAL-PASSED']);
    }
  });

  it('finds a document changed when a signed byte is another', async () => {
    const bytes = await sign(original, pki.signers.director);
    const report = await validate(bytes.with(original.length - 200, (bytes[original.length - 200] ?? 0) ^ 1));
    expect(report.signatures.map(({ dataIntact }) => dataIntact)).not.toContain(true);
    expect(report.indication).not.toBe('TOTAL-PASSED');
  });

  it('sees the certification, and that level 1 was kept by refusing the next signature', async () => {
    for (const lock of [1, 2, 3] as const) {
      const certified = await sign(original, pki.signers.director, { lock });
      expect(readPdfSignatures(certified).signatures[0]).toMatchObject({ certification: { docMdp: lock }, permission: lock, changesAfter: [] });
      expect((await validate(certified)).indication).toBe('TOTAL-PASSED');
      const further = sign(certified, pki.signers.clerk);
      if (lock === 1) {
        await expect(further).rejects.toThrow(PdfRefused);
      } else {
        expect(notAllowed(await further)).toEqual([]);
        expect((await validate(await further)).indication).toBe('TOTAL-PASSED');
      }
    }
  });

  it('would not permit what was refused for a lock of all fields', async () => {
    const base = PdfFixture.create();
    const locked = base.sign({ signer: pki.signers.director, lock: '/Action /All' });
    await expect(sign(new Uint8Array(locked.bytes), pki.signers.clerk)).rejects.toThrow(/changes-forbidden/);
    // The same by another writer: our reader objects.
    expect(notAllowed(new Uint8Array(locked.sign({ signer: pki.signers.clerk }).bytes))).not.toEqual([]);
  });

  it('permits an invisible one and one on a list of annotations of its own', async () => {
    const base = PdfFixture.create();
    const number = base.nextNumber;
    const own = base.update({ [number]: '[8 0 R 10 0 R]', 3: base.source(3).replace(/\/Annots \[[^\]]*\]/, `/Annots ${number} 0 R`) });
    const first = own.sign({ signer: pki.signers.director });
    const second = await sign(new Uint8Array(first.bytes), pki.signers.clerk, { block: null });
    expect(notAllowed(second)).toEqual([]);
  });
});
