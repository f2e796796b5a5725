import { inflateSync } from 'node:zlib';
import { DOMParser } from '@xmldom/xmldom';
import { decodePDFRawStream, PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, type PDFObject, PDFRawStream, PDFStream, PDFString } from 'pdf-lib';

/** Keys and values that ISO 19005-1 forbids anywhere in a file that is built here, with the clause. */
const FORBIDDEN_KEYS: Readonly<Record<string, string>> = { Encrypt: '6.1.3', SMask: '6.4', AA: '6.6.2', OpenAction: '6.6.1', JS: '6.6.1', EmbeddedFiles: '6.1.11', EF: '6.1.11', OCProperties: '6.1.13', AcroForm: '6.9', TR: '6.2.8', HTP: '6.2.8', Alternates: '6.2.4', OPI: '6.2.4', PS: '6.2.7', F: '6.1.7', Annots: '6.5' };
const FORBIDDEN_VALUES: Readonly<Record<string, string>> = { LZWDecode: '6.1.10', Transparency: '6.4', JavaScript: '6.6.1', Launch: '6.6.1', ObjStm: '6.1.4', XRef: '6.1.4' };
/** Operators that sheets are drawn with; every other one has to be thought about first. */
const OPERATORS = new Set(['q', 'Q', 'BT', 'ET', 'rg', 'RG', 'Tf', 'Tm', 'Tj', 're', 'f', 'S', 'B', 'm', 'l', 'c', 'h', 'w', 'd', 'cm']);

const key = (name: string): PDFName => PDFName.of(name);

/**
 * What speaks against a file being PDF/A-1b, by the rules of ISO 19005-1 that can be read off its structure;
 * empty: nothing was found. It is no replacement of a validator: it guards what the writer relies on.
 */
export async function pdfaComplaints(bytes: Uint8Array): Promise<string[]> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const complaints = [...fileComplaints(bytes), ...metadataComplaints(document), ...outputIntentComplaints(document), ...contentComplaints(document)];
  for (const [ref, object] of document.context.enumerateIndirectObjects()) {
    for (const complaint of objectComplaints(object)) complaints.push(`${ref.toString()}: ${complaint}`);
    if (object instanceof PDFDict && object.get(key('Type')) === key('Font')) complaints.push(...fontComplaints(object));
  }
  return complaints;
}

function fileComplaints(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes).toString('latin1');
  return [
    ...(text.startsWith('%PDF-1.4\n%') ? [] : ['6.1.2 header']),
    ...(/^.{9}%[\u0080-\u00FF]{4}/s.test(text) ? [] : ['6.1.2 binary comment']),
    ...(/%%EOF\r?\n?$/.test(text) ? [] : ['6.1.3 data after the end']),
    ...(/\nxref\n0 \d+\n/.test(text) && /\ntrailer\n/.test(text) ? [] : ['6.1.4 cross-reference table']),
    ...(/\/ID\s*\[\s*<[0-9a-f]{32}>\s*<[0-9a-f]{32}>\s*\]/i.test(text) ? [] : ['6.1.3 file identifier']),
    ...[...text.matchAll(/\nstream(\r?\n)?/g)].filter((match) => match[1] === undefined).map(() => '6.1.7 keyword stream'),
  ];
}

/** Every dictionary, array and stream below an object, by its own structure; references are not followed. */
function* within(object: PDFObject, depth = 0): Generator<PDFObject> {
  if (depth > 50) throw new Error('nested too deep');
  yield object;
  if (object instanceof PDFStream) yield* within(object.dict, depth + 1);
  if (object instanceof PDFDict) for (const [, value] of object.entries()) yield* within(value, depth + 1);
  if (object instanceof PDFArray) for (const value of object.asArray()) yield* within(value, depth + 1);
}

function objectComplaints(object: PDFObject): string[] {
  const complaints: string[] = [];
  for (const part of within(object)) {
    if (part instanceof PDFDict) for (const name of part.keys()) if (name.decodeText() in FORBIDDEN_KEYS) complaints.push(`${FORBIDDEN_KEYS[name.decodeText()]} key ${name.decodeText()}`);
    if (part instanceof PDFName && part.decodeText() in FORBIDDEN_VALUES) complaints.push(`${FORBIDDEN_VALUES[part.decodeText()]} ${part.decodeText()}`);
    if (part instanceof PDFHexString && part.asString().length % 2 === 1) complaints.push('6.1.6 odd hexadecimal string');
    if (part instanceof PDFArray && part.size() > 8191) complaints.push('6.1.12 array too long');
    if (part instanceof PDFNumber && Math.abs(part.asNumber()) > 2_147_483_647) complaints.push('6.1.12 number too large');
  }
  if (object instanceof PDFRawStream && object.dict.lookup(key('Length'), PDFNumber).asNumber() !== object.contents.length) complaints.push('6.1.7 length of a stream');
  return complaints;
}

function textAt(root: { getElementsByTagName(name: string): { item(at: number): { textContent: string | null } | null } }, name: string): string | null {
  return root.getElementsByTagName(name).item(0)?.textContent ?? null;
}

function metadataComplaints(document: PDFDocument): string[] {
  const stream = document.catalog.lookup(key('Metadata'));
  if (!(stream instanceof PDFRawStream)) return ['6.7.2 no metadata'];
  const packet = new DOMParser().parseFromString(Buffer.from(stream.contents).toString('utf8').replace(/^<\?xpacket[^>]*\?>\s*/, ''), 'text/xml');
  const seconds = (date: Date | undefined): string => `${date?.toISOString().slice(0, 19)}Z`;
  const pairs: readonly (readonly [string, string | null, string | undefined])[] = [
    ['pdfaid:part', textAt(packet, 'pdfaid:part'), '1'],
    ['pdfaid:conformance', textAt(packet, 'pdfaid:conformance'), 'B'],
    ['title', textAt(packet, 'rdf:li'), document.getTitle()],
    ['producer', textAt(packet, 'pdf:Producer'), document.getProducer()],
    ['creation date', textAt(packet, 'xmp:CreateDate'), seconds(document.getCreationDate())],
    ['modification date', textAt(packet, 'xmp:ModifyDate'), seconds(document.getModificationDate())],
  ];
  const unmatched = [document.getAuthor(), document.getSubject(), document.getKeywords(), document.getCreator()].filter((entry) => entry !== undefined);
  return [...(stream.dict.has(key('Filter')) ? ['6.7.2 metadata behind a filter'] : []), ...pairs.filter(([, stated, expected]) => stated !== expected).map(([name, stated]) => `6.7.3 ${name}: ${stated}`), ...unmatched.map((entry) => `6.7.3 not in the metadata: ${entry}`)];
}

function outputIntentComplaints(document: PDFDocument): string[] {
  const intents = document.catalog.lookup(key('OutputIntents'));
  if (!(intents instanceof PDFArray) || intents.size() !== 1) return ['6.2.2 output intent'];
  const intent = intents.lookup(0, PDFDict);
  const profile = intent.lookup(key('DestOutputProfile'));
  if (intent.get(key('S')) !== key('GTS_PDFA1') || !(intent.lookup(key('OutputConditionIdentifier')) instanceof PDFString) || !(profile instanceof PDFRawStream)) return ['6.2.2 output intent'];
  const icc = Buffer.from(decodePDFRawStream(profile).decode());
  const sound = icc.readUInt32BE(0) === icc.length && icc.toString('latin1', 36, 40) === 'acsp' && icc.toString('latin1', 12, 20) === 'mntrRGB ' && (icc[8] ?? 9) <= 2;
  return [...(sound ? [] : ['6.2.2 profile']), ...(profile.dict.lookup(key('N'), PDFNumber).asNumber() === 3 ? [] : ['6.2.2 components of the profile'])];
}

function contentComplaints(document: PDFDocument): string[] {
  return document.getPages().flatMap((page, at) => {
    const contents = page.node.lookup(key('Contents'));
    if (!(contents instanceof PDFRawStream)) return [`page ${at + 1}: contents`];
    const code = Buffer.from(decodePDFRawStream(contents).decode()).toString('latin1');
    const operators = code.replace(/<[^>]*>|\([^)]*\)|\[[^\]]*\]|\/\S+/g, ' ').split(/\s+/).filter((word) => /^[A-Za-z'"*]+$/.test(word));
    let depth = 0;
    const deepest = Math.max(0, ...operators.map((operator) => (depth += operator === 'q' ? 1 : operator === 'Q' ? -1 : 0)));
    return [...new Set(operators.filter((operator) => !OPERATORS.has(operator)))].map((operator) => `page ${at + 1}: operator ${operator}`).concat(deepest > 28 || depth !== 0 ? [`page ${at + 1}: 6.1.12 q and Q`] : []);
  });
}

function fontComplaints(font: PDFDict): string[] {
  const name = font.lookup(key('BaseFont'), PDFName).decodeText();
  if (font.get(key('Subtype')) === key('CIDFontType2')) {
    const descriptor = font.lookup(key('FontDescriptor'), PDFDict);
    const program = descriptor.lookup(key('FontFile2'));
    const set = descriptor.lookup(key('CIDSet'));
    if (!(program instanceof PDFRawStream)) return [`6.3.4 ${name} is not embedded`];
    const tables = inflateSync(program.contents);
    const bits = set instanceof PDFRawStream ? decodePDFRawStream(set).decode() : new Uint8Array();
    const listed = [...bits].reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);
    return [
      ...(/^[A-Z]{6}\+/.test(name) && descriptor.lookup(key('FontName'), PDFName).decodeText() === name ? [] : [`6.3.5 name ${name}`]),
      ...(listed === glyphs(tables) ? [] : [`6.3.5 CIDSet of ${name}: ${listed} of ${glyphs(tables)}`]),
      ...(font.get(key('CIDToGIDMap')) === key('Identity') ? [] : [`6.3.3.2 CIDToGIDMap of ${name}`]),
      ...widthComplaints(font, tables, name),
    ];
  }
  if (font.get(key('Subtype')) !== key('Type0')) return [`6.3 ${name} is no composite font`];
  return [...(font.get(key('Encoding')) === key('Identity-H') ? [] : [`6.3.3.3 encoding of ${name}`]), ...(font.lookup(key('ToUnicode')) instanceof PDFStream ? [] : [`ToUnicode of ${name}`])];
}

function table(program: Buffer, tag: string): Buffer {
  for (let at = 12; at < 12 + program.readUInt16BE(4) * 16; at += 16) {
    if (program.toString('latin1', at, at + 4) === tag) return program.subarray(program.readUInt32BE(at + 8), program.readUInt32BE(at + 8) + program.readUInt32BE(at + 12));
  }
  throw new Error(`no table ${tag}`);
}

const glyphs = (program: Buffer): number => table(program, 'maxp').readUInt16BE(4);

/** Widths of the dictionary and of the font program must agree (6.3.6). */
function widthComplaints(font: PDFDict, program: Buffer, name: string): string[] {
  const unit = table(program, 'head').readUInt16BE(18);
  const metrics = table(program, 'hhea').readUInt16BE(34);
  const advances = table(program, 'hmtx');
  const widths = font.lookup(key('W'), PDFArray);
  const complaints: string[] = [];
  for (let at = 0; at + 1 < widths.size(); at += 2) {
    const first = widths.lookup(at, PDFNumber).asNumber();
    widths.lookup(at + 1, PDFArray).asArray().forEach((width, offset) => {
      const glyph = Math.min(first + offset, metrics - 1);
      const real = (advances.readUInt16BE(glyph * 4) * 1000) / unit;
      if (!(width instanceof PDFNumber) || Math.abs(width.asNumber() - real) > 1) complaints.push(`6.3.6 width of glyph ${first + offset} of ${name}`);
    });
  }
  return complaints;
}
