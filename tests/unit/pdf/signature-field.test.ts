import * as fc from 'fast-check';
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, type PDFRef, type PDFContext, type PDFPage } from 'pdf-lib';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadFonts, makeTextPdf, PDF_LIMITS, PDF_REFUSAL_CODES, PdfRefused, prepareSignatureField, type FontFiles, type PreparedSignature, type SignatureFieldRequest, type SignatureBlock } from '../../../src-main/pdf/index.ts';
import { openForUpdate } from '../../../src-main/pdf/reading/open-source.ts';
import { assertReadsBack } from '../../../src-main/pdf/signature-field/read-back.ts';
import { PdfFixture, withEntries } from '../../support/signed-pdf.ts';

const signingTime = new Date('2026-03-16T08:30:00.000Z');
const block: SignatureBlock = { title: 'Қол қойылды', regime: 'being-made', order: null, code: null, rows: [{ label: 'Підписувач', value: 'Їжакевич Ґ.' }], note: '' };
let fonts: FontFiles;
let letter: Uint8Array;

beforeAll(async () => {
  fonts = await loadFonts(fileURLToPath(new URL('../../../resources/fonts', import.meta.url)));
  letter = await makeTextPdf({ title: 'Қолтаңба', paragraphs: ['Ґанок. Ңұсқау.'], fonts, createdAt: signingTime.toISOString() });
});

const prepare = (source: Uint8Array, change: Partial<SignatureFieldRequest> = {}): Promise<PreparedSignature> =>
  prepareSignatureField({ source, fonts, block: null, place: 'free-space', signingTime, subFilter: 'ETSI.CAdES.detached', ...change });

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'prepared';
  } catch (error) {
    if (error instanceof PdfRefused) return error.code;
    throw error;
  }
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
/** What the update appended. */
const tailOf = (source: Uint8Array, { bytes }: PreparedSignature): string => latin1(bytes.subarray(source.length));

async function edited(change: (document: PDFDocument, page: PDFPage, context: PDFContext) => void): Promise<Uint8Array> {
  const document = await PDFDocument.load(letter, { updateMetadata: false });
  const [page] = document.getPages();
  if (page === undefined) throw new Error('no page');
  change(document, page, document.context);
  return document.save({ useObjectStreams: false });
}

/** Names of the form's fields and the widgets of the first page, as pdf-lib reads them. */
async function fieldsOf(bytes: Uint8Array): Promise<{ names: string[]; flags: string; widgets: number; annotations: number }> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const form = document.catalog.lookup(PDFName.of('AcroForm'), PDFDict);
  const fields = form.lookup(PDFName.of('Fields'), PDFArray);
  const dicts = fields.asArray().map((entry) => document.context.lookup(entry, PDFDict));
  const annotations = document.getPage(0).node.lookup(PDFName.of('Annots'), PDFArray).asArray();
  return {
    names: dicts.map((dict) => {
      const name = dict.get(PDFName.of('T'));
      return name !== undefined && 'decodeText' in name && typeof name.decodeText === 'function' ? String(name.decodeText()) : '';
    }),
    flags: String(form.get(PDFName.of('SigFlags'))),
    widgets: annotations.filter((entry) => fields.asArray().includes(entry)).length,
    annotations: annotations.length,
  };
}

describe('the prepared file', () => {
  it('begins with the source and leaves out the signature value alone', async () => {
    const { bytes, byteRange, contents } = await prepare(letter);
    expect(Buffer.compare(bytes.subarray(0, letter.length), letter)).toBe(0);
    expect(byteRange).toEqual([0, contents.start, contents.start + contents.length, bytes.length - contents.start - contents.length]);
    expect(latin1(bytes.subarray(contents.start, contents.start + contents.length))).toBe(`<${'0'.repeat(2 * 32 * 1024)}>`);
    const text = latin1(bytes.subarray(letter.length));
    expect(/\/ByteRange \[(\d+) (\d+) +(\d+) +(\d+) *\]/.exec(text)?.slice(1).map(Number)).toEqual(byteRange);
  });

  it('says in its dictionary what EN 319 142-1 asks, and nothing that the certificate says', async () => {
    const tail = tailOf(letter, await prepare(letter));
    for (const entry of ['/Type /Sig', '/Filter /Adobe.PPKLite', '/SubFilter /ETSI.CAdES.detached', '/M (D:20260316083000Z)', '/F 132', '/SigFlags 3']) expect(tail).toContain(entry);
    for (const key of ['/Cert', '/Name', '/Reason', '/Location', '/Reference', '/Perms']) expect(tail).not.toContain(key);
    expect(tail).toContain('/Rect [ 0 0 0 0 ]');
  });

  it('is the same for the same request', async () => {
    const [one, other] = [await prepare(letter, { block }), await prepare(letter, { block })];
    expect(Buffer.compare(one.bytes, other.bytes)).toBe(0);
  });

  it('takes nothing that a text says for a place of the signature', async () => {
    const reason = ') /ByteRange [0 1 2 3] /Contents <00> >> Ұйғарым';
    const prepared = await prepare(letter, { reason, location: '/Contents <', fieldName: 'Contents <0>' });
    expect(prepared.fieldName).toBe('Contents <0>');
    expect(tailOf(letter, prepared).match(/\/ByteRange/g)).toHaveLength(1);
    expect(tailOf(letter, prepared)).toContain(`/Reason <FEFF${Buffer.from(reason, 'utf16le').swap16().toString('hex').toUpperCase()}>`);
  });

  it('has as much room as was asked for', async () => {
    expect((await prepare(letter, { contentsBytes: 1_024 })).contents.length).toBe(2_050);
    expect((await prepare(letter, { contentsBytes: PDF_LIMITS.signatureContentsBytes })).contents.length).toBe(2 * PDF_LIMITS.signatureContentsBytes + 2);
  });

  it('certifies where that is asked for', async () => {
    const tail = tailOf(letter, await prepare(letter, { lock: 2 }));
    expect(tail).toContain('/TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P 2 /V /1.2 >>');
    expect(tail).toMatch(/\/Perms <<\s+\/DocMDP \d+ 0 R/);
  });
});

describe('reading back', () => {
  it.for<[string, (prepared: PreparedSignature) => PreparedSignature]>([
    ['a byte of the source changed', (prepared) => ({ ...prepared, bytes: prepared.bytes.with(20, 0) })],
    ['a value that is not empty', (prepared) => ({ ...prepared, bytes: prepared.bytes.with(prepared.contents.start + 5, 0x31) })],
    ['a gap of one byte', ({ byteRange: [a, b, c, d], ...prepared }) => ({ ...prepared, byteRange: [a, b - 1, c, d] })],
    ['a range that ends early', ({ byteRange: [a, b, c, d], ...prepared }) => ({ ...prepared, byteRange: [a, b, c, d - 1] })],
    ['bytes behind the range', (prepared) => ({ ...prepared, bytes: new Uint8Array(Buffer.concat([prepared.bytes, Buffer.from('\n')])) })],
    ['another field', (prepared) => ({ ...prepared, fieldName: 'Other' })],
    ['another page', (prepared) => ({ ...prepared, page: 2 })],
  ])('refuses %s', async ([, change]) => {
    const source = await openForUpdate(letter);
    const prepared = await prepare(letter);
    await assertReadsBack(prepared, source, 1);
    expect(await codeOf(assertReadsBack(change(prepared), source, 1))).toBe('damaged');
  });
});

describe('form and annotations of the document', () => {
  const comment = (context: PDFContext): PDFRef => context.register(context.obj({ Type: 'Annot', Subtype: 'Text', Rect: [10, 10, 30, 30] }));
  const textField = (context: PDFContext, name: string): PDFRef => context.register(context.obj({ FT: 'Tx', T: PDFHexString.fromText(name) }));

  it('makes both where there is none', async () => {
    expect(await fieldsOf((await prepare(letter)).bytes)).toEqual({ names: ['Signature1'], flags: '3', widgets: 1, annotations: 1 });
  });

  it.for([false, true])('extends a form (fields in a list of their own: %s)', async (own) => {
    const source = await edited(({ catalog }, _page, context) => {
      const fields = context.obj([textField(context, 'Name')]);
      catalog.set(PDFName.of('AcroForm'), context.register(context.obj({ Fields: own ? context.register(fields) : fields, SigFlags: 0, NeedAppearances: false })));
    });
    const prepared = await prepare(source);
    expect(await fieldsOf(prepared.bytes)).toMatchObject({ names: ['Name', 'Signature1'], flags: '3', widgets: 1 });
    expect(tailOf(source, prepared)).toContain('/NeedAppearances false');
  });

  it('extends a form that stands in the catalogue', async () => {
    const source = await edited(({ catalog }, _page, context) => catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [textField(context, 'Name')] })));
    expect(await fieldsOf((await prepare(source)).bytes)).toMatchObject({ names: ['Name', 'Signature1'], flags: '3' });
  });

  it('gives the field a name that no other has', async () => {
    const names = ['Signature1', 'Директор', 'Директор2'];
    const source = await edited(({ catalog }, _page, context) => {
      const fields = names.map((name) => context.register(context.obj({ FT: 'Tx', T: PDFHexString.fromText(name) })));
      catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: fields }));
    });
    expect((await prepare(source)).fieldName).toBe('Signature2');
    expect((await prepare(source, { fieldName: 'Директор' })).fieldName).toBe('Директор3');
    expect((await prepare(source, { fieldName: 'Бухгалтер' })).fieldName).toBe('Бухгалтер');
  });

  it.for([false, true])('keeps the other annotations of the page (list of their own: %s)', async (own) => {
    const source = await edited((_document, page, context) => {
      const list = context.obj([comment(context)]);
      page.node.set(PDFName.of('Annots'), own ? context.register(list) : list);
    });
    expect(await fieldsOf((await prepare(source)).bytes)).toMatchObject({ widgets: 1, annotations: 2 });
  });

  it('does not put the field on every page that shares a list', async () => {
    const source = await edited((document, page, context) => {
      const list = context.register(context.obj([comment(context)]));
      for (const one of [page, document.addPage([300, 300])]) one.node.set(PDFName.of('Annots'), list);
    });
    const document = await PDFDocument.load((await prepare(source)).bytes);
    expect(document.getPages().map((page) => page.node.lookup(PDFName.of('Annots'), PDFArray).size())).toEqual([2, 1]);
  });

  it('enters the field once where form and page share a list', async () => {
    const source = await edited(({ catalog }, page, context) => {
      const list = context.register(context.obj([comment(context)]));
      page.node.set(PDFName.of('Annots'), list);
      catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: list }));
    });
    expect(await fieldsOf((await prepare(source)).bytes)).toMatchObject({ widgets: 2, annotations: 2 });
  });

  it('refuses a form or list of another type', async () => {
    const sources = [
      await edited(({ catalog }, _page, context) => catalog.set(PDFName.of('AcroForm'), context.obj(7))),
      await edited(({ catalog }, _page, context) => catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: 7 }))),
      await edited((_document, page, context) => page.node.set(PDFName.of('Annots'), context.obj(7))),
    ];
    for (const source of sources) expect(await codeOf(prepare(source))).toBe('damaged');
  });

  it('bounds a field tree that loops or nests without end', async () => {
    const looping = await edited(({ catalog }, _page, context) => {
      const field = context.nextRef();
      context.assign(field, context.obj({ T: 'A', Kids: [field] }));
      catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [field] }));
    });
    expect(await codeOf(prepare(looping))).toBe('prepared');
    const deep = await edited(({ catalog }, _page, context) => {
      let field = textField(context, 'leaf');
      for (let level = 0; level <= PDF_LIMITS.formFieldDepth; level += 1) field = context.register(context.obj({ Kids: [field] }));
      catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [field] }));
    });
    expect(await codeOf(prepare(deep))).toBe('too-deep');
  });

  it('warns of a form that viewers may draw instead of the pages', async () => {
    const source = await edited(({ catalog }, _page, context) => catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [], XFA: [] })));
    expect((await prepare(source)).doubts).toEqual(['an XFA form may be drawn instead of the pages']);
  });
});

describe('earlier signatures', () => {
  /** A signed document whose signature dictionary and field carry these entries; its value is not looked at. */
  const signed = (entries: string, field = '', catalog = ''): Uint8Array => {
    const base = PdfFixture.create();
    const number = base.nextNumber;
    return base.update({
      [number]: `<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> ${entries} >>`,
      [number + 1]: `<< /FT /Sig /T (First) /V ${number} 0 R ${field} >>`,
      6: base.source(6).replace('/Fields [', `/Fields [${number + 1} 0 R `),
      ...(catalog === '' ? {} : { 1: withEntries(base.source(1), catalog.replace('@', `${number} 0 R`)) }),
    }).bytes;
  };
  const docMdp = (parameters: string) => `/Reference [<< /TransformMethod /DocMDP ${parameters} >>]`;
  const fieldMdp = (parameters: string) => `/Reference [<< /TransformMethod /FieldMDP /TransformParams << ${parameters} >> >>]`;

  it.for([
    ['no restriction', signed(''), 'prepared'],
    ['level 1 of a certification', signed(docMdp('/TransformParams << /P 1 >>'), '', '/Perms << /DocMDP @ >>'), 'changes-forbidden'],
    ['level 1 of an approval', signed(docMdp('/TransformParams << /P 1 >>')), 'changes-forbidden'],
    ['level 2', signed(docMdp('/TransformParams << /P 2 >>'), '', '/Perms << /DocMDP @ >>'), 'prepared'],
    ['level 3', signed(docMdp('/TransformParams << /P 3 >>')), 'prepared'],
    ['a level that is not stated: 2', signed(docMdp('')), 'prepared'],
    ['a level that the standard does not know', signed(docMdp('/TransformParams << /P 4 >>')), 'changes-forbidden'],
    ['a lock of all fields', signed(fieldMdp('/Action /All')), 'changes-forbidden'],
    ['a lock of all fields but one', signed(fieldMdp('/Action /Exclude /Fields [(Name)]')), 'changes-forbidden'],
    ['a lock of one field', signed(fieldMdp('/Action /Include /Fields [(Name)]')), 'prepared'],
    ['a lock of the field that is to come', signed(fieldMdp('/Action /Include /Fields [(Second)]')), 'changes-forbidden'],
    ['a lock of its field with level 1', signed('', '/Lock << /Action /Include /Fields [(Name)] /P 1 >>'), 'changes-forbidden'],
    ['a lock that cannot be read', signed('', '/Lock << >>'), 'changes-forbidden'],
  ] as const)('%s', async ([, source, code]) => {
    expect(await codeOf(prepare(new Uint8Array(source), { fieldName: 'Second' }))).toBe(code);
  });

  it('cannot be certified afterwards', async () => {
    expect(await codeOf(prepare(new Uint8Array(signed('')), { lock: 2 }))).toBe('already-signed');
  });
});

describe('refusals', () => {
  it.for([
    ['no PDF', () => new Uint8Array(Buffer.from('hello'.repeat(100))), 'not-a-pdf'],
    ['an empty file', () => new Uint8Array(0), 'not-a-pdf'],
    ['more bytes than the limit', () => new Uint8Array(PDF_LIMITS.fileBytes + 1), 'too-large'],
    ['a file cut short', () => letter.slice(0, letter.length - 40), 'damaged'],
    ['bytes before the header', () => new Uint8Array(Buffer.concat([Buffer.from('junk\n'), letter])), 'damaged'],
    ['bytes behind the end', () => new Uint8Array(Buffer.concat([letter, Buffer.from('junk')])), 'damaged'],
  ] as const)('%s', async ([, source, code]) => {
    expect(await codeOf(prepare(source()))).toBe(code);
  });

  it('an encrypted file, even one that opens without a password', async () => {
    const document = await PDFDocument.load(letter, { updateMetadata: false });
    document.encrypt({ ownerPassword: 'owner', userPassword: '', permissions: {} });
    expect(await codeOf(prepare(await document.save()))).toBe('encrypted');
  });

  it('an object that does not stand where the table says', async () => {
    const text = latin1(letter);
    const at = /(\d{10}) 00000 n/.exec(text)?.index ?? -1;
    expect(at).toBeGreaterThan(0);
    const moved = letter.slice();
    moved.set(Buffer.from('0000000003'), at);
    expect(await codeOf(prepare(moved))).toBe('damaged');
  });

  it.for([
    ['no such page', { page: 2, box: { left: 30, bottom: 30, right: 300, top: 300 } }],
    ['page 0', { page: 0, box: { left: 30, bottom: 30, right: 300, top: 300 } }],
    ['a box outside the page', { page: 1, box: { left: 400, bottom: 30, right: 700, top: 300 } }],
    ['a box without height', { page: 1, box: { left: 30, bottom: 30, right: 300, top: 30 } }],
    ['numbers that are none', { page: 1, box: { left: 30, bottom: Number.NaN, right: 300, top: 300 } }],
    ['a box too narrow to be read', { page: 1, box: { left: 30, bottom: 30, right: 100, top: 300 } }],
    ['a box too low to be read', { page: 1, box: { left: 30, bottom: 30, right: 300, top: 50 } }],
  ] as const)('%s', async ([, place]) => {
    expect(await codeOf(prepare(letter, { block, place }))).toBe('no-room');
  });

  it.for<[string, Partial<SignatureFieldRequest>]>([
    ['no room', { contentsBytes: 0 }],
    ['half a byte', { contentsBytes: 8_000.5 }],
    ['more room than the limit', { contentsBytes: PDF_LIMITS.signatureContentsBytes + 1 }],
    ['an empty name', { fieldName: ' ' }],
    ['a name with a full stop', { fieldName: 'A.B' }],
    ['a time that is none', { signingTime: new Date(Number.NaN) }],
    ['a time that PDF cannot write', { signingTime: new Date(8.64e15) }],
    ['a text without end', { reason: 'x'.repeat(100_000) }],
  ])('requests with %s', async ([, change]) => {
    await expect(prepare(letter, change)).rejects.toThrow(RangeError);
  });
});

describe('mutated files are prepared or refused, never anything else', () => {
  const RUNS = Number(process.env['FUZZ_RUNS'] ?? 60);
  const edits = fc.array(fc.record({ at: fc.nat(1_000_000), byte: fc.nat(255) }), { minLength: 1, maxLength: 8 });

  it('single bytes', { timeout: Math.max(60_000, RUNS * 1_000) }, async () => {
    await fc.assert(
      fc.asyncProperty(edits, async (changes) => {
        const source = letter.slice();
        for (const { at, byte } of changes) source[at % source.length] = byte;
        expect(['prepared', ...PDF_REFUSAL_CODES]).toContain(await codeOf(prepare(source, { block })));
      }),
      { numRuns: RUNS },
    );
  });
});
