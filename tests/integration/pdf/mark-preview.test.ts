import { degrees, PDFDocument, PDFName, PDFNumber, type PDFPage } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ChosenPlaces, type MarkPreview, makeStampedCopy, PdfRefused, previewMarks, type StampedCopyRequest } from '../../../src-main/pdf/index.ts';
import { boxesInPicture, changedOutside, judgesPresent, pictureOf, render, textOf } from './rendering.ts';
import { block, letter, stampedFile, stampedRequest } from './samples.ts';

const pdf = (bytes: Uint8Array) => ({ source: { kind: 'pdf', bytes } as const });

/** What the window sends back when nobody moved anything. */
function untouched({ marks }: MarkPreview): ChosenPlaces {
  const [stamp, blocks] = [marks.find(({ mark }) => mark === 'stamp'), marks.find(({ mark }) => mark === 'blocks')];
  return {
    ...(stamp === undefined ? {} : { stamp: stamp.place ?? ('sheet' as const) }),
    ...(blocks === undefined ? {} : { blocks: blocks.place === null ? ('sheet' as const) : { ...blocks.place, count: blocks.count, columns: blocks.columns } }),
  };
}

async function turned(change: (page: PDFPage) => void): Promise<Uint8Array> {
  const document = await PDFDocument.load(await letter('ru', 1), { updateMetadata: false });
  document.getPages().forEach(change);
  return document.save();
}

describe('the preview of marks', () => {
  let request: StampedCopyRequest;
  beforeAll(async () => {
    request = await stampedRequest({ ...pdf(await letter('ru', 1)), blocks: [block('passed'), block('failed', 2)] });
  });

  const pages: readonly [string, (page: PDFPage) => void][] = [
    ['upright', () => undefined],
    ['turned by 90° with an offset crop box', (page) => {
      page.setMediaBox(-50, -20, 700, 900);
      page.setCropBox(20, 60, 540, 700);
      page.setRotation(degrees(90));
    }],
    ['turned by 180°', (page) => page.setRotation(degrees(180))],
    ['with a user unit of 1.5', (page) => page.node.set(PDFName.of('UserUnit'), PDFNumber.of(1.5))],
  ];
  it.skipIf(!judgesPresent).for(pages)('says where the copy puts them: the same places chosen give the same pages (%s)', async ([, change]) => {
    const wanted = { ...request, ...pdf(await turned(change)) };
    const preview = await previewMarks(wanted);
    const [automatic, chosen] = [await stampedFile(wanted), await stampedFile({ ...wanted, places: untouched(preview) })];
    expect(chosen.drawn).toEqual(automatic.drawn);
    expect(chosen.drawn.length).toBeGreaterThan(0);
    expect(chosen).toMatchObject({ appendedSheets: automatic.appendedSheets, blocksOnPage: automatic.blocksOnPage, stampOn: automatic.stampOn });
    const range = { first: 1, last: preview.pages + automatic.appendedSheets };
    const [one, two] = [render(automatic.bytes, 60, range), render(chosen.bytes, 60, range)];
    expect(one.map((page, at) => changedOutside(page, two[at] ?? page, []))).toEqual(one.map(() => 0));
  });

  it.skipIf(!judgesPresent).for([['png', 40], ['jpeg', 40], ['jpeg', 200]] as const)('brings the page that is made of an image, and the same places chosen upon it give the same pages (%s at %d dpi)', async ([format, dpi]) => {
    const bytes = pictureOf(await letter('kk', 1), format, dpi);
    const wanted: StampedCopyRequest = { ...request, source: { kind: 'image', format, bytes } };
    const preview = await previewMarks(wanted);
    const [automatic, chosen] = [await makeStampedCopy(wanted), await makeStampedCopy({ ...wanted, places: untouched(preview) })];
    expect(chosen).toMatchObject({ drawn: automatic.drawn, appendedSheets: automatic.appendedSheets });
    if (automatic.method !== 'full-save' || chosen.method !== 'full-save' || preview.made === null) throw new Error('an image has no PDF of its own');
    const range = { first: 1, last: preview.pages + automatic.appendedSheets };
    const [one, two] = [render(automatic.bytes, 60, range), render(chosen.bytes, 60, range)];
    expect(one.map((page, at) => changedOutside(page, two[at] ?? page, []))).toEqual(one.map(() => 0));
    // What the window shows is what the copy shows, outside of the marks.
    const [shown, first] = [render(preview.made, 60)[0], one[0]];
    if (shown === undefined || first === undefined) throw new Error('not rendered');
    expect(changedOutside(shown, first, boxesInPicture(automatic.drawn, 1, first))).toBe(0);
    // Marks go beside the picture by themselves, and upon it where somebody says so.
    const upon = await makeStampedCopy({ ...wanted, blocks: [], places: { stamp: { page: 1, left: 200, top: 700 } } });
    expect(upon.drawn).toMatchObject([{ page: 1, left: 200, top: 700 }]);
  });

  it('shows no page of an image with more pixels than a window draws, rather than an empty one', async () => {
    const header = new Uint8Array(33);
    header.set([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
    new DataView(header.buffer).setUint32(16, 9_000);
    new DataView(header.buffer).setUint32(20, 7_000);
    header.set([1, 0], 24);
    const error: unknown = await previewMarks({ ...request, source: { kind: 'image', format: 'png', bytes: header } }).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'too-large' });
  });

  it.skipIf(!judgesPresent)('pictures each mark in its size, with its words', async () => {
    const { marks } = await previewMarks(request);
    expect(marks.map(({ mark }) => mark)).toEqual(['stamp', 'blocks']);
    for (const { mark, picture, width, height } of marks) {
      const [page] = render(picture, 72);
      expect([page?.width, page?.height], mark).toEqual([Math.ceil(width), Math.ceil(height)]);
    }
    expect(textOf(marks[0]?.picture ?? new Uint8Array())).toContain('865/03-8');
    expect(textOf(marks[1]?.picture ?? new Uint8Array())).toContain('Їжакевич-Ґонтаренко');
  });

  it('tells what would stand on a sheet, and still offers it to be moved', async () => {
    const full = await previewMarks({ ...request, ...pdf(await letter('kk', 6)), blocks: [1, 2, 3, 4, 5, 6].map((index) => block('passed', index)) });
    const blocks = full.marks.find(({ mark }) => mark === 'blocks');
    expect(blocks).toBeDefined();
    expect(blocks?.count).toBeGreaterThan(1);
    expect(blocks?.width).toBeLessThan(595);
    expect(blocks?.height).toBeLessThan(842);
  });

  it('offers no mark that fits onto no page', async () => {
    const document = await PDFDocument.create();
    document.addPage([200, 150]);
    const small = await previewMarks({ ...request, ...pdf(await document.save()) });
    expect(small.marks.map(({ mark }) => mark)).toEqual(['stamp']);
    expect(small.marks[0]?.place).toBeNull();
  });

  it('is none where nothing is to be drawn', async () => {
    expect(await previewMarks({ ...request, stamp: null, blocks: [] })).toMatchObject({ marks: [] });
  });
});

describe('chosen places', () => {
  let request: StampedCopyRequest;
  beforeAll(async () => {
    request = await stampedRequest(pdf(await letter('ru', 1)));
  });

  it('may be a sheet of its own, and the page then stays as it was', async () => {
    const copy = await stampedFile({ ...request, places: { stamp: 'sheet', blocks: 'sheet' } });
    expect(copy).toMatchObject({ stampOn: 'sheet', blocksOnPage: 0, drawn: [] });
    expect(copy.appendedSheets).toBeGreaterThan(0);
  });

  it('of one mark leave the other to be placed, and never over the first', async () => {
    const automatic = await stampedFile({ ...request, blocks: [] });
    const [spot] = automatic.drawn;
    if (spot === undefined) throw new Error('the letter has room for a stamp');
    // The block is put where the stamp would have gone by itself.
    const blocks = { page: 1, left: Math.max(0, spot.left - 60), top: spot.top + 130, count: 1, columns: 1 as const };
    const copy = await stampedFile({ ...request, places: { blocks } });
    const [one, other] = copy.drawn;
    expect(copy.drawn[0]).toMatchObject({ left: blocks.left, top: blocks.top });
    if (one === undefined) throw new Error('no block');
    const apart = other === undefined || other.left >= one.left + one.width || one.left >= other.left + other.width || other.top <= one.top - one.height || one.top <= other.top - other.height;
    expect(apart).toBe(true);
  });

  it('are refused where one mark would stand over the other', async () => {
    const places = { stamp: { page: 1, left: 40, top: 300 }, blocks: { page: 1, left: 100, top: 290, count: 1, columns: 1 as const } };
    const error: unknown = await stampedFile({ ...request, places }).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(PdfRefused);
    expect((error as PdfRefused).code).toBe('no-room');
  });

  it('of fewer blocks than there are leave the others to a sheet', async () => {
    const blocks = [1, 2, 3].map((index) => block('passed', index));
    const copy = await stampedFile({ ...request, stamp: null, blocks, places: { blocks: { page: 1, left: 30, top: 460, count: 2, columns: 1 } } });
    expect(copy).toMatchObject({ blocksOnPage: 2 });
    expect(copy.appendedSheets).toBeGreaterThan(0);
  });

  it.skipIf(!judgesPresent)('change the page inside their boxes alone', async () => {
    const bytes = await letter('uk', 2);
    const copy = await stampedFile({ ...request, ...pdf(bytes), places: { stamp: { page: 1, left: 333.3, top: 222.2 } } });
    const [before, after] = [render(bytes, 100)[0], render(copy.bytes, 100)[0]];
    if (before === undefined || after === undefined) throw new Error('not rendered');
    expect(changedOutside(before, after, boxesInPicture(copy.drawn, 1, before))).toBe(0);
  });
});
