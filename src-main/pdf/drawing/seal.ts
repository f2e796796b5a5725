import type { Verdict } from '#shared/domain/signature-indications.ts';
import type { Canvas, PathStep } from './canvas.ts';
import { COLOURS } from './colours.ts';
import { placedPath } from './placed-path.ts';
import type { Typefaces } from './typeface.ts';

/**
 * Draws the seal of a verdict in a square of `size` points. The verdicts differ in outline, in filling and in
 * the sign inside, so that they stay apart in a black and white copy of a copy; the word stands beside it.
 */
export function drawSeal(canvas: Canvas, verdict: Verdict, faces: Typefaces, x: number, y: number, size: number): void {
  const colour = COLOURS[verdict];
  const at = (steps: readonly PathStep[]) => placedPath(steps, x, y, size / 24);
  const width = (size / 24) * 2;
  switch (verdict) {
    case 'passed':
      canvas.path(at(SHIELD), { fill: colour });
      canvas.path(at([['M', 7.2, 11.8], ['L', 10.8, 15.6], ['L', 17, 8.4]]), { stroke: COLOURS.paper, lineWidth: width * 1.25 });
      return;
    case 'failed':
      canvas.path(at(OCTAGON), { stroke: colour, lineWidth: width });
      canvas.path(at([['M', 6.4, 12], ['L', 17.6, 12]]), { stroke: colour, lineWidth: width * 1.9 });
      return;
    case 'undetermined': {
      const dash = (size / 24) * 3;
      canvas.path(at(DIAMOND), { stroke: colour, lineWidth: width * 0.8, dash: [dash, dash * 0.7] });
      const mark = size * 0.56;
      const left = x + (size - faces.bold.width('?', mark)) / 2;
      canvas.line('?', faces.bold, mark, left, y + size / 2 + mark * 0.36, colour);
      return;
    }
    case 'unsigned':
      canvas.path(at(CIRCLE), { stroke: colour, lineWidth: width * 0.6 });
  }
}

const SHIELD: readonly PathStep[] = [
  ['M', 12, 0.8],
  ['L', 21.2, 4],
  ['L', 21.2, 11.4],
  ['C', 21.2, 17, 17.4, 21.2, 12, 23.4],
  ['C', 6.6, 21.2, 2.8, 17, 2.8, 11.4],
  ['L', 2.8, 4],
  ['Z'],
];
const OCTAGON: readonly PathStep[] = [
  ['M', 7.6, 1.4],
  ['L', 16.4, 1.4],
  ['L', 22.6, 7.6],
  ['L', 22.6, 16.4],
  ['L', 16.4, 22.6],
  ['L', 7.6, 22.6],
  ['L', 1.4, 16.4],
  ['L', 1.4, 7.6],
  ['Z'],
];
const DIAMOND: readonly PathStep[] = [['M', 12, 0.6], ['L', 23.4, 12], ['L', 12, 23.4], ['L', 0.6, 12], ['Z']];
/** Quarter arcs by Bézier curves: radius 9.6, handles at 0.5523 of it. */
const CIRCLE: readonly PathStep[] = [
  ['M', 12, 2.4],
  ['C', 17.302, 2.4, 21.6, 6.698, 21.6, 12],
  ['C', 21.6, 17.302, 17.302, 21.6, 12, 21.6],
  ['C', 6.698, 21.6, 2.4, 17.302, 2.4, 12],
  ['C', 2.4, 6.698, 6.698, 2.4, 12, 2.4],
  ['Z'],
];
