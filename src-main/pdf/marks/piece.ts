import type { Canvas } from '../drawing/canvas.ts';

/** Something measured for one width and ready to be drawn at a place. */
export interface Piece {
  readonly width: number;
  readonly height: number;
  draw(canvas: Canvas, x: number, y: number): void;
}

/** Pieces one below the other with a gap between them. */
export function stack(pieces: readonly Piece[], gap: number): Piece {
  const height = pieces.reduce((sum, piece) => sum + piece.height, 0) + gap * Math.max(0, pieces.length - 1);
  return {
    width: Math.max(0, ...pieces.map((piece) => piece.width)),
    height,
    draw(canvas, x, y) {
      let top = y;
      for (const piece of pieces) {
        piece.draw(canvas, x, top);
        top += piece.height + gap;
      }
    },
  };
}
