import type { Matrix } from '../drawing/matrix.ts';
import type { InkGrid } from './ink-grid.ts';

/** Pixels as pdf.js decodes them: kind 1 = one bit grey (1 is white), 2 = RGB, 3 = RGBA. */
export interface DecodedImage {
  readonly width: number;
  readonly height: number;
  readonly kind: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** A pixel darker than this is ink; the paper of a scan is seldom below 230. */
const PAPER = 215;

/**
 * Marks the dark pixels of an image that fills the unit square under `matrix`.
 * False where the pixels are not in a known form: then the whole square must count as ink.
 */
export function markImage(image: DecodedImage, matrix: Matrix, grid: InkGrid): boolean {
  const dark = darkness(image);
  if (dark === null) return false;
  const [a, b, c, d, e, f] = matrix;
  const [dx, dy] = [1 / image.width, 1 / image.height];
  // Half a pixel's extent on the page, so that a coarse image marks all that its pixels cover.
  const spreadX = (Math.abs(a) * dx + Math.abs(c) * dy) / 2;
  const spreadY = (Math.abs(b) * dx + Math.abs(d) * dy) / 2;
  for (let row = 0; row < image.height; row += 1) {
    const v = 1 - (row + 0.5) * dy;
    for (let column = 0; column < image.width; column += 1) {
      if (!dark(row, column)) continue;
      const u = (column + 0.5) * dx;
      const x = a * u + c * v + e;
      const y = b * u + d * v + f;
      grid.mark({ left: x - spreadX, right: x + spreadX, bottom: y - spreadY, top: y + spreadY });
    }
  }
  return true;
}

function darkness({ width, height, kind, data }: DecodedImage): ((row: number, column: number) => boolean) | null {
  switch (kind) {
    case 1: {
      const stride = (width + 7) >> 3;
      if (data.length < stride * height) return null;
      return (row, column) => ((data[row * stride + (column >> 3)] ?? 0) & (128 >> (column & 7))) === 0;
    }
    case 2:
    case 3: {
      const step = kind === 2 ? 3 : 4;
      if (data.length < width * height * step) return null;
      return (row, column) => {
        const at = (row * width + column) * step;
        const grey = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
        return grey < PAPER && (step === 3 || (data[at + 3] ?? 0) > 16);
      };
    }
    default:
      return null;
  }
}
