import { PdfRefused } from '../errors.ts';
import { PDF_LIMITS } from '../limits.ts';

/** What an image says about itself before anything of it is decoded. */
export interface ImageHeader {
  readonly width: number;
  readonly height: number;
  readonly bitDepth: number;
  /** PNG colour type (ISO/IEC 15948, 11.2.2); for JPEG the number of components. */
  readonly colour: number;
  readonly interlaced: boolean;
}

const PNG_SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];

/** @throws PdfRefused `bad-image` for no PNG, `too-large` for more pixels than the limit. */
export function readPngHeader(bytes: Uint8Array): ImageHeader {
  if (bytes.length < 33 || !PNG_SIGNATURE.every((byte, index) => bytes[index] === byte)) throw bad('png signature');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(8) !== 13 || view.getUint32(12) !== 0x49484452) throw bad('png header');
  const header: ImageHeader = {
    width: view.getUint32(16),
    height: view.getUint32(20),
    bitDepth: view.getUint8(24),
    colour: view.getUint8(25),
    interlaced: view.getUint8(28) === 1,
  };
  const depths = PNG_DEPTHS[header.colour];
  if (depths === undefined || !depths.includes(header.bitDepth) || view.getUint8(28) > 1) throw bad('png colour type');
  return within(header);
}

const PNG_DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/** Reads the frame header of a JPEG (ISO/IEC 10918-1, B.2.2) by walking its segments. @throws PdfRefused */
export function readJpegHeader(bytes: Uint8Array): ImageHeader {
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== 0xd8) throw bad('jpeg signature');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (view.getUint8(at) !== 0xff) throw bad('jpeg marker');
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (length < 2) throw bad('jpeg segment');
    if (isFrame(marker)) {
      if (length < 8 || at + 2 + length > bytes.length) throw bad('jpeg frame');
      const header: ImageHeader = {
        bitDepth: view.getUint8(at + 4),
        height: view.getUint16(at + 5),
        width: view.getUint16(at + 7),
        colour: view.getUint8(at + 9),
        interlaced: false,
      };
      if (header.bitDepth !== 8 || ![1, 3, 4].includes(header.colour)) throw bad('jpeg colours');
      return within(header);
    }
    if (marker === 0xda || marker === 0xd9) break;
    at += 2 + length;
  }
  throw bad('jpeg without frame');
}

/** Baseline, extended and progressive frames; the others (lossless, arithmetic) are not for PDF. */
function isFrame(marker: number): boolean {
  return marker === 0xc0 || marker === 0xc1 || marker === 0xc2;
}

function within(header: ImageHeader): ImageHeader {
  const { width, height } = header;
  if (width === 0 || height === 0) throw bad('no pixels');
  if (width * height > PDF_LIMITS.imagePixels) throw new PdfRefused('too-large', { width, height, limit: PDF_LIMITS.imagePixels });
  return header;
}

function bad(reason: string): PdfRefused {
  return new PdfRefused('bad-image', { reason });
}
