import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FontFiles } from './model.ts';

/** Reads the family that is drawn (Noto Sans, OFL) from the folder of the product's fonts. */
export async function loadFonts(directory: string): Promise<FontFiles> {
  const [regular, bold] = await Promise.all([
    readFile(join(directory, 'NotoSans-Regular.ttf')),
    readFile(join(directory, 'NotoSans-Bold.ttf')),
  ]);
  return { regular: new Uint8Array(regular), bold: new Uint8Array(bold) };
}
