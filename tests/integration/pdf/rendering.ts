import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DrawnMark } from '../../../src-main/pdf/index.ts';

/** Whether Poppler and QPDF, the independent judges of these tests, are installed. */
export const judgesPresent = ['pdftoppm', 'pdftotext', 'qpdf'].every((tool) => {
  try {
    execFileSync('which', [tool], { stdio: 'pipe' });
    return true;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
});

/** A page as grey pixels, 0 black to 255 white, rows from the top. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  at(x: number, y: number): number;
}

/** Runs `work` with a folder that is gone afterwards. */
export function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Renders pages with Poppler. */
export function render(bytes: Uint8Array, dpi: number, range: { first: number; last: number } = { first: 1, last: 1 }): Picture[] {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'in.pdf'), bytes);
    const pages = ['-f', String(range.first), '-l', String(range.last)];
    execFileSync('pdftoppm', ['-gray', '-cropbox', '-r', String(dpi), ...pages, join(folder, 'in.pdf'), join(folder, 'page')], { stdio: 'pipe', timeout: 60_000 });
    return readdirSync(folder)
      .filter((name) => name.endsWith('.pgm'))
      .sort()
      .map((name) => readPgm(readFileSync(join(folder, name))));
  });
}

/** The first page of a PDF as a file of a picture, as a scanner or a phone gives it. */
export function pictureOf(pdf: Uint8Array, format: 'png' | 'jpeg', dpi: number): Uint8Array {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'in.pdf'), pdf);
    execFileSync('pdftoppm', [`-${format}`, '-singlefile', '-r', String(dpi), join(folder, 'in.pdf'), join(folder, 'page')], { stdio: 'pipe', timeout: 60_000 });
    return new Uint8Array(readFileSync(join(folder, format === 'png' ? 'page.png' : 'page.jpg')));
  });
}

function readPgm(bytes: Buffer): Picture {
  const head = /^P5\s+(\d+)\s+(\d+)\s+(\d+)\s/.exec(bytes.subarray(0, 64).toString('latin1'));
  if (head === null) throw new Error('not a PGM picture');
  const [width, height] = [Number(head[1]), Number(head[2])];
  const pixels = bytes.subarray(head[0].length);
  return { width, height, at: (x, y) => pixels[y * width + x] ?? 255 };
}

export function textOf(bytes: Uint8Array, ...options: string[]): string {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'in.pdf'), bytes);
    return execFileSync('pdftotext', [...options, join(folder, 'in.pdf'), '-'], { encoding: 'utf8', timeout: 60_000 });
  });
}

/** Complaints of qpdf about the file's structure; empty: none. */
export function structureComplaints(bytes: Uint8Array): string {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'in.pdf'), bytes);
    try {
      execFileSync('qpdf', ['--check', join(folder, 'in.pdf')], { stdio: 'pipe', encoding: 'utf8', timeout: 60_000 });
      return '';
    } catch (error) {
      if (error instanceof Error && 'stderr' in error) return String(error.stderr);
      throw error;
    }
  });
}

/** Pixels that are dark in the original but differ in the copy: ink that a mark covered. */
export function coveredInk(original: Picture, copy: Picture): number {
  if (original.width !== copy.width || original.height !== copy.height) return Number.POSITIVE_INFINITY;
  let covered = 0;
  for (let y = 0; y < original.height; y += 1) {
    for (let x = 0; x < original.width; x += 1) {
      const before = original.at(x, y);
      if (before < 200 && Math.abs(before - copy.at(x, y)) > 24) covered += 1;
    }
  }
  return covered;
}

/** Box around the pixels that a copy adds; null: it adds none. */
export function addedInk(original: Picture, copy: Picture): { left: number; top: number; right: number; bottom: number; count: number } | null {
  let [left, top, right, bottom, count] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -1, -1, 0];
  for (let y = 0; y < copy.height; y += 1) {
    for (let x = 0; x < copy.width; x += 1) {
      if (Math.abs(original.at(x, y) - copy.at(x, y)) <= 24) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      count += 1;
    }
  }
  return count === 0 ? null : { left, top, right, bottom, count };
}

/** Pixels outside of some boxes (in pixels, their edges included) that differ at all between an original and its copy. */
export function changedOutside(original: Picture, copy: Picture, boxes: readonly { left: number; top: number; right: number; bottom: number }[]): number {
  if (original.width !== copy.width || original.height !== copy.height) return Number.POSITIVE_INFINITY;
  let changed = 0;
  for (let y = 0; y < original.height; y += 1) {
    for (let x = 0; x < original.width; x += 1) {
      if (original.at(x, y) === copy.at(x, y)) continue;
      if (!boxes.some((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)) changed += 1;
    }
  }
  return changed;
}

/** Boxes of the marks on one page, in pixels of its picture, a pixel wider on each side for edges that fall between pixels. */
export function boxesInPicture(drawn: readonly DrawnMark[], page: number, picture: Picture) {
  return drawn
    .filter((mark) => mark.page === page)
    .map(({ left, top, width, height, pageWidth, pageHeight }) => {
      const [perX, perY] = [picture.width / pageWidth, picture.height / pageHeight];
      return { left: left * perX - 2, right: (left + width) * perX + 2, top: (pageHeight - top) * perY - 2, bottom: (pageHeight - top + height) * perY + 2 };
    });
}
