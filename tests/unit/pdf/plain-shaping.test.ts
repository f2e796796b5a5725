import fontkit from '@cantoo/fontkit';
import { CustomFontSubsetEmbedder, PDFContext } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import { plainShaping } from '../../../src-main/pdf/drawing/plain-shaping.ts';
import { loadFonts, type FontFiles } from '../../../src-main/pdf/index.ts';

const FEATURES = { liga: false, clig: false, dlig: false, kern: false };
const TEXTS = [
  'Әбдіғаппарұлы-Құрманғазина Үмітгүл Өмірбекқызы Һибатуллаева',
  'Їжакевич-Ґонтаренко Євгенія, «Проєкт № 5/7»: обґрунтування — додаток',
  'Үчүнчү ңанша өмүр; Кыргыз Республикасы',
  'Подлинник: ёлка, подъезд, объём 12,5 % (§ 3)',
  'The first official office file; fi fl ffi 0123456789 – AVATAR To.',
];

describe('shaping plain text by looking its characters up', () => {
  let fonts: FontFiles;
  beforeAll(async () => {
    fonts = await loadFonts(fileURLToPath(new URL('../../../resources/fonts', import.meta.url)));
  });

  const fixedPitch = (font: object) => 'post' in font && typeof font.post === 'object' && font.post !== null && 'isFixedPitch' in font.post && Boolean(font.post.isFixedPitch);

  /** The engine that reads the layout tables. */
  const engineOf = (bytes: Uint8Array) => {
    const font = fontkit.create(bytes);
    if (!('layout' in font)) throw new Error('a collection');
    return font;
  };
  const shown = ({ glyphs }: { readonly glyphs: readonly { readonly id: number; readonly advanceWidth: number; readonly codePoints: readonly number[] }[] }) => glyphs.map(({ id, advanceWidth, codePoints }) => [id, advanceWidth, [...codePoints]]);

  it.each(['regular', 'bold'] as const)('gives the glyphs and widths of the shaping engine, for texts and for every letter of the languages (%s)', (face) => {
    const [engine, plain] = [engineOf(fonts[face]), plainShaping.create(fonts[face])];
    for (const text of TEXTS) expect(shown(plain.layout(text, FEATURES)), text).toEqual(shown(engine.layout(text, FEATURES)));
    // Of Latin letters with rare marks the engine makes two glyphs, whose places a PDF does not keep.
    const letters = engine.characterSet.filter((code) => code < 0x100 || (code >= 0x400 && code < 0x530) || (code >= 0x2010 && code < 0x2200)).map((code) => String.fromCodePoint(code)).filter((letter) => /[\p{Script=Latin}\p{Script=Cyrillic}\p{N}\p{P}\p{S}]/u.test(letter));
    expect(letters.length).toBeGreaterThan(400);
    for (let at = 0; at < letters.length; at += 50) {
      const text = letters.slice(at, at + 50).join('');
      expect(shown(plain.layout(text, FEATURES)), text).toEqual(shown(engine.layout(text, FEATURES)));
    }
  });

  it.each(['regular', 'bold'] as const)('keeps what describes the font (%s)', (face) => {
    const [engine, plain] = [engineOf(fonts[face]), plainShaping.create(fonts[face])];
    for (const key of ['italicAngle', 'underlinePosition', 'underlineThickness'] as const) expect(plain[key], key).toBe(engine[key]);
    expect(fixedPitch(plain)).toBe(fixedPitch(engine));
  });

  it('leaves text with combining marks to the engine', () => {
    const [engine, plain] = [engineOf(fonts.regular), plainShaping.create(fonts.regular)];
    const text = 'а\u0301 и\u0306 g\u0303';
    expect(shown(plain.layout(text, FEATURES))).toEqual(shown(engine.layout(text, FEATURES)));
  });

  it('reads a font once, and a letter stays that letter where an earlier document used its glyph as a part only', async () => {
    expect(plainShaping.create(fonts.bold)).toBe(plainShaping.create(fonts.bold));
    const bytes = Uint8Array.from(fonts.regular);
    const asPart = async (text: string) => {
      const context = PDFContext.create();
      const embedder = await CustomFontSubsetEmbedder.for(plainShaping, bytes, undefined, FEATURES);
      embedder.encodeText(text);
      await embedder.embedIntoContext(context, context.nextRef());
    };
    // Subsets of composed letters take the glyphs of their parts along.
    await asPart('ŤÁĚŽ');
    expect(plainShaping.create(bytes).layout('TAEZ', FEATURES).glyphs.map(({ codePoints }) => codePoints)).toEqual([[84], [65], [69], [90]]);
  });
});
