import { PDFContext } from 'pdf-lib';
import * as fc from 'fast-check';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { setText } from '../../../src-main/pdf/drawing/text.ts';
import { openTypefaces, type Typeface } from '../../../src-main/pdf/drawing/typeface.ts';
import { loadFonts } from '../../../src-main/pdf/index.ts';

let face: Typeface;
beforeAll(async () => {
  const fonts = await loadFonts(fileURLToPath(new URL('../../../resources/fonts', import.meta.url)));
  face = (await openTypefaces(PDFContext.create(), fonts)).regular;
});

describe('setting text into lines', () => {
  it('never runs over the width and never loses a character', () => {
    const text = fc.string({ unit: fc.constantFrom(...'Әбвгқңү іїє-/0a9 \n'), maxLength: 160 });
    fc.assert(
      fc.property(text, fc.integer({ min: 40, max: 300 }), (value, width) => {
        const { lines } = setText(value, face, 9, width);
        for (const line of lines) expect(face.width(line, 9)).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(/\s/g, '')).toBe(value.replaceAll(/\s/g, ''));
      }),
      { numRuns: 150 },
    );
  });

  it('measures a line as its words and spaces together', () => {
    // One run without a space is measured by the font itself.
    const parts = ['Әліпби', 'Ңүө-Ґєї', '№', 'АВ/Ту.,', 'fi'];
    const unbroken = parts.join('\u00a0');
    expect(face.width(unbroken.replaceAll('\u00a0', ' '), 9)).toBeCloseTo(face.width(unbroken, 9), 3);
  });

  it('shares a long serial number evenly between its lines', () => {
    const serial = '5e984d526f82f38f040000008d3c2a00f1b7c400';
    const { lines } = setText(serial, face, 8, face.width(serial.slice(0, 39), 8));
    expect(lines.map((line) => line.length)).toEqual([20, 20]);
  });

  it('takes linear time for a run without end', () => {
    const { lines } = setText('f'.repeat(200_000), face, 8, 200);
    expect(lines.join('').length).toBe(200_000);
  });
});

describe('spelling text with the letters of the face', () => {
  it('composes letters, and shows what would be invisible or missing', () => {
    expect(face.spell('И\u0306од')).toBe('Йод');
    expect(face.spell('Иванов\u202eвонавИ')).toBe('Иванов[U+202E]вонавИ');
    expect(face.spell('a\u200bb\u0000c')).toBe('a[U+200B]b[U+0000]c');
    expect(face.spell('中')).toBe('[U+4E2D]');
    expect(face.spell('Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі Ґґ Єє Її № «»')).toBe('Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі Ґґ Єє Її № «»');
  });
});
