import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FontFiles } from './model.ts';

const loaded = new Map<string, Promise<FontFiles>>();

/** Reads the family that is drawn (Noto Sans, OFL) from the folder of the product's fonts; a process reads it once. */
export function loadFonts(directory: string): Promise<FontFiles> {
  const known = loaded.get(directory) ?? readFonts(directory);
  loaded.set(directory, known);
  // A folder that could not be read may be there at the next time.
  known.catch(() => loaded.delete(directory));
  return known;
}

async function readFonts(directory: string): Promise<FontFiles> {
  const [regular, bold] = await Promise.all([
    readFile(join(directory, 'NotoSans-Regular.ttf')),
    readFile(join(directory, 'NotoSans-Bold.ttf')),
  ]);
  return { regular: new Uint8Array(regular), bold: new Uint8Array(bold) };
}
