import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PreviewedMark } from '#shared/contract/registration.ts';
import { broughtTo, chosenPlaces, type MarkPositions, overlapping, suggestedPositions, withinPage } from '../../src-renderer/screens/documents/mark-places/mark-position.ts';
import { coversInk, type DrawnPage, paperLightness } from '../../src-renderer/screens/documents/mark-places/page-ink.ts';

const mark = (name: PreviewedMark['mark'], place: PreviewedMark['place'], width = 204, height = 63): PreviewedMark => ({ mark: name, place, width, height, count: 2, columns: 2, picture: new Uint8Array() });
const PAGE = { width: 595, height: 842 };

/** A page of one lightness with boxes of another. */
function page(paper: number, boxes: readonly { readonly left: number; readonly top: number; readonly width: number; readonly height: number; readonly lightness: number }[], noise = 0): DrawnPage {
  const [width, height] = [300, 420];
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const box = boxes.find(({ left, top, width: wide, height: high }) => x >= left && x < left + wide && y >= top && y < top + high);
      data.fill(box === undefined ? paper - ((x * 7 + y * 13) % (noise + 1)) : box.lightness, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return { data, width, height };
}

describe('a mark that is moved', () => {
  it('stays wholly on its page, wherever it is pulled', () => {
    fc.assert(
      fc.property(fc.double({ min: -2000, max: 3000, noNaN: true }), fc.double({ min: -2000, max: 3000, noNaN: true }), (left, top) => {
        const at = withinPage({ page: 1, left, top }, { width: 204, height: 63 }, PAGE);
        expect(at.left >= 0 && at.left + 204 <= PAGE.width && at.top <= PAGE.height && at.top - 63 >= 0).toBe(true);
      }),
    );
  });

  it('is brought onto a page apart from the other one', () => {
    const marks = [mark('stamp', null), mark('blocks', null, 261, 190)];
    const positions: MarkPositions = { stamp: broughtTo(2, 'stamp', marks[0] ?? PAGE, PAGE), blocks: broughtTo(2, 'blocks', marks[1] ?? PAGE, PAGE) };
    expect(overlapping(marks, positions)).toBe(false);
  });

  it('stands over another one only on the same page, and edges that touch are no overlap', () => {
    const marks = [mark('stamp', null, 100, 50), mark('blocks', null, 100, 50)];
    const blocks = { page: 1, left: 100, top: 300 };
    expect(overlapping(marks, { stamp: { page: 1, left: 150, top: 320 }, blocks })).toBe(true);
    expect(overlapping(marks, { stamp: { page: 2, left: 150, top: 320 }, blocks })).toBe(false);
    expect(overlapping(marks, { stamp: { page: 1, left: 200, top: 300 }, blocks })).toBe(false);
    expect(overlapping(marks, { stamp: { page: 1, left: 100, top: 250 }, blocks })).toBe(false);
    expect(overlapping(marks, { stamp: 'sheet', blocks })).toBe(false);
  });

  it('is sent as it was suggested where nobody moved it, and blocks with how they are set', () => {
    const marks = [mark('stamp', { page: 1, left: 10, top: 700 }), mark('blocks', null)];
    expect(chosenPlaces(marks, suggestedPositions(marks))).toEqual({ stamp: { page: 1, left: 10, top: 700 }, blocks: 'sheet' });
    const moved = { ...suggestedPositions(marks), blocks: { page: 3, left: 20, top: 200 } };
    expect(chosenPlaces(marks, moved).blocks).toEqual({ page: 3, left: 20, top: 200, count: 2, columns: 2 });
    expect(chosenPlaces([], {})).toEqual({});
  });
});

describe('what a mark would cover', () => {
  const text = { left: 40, top: 60, width: 200, height: 2, lightness: 20 };

  it('is told where ink lies in its box, and only there', () => {
    const white = page(255, [text]);
    expect(coversInk(white, { left: 100, top: 50, width: 80, height: 30 })).toBe(true);
    expect(coversInk(white, { left: 100, top: 70, width: 80, height: 30 })).toBe(false);
    expect(coversInk(white, { left: 241, top: 50, width: 40, height: 30 })).toBe(false);
  });

  it('is told on grey paper with a scanner’s noise, which is no ink itself', () => {
    const scan = page(190, [text], 40);
    expect(Math.abs(paperLightness(scan) - 170)).toBeLessThan(25);
    expect(coversInk(scan, { left: 20, top: 200, width: 200, height: 60 })).toBe(false);
    expect(coversInk(scan, { left: 100, top: 50, width: 80, height: 30 })).toBe(true);
  });

  it('is told of light words on a dark page', () => {
    const dark = page(30, [{ ...text, lightness: 240 }]);
    expect(coversInk(dark, { left: 100, top: 50, width: 80, height: 30 })).toBe(true);
    expect(coversInk(dark, { left: 100, top: 150, width: 80, height: 30 })).toBe(false);
  });

  it('is nothing beyond the edge, and a speck is no ink', () => {
    const speck = page(255, [{ left: 100, top: 100, width: 2, height: 2, lightness: 0 }]);
    expect(coversInk(speck, { left: 90, top: 90, width: 80, height: 30 })).toBe(false);
    expect(coversInk(speck, { left: 250, top: 400, width: 200, height: 200 })).toBe(false);
  });
});
