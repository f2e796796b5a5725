import { type Hyphenator, opensSentence, partWord } from './hyphenation.ts';
import type { Typeface } from './typeface.ts';

/** Text set into lines that all fit the width they were set for. */
export interface SetText {
  readonly face: Typeface;
  readonly size: number;
  /** Distance of baselines, in points. */
  readonly leading: number;
  readonly lines: readonly string[];
  readonly height: number;
}

/**
 * Sets text into lines of at most `width` points. Lines break at spaces and after hyphens and slashes; a run
 * that is longer than a line (a hash, a long surname) breaks anywhere, so that nothing is cut or runs over. With a
 * hyphenator a word is parted where its line would stay rather empty without it.
 */
export function setText(text: string, face: Typeface, size: number, width: number, leading = size * 1.28, hyphenate: Hyphenator | null = null): SetText {
  const lines: string[] = [];
  for (const paragraph of face.spell(text).split('\n')) lines.push(...breakLine(paragraph, face, size, width, hyphenate));
  return { face, size, leading, lines, height: lines.length * leading };
}

function breakLine(paragraph: string, face: Typeface, size: number, width: number, hyphenate: Hyphenator | null): string[] {
  const lines: string[] = [];
  let line = '';
  let before = '';
  for (const chunk of chunksOf(paragraph)) {
    const opening = opensSentence(before);
    before = chunk;
    if (chunk.length <= LONGEST_LINE && face.width((line + chunk).trimEnd(), size) <= width) {
      line += chunk;
      continue;
    }
    const parted = hyphenate === null ? { lines: [], line, rest: chunk } : partIntoLines({ line, chunk, opening }, hyphenate, face, size, width);
    lines.push(...parted.lines);
    ({ line } = parted);
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = parted.rest.trimStart();
    while (line.length > LONGEST_LINE || face.width(line.trimEnd(), size) > width) {
      const head = longestHead(line, face, size, width);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

interface Overlong {
  readonly line: string;
  /** What does not fit this line any more. */
  readonly chunk: string;
  readonly opening: boolean;
}

/** Parts a word over as many lines as it takes, as long as a line would stay rather empty without its part. */
function partIntoLines({ line: begun, chunk, opening }: Overlong, hyphenate: Hyphenator, face: Typeface, size: number, width: number): { readonly lines: readonly string[]; readonly line: string; readonly rest: string } {
  const lines: string[] = [];
  let line = begun;
  let rest = chunk;
  const fits = (text: string): boolean => face.width(text, size) <= width;
  while (rest.length <= LONGEST_LINE && !fits((line + rest).trimEnd()) && face.width(line.trimEnd(), size) < width * FULL_ENOUGH) {
    const start = line;
    const parted = partWord(rest, opening, hyphenate, (head) => fits(start + head));
    if (parted === null) break;
    lines.push(line + parted.head);
    line = '';
    ({ rest } = parted);
  }
  return { lines, line, rest };
}

/** Pieces after each of which a line may end; spaces stay with the piece before them. No-break spaces hold. */
function chunksOf(paragraph: string): readonly string[] {
  return paragraph.match(/[^ \-/\u2013]*(?:[-/\u2013]+ *| +)|[^ \-/\u2013]+/gu) ?? [];
}

const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Share of a line from which it is full enough to leave the next word whole. */
const FULL_ENOUGH = 0.72;

/** No line of a sheet holds more characters than this; it keeps the breaking of endless runs linear. */
const LONGEST_LINE = 400;

/**
 * The beginning of a run for one line, at least one character, found by halving. What is left for the following
 * lines is shared evenly, so that a serial number never ends in a line of one digit.
 */
function longestHead(run: string, face: Typeface, size: number, width: number): string {
  const characters = [...GRAPHEMES.segment(run.slice(0, LONGEST_LINE))].map((part) => part.segment);
  let fits = 1;
  let beyond = characters.length;
  while (beyond - fits > 1) {
    const middle = (fits + beyond) >> 1;
    if (face.width(characters.slice(0, middle).join(''), size) <= width) fits = middle;
    else beyond = middle;
  }
  const whole = run.length <= LONGEST_LINE && !run.includes(' ');
  const lines = Math.ceil(characters.length / fits);
  return characters.slice(0, whole ? Math.min(fits, Math.ceil(characters.length / lines)) : fits).join('');
}
