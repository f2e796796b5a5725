import type { Piece } from '../marks/piece.ts';

const BLOCK_GAP = 6;

/** Blocks that stand together on a page, in signing order. */
export interface BlockGroup {
  readonly count: number;
  readonly columns: 1 | 2;
  readonly group: Piece;
}

/** Ways to set as many blocks from the first as possible, the best first: one below the other, else two in a row; then fewer of them. */
export function* blockGroups(blocks: readonly Piece[]): Generator<BlockGroup> {
  for (let count = blocks.length; count > 0; count -= 1) {
    const columns: readonly (1 | 2)[] = count > 1 ? [1, 2] : [1];
    for (const wide of columns) yield { count, columns: wide, group: arrangeBlocks(blocks.slice(0, count), wide) };
  }
}

/** One piece of several blocks, read row by row. */
export function arrangeBlocks(blocks: readonly Piece[], columns: 1 | 2): Piece {
  const rows: Piece[][] = [];
  for (let at = 0; at < blocks.length; at += columns) rows.push(blocks.slice(at, at + columns));
  const heights = rows.map((row) => Math.max(...row.map((block) => block.height)));
  const [widest = 0] = blocks.map((block) => block.width);
  return {
    width: widest * columns + BLOCK_GAP * (columns - 1),
    height: heights.reduce((sum, height) => sum + height, BLOCK_GAP * (rows.length - 1)),
    draw(canvas, x, y) {
      let top = y;
      rows.forEach((row, index) => {
        row.forEach((block, column) => block.draw(canvas, x + column * (widest + BLOCK_GAP), top));
        top += (heights[index] ?? 0) + BLOCK_GAP;
      });
    },
  };
}
