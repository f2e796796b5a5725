import { PdfFixture, withEntries } from './signed-pdf.ts';
import type { SignatureOptions } from './signed-pdf.ts';

/** One published way to change a signed PDF without breaking the signature value, and how it must show. */
export interface PdfAttack {
  /** Family as in the literature: USF, ISA, SWA ("1 Trillion Dollar Refund", 2019), shadow ("Shadow Attacks", 2021),
   * EAA and SSA ("Attacks on PDF Certification", 2021). */
  readonly family: 'USF' | 'ISA' | 'SWA' | 'shadow' | 'certification' | 'feature';
  readonly name: string;
  readonly build: (signed: SignedFixture) => Buffer;
  /** Kind of a problem of the signature, or kind and reason of a change that is not allowed. */
  readonly shows: { readonly problem: string } | { readonly change: string; readonly reason: string };
}

/** A signed fixture with the places that attacks work on. */
export interface SignedFixture {
  readonly pdf: PdfFixture;
  /** Object number of the signature dictionary; its field is the next one. */
  readonly dictionary: number;
  /** What was before the signature. */
  readonly unsigned: PdfFixture;
}

const content = (text: string): string => {
  const data = `BT /F1 24 Tf 72 720 Td (${text}) Tj ET`;
  return `<< /Length ${data.length} >>\nstream\n${data}\nendstream`;
};

/** Content that waits inside the signed bytes, in the data of a stream nobody draws. */
const WAITING = `4 0 obj\n${content('Pay 900000')}\nendobj\n`;

/** The unsigned document that the attacks were prepared for: with a hidden content, a dangling reference, a length apart. */
export function preparedFixture(): PdfFixture {
  const line = 'BT /F1 24 Tf 72 700 Td (second part) Tj ET\nBT (unsaid) Tj ET';
  return PdfFixture.create({
    objects: {
      3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> /XObject << /Im 14 0 R >> >> /Contents [4 0 R 15 0 R 80 0 R] /Annots [8 0 R 10 0 R] >>',
      14: '<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Length 0 >>\nstream\n\nendstream',
      15: `<< /Length 16 0 R >>\nstream\n${line}\nendstream`,
      16: String(line.length),
      17: `<< /Length ${WAITING.length} >>\nstream\n${WAITING}\nendstream`,
      21: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (Waiting) /V (Pay 900000) /Rect [0 0 595 842] /F 4 /AP << /N 14 0 R >> >>',
      6: '<< /Fields [8 0 R 21 0 R] /SigFlags 0 /DA (/F1 12 Tf 0 g) /DR << /Font << /F1 5 0 R >> >> >>',
      18: '<< /Type /Catalog /Pages 19 0 R /AcroForm 6 0 R >>',
      19: '<< /Type /Pages /Count 1 /Kids [20 0 R] >>',
      20: '<< /Type /Page /Parent 19 0 R /MediaBox [0 0 595 842] /Contents 17 0 R >>',
    },
  });
}

export function signedFixture(options: SignatureOptions, unsigned = preparedFixture()): SignedFixture {
  return { unsigned, dictionary: unsigned.nextNumber, pdf: unsigned.sign(options) };
}

const never = (kind: string, reason: string): PdfAttack['shows'] => ({ change: kind, reason });
const problem = (kind: string): PdfAttack['shows'] => ({ problem: kind });

/** The real dictionary as the file has it now, signature included. */
function dictionarySource({ pdf, dictionary }: SignedFixture): string {
  const head = `${dictionary} 0 obj\n`;
  const start = pdf.bytes.lastIndexOf(head) + head.length;
  return pdf.bytes.toString('latin1', start, pdf.bytes.indexOf('\nendobj', start));
}

/** Redefines the signature dictionary in an update. */
function redefined(change: (source: string) => string): PdfAttack['build'] {
  return (signed) => signed.pdf.update({ [signed.dictionary]: change(dictionarySource(signed)) }).bytes;
}

function updated(change: (pdf: PdfFixture) => Record<number, string>): PdfAttack['build'] {
  return ({ pdf }) => pdf.update(change(pdf)).bytes;
}

const onCatalog = (entries: string): PdfAttack['build'] => updated((pdf) => ({ 1: withEntries(pdf.source(1), entries) }));

export const PDF_ATTACKS: readonly PdfAttack[] = [
  { family: 'USF', name: 'no /ByteRange', build: redefined((source) => source.replace(/\/ByteRange \[[^\]]*\]/, '')), shows: problem('byte-range-missing') },
  { family: 'USF', name: '/ByteRange null', build: redefined((source) => source.replace(/\/ByteRange \[[^\]]*\]/, '/ByteRange null')), shows: problem('byte-range-missing') },
  { family: 'USF', name: '/ByteRange with a negative number', build: redefined((source) => source.replace(/\/ByteRange \[[^\]]*\]/, '/ByteRange [0 -1 10 20]')), shows: problem('byte-range-malformed') },
  { family: 'USF', name: '/ByteRange of one number', build: redefined((source) => source.replace(/\/ByteRange \[[^\]]*\]/, '/ByteRange [0]')), shows: problem('byte-range-malformed') },
  { family: 'USF', name: '/ByteRange past the end', build: redefined((source) => source.replace(/\/ByteRange \[[^\]]*\]/, '/ByteRange [0 10 99999998 99999999]')), shows: problem('byte-range-beyond-end') },
  { family: 'USF', name: 'no /Contents', build: redefined((source) => source.replace(/\/Contents <[^>]*>/, '')), shows: problem('contents-missing') },
  { family: 'USF', name: '/Contents null', build: redefined((source) => source.replace(/\/Contents <[^>]*>/, '/Contents null')), shows: problem('contents-missing') },
  { family: 'USF', name: '/Contents of zeros', build: redefined((source) => source.replace(/\/Contents <[^>]*>/, '/Contents <0000>')), shows: problem('contents-missing') },
  { family: 'ISA', name: 'content replaced', build: updated(() => ({ 4: content('Pay 900000') })), shows: never('page-content', 'page-changed') },
  {
    family: 'ISA',
    name: 'content replaced without table and trailer',
    build: ({ pdf }) => pdf.update({ 4: content('Pay 900000') }, { bare: true }).bytes,
    shows: never('other', 'object-outside-table'),
  },
  {
    family: 'ISA',
    name: 'content and a copy of the signature dictionary',
    build: (signed) => signed.pdf.update({ 4: content('Pay 900000'), [signed.dictionary]: dictionarySource(signed) }).bytes,
    shows: problem('byte-range-gap'),
  },
  {
    family: 'ISA',
    name: 'object not named by the table',
    build: ({ pdf }) => pdf.update({ 4: content('Pay 900000'), 7: pdf.source(7) }, { hidden: [4] }).bytes,
    shows: never('other', 'object-outside-table'),
  },
  {
    family: 'ISA',
    name: 'broken table, so that viewers rebuild it',
    build: ({ pdf }) => pdf.append(`4 0 obj\n${content('Pay 900000')}\nendobj\nstartxref\n7\n%%EOF\n`).bytes,
    shows: never('other', 'table-unusable'),
  },
  { family: 'ISA', name: 'content in a comment', build: ({ pdf }) => pdf.append('%4 0 obj << >> endobj\n').bytes, shows: never('other', 'structure-in-comment') },
  {
    family: 'ISA',
    name: 'update with a cross-reference stream',
    build: ({ pdf }) => pdf.update({ 5: '<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>' }, { xref: 'stream', compress: true }).bytes,
    shows: never('fonts-or-resources', 'page-changed'),
  },
  {
    family: 'SWA',
    name: 'second range moved behind other bytes',
    build: (signed) => wrapped(signed),
    shows: problem('byte-range-gap'),
  },
  { family: 'SWA', name: '/ByteRange from another object', build: redefined((source) => source.replace(/\/ByteRange \[[^\]]*\]/, '/ByteRange [0 100 16 0 R 100]')), shows: problem('byte-range-indirect') },
  { family: 'SWA', name: '/ByteRange twice', build: redefined((source) => withEntries(source, '/ByteRange [0 1 2 3]')), shows: problem('repeated-key') },
  { family: 'SWA', name: 'range that does not begin at 0', build: redefined((source) => source.replace(/\/ByteRange \[0 /, '/ByteRange [1 ')), shows: problem('byte-range-not-from-start') },
  { family: 'SWA', name: 'ranges that overlap', build: redefined((source) => source.replace(/\/ByteRange \[[^\]]*\]/, '/ByteRange [0 900 100 900]')), shows: problem('byte-range-overlap') },
  { family: 'SWA', name: 'field leads to a dictionary with another range', build: ({ pdf, dictionary }) => pdf.update({ [dictionary + 1]: pdf.source(dictionary + 1).replace(/\/V \d+ 0 R/, '/V null') }).bytes, shows: problem('removed-from-form') },
  { family: 'SWA', name: 'second field with the same dictionary', build: ({ pdf, dictionary }) => pdf.update({ 6: pdf.source(6).replace('/Fields [', '/Fields [90 0 R '), 90: `<< /FT /Sig /T (Twin) /V ${dictionary} 0 R >>` }).bytes, shows: problem('dictionary-shared') },
  { family: 'shadow', name: 'hide: an object of the page freed', build: ({ pdf }) => pdf.update({}, { free: [14] }).bytes, shows: never('fonts-or-resources', 'page-changed') },
  { family: 'shadow', name: 'replace: font', build: updated(() => ({ 5: '<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>' })), shows: never('fonts-or-resources', 'page-changed') },
  { family: 'shadow', name: 'replace: appearance of a field, value kept', build: updated(() => ({ 9: content('somebody') })), shows: never('form-fill', 'appearance-without-value') },
  {
    family: 'shadow',
    name: 'hide and replace: the table leads to content that waited in the signed bytes',
    build: ({ pdf }) => pdf.update({}, { places: { 4: pdf.bytes.indexOf(WAITING) } }).bytes,
    shows: never('page-content', 'page-changed'),
  },
  { family: 'shadow', name: 'hide and replace: another catalog as root', build: ({ pdf }) => pdf.update({}, { root: 18 }).bytes, shows: never('catalog', 'trailer-changed') },
  { family: 'shadow', name: 'unused number taken over', build: updated(() => ({ 80: content('and 900000 more') })), shows: never('page-content', 'page-changed') },
  { family: 'shadow', name: 'hide: reference to another generation', build: updated((pdf) => ({ 3: pdf.source(3).replace('[4 0 R', '[4 7 R') })), shows: never('page-content', 'page-changed') },
  {
    family: 'shadow',
    name: 'hide: another generation in the table',
    build: ({ pdf }) => {
      const offset = String(pdf.bytes.indexOf('4 0 obj\n')).padStart(10, '0');
      return pdf.append(`xref\n4 1\n${offset} 00007 n \ntrailer\n<< /Size 40 /Root 1 0 R /Prev ${pdf.startxref} >>\nstartxref\n${pdf.bytes.length}\n%%EOF\n`).bytes;
    },
    shows: never('other', 'generation-changed'),
  },
  { family: 'shadow', name: 'length of a signed stream', build: updated(() => ({ 16: '42' })), shows: never('page-content', 'page-changed') },
  { family: 'shadow', name: 'image or form of the page', build: updated(() => ({ 14: content('over') })), shows: never('fonts-or-resources', 'page-changed') },
  { family: 'shadow', name: 'a field that waited without a place comes into sight', build: updated((pdf) => ({ 3: pdf.source(3).replace('/Annots [', '/Annots [21 0 R ') })), shows: never('annotation', 'widget-added') },
  { family: 'shadow', name: 'layers', build: onCatalog('/OCProperties << /OCGs [] /D << /OFF [] >> >>'), shows: never('page-content', 'catalog-changed') },
  { family: 'feature', name: 'script at opening', build: onCatalog('/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>'), shows: never('catalog', 'catalog-changed') },
  { family: 'feature', name: 'embedded files', build: onCatalog('/Names << /EmbeddedFiles << /Names [] >> >>'), shows: never('catalog', 'catalog-changed') },
  { family: 'feature', name: 'encryption', build: ({ pdf }) => pdf.update({ 90: '<< /Filter /Standard /V 1 >>' }, { trailer: '/Encrypt 90 0 R' }).bytes, shows: never('catalog', 'trailer-changed') },
  { family: 'feature', name: 'XFA form', build: updated((pdf) => ({ 6: withEntries(pdf.source(6), '/XFA (<xdp/>)') })), shows: never('form-fill', 'form-changed') },
  { family: 'feature', name: 'appearances drawn anew', build: updated((pdf) => ({ 6: withEntries(pdf.source(6), '/NeedAppearances true') })), shows: never('form-fill', 'form-changed') },
  { family: 'feature', name: 'page added', build: updated((pdf) => ({ 2: '<< /Type /Pages /Count 2 /Kids [3 0 R 90 0 R] >>', 90: pdf.source(20) })), shows: never('page-added', 'page-added') },
  { family: 'feature', name: 'page replaced', build: updated((pdf) => ({ 2: '<< /Type /Pages /Count 1 /Kids [90 0 R] >>', 90: pdf.source(20) })), shows: never('page-removed', 'page-removed') },
  { family: 'feature', name: 'count of pages', build: updated(() => ({ 2: '<< /Type /Pages /Count 0 /Kids [3 0 R] >>' })), shows: never('page-content', 'page-tree-changed') },
  { family: 'feature', name: 'box of the page', build: updated((pdf) => ({ 3: pdf.source(3).replace('[0 0 595 842]', '[0 0 595 400]') })), shows: never('page-content', 'page-changed') },
  { family: 'shadow', name: 'another parent of the page, from which some readers take what it inherits', build: updated((pdf) => ({ 3: pdf.source(3).replace('/Parent 2 0 R', '/Parent 19 0 R') })), shows: never('page-content', 'page-changed') },
  { family: 'feature', name: 'box inherited by the page', build: updated((pdf) => ({ 2: withEntries(pdf.source(2), '/Rotate 90') })), shows: never('page-content', 'page-changed') },
  { family: 'feature', name: 'redefined object that nothing leads to', build: updated(() => ({ 19: '<< /Type /Pages /Count 9 >>' })), shows: never('other', 'unused-object-redefined') },
  { family: 'feature', name: 'bytes behind the end', build: ({ pdf }) => pdf.append('<html>').bytes, shows: never('other', 'unexplained-bytes') },
  {
    family: 'feature',
    name: 'object named twice in one table',
    build: ({ pdf }) => pdf.append(`xref\n7 1\n${'9'.padStart(10, '0')} 00000 n \n7 1\n${'9'.padStart(10, '0')} 00000 n \ntrailer\n<< /Size 40 /Root 1 0 R /Prev ${pdf.startxref} >>\nstartxref\n${pdf.bytes.length}\n%%EOF\n`).bytes,
    shows: never('other', 'object-placed-twice'),
  },
  {
    family: 'certification',
    name: 'SSA: empty signature field with a picture',
    build: updated((pdf) => ({
      3: pdf.source(3).replace('/Annots [', '/Annots [90 0 R '),
      6: pdf.source(6).replace('/Fields [', '/Fields [90 0 R '),
      90: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Sneaky) /F 4 /P 3 0 R /Rect [0 0 595 842] /AP << /N 91 0 R >> >>',
      91: content('Pay 900000'),
    })),
    shows: never('signature', 'signature-field-added'),
  },
  {
    family: 'certification',
    name: 'SSA: signature field with a picture and an empty signature',
    build: updated((pdf) => ({
      3: pdf.source(3).replace('/Annots [', '/Annots [90 0 R '),
      6: pdf.source(6).replace('/Fields [', '/Fields [90 0 R '),
      90: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Sneaky) /V 92 0 R /F 4 /P 3 0 R /Rect [0 0 595 842] /AP << /N 91 0 R >> >>',
      91: content('Pay 900000'),
      92: '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161 >>',
    })),
    shows: never('signature', 'unsound-signature-added'),
  },
  {
    family: 'certification',
    name: 'SSA: widget that no field holds',
    build: updated((pdf) => ({
      3: pdf.source(3).replace('/Annots [', '/Annots [90 0 R '),
      90: '<< /Type /Annot /Subtype /Widget /F 4 /P 3 0 R /Rect [0 0 595 842] /AP << /N 91 0 R >> >>',
      91: content('Pay 900000'),
    })),
    shows: never('annotation', 'widget-outside-form-added'),
  },
  {
    family: 'certification',
    name: 'text field over the page',
    build: updated((pdf) => ({
      3: pdf.source(3).replace('/Annots [', '/Annots [90 0 R '),
      6: pdf.source(6).replace('/Fields [', '/Fields [90 0 R '),
      90: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (Over) /V (Pay 900000) /F 4 /P 3 0 R /Rect [0 0 595 842] /AP << /N 91 0 R >> >>',
      91: content('Pay 900000'),
    })),
    shows: never('form-fill', 'field-added'),
  },
  {
    family: 'certification',
    name: 'EAA: annotation of redaction',
    build: updated((pdf) => ({
      3: pdf.source(3).replace('/Annots [', '/Annots [90 0 R '),
      90: '<< /Type /Annot /Subtype /Redact /P 3 0 R /Rect [0 0 595 842] /AP << /N 91 0 R >> >>',
      91: content('Pay 900000'),
    })),
    shows: never('annotation', 'annotation-added'),
  },
  {
    family: 'certification',
    name: 'EAA: link that runs a script',
    build: updated((pdf) => ({
      3: pdf.source(3).replace('/Annots [', '/Annots [90 0 R '),
      90: '<< /Type /Annot /Subtype /Link /P 3 0 R /Rect [0 0 595 842] /A << /S /URI /URI (http://a.example) /Next << /S /JavaScript /JS (1) >> >> >>',
    })),
    shows: never('annotation', 'annotation-added'),
  },
  { family: 'certification', name: 'picture of the signature itself', build: ({ pdf, dictionary }) => pdf.update({ [dictionary + 1]: withEntries(pdf.source(dictionary + 1).replace(/\/Rect \[[^\]]*\]/, '/Rect [0 0 595 842]'), '/MK << >>') }).bytes, shows: never('signature', 'signature-field-changed') },
  { family: 'certification', name: 'field moved', build: updated((pdf) => ({ 8: pdf.source(8).replace('[72 600 272 620]', '[72 100 272 120]') })), shows: never('form-fill', 'field-changed') },
  { family: 'certification', name: 'field removed', build: updated((pdf) => ({ 6: pdf.source(6).replace(' 8 0 R', '') })), shows: never('form-fill', 'field-removed') },
];

/**
 * The dictionary again in an update, its gap stretched from the real signature to a copy of the second range
 * behind other bytes.
 */
function wrapped(signed: SignedFixture): Buffer {
  const source = dictionarySource(signed);
  const numbers = (/\/ByteRange \[0 (\d+)\s+(\d+)\s+(\d+)/.exec(source) ?? []).slice(1).map(Number);
  const [firstLength = 0, second = 0, secondLength = 0] = numbers;
  const moved = signed.pdf.bytes.subarray(second, second + secondLength).toString('latin1');
  const draft = signed.pdf.update({ 4: content('Pay 900000') });
  const at = draft.bytes.length + `90 0 obj\n<< /Length ${secondLength} >>\nstream\n`.length;
  const range = `/ByteRange [0 ${firstLength} ${at} ${secondLength}]`;
  return draft.update({
    90: `<< /Length ${secondLength} >>\nstream\n${moved}\nendstream`,
    [signed.dictionary]: source.replace(/\/ByteRange \[[^\]]*\]/, range),
  }).bytes;
}

