import { PDFContext, PDFWriter } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { Canvas } from '../../../src-main/pdf/drawing/canvas.ts';
import { COLOURS } from '../../../src-main/pdf/drawing/colours.ts';
import { finishTypefaces, openTypefaces } from '../../../src-main/pdf/drawing/typeface.ts';
import type { FontFiles } from '../../../src-main/pdf/index.ts';
import { judgesPresent, render, textOf, type Picture } from './rendering.ts';
import { productFonts, SPECIAL_LETTERS } from './samples.ts';

const CELL = 40;
const COLUMNS = 12;
const letters = [...SPECIAL_LETTERS];

/** One letter to a cell, in the named face; the subset embedding of the product or the whole font program. */
async function sheetOf(fonts: FontFiles, face: 'regular' | 'bold', subset: boolean, drawn: readonly string[]): Promise<Uint8Array> {
  const context = PDFContext.create();
  const faces = await openTypefaces(context, fonts, subset);
  const canvas = new Canvas(COLUMNS * CELL, Math.ceil(drawn.length / COLUMNS) * CELL);
  drawn.forEach((letter, index) => {
    canvas.line(letter, faces[face], 24, (index % COLUMNS) * CELL + 8, Math.floor(index / COLUMNS) * CELL + 29, COLOURS.ink);
  });
  const { contents, resources } = canvas.finish(context);
  await finishTypefaces(context, faces);
  const pages = context.nextRef();
  const page = context.register(context.obj({ Type: 'Page', Parent: pages, MediaBox: [0, 0, canvas.width, canvas.height], Resources: resources, Contents: contents }));
  context.assign(pages, context.obj({ Type: 'Pages', Kids: [page], Count: 1 }));
  context.trailerInfo.Root = context.register(context.obj({ Type: 'Catalog', Pages: pages }));
  return PDFWriter.forContext(context, Infinity).serializeToBuffer();
}

/** Letters whose cells differ between two pictures, or are empty in the first. */
function wrongLetters(picture: Picture, yardstick: Picture): string[] {
  const edge = picture.width / COLUMNS;
  return letters.filter((_letter, index) => {
    let [ink, differing] = [0, 0];
    for (let y = 0; y < edge; y += 1) {
      for (let x = 0; x < edge; x += 1) {
        const [px, py] = [Math.floor((index % COLUMNS) * edge + x), Math.floor(Math.floor(index / COLUMNS) * edge + y)];
        if (picture.at(px, py) < 128) ink += 1;
        if (Math.abs(picture.at(px, py) - yardstick.at(px, py)) > 64) differing += 1;
      }
    }
    return ink < 8 || differing > 6;
  });
}

const only = <T>(items: readonly T[]): T => {
  const [item] = items;
  if (item === undefined) throw new Error('no item');
  return item;
};

describe.skipIf(!judgesPresent)('letters of the five languages', () => {
  let fonts: FontFiles;
  beforeAll(async () => {
    fonts = await productFonts();
  });

  it.for(['regular', 'bold'] as const)('are drawn by the subset of the %s face as by the whole font', async (face) => {
    const yardstick = only(render(await sheetOf(fonts, face, false, letters), 144));
    const subset = await sheetOf(fonts, face, true, letters);
    expect(wrongLetters(only(render(subset, 144)), yardstick)).toEqual([]);
    expect([...textOf(subset)].filter((letter) => letter.trim() !== '').sort()).toEqual([...letters].sort());
  });

  it('are compared by a measure that sees a dropped and an exchanged letter', async () => {
    const yardstick = only(render(await sheetOf(fonts, 'regular', false, letters), 144));
    const dropped = letters.map((letter) => (letter === 'Қ' ? ' ' : letter));
    const exchanged = letters.map((letter) => (letter === 'ө' ? 'о' : letter === 'Ґ' ? 'Г' : letter));
    expect(wrongLetters(only(render(await sheetOf(fonts, 'regular', true, dropped), 144)), yardstick)).toEqual(['Қ']);
    expect(wrongLetters(only(render(await sheetOf(fonts, 'regular', true, exchanged), 144)), yardstick)).toEqual(['ө', 'Ґ']);
  });
});

