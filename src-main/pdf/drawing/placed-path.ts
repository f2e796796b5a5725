import type { PathStep } from './canvas.ts';

/** A path that was drawn in a square of its own, moved to a place and brought to a scale. */
export function placedPath(steps: readonly PathStep[], x: number, y: number, scale: number): PathStep[] {
  const px = (value: number) => x + value * scale;
  const py = (value: number) => y + value * scale;
  return steps.map((step): PathStep => {
    switch (step[0]) {
      case 'M':
      case 'L':
        return [step[0], px(step[1]), py(step[2])];
      case 'C':
        return ['C', px(step[1]), py(step[2]), px(step[3]), py(step[4]), px(step[5]), py(step[6])];
      case 'Z':
        return step;
    }
  });
}
