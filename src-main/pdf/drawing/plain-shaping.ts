import fontkit from '@cantoo/fontkit';

type Font = Exclude<NonNullable<ReturnType<typeof fontkit.create>>, { fonts: unknown }>;

/** Letters, digits and signs that stand one for one for their glyphs; combining marks and other scripts do not. */
const PLAIN = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{N}\p{P}\p{S}\p{Zs}]*$/u;
/** The letters `post`. */
const POST = 0x706f7374;
const MARK = /\p{M}/u;

interface PostHeader {
  /** Degrees. */
  readonly italicAngle: number;
  readonly underlinePosition: number;
  readonly underlineThickness: number;
  readonly isFixedPitch: number;
}

/** Head of the `post` table (OpenType, post); the names of all glyphs that follow it are of no use here. */
function postHeader(bytes: Uint8Array): PostHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = view.getUint16(4);
  for (let entry = 12; entry < 12 + tables * 16; entry += 16) {
    if (view.getUint32(entry) !== POST) continue;
    const at = view.getUint32(entry + 8);
    return { italicAngle: view.getInt32(at + 4) / 65_536, underlinePosition: view.getInt16(at + 8), underlineThickness: view.getInt16(at + 10), isFixedPitch: view.getUint32(at + 12) };
  }
  throw new TypeError('a font without a post table');
}

/**
 * fontkit whose fonts shape plain text by looking up its characters. The shaping engine would give the same glyphs for the
 * letters of our languages, since ligatures and kerning are off, but reads the font's whole layout tables for it; this,
 * and the names of all glyphs, were most of the time that a stamp takes.
 */
export const plainShaping = {
  /**
   * The same font for the same bytes: what was read of its tables serves the next document too. Of its glyphs only what
   * does not change is taken: which letter a glyph was first used for stays in fontkit's own, and may be none, so that a
   * later document could not be read as text.
   */
  create(bytes: Uint8Array): Font {
    const known = opened.get(bytes);
    if (known !== undefined) return known;
    const font = openFont(bytes);
    opened.set(bytes, font);
    return font;
  },
};

const opened = new WeakMap<Uint8Array, Font>();

function openFont(bytes: Uint8Array): Font {
  const font = fontOf(bytes);
  Object.defineProperty(font, 'post', { value: postHeader(bytes) });
  const plain = (text: string) => ({
    glyphs: Array.from(text, (character) => {
      const codePoint = character.codePointAt(0) ?? 0;
      const glyph = font.glyphForCodePoint(codePoint);
      if (glyph === null) throw new TypeError(`no glyph for ${codePoint}`);
      return { id: glyph.id, advanceWidth: glyph.advanceWidth, codePoints: [codePoint] };
    }),
  });
  const shape: Font['layout'] = (...given) => fontOf(bytes).layout(...given);
  return Object.assign(font, { layout: (...given: Parameters<Font['layout']>) => (typeof given[0] === 'string' && PLAIN.test(given[0]) && !MARK.test(given[0]) ? plain(given[0]) : shape(...given)) });
}

function fontOf(bytes: Uint8Array): Font {
  const font = fontkit.create(bytes);
  if (!('layout' in font)) throw new TypeError('a collection of fonts');
  return font;
}
