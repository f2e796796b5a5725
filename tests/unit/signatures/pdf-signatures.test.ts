import { createHash } from 'node:crypto';

import { beforeAll, describe, expect, it } from 'vitest';

import { ocspFor } from '../../../src-main/demo/pki/index.ts';
import { readPdfSignatures } from '../../../src-main/signatures/formats/pdf/index.ts';
import { preparedFixture } from '../../support/pdf-attacks.ts';
import { PdfFixture, withEntries } from '../../support/signed-pdf.ts';
import { messageDigestFits, testPki } from './pdf-support.ts';
import { DAY, later } from './support.ts';
import type { TestPki, TimestampRequest } from '../../../src-main/demo/pki/index.ts';
import type { PdfSignature } from '../../../src-main/signatures/formats/pdf/index.ts';
import type { XrefForm } from '../../support/signed-pdf.ts';

let pki: TestPki;
let stamp: TimestampRequest;

beforeAll(async () => {
  pki = await testPki();
  stamp = { authority: pki.timestampAuthority, time: later(-DAY) };
});

function first(pdf: PdfFixture): PdfSignature {
  const [signature] = readPdfSignatures(pdf.bytes).signatures;
  if (signature === undefined) throw new Error('no signature found');
  return signature;
}

const told = ({ changesAfter }: PdfSignature): string[] =>
  changesAfter.map(({ kind, reason, allowed }) => `${allowed ? 'allowed' : 'not allowed'}: ${kind} ${reason}`).toSorted();

const FORMS: readonly [string, XrefForm, boolean][] = [
  ['cross-reference tables', 'table', false],
  ['cross-reference streams', 'stream', false],
  ['object streams', 'stream', true],
];

describe.each(FORMS)('a document written with %s', (_title, xref, compress) => {
  const fixture = (): PdfFixture => PdfFixture.create({ pages: ['one', 'two', 'three'], xref, compress });

  it('shows its signature with everything that the dictionary says', () => {
    const pdf = fixture().sign({ signer: pki.signers.director, reason: 'approved \\(twice\\)', visible: true, fieldName: 'Director', compress });
    const document = readPdfSignatures(pdf.bytes);
    expect(document).toMatchObject({ revisions: 2, unsignedFields: [], encrypted: false, rebuilt: false, unreadableMarks: [] });
    const [signature] = document.signatures;
    expect(signature).toMatchObject({
      kind: 'signature',
      fieldName: 'Director',
      filter: 'Adobe.PPKLite',
      subFilter: 'ETSI.CAdES.detached',
      dictionary: { reason: 'approved (twice)', signingTime: '2026-03-10T09:00:00.000Z', name: null },
      page: 1,
      visible: true,
      rectangle: [50, 50, 200, 100],
      revision: { index: 2, of: 2, endOffset: pdf.bytes.length },
      coversWholeFile: true,
      problems: [],
      certification: null,
      permission: null,
      changesAfter: [],
    });
    expect(messageDigestFits(signature)).toBe(true);
  });

  it('keeps signatures apart by their revisions', () => {
    const one = fixture().sign({ signer: pki.signers.clerk, compress });
    const two = one.sign({ signer: pki.signers.director, compress });
    const { signatures, revisions } = readPdfSignatures(two.bytes);
    expect(revisions).toBe(3);
    expect(signatures.map(({ revision }) => revision)).toEqual([
      { index: 2, of: 3, endOffset: one.bytes.length },
      { index: 3, of: 3, endOffset: two.bytes.length },
    ]);
    expect(signatures.map(({ coversWholeFile }) => coversWholeFile)).toEqual([false, true]);
    expect(signatures.every(messageDigestFits)).toBe(true);
    expect(signatures.flatMap(({ problems }) => problems)).toEqual([]);
    expect(signatures.map(told)).toEqual([['allowed: signature signature-added'], []]);
  });

  it('finds the same when its table is lost', () => {
    const { bytes } = fixture().sign({ signer: pki.signers.clerk, compress });
    const lost = Buffer.from(bytes);
    for (let at = lost.indexOf('startxref'); at >= 0; at = lost.indexOf('startxref', at + 1)) lost.write('startnone', at);
    const document = readPdfSignatures(lost);
    expect(document.rebuilt).toBe(true);
    expect(document.signatures).toHaveLength(1);
    expect(document.signatures[0]?.byteRange).toEqual(readPdfSignatures(bytes).signatures[0]?.byteRange);
    expect(document.signatures[0] !== undefined && messageDigestFits(document.signatures[0])).toBe(false);
  });
});

describe('document security store and document timestamps', () => {
  it('are permitted after every signature, and each object keeps the revision that brought it', () => {
    const signed = PdfFixture.create().sign({ signer: pki.signers.clerk, docMdp: 1 });
    const sha1 = createHash('sha1').update(first(signed).contents).digest('hex').toUpperCase();
    const certificates = [pki.root.certificate, pki.intermediate.certificate];
    const one = signed.addDss({ certificates, crls: [pki.intermediateCrl], vri: sha1 }).timestamp(stamp);
    const two = one.addDss({ certificates, ocspResponses: [ocspFor(pki, pki.signers.clerk)] }).timestamp(stamp);
    const { signatures, dss, revisions } = readPdfSignatures(two.bytes);
    expect(revisions).toBe(6);
    expect(signatures.map(({ kind }) => kind)).toEqual(['signature', 'document-timestamp', 'document-timestamp']);
    expect(signatures.flatMap(({ problems }) => problems)).toEqual([]);
    expect(signatures.map(({ changesAfter }) => changesAfter.filter(({ allowed }) => !allowed))).toEqual([[], [], []]);
    expect(new Set(signatures[0]?.changesAfter.map(({ kind }) => kind))).toEqual(new Set(['dss', 'document-timestamp']));
    expect(dss.certificates.map(({ bytes, revision }) => [Buffer.from(bytes).equals(pki.root.certificate), revision])).toEqual([[true, 3], [false, 3]]);
    expect(dss.crls.map(({ revision }) => revision)).toEqual([3]);
    expect(dss.ocspResponses.map(({ revision }) => revision)).toEqual([5]);
    expect([...dss.vri.keys()]).toEqual([sha1]);
    expect(dss.vri.get(sha1)).toMatchObject({ createdAt: '2026-03-10T09:00:00.000Z', timestamp: null });
    expect(Buffer.from(pki.intermediateCrl).equals(dss.vri.get(sha1)?.crls[0]?.bytes ?? Buffer.alloc(0))).toBe(true);
  });

  it('a visible "timestamp" is a signature like any other for a certification that permits nothing', () => {
    const pdf = PdfFixture.create().sign({ signer: pki.signers.clerk, docMdp: 1 }).timestamp(stamp, { visible: true });
    expect(told(first(pdf))).toEqual(['not allowed: document-timestamp document-timestamp-added']);
  });
});

describe('what a certification permits', () => {
  const annotate = (pdf: PdfFixture): PdfFixture =>
    pdf.update({ 3: pdf.source(3).replace('/Annots [', '/Annots [95 0 R '), 95: '<< /Type /Annot /Subtype /FreeText /Rect [0 0 9 9] /P 3 0 R /Contents (x) >>' });
  const later2: Readonly<Record<string, (pdf: PdfFixture) => PdfFixture>> = {
    'a further signature': (pdf) => pdf.sign({ signer: pki.signers.director }),
    'a filled field': (pdf) => pdf.fillName('Aigul'),
    'an annotation': annotate,
    'a link': (pdf) => pdf.update({ 3: pdf.source(3).replace('/Annots [', `/Annots [${pdf.nextNumber} 0 R `), [pdf.nextNumber]: '<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /P 3 0 R >>' }),
    'another comment': (pdf) => pdf.update({ 10: pdf.source(10).replace('a comment', 'another') }),
    'a comment removed': (pdf) => pdf.update({ 3: pdf.source(3).replace('10 0 R', '') }),
    'document information': (pdf) => pdf.update({ 7: '<< /ModDate (D:20270101000000Z) >>' }),
  };
  const never: readonly boolean[] = [false, false, false, false];
  it.each([
    // Permission:         none, 1, 2, 3
    ['a further signature', [true, false, true, true]],
    ['a filled field', [true, false, true, true]],
    // What draws on the page can cover it: only a certification that permits comments permits that.
    ['an annotation', [false, false, false, true]],
    ['a link', [true, false, false, true]],
    ['another comment', [false, false, false, true]],
    ['a comment removed', [false, false, false, true]],
    ['document information', [true, true, true, true]],
  ])('%s', (name, expected) => {
    const levels = [undefined, 1, 2, 3] as const;
    const allowed = levels.map((docMdp) => {
      const signed = PdfFixture.create().sign({ signer: pki.signers.clerk, ...(docMdp === undefined ? {} : { docMdp }) });
      const signature = first(later2[name]?.(signed) ?? signed);
      expect(signature.certification).toEqual(docMdp === undefined ? null : { docMdp });
      expect(signature.changesAfter.length).toBeGreaterThan(0);
      expect(signature.problems).toEqual([]);
      return signature.changesAfter.every((change) => change.allowed);
    });
    expect(allowed).toEqual(expected);
    expect(allowed).not.toEqual(never);
  });

  it('binds the signatures after it as well', () => {
    const pdf = PdfFixture.create().sign({ signer: pki.signers.clerk, docMdp: 2 }).sign({ signer: pki.signers.director });
    const { signatures } = readPdfSignatures(annotate(pdf).bytes);
    expect(signatures.map(({ permission }) => permission)).toEqual([2, 2]);
    expect(signatures.map(({ changesAfter }) => changesAfter.at(-1))).toMatchObject([
      { kind: 'annotation', key: 'FreeText', page: 1, allowed: false },
      { kind: 'annotation', key: 'FreeText', page: 1, allowed: false },
    ]);
  });

  it('is read from the signed revision: a later one cannot widen it', () => {
    const pdf = PdfFixture.create().sign({ signer: pki.signers.clerk, docMdp: 1 });
    const number = pdf.nextNumber - 2;
    const wider = pdf.update({ 1: pdf.source(1).replace(/\/Perms << [^>]*>>/, '') , 3: pdf.source(3) });
    expect(number).toBeGreaterThan(10);
    expect(told(first(wider))).toContain('not allowed: catalog permissions-changed');
    expect(first(wider).certification).toEqual({ docMdp: 1 });
  });

  it.each([
    ['/Action /All', 'Name', false],
    ['/Action /Include /Fields [(Name)]', 'Name', false],
    ['/Action /Include /Fields [(Other)]', 'Name', true],
    ['/Action /Exclude /Fields [(Name)]', 'Name', true],
    ['/Action /Exclude /Fields [(Other)]', 'Name', false],
    ['/Action /Include /Fields [(Other)] /P 1', 'Name', false],
  ])('lock %s: filling %s is permitted: %s', (lock, _field, permitted) => {
    const signature = first(PdfFixture.create().sign({ signer: pki.signers.clerk, lock }).fillName('Aigul'));
    expect(signature.changesAfter.every(({ allowed }) => allowed)).toBe(permitted);
    expect(signature.changesAfter[0]).toMatchObject({ kind: 'form-fill', fieldName: 'Name', page: 1, revision: 3 });
  });
});

describe('fields', () => {
  const empty = (): PdfFixture => {
    const pdf = preparedFixture();
    return pdf.update({
      3: pdf.source(3).replace('/Annots [', '/Annots [60 0 R '),
      6: pdf.source(6).replace('/Fields [', '/Fields [60 0 R '),
      60: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Approver) /F 132 /P 3 0 R /Rect [0 0 100 50] >>',
    });
  };

  it('without a value are named; signing one that waited is permitted', () => {
    expect(readPdfSignatures(empty().bytes)).toMatchObject({ signatures: [], unsignedFields: ['Approver'] });
    const signed = empty().sign({ signer: pki.signers.clerk });
    const both = signed.sign({ signer: pki.signers.director, field: 60 });
    const { signatures, unsignedFields } = readPdfSignatures(both.bytes);
    expect(unsignedFields).toEqual([]);
    expect(signatures.map(({ fieldName, visible }) => [fieldName, visible])).toEqual([[expect.stringContaining('Signature'), false], ['Approver', true]]);
    expect(signatures.map(told)).toEqual([['allowed: signature field-signed'], []]);
  });

  it('names come from all levels above', () => {
    const pdf = preparedFixture();
    const signed = pdf
      .update({ 6: pdf.source(6).replace('/Fields [', '/Fields [61 0 R '), 61: '<< /T <FEFF041404560457> /Kids [60 0 R] >>', 60: '<< /FT /Sig /T (Head) /Parent 61 0 R >>' })
      .sign({ signer: pki.signers.clerk, field: 60 });
    expect(first(signed).fieldName).toBe('Дії.Head');
  });
});

describe('the value of /Contents', () => {
  it('ends where its structure ends, of indefinite length too', () => {
    const der = Buffer.from('30820003020101', 'hex');
    const ber = Buffer.from('3080020101 02010200 00'.replaceAll(' ', ''), 'hex');
    for (const value of [der, ber]) {
      expect(Buffer.from(first(PdfFixture.create().sign({ signer: pki.signers.clerk, sign: () => value })).contents).toString('hex')).toBe(value.toString('hex'));
    }
  });

  it('may have stray bytes behind it, which are counted and are no part of it', () => {
    const value = Buffer.from('3003020101', 'hex');
    const sign = (): Buffer => Buffer.concat([value, Buffer.from('0000beef', 'hex')]);
    const signature = first(PdfFixture.create().sign({ signer: pki.signers.clerk, sign }));
    expect(signature).toMatchObject({ strayPadding: 4, problems: [] });
    expect(signature.contents).toEqual(new Uint8Array(value));
  });

  it('that is no structure is a problem', () => {
    const signature = first(PdfFixture.create().sign({ signer: pki.signers.clerk, sign: () => Buffer.from('30ff', 'hex') }));
    expect(signature.problems.map(({ kind }) => kind)).toEqual(['contents-not-asn1']);
  });
});

describe('structure tree', () => {
  const tagged = (): PdfFixture => {
    const pdf = PdfFixture.create();
    return pdf.update({
      1: withEntries(pdf.source(1), '/StructTreeRoot 40 0 R /MarkInfo << /Marked true >>'),
      40: '<< /Type /StructTreeRoot /K [41 0 R] /ParentTree 42 0 R /ParentTreeNextKey 1 >>',
      41: '<< /Type /StructElem /S /P /P 40 0 R /Pg 3 0 R /K [0] >>',
      42: '<< /Nums [0 [41 0 R]] >>',
    });
  };

  it('may grow by the element of a new widget; the text of an old element may not change', () => {
    const signed = tagged().sign({ signer: pki.signers.clerk });
    const grown = signed.update({
      40: signed.source(40).replace('[41 0 R]', '[41 0 R 70 0 R]').replace('NextKey 1', 'NextKey 2'),
      42: '<< /Nums [0 [41 0 R] 1 70 0 R] >>',
      70: '<< /Type /StructElem /S /Form /P 40 0 R /Pg 3 0 R /K << /Type /OBJR /Obj 12 0 R >> >>',
    });
    expect(told(first(grown))).toEqual(['allowed: other structure-tree-grew']);
    const spoken = signed.update({ 41: withEntries(signed.source(41), '/ActualText (Pay 900000)') });
    expect(told(first(spoken))).toEqual(['not allowed: other structure-tree-changed']);
    const lost = signed.update({ 40: signed.source(40).replace('[41 0 R]', '[]') });
    expect(told(first(lost))).toEqual(['not allowed: other structure-tree-changed']);
  });
});

describe('an encrypted document', () => {
  const encrypted = (): PdfFixture =>
    PdfFixture.create({ objects: { 30: '<< /Filter /Standard /V 4 /R 4 /O (o) /U (u) /P -44 >>' }, trailer: '/Encrypt 30 0 R' });

  it('is said to be one; its texts stay unknown, its signature is read', () => {
    const pdf = encrypted().sign({ signer: pki.signers.clerk, reason: 'scrambled' });
    const { encrypted: said, signatures } = readPdfSignatures(pdf.fillName('x').bytes);
    expect(said).toBe(true);
    expect(signatures).toHaveLength(1);
    expect(signatures[0]).toMatchObject({ fieldName: null, dictionary: { reason: null, signingTime: null }, problems: [] });
    expect(messageDigestFits(signatures[0])).toBe(true);
    expect(signatures[0]?.changesAfter.map(({ kind }) => kind)).toContain('form-fill');
  });

  it('keeps the objects in its object streams to itself: what they change is not permitted', () => {
    const pdf = encrypted().sign({ signer: pki.signers.clerk });
    const packed = pdf.update({ 8: pdf.source(8) }, { xref: 'stream', compress: true });
    expect(told(first(packed))).toContain('not allowed: other object-unreadable');
  });
});
