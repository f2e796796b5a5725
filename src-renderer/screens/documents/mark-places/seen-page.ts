import type { MarkPosition, Size } from './mark-position.ts';
import { coversInk, type DrawnPage } from './page-ink.ts';

/** A page that was drawn, and its size in points. */
export interface SeenPage {
  readonly number: number;
  readonly size: Size;
  readonly pixels: DrawnPage;
}

/** Whether a mark at a position would cover ink of the page that is seen. */
export function covers(page: SeenPage | null, mark: Size, position: MarkPosition | undefined): boolean {
  if (page === null || position === undefined || position === 'sheet' || position.page !== page.number) return false;
  const [perX, perY] = [page.pixels.width / page.size.width, page.pixels.height / page.size.height];
  return coversInk(page.pixels, { left: position.left * perX, top: (page.size.height - position.top) * perY, width: mark.width * perX, height: mark.height * perY });
}
