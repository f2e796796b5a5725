import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { applyMatrix, compose, IDENTITY, transformBox, type Box, type Matrix } from '../drawing/matrix.ts';
import type { InkGrid } from './ink-grid.ts';
import type { PDFPageProxy } from '../reading/second-reader.ts';

interface State {
  readonly matrix: Matrix;
  readonly whiteFill: boolean;
  readonly whiteStroke: boolean;
  readonly lineWidth: number;
  readonly font: string | null;
  readonly size: number;
  readonly charSpacing: number;
  readonly wordSpacing: number;
  readonly scale: number;
  readonly leading: number;
  readonly rise: number;
  readonly mode: number;
}

const INVISIBLE_TEXT = new Set([3, 7]);
/** Height of text above and below its baseline, in font sizes: generous, for accents and tall signs. */
const ABOVE = 1.25;
const BELOW = 0.45;
/** A stroke is followed in pieces of this many points. */
const PIECE = 6;
const MOST_PIECES = 4_000;

/** Follows the graphics and text state of a page and marks what paths and text paint. */
export class Pen {
  private readonly page: PDFPageProxy;
  private readonly grid: InkGrid;
  private state: State;
  private readonly saved: State[] = [];
  private textMatrix: Matrix = IDENTITY;
  private x = 0;
  private y = 0;
  private lineX = 0;
  private lineY = 0;

  constructor(page: PDFPageProxy, toSeen: Matrix, grid: InkGrid) {
    this.page = page;
    this.grid = grid;
    this.state = {
      matrix: toSeen,
      whiteFill: false,
      whiteStroke: false,
      lineWidth: 1,
      font: null,
      size: 0,
      charSpacing: 0,
      wordSpacing: 0,
      scale: 1,
      leading: 0,
      rise: 0,
      mode: 0,
    };
  }

  get matrix(): Matrix {
    return this.state.matrix;
  }

  get fillsWhite(): boolean {
    return this.state.whiteFill;
  }

  /** Follows one operator; false where it paints in a way that is not understood. */
  take(operator: number, args: unknown): boolean {
    const list: readonly unknown[] = Array.isArray(args) ? args : [];
    const number = (index: number) => numberOf(list[index]);
    switch (operator) {
      case OPS.save:
        this.saved.push(this.state);
        return true;
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
        this.state = this.saved.pop() ?? this.state;
        return true;
      case OPS.paintFormXObjectBegin:
        this.saved.push(this.state);
        this.transform(list[0]);
        return true;
      case OPS.transform:
        this.transform(list);
        return true;
      case OPS.setLineWidth:
        return this.set({ lineWidth: number(0) });
      case OPS.setFillRGBColor:
        return this.set({ whiteFill: list[0] === '#ffffff' });
      case OPS.setStrokeRGBColor:
        return this.set({ whiteStroke: list[0] === '#ffffff' });
      case OPS.setFillColorN:
        return this.set({ whiteFill: false });
      case OPS.setStrokeColorN:
        return this.set({ whiteStroke: false });
      case OPS.setGState:
        return this.graphicsState(list[0]);
      case OPS.constructPath:
        return this.path(list);
      case OPS.shadingFill:
      case OPS.rawFillPath:
      case OPS.paintImageMaskXObjectGroup:
      case OPS.paintImageMaskXObjectRepeat:
      case OPS.paintImageXObjectRepeat:
      case OPS.paintInlineImageXObjectGroup:
        return false;
      default:
        return this.text(operator, list);
    }
  }

  private text(operator: number, list: readonly unknown[]): boolean {
    const number = (index: number) => numberOf(list[index]);
    switch (operator) {
      case OPS.beginText:
        this.textMatrix = IDENTITY;
        return this.moveTo(0, 0);
      case OPS.setTextMatrix:
        this.textMatrix = matrixOf(list[0]) ?? IDENTITY;
        return this.moveTo(0, 0);
      case OPS.moveText:
        return this.moveTo(this.lineX + number(0), this.lineY + number(1));
      case OPS.setLeadingMoveText:
        this.set({ leading: number(1) });
        return this.moveTo(this.lineX + number(0), this.lineY + number(1));
      case OPS.nextLine:
        return this.moveTo(this.lineX, this.lineY + this.state.leading);
      case OPS.setFont:
        return this.set({ font: typeof list[0] === 'string' ? list[0] : null, size: number(1) });
      case OPS.setCharSpacing:
        return this.set({ charSpacing: number(0) });
      case OPS.setWordSpacing:
        return this.set({ wordSpacing: number(0) });
      case OPS.setHScale:
        return this.set({ scale: number(0) / 100 });
      case OPS.setLeading:
        return this.set({ leading: -number(0) });
      case OPS.setTextRise:
        return this.set({ rise: number(0) });
      case OPS.setTextRenderingMode:
        return this.set({ mode: number(0) });
      case OPS.showText:
        return this.show(list[0]);
      default:
        return true;
    }
  }

  private show(glyphs: unknown): boolean {
    if (!Array.isArray(glyphs)) return false;
    const font = this.fontData();
    if (font === null) return false;
    const { size, scale, charSpacing, wordSpacing, rise, mode } = this.state;
    let advance = 0;
    let least = 0;
    let most = 0;
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') advance -= (glyph * size) / 1_000;
      else if (isGlyph(glyph)) advance += glyph.width * size * font.unit + charSpacing + (glyph.isSpace ? wordSpacing : 0);
      else return false;
      least = Math.min(least, advance);
      most = Math.max(most, advance);
    }
    if (!INVISIBLE_TEXT.has(mode)) {
      const em = Math.abs(size);
      const ink: Box = {
        left: this.x + least * scale - 0.2 * em,
        right: this.x + most * scale + 0.2 * em,
        bottom: this.y + rise - Math.max(BELOW, font.below) * em,
        top: this.y + rise + Math.max(ABOVE, font.above) * em,
      };
      this.grid.mark(transformBox(compose(this.textMatrix, this.state.matrix), ink));
    }
    this.x += advance * scale;
    return true;
  }

  /** Null where glyphs are drawn by programs, run downwards, or the font is not known. */
  private fontData(): { unit: number; above: number; below: number } | null {
    const { font: id } = this.state;
    if (id === null || !this.page.commonObjs.has(id)) return null;
    const font: unknown = this.page.commonObjs.get(id);
    if (typeof font !== 'object' || font === null) return null;
    if (('isType3Font' in font && font.isType3Font === true) || ('vertical' in font && font.vertical === true)) return null;
    const unit = 'fontMatrix' in font && Array.isArray(font.fontMatrix) ? numberOf(font.fontMatrix[0]) : 0.001;
    const box: readonly unknown[] = 'bbox' in font && Array.isArray(font.bbox) ? font.bbox : [];
    const [low, high] = [numberOf(box[1]) * unit, numberOf(box[3]) * unit];
    // Font boxes are often nonsense; beyond three sizes they say nothing about the glyphs.
    return { unit, above: high > 0 && high < 3 ? high : 0, below: low < 0 && low > -3 ? -low : 0 };
  }

  private path(list: readonly unknown[]): boolean {
    const [operator, data, bounds] = list;
    const fills = FILLS.has(numberOf(operator)) && !this.state.whiteFill;
    const strokes = STROKES.has(numberOf(operator)) && !this.state.whiteStroke;
    if (!fills && !strokes) return true;
    if (bounds === null || bounds === undefined) return true;
    const box = boundsOf(bounds);
    if (box === null) return false;
    if (fills) this.grid.mark(transformBox(this.state.matrix, box));
    if (strokes) return this.strokePath(Array.isArray(data) ? data[0] : null);
    return true;
  }

  private strokePath(data: unknown): boolean {
    if (!(data instanceof Float32Array)) return false;
    const [a, b, c, d] = this.state.matrix;
    const half = Math.max(1, this.state.lineWidth * Math.max(Math.hypot(a, b), Math.hypot(c, d))) / 2 + 0.5;
    let start: readonly [number, number] = [0, 0];
    let here: readonly [number, number] = [0, 0];
    const at = (index: number) => applyMatrix(this.state.matrix, data[index] ?? 0, data[index + 1] ?? 0);
    for (let index = 0; index < data.length; ) {
      const verb = data[index];
      index += 1;
      if (verb === 0) {
        start = at(index);
        here = start;
        index += 2;
      } else if (verb === 1) {
        const next = at(index);
        this.markLine(here, next, half);
        here = next;
        index += 2;
      } else if (verb === 2 || verb === 3) {
        const count = verb === 2 ? 3 : 2;
        const points = [here, ...Array.from({ length: count }, (_unused, step) => at(index + step * 2))];
        this.grid.mark(around(points, half));
        here = points.at(-1) ?? here;
        index += count * 2;
      } else if (verb === 4) {
        this.markLine(here, start, half);
        here = start;
      } else {
        return false;
      }
    }
    return true;
  }

  private markLine(from: readonly [number, number], to: readonly [number, number], half: number): void {
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    if (!Number.isFinite(length)) return this.grid.markAll();
    const pieces = Math.min(MOST_PIECES, Math.max(1, Math.ceil(length / PIECE)));
    const along = (share: number): readonly [number, number] => [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    for (let piece = 0; piece < pieces; piece += 1) {
      this.grid.mark(around([along(piece / pieces), along((piece + 1) / pieces)], half));
    }
  }

  private graphicsState(entries: unknown): boolean {
    if (!Array.isArray(entries)) return true;
    for (const entry of entries) {
      if (!Array.isArray(entry)) continue;
      const [key, value]: unknown[] = entry;
      if (key === 'LW') this.set({ lineWidth: numberOf(value) });
      if (key === 'Font' && Array.isArray(value)) this.set({ font: typeof value[0] === 'string' ? value[0] : null, size: numberOf(value[1]) });
    }
    return true;
  }

  private transform(value: unknown): void {
    const matrix = matrixOf(value);
    if (matrix) this.set({ matrix: compose(matrix, this.state.matrix) });
  }

  private moveTo(x: number, y: number): true {
    this.x = this.lineX = x;
    this.y = this.lineY = y;
    return true;
  }

  private set(change: Partial<State>): true {
    this.state = { ...this.state, ...change };
    return true;
  }
}

const FILLS = new Set<number>([OPS.fill, OPS.eoFill, OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke, OPS.closeEOFillStroke]);
const STROKES = new Set<number>([OPS.stroke, OPS.closeStroke, OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke, OPS.closeEOFillStroke]);

function around(points: readonly (readonly [number, number])[], by: number): Box {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return { left: Math.min(...xs) - by, right: Math.max(...xs) + by, bottom: Math.min(...ys) - by, top: Math.max(...ys) + by };
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function numbersOf(value: unknown): readonly number[] {
  if (value instanceof Float32Array) return Array.from(value);
  return Array.isArray(value) ? value.map(numberOf) : [];
}

function matrixOf(value: unknown): Matrix | null {
  const [a, b, c, d, e, f] = numbersOf(value);
  if (a === undefined || b === undefined || c === undefined || d === undefined || e === undefined || f === undefined) return null;
  return [a, b, c, d, e, f];
}

function boundsOf(value: unknown): Box | null {
  const [left, bottom, right, top] = numbersOf(value);
  if (left === undefined || bottom === undefined || right === undefined || top === undefined) return null;
  return { left, bottom, right, top };
}

function isGlyph(value: unknown): value is { readonly width: number; readonly isSpace: boolean } {
  return typeof value === 'object' && value !== null && 'width' in value && typeof value.width === 'number' && 'isSpace' in value;
}
