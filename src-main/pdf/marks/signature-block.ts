import type { Canvas } from '../drawing/canvas.ts';
import { COLOURS } from '../drawing/colours.ts';
import { drawQrCode, makeQrCode, type QrCode } from '../drawing/qr-code.ts';
import { drawRegimeSign, type RegimeSign } from '../drawing/regime-sign.ts';
import { drawSeal } from '../drawing/seal.ts';
import { setText } from '../drawing/text.ts';
import type { Typefaces } from '../drawing/typeface.ts';
import { MM } from '../drawing/units.ts';
import type { SignatureBlock } from '../model.ts';
import { rowsOfBlock } from './block-rows.ts';
import type { Piece } from './piece.ts';
import { labelWidth, rowPiece, type RowStyle } from './rows.ts';

/** Width of a block that stands on a page of the document; on sheets it takes the sheet's width. */
export const BLOCK_WIDTH = 92 * MM;

const PADDING = 7;
const SIGN = { size: 15, gap: 6 } as const;
const SEAL = { size: 19, gap: 7 } as const;
const ROWS: RowStyle = { size: 8, gutter: 8, labelShare: 0.4 };
const ROW_GAP = 1.6;
/** A module of the code: 3.5 pixels of a scan at 150 dpi. The code of a registered document is 25 mm wide with its quiet zone. */
const MODULE = 0.6 * MM;
/** Room between the code's quiet zone and the frame. */
const EDGE = 1;

/**
 * Measures the visible mark about one signature (requirements C.4; layout by GOST R 7.0.97 clause 5.23) for a width in points:
 * title, rows, verdict with the time of its check, small print, and the QR code at its right. Text goes beside the code and,
 * below it, over the whole width.
 */
export function signatureBlockPiece(block: SignatureBlock, faces: Typefaces, width: number): Piece {
  const code = codeOfBlock(block);
  const parts = new Parts(width, code);
  addTitle(parts, block, faces);
  addRows(parts, block, faces);
  addVerdict(parts, block, faces);
  if (block.note !== '') {
    parts.gap(4);
    parts.add((inner) => textPart(setText(block.note, faces.regular, 6.6, inner), COLOURS.label));
  }
  const height = parts.height;
  return {
    width,
    height,
    draw(canvas, x, y) {
      canvas.frame(x, y, width, height, { fill: COLOURS.paper, stroke: COLOURS.ink, lineWidth: 0.7 });
      if (code !== null) drawQrCode(canvas, code, x + width - EDGE - code.size, y + EDGE);
      parts.draw(canvas, x, y);
    },
  };
}

/** The code of a block, measured; null: it bears none. @throws RangeError for a payload that is too long */
export function codeOfBlock({ code }: SignatureBlock): QrCode | null {
  return code === null ? null : makeQrCode(code, MODULE);
}

type Part = Omit<Piece, 'width'>;

/** What stands in a block, from the top down, each as wide as the code leaves it. */
class Parts {
  readonly #width: number;
  readonly #code: QrCode | null;
  readonly #placed: { readonly part: Part; readonly y: number }[] = [];
  #y = PADDING;

  constructor(width: number, code: QrCode | null) {
    this.#width = width;
    this.#code = code;
  }

  /** Width of text beside the code. */
  get beside(): number {
    return this.#width - PADDING - Math.max(PADDING, this.#code === null ? 0 : EDGE + this.#code.size);
  }

  get #codeBottom(): number {
    return this.#code === null ? 0 : EDGE + this.#code.size;
  }

  get height(): number {
    return Math.max(this.#y + PADDING - 1, this.#codeBottom + EDGE);
  }

  gap(height: number): void {
    this.#y += height;
  }

  add(make: (inner: number) => Part): void {
    const part = make(this.#y < this.#codeBottom ? this.beside : this.#width - 2 * PADDING);
    this.#placed.push({ part, y: this.#y });
    this.#y += part.height;
  }

  draw(canvas: Canvas, x: number, y: number): void {
    for (const placed of this.#placed) placed.part.draw(canvas, x + PADDING, y + placed.y);
  }
}

function addTitle(parts: Parts, block: SignatureBlock, faces: Typefaces): void {
  const sign = signOf(block);
  parts.add((inner) => {
    const indent = sign === null ? 0 : SIGN.size + SIGN.gap;
    const title = setText(block.title, faces.bold, 8.6, inner - indent);
    const height = Math.max(sign === null ? 0 : SIGN.size, title.height);
    return {
      height,
      draw(canvas, x, y) {
        if (sign !== null) drawRegimeSign(canvas, sign, x, y + (height - SIGN.size) / 2, SIGN.size);
        canvas.text(title, x + indent, y + (height - title.height) / 2, COLOURS.ink);
      },
    };
  });
  addRule(parts);
}

function addRows(parts: Parts, block: SignatureBlock, faces: Typefaces): void {
  const rows = rowsOfBlock(block);
  const labels = labelWidth(rows, faces, parts.beside, ROWS);
  rows.forEach((row, index) => {
    if (index > 0) parts.gap(ROW_GAP);
    parts.add((inner) => rowPiece(row, faces, inner, labels, ROWS));
  });
}

/** The seal of the verdict and its words; nothing where nobody checked anything. */
function addVerdict(parts: Parts, block: SignatureBlock, faces: Typefaces): void {
  switch (block.regime) {
    case 'simple':
    case 'handwritten':
    case 'paper-original':
    case 'being-made':
      return;
    case 'qualified':
    case 'advanced':
    case 'undetermined': {
      const { verdict, verdictText } = block;
      addRule(parts);
      parts.add((inner) => {
        const indent = SEAL.size + SEAL.gap;
        const words = setText(verdictText, faces.bold, 8.6, inner - indent);
        const height = Math.max(SEAL.size, words.height);
        return {
          height,
          draw(canvas, x, y) {
            drawSeal(canvas, verdict, faces, x, y + (height - SEAL.size) / 2, SEAL.size);
            canvas.text(words, x + indent, y + (height - words.height) / 2, COLOURS[verdict]);
          },
        };
      });
    }
  }
}

function addRule(parts: Parts): void {
  parts.gap(4);
  parts.add((inner) => ({ height: 0.5, draw: (canvas, x, y) => canvas.rule(x, y, x + inner, y, COLOURS.hairline, 0.5) }));
  parts.gap(4);
}

function textPart(set: ReturnType<typeof setText>, colour: (typeof COLOURS)['label']): Part {
  return { height: set.height, draw: (canvas, x, y) => canvas.text(set, x, y, colour) };
}

function signOf({ regime }: SignatureBlock): RegimeSign | null {
  switch (regime) {
    case 'simple':
      return 'key';
    case 'handwritten':
      return 'pen';
    case 'qualified':
    case 'advanced':
    case 'undetermined':
    case 'paper-original':
    case 'being-made':
      return null;
  }
}
