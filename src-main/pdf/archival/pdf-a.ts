import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { PDFArray, type PDFContext, PDFDict, PDFHeader, PDFName, PDFRawStream, type PDFRef, PDFString } from 'pdf-lib';
import type { DocumentInfo } from '../document-info.ts';
import { OUTPUT_CONDITION, srgbProfile } from './srgb-profile.ts';
import { xmpPacket } from './xmp.ts';

/** PDF/A-1 is a profile of PDF 1.4 (ISO 19005-1 clause 6.1.2). */
const VERSION = [1, 4] as const;
/** Bound on one embedded font program, unpacked. */
const FONT_LIMIT = 64 * 1024 * 1024;

/**
 * Adds what PDF/A-1b (ISO 19005-1) asks beyond a plain file: version 1.4, the output intent with its profile
 * (6.2.2), metadata in agreement with the information dictionary (6.7), the set of glyphs of every subset font
 * (6.3.5). What it forbids — transparency, encryption, scripts, object streams — is never written here.
 */
export function makeArchival(context: PDFContext, catalog: PDFDict, info: DocumentInfo): void {
  context.header = PDFHeader.forVersion(...VERSION);
  const profile = context.register(context.flateStream(srgbProfile(), { N: 3 }));
  catalog.set(
    PDFName.of('OutputIntents'),
    context.obj([
      context.register(
        context.obj({
          Type: 'OutputIntent',
          S: 'GTS_PDFA1',
          OutputConditionIdentifier: PDFString.of(OUTPUT_CONDITION),
          Info: PDFString.of(OUTPUT_CONDITION),
          DestOutputProfile: profile,
        }),
      ),
    ]),
  );
  // Metadata must stay readable without a decoder: no filter (6.7.2).
  catalog.set(PDFName.of('Metadata'), context.register(context.stream(Buffer.from(xmpPacket(info), 'utf8'), { Type: 'Metadata', Subtype: 'XML' })));
  for (const [, object] of context.enumerateIndirectObjects()) {
    if (object instanceof PDFDict && object.get(PDFName.of('Subtype')) === PDFName.of('Type0')) completeSubset(context, object);
  }
}

/** Names a subset font by a tag of its own and lists the glyphs that it holds. */
function completeSubset(context: PDFContext, font: PDFDict): void {
  const descendant = font.lookup(PDFName.of('DescendantFonts'), PDFArray).lookup(0, PDFDict);
  const descriptor = descendant.lookup(PDFName.of('FontDescriptor'), PDFDict);
  const program = descriptor.lookup(PDFName.of('FontFile2'));
  if (!(program instanceof PDFRawStream)) throw new Error('a face was embedded without its program');
  const bytes = inflateSync(program.contents, { maxOutputLength: FONT_LIMIT });
  program.dict.set(PDFName.of('Length1'), context.obj(bytes.length));
  descriptor.set(PDFName.of('CIDSet'), cidSet(context, glyphCount(bytes)));
  const stated = descriptor.lookup(PDFName.of('FontName'), PDFName).decodeText();
  const name = PDFName.of(`${subsetTag(bytes)}+${stated.replace(/-\d+$/, '')}`);
  for (const dict of [font, descendant]) dict.set(PDFName.of('BaseFont'), name);
  descriptor.set(PDFName.of('FontName'), name);
}

/** A bit for each glyph, the first one highest (ISO 32000-1 table 124); subsets are numbered without gaps. */
function cidSet(context: PDFContext, glyphs: number): PDFRef {
  const bits = new Uint8Array(Math.ceil(glyphs / 8));
  for (let glyph = 0; glyph < glyphs; glyph += 1) bits[glyph >> 3] = (bits[glyph >> 3] ?? 0) | (0x80 >> (glyph & 7));
  return context.register(context.flateStream(bits));
}

/** Number of glyphs, from the table `maxp` of a TrueType program. @throws Error where there is none */
function glyphCount(program: Buffer): number {
  const tables = program.readUInt16BE(4);
  for (let at = 0; at < tables; at += 1) {
    const entry = 12 + at * 16;
    if (program.toString('latin1', entry, entry + 4) === 'maxp') return program.readUInt16BE(program.readUInt32BE(entry + 8) + 4);
  }
  throw new Error('an embedded font program has no table maxp');
}

/** Six capital letters that tell one subset from another (ISO 32000-1 clause 9.6.4), from its bytes. */
function subsetTag(program: Buffer): string {
  const hash = createHash('sha256').update(program).digest();
  return Array.from(hash.subarray(0, 6), (byte) => String.fromCharCode(65 + (byte % 26))).join('');
}
