import { beforeAll, describe, expect, it } from 'vitest';

import { readPdfSignatures } from '../../../src-main/signatures/formats/pdf/index.ts';
import { PDF_ATTACKS, preparedFixture, signedFixture } from '../../support/pdf-attacks.ts';
import { PdfFixture } from '../../support/signed-pdf.ts';
import { testPki } from './support.ts';
import type { TestPki } from '../../../src-main/demo/pki/index.ts';
import type { PdfChange, PdfSignature } from '../../../src-main/signatures/formats/pdf/index.ts';
import type { PdfAttack } from '../../support/pdf-attacks.ts';

let pki: TestPki;

beforeAll(async () => {
  pki = await testPki();
});

/** What a report must not be silent about. */
function objections(signatures: readonly PdfSignature[]): { problems: string[]; changes: PdfChange[] } {
  return {
    problems: signatures.flatMap(({ problems }) => problems.map(({ kind }) => kind)),
    changes: signatures.flatMap(({ changesAfter }) => changesAfter.filter(({ allowed }) => !allowed)),
  };
}

function expectShown(shows: PdfAttack['shows'], signatures: readonly PdfSignature[]): void {
  const { problems, changes } = objections(signatures);
  if ('problem' in shows) expect(problems).toContain(shows.problem);
  else expect(changes.map(({ kind, reason }) => `${kind} ${reason}`)).toContain(`${shows.change} ${shows.reason}`);
}

describe('[VER-11] published attacks on signed PDF are shown', () => {
  it('the prepared document itself is clean', () => {
    const { pdf } = signedFixture({ signer: pki.signers.clerk });
    const [signature, ...more] = readPdfSignatures(pdf.bytes).signatures;
    expect(more).toEqual([]);
    expect(signature).toMatchObject({ coversWholeFile: true, problems: [], changesAfter: [] });
  });

  it.each(PDF_ATTACKS.map((attack) => [`${attack.family}: ${attack.name}`, attack] as const))('%s', (_title, attack) => {
    expect.hasAssertions();
    const plain = attack.build(signedFixture({ signer: pki.signers.clerk }));
    expectShown(attack.shows, readPdfSignatures(plain).signatures);
    // The widest permission that a certification can give does not cover it either.
    const certified = attack.build(signedFixture({ signer: pki.signers.clerk, docMdp: 3 }));
    expectShown(attack.shows, readPdfSignatures(certified).signatures);
  });

  it('the original signature stays listed, with its own bytes, whatever an update does to its dictionary', () => {
    for (const attack of PDF_ATTACKS) {
      const signed = signedFixture({ signer: pki.signers.clerk });
      const [original] = readPdfSignatures(signed.pdf.bytes).signatures;
      const { signatures } = readPdfSignatures(attack.build(signed));
      const kept = signatures.find(({ byteRange }) => byteRange?.join() === original?.byteRange?.join());
      expect(kept?.contents, attack.name).toEqual(original?.contents);
      const objected = [...(kept?.problems ?? []), ...(kept?.changesAfter ?? []).filter(({ allowed }) => !allowed)];
      expect(objected.length, attack.name).toBeGreaterThan(0);
    }
  });

  it('a signed range that stops before the end of its revision', () => {
    const unsigned = preparedFixture();
    const whole = unsigned.sign({ signer: pki.signers.clerk });
    const text = whole.bytes.toString('latin1');
    const short = text.replace(/(\/ByteRange \[0 \d+ +\d+ +)(\d+) +\]/, (match: string, head: string, last: string) => `${head}${String(Number(last) - 40)}]`.padEnd(match.length));
    const [signature] = readPdfSignatures(Buffer.from(short, 'latin1')).signatures;
    expect(signature?.problems.map(({ kind }) => kind)).toContain('range-ends-inside-revision');
  });

  it('a signature dictionary in an object stream cannot be what its range leaves out', () => {
    const unsigned = preparedFixture();
    const dictionary = '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /Contents <3000> /Reason (no place) >>';
    const { bytes } = unsigned.update(
      { 6: unsigned.source(6).replace('/Fields [', '/Fields [91 0 R '), 90: dictionary, 91: '<< /FT /Sig /T (Packed) /V 90 0 R >>' },
      { xref: 'stream', compress: true },
    );
    const [signature] = readPdfSignatures(bytes).signatures;
    expect(signature).toMatchObject({ fieldName: 'Packed', dictionary: { reason: 'no place' } });
    expect(signature?.problems.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['dictionary-in-object-stream', 'byte-range-missing']));
  });

  it('an object stream replaced under objects whose own entries stay as they were', () => {
    const [honest, forged] = ['/Helvetica', '/Symbol'].map((font) =>
      PdfFixture.create({ xref: 'stream', compress: true, objects: { 5: `<< /Type /Font /Subtype /Type1 /BaseFont ${font} >>` } }),
    );
    const container = /(\d+) 0 obj\n(<< \/Type \/ObjStm[^]*?endstream)\nendobj/;
    const [, number = '', source = ''] = container.exec(forged?.bytes.toString('latin1') ?? '') ?? [];
    const signed = honest?.sign({ signer: pki.signers.clerk });
    const [signature] = readPdfSignatures(signed?.update({ [Number(number)]: source }).bytes ?? Buffer.alloc(0)).signatures;
    expect(signature?.changesAfter.filter(({ allowed }) => !allowed)).toMatchObject([
      { kind: 'fonts-or-resources', page: 1, key: 'Resources' },
      { kind: 'fonts-or-resources', page: null, key: 'DR' },
    ]);
  });

  it('what only looks like a signature inside a stream is no signature; outside of one it is never left unsaid', () => {
    const fake = '<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >>';
    const inside = preparedFixture().update({ 90: `<< /Length ${fake.length} >>\nstream\n${fake}\nendstream` });
    expect(readPdfSignatures(inside.bytes)).toMatchObject({ signatures: [], unreadableMarks: [] });
    const orphan = preparedFixture().update({ 90: fake });
    expect(readPdfSignatures(orphan.bytes).signatures[0]?.problems.map(({ kind }) => kind)).toContain('not-in-form');
    const loose = preparedFixture().append('/ByteRange [0 1 2 3]');
    expect(readPdfSignatures(loose.bytes).unreadableMarks).toHaveLength(1);
    const escaped = preparedFixture().update({ 90: fake.replace('ByteRange', '#42yte#52ange') });
    expect(readPdfSignatures(escaped.bytes).signatures).toHaveLength(1);
  });
});
