import { Canvas } from '../drawing/canvas.ts';
import { A4, MM } from '../drawing/units.ts';
import type { Piece } from '../marks/piece.ts';

export interface SheetMargins {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export const SHEET_MARGINS: SheetMargins = { left: 20 * MM, right: 10 * MM, top: 14 * MM, bottom: 14 * MM };

/**
 * Fills sheets (A4 upright unless said otherwise) from top to bottom. A piece is never cut; pieces given together stay on one sheet
 * whenever one sheet can hold them.
 */
export class Flow {
  readonly sheets: Canvas[] = [];
  readonly width: number;
  /** Height of the area of one sheet. */
  readonly areaHeight: number;
  private readonly margins: SheetMargins;
  private readonly size: { readonly width: number; readonly height: number };
  private y = 0;

  constructor(margins: SheetMargins = SHEET_MARGINS, size: { readonly width: number; readonly height: number } = A4) {
    this.margins = margins;
    this.size = size;
    this.width = size.width - margins.left - margins.right;
    this.areaHeight = size.height - margins.top - margins.bottom;
  }

  /** Height that is still free on the current sheet. */
  get rest(): number {
    return this.sheets.length === 0 ? 0 : this.size.height - this.margins.bottom - this.y;
  }

  /** Left edge of the area. */
  get left(): number {
    return this.margins.left;
  }

  breakSheet(): void {
    this.sheets.push(new Canvas(this.size.width, this.size.height));
    this.y = this.margins.top;
  }

  /** Leaves a gap, except at the top of a sheet. */
  gap(height: number): void {
    if (this.sheets.length > 0 && this.y > this.margins.top) this.y = Math.min(this.y + height, this.size.height - this.margins.bottom);
  }

  add(piece: Piece, indent = 0): void {
    if (this.rest < piece.height - 0.01) this.breakSheet();
    this.place(piece, indent);
  }

  /**
   * Adds pieces in order, a new sheet before them where they fit together on a fresh one but not here.
   * `gaps` is the room below each piece.
   */
  addTogether(pieces: readonly Piece[], gaps: number, indent = 0): void {
    const height = pieces.reduce((sum, piece) => sum + piece.height + gaps, -gaps);
    if (this.rest < height && height <= this.areaHeight) this.breakSheet();
    pieces.forEach((piece, index) => {
      if (index > 0) this.gap(gaps);
      this.add(piece, indent);
    });
  }

  private place(piece: Piece, indent: number): void {
    const sheet = this.sheets.at(-1);
    if (sheet === undefined) throw new Error('no sheet to place on');
    piece.draw(sheet, this.margins.left + indent, this.y);
    this.y += piece.height;
  }
}
