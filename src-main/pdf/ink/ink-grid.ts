import type { Box } from '../drawing/matrix.ts';

/** Smallest edge of a cell in points, and the most cells along an edge of the page. */
const CELL = 3;
const MOST_CELLS = 1_500;

/**
 * Where a page, as it is seen, carries ink. Cells are marked once any part of them may be inked; a page that
 * could not be read to its end is marked whole.
 */
export class InkGrid {
  readonly width: number;
  readonly height: number;
  /** Edge of a cell in points. */
  readonly cell: number;
  private readonly columns: number;
  private readonly rows: number;
  private readonly cells: Uint8Array;
  /** Inked cells below and left of each corner of the cells; null after a change. */
  private sums: Uint32Array | null = null;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.cell = Math.max(CELL, width / MOST_CELLS, height / MOST_CELLS);
    this.columns = Math.max(1, Math.ceil(width / this.cell));
    this.rows = Math.max(1, Math.ceil(height / this.cell));
    this.cells = new Uint8Array(this.columns * this.rows);
  }

  markAll(): void {
    this.sums = null;
    this.cells.fill(1);
  }

  /** Marks a box given in points from the lower left corner; parts outside the page are left out. */
  mark(box: Box): void {
    if (![box.left, box.bottom, box.right, box.top].every(Number.isFinite)) {
      this.markAll();
      return;
    }
    this.sums = null;
    const [from, to] = [this.clampColumn(box.left), this.clampColumn(box.right)];
    const [low, high] = [this.clampRow(box.bottom), this.clampRow(box.top)];
    if (box.right < 0 || box.top < 0 || box.left > this.width || box.bottom > this.height) return;
    for (let row = low; row <= high; row += 1) this.cells.fill(1, row * this.columns + from, row * this.columns + to + 1);
  }

  /** Whether a box is free of ink and inside the page. */
  isFree(box: Box): boolean {
    if (box.left < 0 || box.bottom < 0 || box.right > this.width || box.top > this.height) return false;
    const [from, after] = [this.clampColumn(box.left), this.clampColumn(box.right) + 1];
    const [low, above] = [this.clampRow(box.bottom), this.clampRow(box.top) + 1];
    const sums = (this.sums ??= this.summed());
    const at = (row: number, column: number): number => sums[row * (this.columns + 1) + column] ?? 0;
    return at(above, after) - at(low, after) - at(above, from) + at(low, from) === 0;
  }

  /** The integral image of the cells, by which a box is counted in four steps, of which a search takes many thousands. */
  private summed(): Uint32Array {
    const width = this.columns + 1;
    const sums = new Uint32Array(width * (this.rows + 1));
    for (let row = 0; row < this.rows; row += 1) {
      let inRow = 0;
      for (let column = 0; column < this.columns; column += 1) {
        inRow += this.cells[row * this.columns + column] ?? 0;
        sums[(row + 1) * width + column + 1] = (sums[row * width + column + 1] ?? 0) + inRow;
      }
    }
    return sums;
  }

  private clampColumn(x: number): number {
    return Math.min(this.columns - 1, Math.max(0, Math.floor(x / this.cell)));
  }

  private clampRow(y: number): number {
    return Math.min(this.rows - 1, Math.max(0, Math.floor(y / this.cell)));
  }
}
