import { PDFContext, PDFDict, PDFName, PDFString, PDFWriter, type PDFObject, type PDFRef } from 'pdf-lib';
import type { Canvas } from './drawing/canvas.ts';
import { makeArchival } from './archival/pdf-a.ts';
import { fileId, infoDict, type DocumentInfo } from './document-info.ts';

/** A PDF that is built here from its first byte. */
export class NewDocument {
  readonly context = PDFContext.create();
  private readonly pagesRef: PDFRef;
  private readonly catalog: PDFDict;
  private readonly kids: PDFRef[] = [];

  constructor() {
    this.pagesRef = this.context.nextRef();
    this.catalog = this.context.obj({ Type: 'Catalog', Pages: this.pagesRef });
  }

  /** Adds a page with what a canvas holds, of the canvas's size. */
  addPage(canvas: Canvas): void {
    this.kids.push(registerPage(this.context, canvas, this.pagesRef));
  }

  setCatalogEntry(key: string, value: PDFObject): void {
    this.catalog.set(PDFName.of(key), value);
  }

  /** Writes the file. `identity` is everything that makes this file what it is. */
  async write(info: DocumentInfo, identity: readonly (Uint8Array | string)[]): Promise<Uint8Array> {
    const { context } = this;
    this.finish(info, identity);
    return PDFWriter.forContext(context, Infinity).serializeToBuffer();
  }

  /** As `write`, by the rules of PDF/A-1b; typefaces must have been finished before. */
  async writeArchival(info: DocumentInfo, language: string, identity: readonly (Uint8Array | string)[]): Promise<Uint8Array> {
    const { context } = this;
    this.catalog.set(PDFName.of('Lang'), PDFString.of(language));
    this.finish(info, identity);
    makeArchival(context, this.catalog, info);
    return PDFWriter.forContext(context, Infinity).serializeToBuffer();
  }

  private finish(info: DocumentInfo, identity: readonly (Uint8Array | string)[]): void {
    const { context } = this;
    context.assign(this.pagesRef, context.obj({ Type: 'Pages', Kids: this.kids, Count: this.kids.length }));
    context.trailerInfo.Root = context.register(this.catalog);
    context.trailerInfo.Info = context.register(infoDict(context, info));
    context.trailerInfo.ID = fileId(context, identity);
  }
}

/** Registers a page that states every inheritable attribute itself, so that no tree above it can turn or crop it. */
export function registerPage(context: PDFContext, canvas: Canvas, parent: PDFRef): PDFRef {
  const { contents, resources } = canvas.finish(context);
  const box = context.obj([0, 0, round(canvas.width), round(canvas.height)]);
  return context.register(
    context.obj({ Type: 'Page', Parent: parent, MediaBox: box, CropBox: box, Rotate: 0, Resources: resources, Contents: contents }),
  );
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
