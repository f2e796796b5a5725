import { COLOURS } from '../drawing/colours.ts';
import { setText } from '../drawing/text.ts';
import { finishTypefaces, openTypefaces } from '../drawing/typeface.ts';
import { refusing } from '../errors.ts';
import type { CopySource, FontFiles } from '../model.ts';
import { NewDocument } from '../new-document.ts';
import { MemorySource } from '../reading/byte-source.ts';
import { openPdf, type OpenedPdf, type ReadingDepth } from '../reading/open-source.ts';
import { Flow } from '../sheets/flow.ts';
import { linePieces } from '../sheets/flow-text.ts';
import { imagePage } from './image-source.ts';

/**
 * Opens what a copy is made of; images and files without a visual form become a PDF of their own first.
 * @throws PdfRefused
 */
export async function openSource(source: CopySource, fonts: FontFiles, createdAt: string, depth: ReadingDepth): Promise<OpenedPdf> {
  switch (source.kind) {
    case 'pdf':
      return openPdf(new MemorySource(source.bytes), depth);
    case 'pdf-file':
      return openPdf(source.file, depth);
    case 'image': {
      const document = new NewDocument();
      document.addPage(await refusing('image', () => imagePage(document.context, source)));
      return openPdf(new MemorySource(await document.write({ title: '', createdAt }, [source.bytes])));
    }
    case 'other':
      return openPdf(new MemorySource(await fileSheet(source.title, source.lines, fonts, createdAt)));
  }
}

/** A sheet that names a file which has no visual form here. */
async function fileSheet(title: string, lines: readonly string[], fonts: FontFiles, createdAt: string): Promise<Uint8Array> {
  const document = new NewDocument();
  const faces = await openTypefaces(document.context, fonts);
  const flow = new Flow();
  flow.breakSheet();
  for (const line of linePieces(setText(title, faces.bold, 14, flow.width), flow.width, COLOURS.ink)) flow.add(line);
  flow.gap(10);
  for (const text of lines) {
    for (const line of linePieces(setText(text, faces.regular, 10, flow.width), flow.width, COLOURS.ink)) flow.add(line);
    flow.gap(4);
  }
  for (const sheet of flow.sheets) document.addPage(sheet);
  await finishTypefaces(document.context, faces);
  return document.write({ title, createdAt }, [title, ...lines]);
}
