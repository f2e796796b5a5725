import type { Box } from '../drawing/matrix.ts';
import type { InkGrid } from './ink-grid.ts';

export type Corner = 'lower-right' | 'upper-right' | 'lower-left' | 'upper-left';

/** Where a signature block goes: near the place of a handwritten signature. */
export const BLOCK_CORNERS: readonly Corner[] = ['lower-left', 'lower-right'];
/** Room that a mark keeps from the page's edge and from any ink, in points. */
export const CLEARANCE = { edge: 24, ink: 5 } as const;
/** How far from its corner a mark may wander, as a share of the page. */
const REACH = 0.4;

/**
 * Finds a place for a mark of `size` points where the page carries no ink, by preference in the first corner
 * named, and there as near to the corner as possible. Null: no such place is certain, so the mark belongs on a sheet.
 */
export function findFreeSpace(
  page: InkGrid,
  size: { readonly width: number; readonly height: number },
  preferences: readonly Corner[],
): Box | null {
  for (const corner of preferences) {
    const found = nearCorner(page, size, corner);
    if (found) return found;
  }
  return null;
}

function nearCorner(page: InkGrid, size: { width: number; height: number }, corner: Corner): Box | null {
  const slackX = page.width - size.width - 2 * CLEARANCE.edge;
  const slackY = page.height - size.height - 2 * CLEARANCE.edge;
  if (slackX < 0 || slackY < 0) return null;
  const reachX = Math.min(slackX, page.width * REACH);
  const reachY = Math.min(slackY, page.height * REACH);
  for (let away = 0; away <= reachX + reachY; away += page.cell) {
    for (let dy = Math.max(0, away - reachX); dy <= Math.min(away, reachY); dy += page.cell) {
      const dx = away - dy;
      const left = CLEARANCE.edge + (corner.endsWith('right') ? slackX - dx : dx);
      const bottom = CLEARANCE.edge + (corner.startsWith('upper') ? slackY - dy : dy);
      const box = { left, bottom, right: left + size.width, top: bottom + size.height };
      if (page.isFree(widened(box, CLEARANCE.ink))) return box;
    }
  }
  return null;
}

function widened(box: Box, by: number): Box {
  return { left: box.left - by, bottom: box.bottom - by, right: box.right + by, top: box.top + by };
}
