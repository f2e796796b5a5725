import { crc32, inflateSync } from 'node:zlib';
import { JpegEmbedder, PDFHexString, PDFRawStream, PngEmbedder, type PDFContext, type PDFObject, type PDFRef } from 'pdf-lib';
import { Canvas } from '../drawing/canvas.ts';
import { A4, MM } from '../drawing/units.ts';
import { PdfRefused } from '../errors.ts';
import { PDF_LIMITS } from '../limits.ts';
import { readJpegHeader, readPngHeader, type ImageHeader } from './image-header.ts';

export interface ImageSource {
  readonly format: 'png' | 'jpeg';
  readonly bytes: Uint8Array;
}

const MARGIN = 10 * MM;
/** Points of one pixel at 96 dpi: small pictures keep their natural size. */
const NATURAL = 0.75;

/** An A4 page that carries the image: turned to fit its shape, inside margins, never enlarged beyond 96 dpi. */
export async function imagePage(context: PDFContext, source: ImageSource): Promise<Canvas> {
  if (source.bytes.length > PDF_LIMITS.fileBytes) throw new PdfRefused('too-large', { bytes: source.bytes.length });
  const header = imageHeaderOf(source);
  const image = await embed(context, source, header);
  const landscape = header.width > header.height;
  const canvas = landscape ? new Canvas(A4.height, A4.width) : new Canvas(A4.width, A4.height);
  const room = { width: canvas.width - 2 * MARGIN, height: canvas.height - 2 * MARGIN };
  const scale = Math.min(room.width / header.width, room.height / header.height, NATURAL);
  const [width, height] = [header.width * scale, header.height * scale];
  canvas.form(image, [width, 0, 0, height, (canvas.width - width) / 2, canvas.height - MARGIN - height]);
  return canvas;
}

/** @throws PdfRefused */
export function imageHeaderOf({ format, bytes }: ImageSource): ImageHeader {
  return format === 'png' ? readPngHeader(bytes) : readJpegHeader(bytes);
}

async function embed(context: PDFContext, { format, bytes }: ImageSource, header: ImageHeader): Promise<PDFRef> {
  try {
    if (format === 'jpeg') return await (await JpegEmbedder.for(bytes)).embedIntoContext(context);
    return await embedPng(context, bytes, header);
  } catch (error) {
    if (error instanceof PdfRefused) throw error;
    throw new PdfRefused('bad-image', { reason: error instanceof Error ? error.message.slice(0, 200) : 'unknown' }, { cause: error });
  }
}

interface PngParts {
  readonly data: Uint8Array;
  readonly palette: Uint8Array | null;
  readonly transparent: boolean;
}

/** A plain PNG is taken over as it is packed (PDF knows its row filters); others are unpacked by pdf-lib. */
async function embedPng(context: PDFContext, bytes: Uint8Array, header: ImageHeader): Promise<PDFRef> {
  const parts = readChunks(bytes);
  const { width, height, bitDepth, colour } = header;
  if (parts.transparent || header.interlaced || colour > 3) {
    if (width * height > PDF_LIMITS.unpackedImagePixels) throw new PdfRefused('too-large', { width, height, limit: PDF_LIMITS.unpackedImagePixels });
    assertUnpacks(parts.data, maximalSize(header), false);
    return (await PngEmbedder.for(bytes)).embedIntoContext(context);
  }
  const channels = colour === 2 ? 3 : 1;
  const rowBytes = Math.ceil((width * channels * bitDepth) / 8);
  assertUnpacks(parts.data, height * (rowBytes + 1), true);
  const dict = context.obj({
    Type: 'XObject',
    Subtype: 'Image',
    Width: width,
    Height: height,
    BitsPerComponent: bitDepth,
    ColorSpace: colourSpace(context, colour, bitDepth, parts.palette),
    Filter: 'FlateDecode',
    DecodeParms: { Predictor: 15, Colors: channels, BitsPerComponent: bitDepth, Columns: width },
  });
  return context.register(PDFRawStream.of(dict, parts.data));
}

function colourSpace(context: PDFContext, colour: number, bitDepth: number, palette: Uint8Array | null): PDFObject {
  if (colour !== 3) return context.obj(colour === 2 ? 'DeviceRGB' : 'DeviceGray');
  if (palette === null || palette.length % 3 !== 0 || palette.length === 0 || palette.length > 768) throw bad('png palette');
  // Indices beyond the palette are possible in the pixels; PDF wants every index named.
  const named = new Uint8Array(3 * 2 ** bitDepth);
  named.set(palette.subarray(0, named.length));
  return context.obj(['Indexed', 'DeviceRGB', 2 ** bitDepth - 1, PDFHexString.fromBytes(named)]);
}

/** Walks the chunks (ISO/IEC 15948, 5.3), each with its checksum. */
function readChunks(bytes: Uint8Array): PngParts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data: Uint8Array[] = [];
  let palette: Uint8Array | null = null;
  let transparent = false;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const end = at + 8 + length;
    if (end + 4 > bytes.length) throw bad('png chunk length');
    const type = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1');
    if (crc32(bytes.subarray(at + 4, end)) !== view.getUint32(end)) throw bad('png checksum');
    if (type === 'IDAT') data.push(bytes.subarray(at + 8, end));
    if (type === 'PLTE') palette = bytes.subarray(at + 8, end);
    if (type === 'tRNS') transparent = true;
    if (type === 'IEND') return { data: new Uint8Array(Buffer.concat(data)), palette, transparent };
    at = end + 4;
  }
  throw bad('png without end');
}

function maximalSize({ width, height, bitDepth, colour }: ImageHeader): number {
  const channels = { 2: 3, 4: 2, 6: 4 }[colour] ?? 1;
  // Adam7 adds filter bytes and rounding for each of its seven passes.
  return Math.ceil((width * channels * bitDepth) / 8 + 2) * height * 2 + 64;
}

function assertUnpacks(data: Uint8Array, size: number, exactly: boolean): void {
  const unpacked = inflateSync(data, { maxOutputLength: size });
  if (exactly && unpacked.length !== size) throw bad('png data');
}

function bad(reason: string): PdfRefused {
  return new PdfRefused('bad-image', { reason });
}
