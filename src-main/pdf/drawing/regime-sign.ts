import type { Canvas, PathStep } from './canvas.ts';
import { COLOURS } from './colours.ts';
import { placedPath } from './placed-path.ts';

/** How somebody signed without a certificate: by what they know, or by hand. */
export type RegimeSign = 'key' | 'pen';

/**
 * Draws the sign of such a signature in a square of `size` points. Neither looks like the seal of a verdict: nothing was
 * checked.
 */
export function drawRegimeSign(canvas: Canvas, sign: RegimeSign, x: number, y: number, size: number): void {
  const scale = size / 24;
  const style = { stroke: COLOURS.ink, lineWidth: 1.7 * scale };
  for (const strokes of SIGNS[sign]) canvas.path(placedPath(strokes, x, y, scale), style);
}

type Stroke = readonly PathStep[];

const SIGNS: Readonly<Record<RegimeSign, readonly Stroke[]>> = {
  key: [
    [['M', 7, 6.5], ['C', 10.04, 6.5, 12.5, 8.96, 12.5, 12], ['C', 12.5, 15.04, 10.04, 17.5, 7, 17.5], ['C', 3.96, 17.5, 1.5, 15.04, 1.5, 12], ['C', 1.5, 8.96, 3.96, 6.5, 7, 6.5], ['Z']],
    [['M', 12.5, 12], ['L', 22.5, 12], ['L', 22.5, 16.5]],
    [['M', 18, 12], ['L', 18, 15.5]],
  ],
  pen: [
    [['M', 4, 16.5], ['L', 16.5, 4], ['L', 20, 7.5], ['L', 7.5, 20], ['L', 3, 21], ['Z']],
    [['M', 13.5, 7], ['L', 17, 10.5]],
    [['M', 12, 21.5], ['L', 22, 21.5]],
  ],
};
