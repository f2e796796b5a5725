import { COLOURS } from '../drawing/colours.ts';
import { type Hyphenator, opensSentence, partWord } from '../drawing/hyphenation.ts';
import { setText } from '../drawing/text.ts';
import type { Typeface } from '../drawing/typeface.ts';
import type { Piece } from '../marks/piece.ts';
import type { Flow } from './flow.ts';

/** How a paragraph is set; lengths are points. */
export interface ParagraphStyle {
  readonly size: number;
  readonly leading: number;
  /** Of the first line. */
  readonly indent: number;
  /** Lines but the last are spread to the width. */
  readonly justified: boolean;
  readonly hyphenate: Hyphenator | null;
}

/** Share of the width that may stay empty, or go into the gaps between words, before a word is parted. */
const EMPTY_ENOUGH = 0.07;

/** Lines of a paragraph, each a piece of its own. */
export function paragraphPieces(text: string, face: Typeface, width: number, style: ParagraphStyle): Piece[] {
  const { size, leading, justified } = style;
  const space = face.width(' ', size);
  const lines = linesOf(text, face, width, style);
  return lines.map((line, index) => {
    const indent = index === 0 ? style.indent : 0;
    const natural = line.reduce((sum, word) => sum + face.width(word, size), 0);
    const spread = justified && index < lines.length - 1 && line.length > 1;
    const gap = spread ? (width - indent - natural) / (line.length - 1) : space;
    return {
      width,
      height: leading,
      draw(canvas, x, y) {
        let at = x + indent;
        line.forEach((word, position) => {
          // The space is drawn with its word, so that copied text keeps its spaces.
          canvas.line(position < line.length - 1 ? `${word} ` : word, face, size, at, y + leading * 0.5 + size * 0.36, COLOURS.ink);
          at += face.width(word, size) + gap;
        });
      },
    };
  });
}

/** Adds the lines of a paragraph; two at least stay together at either edge of a sheet. */
export function addParagraph(flow: Flow, lines: readonly Piece[]): void {
  if (lines.length <= 3) {
    flow.addTogether(lines, 0);
    return;
  }
  flow.addTogether(lines.slice(0, 2), 0);
  for (const line of lines.slice(2, -2)) flow.add(line);
  flow.addTogether(lines.slice(-2), 0);
}

/** Words of each line; a word that is longer than a line is broken. */
function linesOf(text: string, face: Typeface, width: number, { size, indent, hyphenate }: ParagraphStyle): string[][] {
  const words = face.spell(text).split(/\s+/).filter((word) => word !== '');
  const space = face.width(' ', size);
  const lines: string[][] = [[]];
  let used = indent;
  let before = '';
  for (const whole of words) {
    const opening = opensSentence(before);
    before = whole;
    for (const word of setText(whole, face, size, width - indent).lines) {
      let rest = word;
      const gap = (lines.at(-1) ?? []).length > 0 ? space : 0;
      if (hyphenate !== null && used + gap + face.width(rest, size) > width && width - used > width * EMPTY_ENOUGH) {
        const left = width - used - gap;
        const parted = partWord(rest, opening, hyphenate, (head) => face.width(head, size) <= left);
        if (parted !== null) {
          lines.at(-1)?.push(parted.head);
          lines.push([]);
          used = 0;
          ({ rest } = parted);
        }
      }
      const wide = face.width(rest, size);
      const line = lines.at(-1) ?? [];
      if (line.length > 0 && used + space + wide > width) {
        lines.push([rest]);
        used = wide;
      } else {
        used += (line.length > 0 ? space : 0) + wide;
        line.push(rest);
      }
    }
  }
  return lines;
}
