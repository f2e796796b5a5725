import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../../src-main/pdf/drawing/matrix.ts';
import { CLEARANCE, findFreeSpace } from '../../../src-main/pdf/ink/find-free-space.ts';
import { markImage } from '../../../src-main/pdf/ink/image-ink.ts';
import { InkGrid } from '../../../src-main/pdf/ink/ink-grid.ts';

const A4 = { width: 595, height: 842 };
const MARK = { width: 204, height: 60 };

describe('free space for a mark', () => {
  it('is the first corner that is named, clear of the edge', () => {
    const found = findFreeSpace(new InkGrid(A4.width, A4.height), MARK, ['lower-right', 'upper-right']);
    expect(found).toEqual({ left: A4.width - CLEARANCE.edge - MARK.width, bottom: CLEARANCE.edge, right: A4.width - CLEARANCE.edge, top: CLEARANCE.edge + MARK.height });
  });

  it('goes to the next corner when ink fills the first', () => {
    const ink = new InkGrid(A4.width, A4.height);
    ink.mark({ left: 0, bottom: 0, right: 595, top: 500 });
    expect(findFreeSpace(ink, MARK, ['lower-right', 'upper-right'])?.bottom).toBeGreaterThan(500);
  });

  it('is none on a page that is full, too small or not understood', () => {
    const full = new InkGrid(A4.width, A4.height);
    full.markAll();
    expect(findFreeSpace(full, MARK, ['lower-right'])).toBeNull();
    expect(findFreeSpace(new InkGrid(200, 50), MARK, ['lower-right'])).toBeNull();
    const endless = new InkGrid(A4.width, A4.height);
    endless.mark({ left: Number.NaN, bottom: 0, right: 1, top: 1 });
    expect(findFreeSpace(endless, MARK, ['lower-right'])).toBeNull();
  });

  it('never touches ink, wherever it lies', () => {
    const place = fc.record({ x: fc.integer({ min: 0, max: 590 }), y: fc.integer({ min: 0, max: 840 }), w: fc.integer({ min: 0, max: 200 }), h: fc.integer({ min: 0, max: 60 }) });
    fc.assert(
      fc.property(fc.array(place, { maxLength: 25 }), (boxes) => {
        const ink = new InkGrid(A4.width, A4.height);
        for (const { x, y, w, h } of boxes) ink.mark({ left: x, bottom: y, right: x + w, top: y + h });
        const found = findFreeSpace(ink, MARK, ['lower-right', 'upper-right']);
        if (found === null) return;
        for (const { x, y, w, h } of boxes) {
          const apart = x + w < found.left || x > found.right || y + h < found.bottom || y > found.top;
          expect(apart).toBe(true);
        }
      }),
    );
  });

  it('knows of any box what was marked in it, also after it was asked', () => {
    const edge = fc.integer({ min: 0, max: 99 });
    const box = fc.tuple(edge, edge, edge, edge).map(([a, b, c, d]) => ({ left: Math.min(a, c), right: Math.max(a, c), bottom: Math.min(b, d), top: Math.max(b, d) }));
    const cellsOf = ({ left, bottom, right, top }: Box) => [left, bottom, right, top].map((at) => Math.floor(at / 3)) as [number, number, number, number];
    fc.assert(
      fc.property(fc.array(fc.record({ marked: box, asked: box }), { minLength: 1, maxLength: 12 }), (steps) => {
        const grid = new InkGrid(100, 100);
        const marked: Box[] = [];
        for (const step of steps) {
          grid.mark(step.marked);
          marked.push(step.marked);
          const [left, bottom, right, top] = cellsOf(step.asked);
          const met = marked.some((one) => {
            const [l, b, r, t] = cellsOf(one);
            return l <= right && left <= r && b <= top && bottom <= t;
          });
          expect(grid.isFree(step.asked)).toBe(!met);
        }
      }),
    );
  });

  it('keeps its memory bounded for a page of any size', () => {
    const huge = new InkGrid(2_000_000, 2_000_000);
    huge.mark({ left: 0, bottom: 0, right: 1_000_000, top: 1_000_000 });
    expect(huge.isFree({ left: 1, bottom: 1, right: 2, top: 2 })).toBe(false);
  });
});

describe('ink of an image', () => {
  it('is its dark pixels, where they stand on the page', () => {
    const grid = new InkGrid(100, 100);
    // Two by two: dark only at the upper right.
    const data = new Uint8Array([255, 255, 255, 0, 0, 0, 255, 255, 255, 255, 255, 255]);
    expect(markImage({ width: 2, height: 2, kind: 2, data }, [100, 0, 0, 100, 0, 0], grid)).toBe(true);
    expect(grid.isFree({ left: 60, bottom: 60, right: 90, top: 90 })).toBe(false);
    expect(grid.isFree({ left: 5, bottom: 5, right: 45, top: 95 })).toBe(true);
    expect(grid.isFree({ left: 60, bottom: 5, right: 95, top: 45 })).toBe(true);
  });

  it('is not guessed for pixels of an unknown or incomplete form', () => {
    const grid = new InkGrid(10, 10);
    expect(markImage({ width: 2, height: 2, kind: 9, data: new Uint8Array(12) }, [1, 0, 0, 1, 0, 0], grid)).toBe(false);
    expect(markImage({ width: 2, height: 2, kind: 2, data: new Uint8Array(3) }, [1, 0, 0, 1, 0, 0], grid)).toBe(false);
  });
});
