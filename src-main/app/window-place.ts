import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { screen, type BrowserWindow, type Rectangle } from 'electron';
import { z } from 'zod';
import { reportProblem } from './report-problem.ts';

const place = z.object({ x: z.int(), y: z.int(), width: z.int().min(400).max(20_000), height: z.int().min(300).max(20_000), maximized: z.boolean() });
export type WindowPlace = z.output<typeof place>;

const fileOf = (folder: string): string => path.join(folder, 'window-place.json');

function isVisible({ x, y, width, height }: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => x < workArea.x + workArea.width && x + width > workArea.x && y >= workArea.y && y + Math.min(height, 40) <= workArea.y + workArea.height);
}

/** Where the window stood last; null at the first start, and where its screen is no longer there. */
export function readWindowPlace(folder: string): WindowPlace | null {
  try {
    const read = place.safeParse(JSON.parse(readFileSync(fileOf(folder), 'utf8')));
    return read.success && isVisible(read.data) ? read.data : null;
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error && error.code === 'ENOENT')) return null;
    throw error;
  }
}

/** Remembers the window's place when it closes. A full disk must not keep a window from closing. */
export function rememberWindowPlace(window: BrowserWindow, folder: string): void {
  window.on('close', () => {
    const content: WindowPlace = { ...window.getNormalBounds(), maximized: window.isMaximized() };
    try {
      writeFileSync(fileOf(folder), JSON.stringify(content), { mode: 0o600 });
    } catch (error) {
      reportProblem('window place', error);
    }
  });
}
