import { CustomFontEmbedder, CustomFontSubsetEmbedder, type PDFContext, type PDFHexString, type PDFRef } from 'pdf-lib';
import type { FontFiles } from '../model.ts';
import { plainShaping } from './plain-shaping.ts';

/**
 * Ligatures and kerning are switched off: glyphs are placed by their advance widths alone, so a line
 * measures exactly what it draws, and a hash or a number never shows joined letters.
 */
const FEATURES = { liga: false, clig: false, dlig: false, kern: false };

/** Controls, bidirectional overrides and other characters that change the look of a line without showing. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** One embedded face. Glyphs are collected while text is drawn and written by `finish`. */
export class Typeface {
  readonly ref: PDFRef;
  private readonly embedder: CustomFontEmbedder;
  private readonly widths = new Map<string, number>();
  private readonly readable = new Map<string, string>();

  constructor(embedder: CustomFontEmbedder, ref: PDFRef) {
    this.embedder = embedder;
    this.ref = ref;
  }

  /**
   * The text as this face can show it: composed (NFC), and every character that has no glyph here or would
   * work unseen spelled out as [U+202E], so that nothing vanishes and nothing reorders a name.
   */
  spell(text: string): string {
    const known = this.readable.get(text);
    if (known !== undefined) return known;
    let spelled = '';
    for (const character of text.normalize('NFC').replaceAll(/\r\n?/g, '\n').replaceAll('\t', ' ')) {
      spelled += character === '\n' || this.shows(character) ? character : `[U+${codeOf(character)}]`;
    }
    this.readable.set(text, spelled);
    return spelled;
  }

  /** Width in points of text that `spell` gave. */
  width(text: string, size: number): number {
    // Advance widths add up (see FEATURES), so a line that grows costs its new word only.
    let unit = 0;
    for (const [at, word] of text.split(' ').entries()) unit += (at === 0 ? 0 : this.unitWidth(' ')) + this.unitWidth(word);
    return unit * size;
  }

  private unitWidth(word: string): number {
    let unit = this.widths.get(word);
    if (unit === undefined) {
      unit = word === '' ? 0 : this.embedder.widthOfTextAtSize(word, 1);
      this.widths.set(word, unit);
    }
    return unit;
  }

  encode(text: string): PDFHexString {
    return this.embedder.encodeText(text);
  }

  /** Writes the font program with the glyphs used so far. */
  async finish(context: PDFContext): Promise<void> {
    await this.embedder.embedIntoContext(context, this.ref);
  }

  private shows(character: string): boolean {
    if (INVISIBLE.test(character)) return false;
    const codePoint = character.codePointAt(0) ?? 0;
    const glyph = this.embedder.font.glyphForCodePoint(codePoint);
    return glyph !== null && glyph.id !== 0;
  }
}

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

export interface Typefaces {
  readonly regular: Typeface;
  readonly bold: Typeface;
}

/**
 * Opens both faces for one output document.
 * @param subset false embeds the whole font program: the yardstick of the tests, never for output.
 */
export async function openTypefaces(context: PDFContext, fonts: FontFiles, subset = true): Promise<Typefaces> {
  const Embedder = subset ? CustomFontSubsetEmbedder : CustomFontEmbedder;
  const open = async (bytes: Uint8Array) =>
    new Typeface(await Embedder.for(plainShaping, bytes, undefined, FEATURES), context.nextRef());
  return { regular: await open(fonts.regular), bold: await open(fonts.bold) };
}

export async function finishTypefaces(context: PDFContext, typefaces: Typefaces): Promise<void> {
  await typefaces.regular.finish(context);
  await typefaces.bold.finish(context);
}
