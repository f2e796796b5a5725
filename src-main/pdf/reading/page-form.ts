import { concatTransformationMatrix, drawObject, PDFArray, PDFDict, PDFName, PDFObjectCopier, popGraphicsState, pushGraphicsState, type PDFContext, type PDFObject, PDFRawStream, type PDFRef } from 'pdf-lib';
import { PdfRefused } from '../errors.ts';
import { PDF_LIMITS } from '../limits.ts';
import { printedAppearances, type AnnotationAppearance } from './annotations.ts';
import type { OpenedPdf } from './open-source.ts';
import { contentStreams, decodedContent } from './page-content.ts';
import { pageGeometry, type PageGeometry } from './page-geometry.ts';
import { attributeOf, type SourcePage } from './page-tree.ts';

/** A page of a source as a form XObject of another document, in the user space of its page. */
export interface PageForm {
  readonly form: PDFRef;
  readonly geometry: PageGeometry;
}

/** Takes pages of one opened source over into another document as form XObjects. */
export class PageTaker {
  private readonly source: OpenedPdf;
  private readonly target: PDFContext;
  private readonly copier: PDFObjectCopier;
  private contentBytes = 0;

  constructor(source: OpenedPdf, target: PDFContext) {
    source.reader.loadAll();
    this.source = source;
    this.target = target;
    this.copier = PDFObjectCopier.for(source.reader.context, target);
  }

  /**
   * The page with what its annotations print, clipped to its visible box. A form keeps the page's graphics
   * state to itself, so unbalanced saves and restores cannot reach what is drawn around it.
   */
  take(page: SourcePage): PageForm {
    const geometry = pageGeometry(this.source.reader, page);
    const content = this.contentForm(page, geometry);
    const appearances = printedAppearances(this.source.reader, page);
    return { form: appearances.length === 0 ? content : this.withAnnotations(content, appearances, geometry), geometry };
  }

  /**
   * The source's layers: without them, content that is hidden by default would become visible in the copy.
   */
  optionalContent(): PDFObject | undefined {
    const layers = this.source.catalog.get(PDFName.of('OCProperties'));
    return layers === undefined ? undefined : this.copier.copy(layers);
  }

  private contentForm(page: SourcePage, geometry: PageGeometry): PDFRef {
    const { reader } = this.source;
    const streams = contentStreams(reader, page);
    const [only] = streams;
    const dict = this.target.obj({});
    let bytes: Uint8Array;
    if (streams.length === 1 && only !== undefined) {
      // Taken over as it is encoded: nothing to unpack, whatever it would unpack to.
      for (const key of ['Filter', 'DecodeParms']) {
        const value = only.dict.get(PDFName.of(key));
        if (value !== undefined) dict.set(PDFName.of(key), this.copier.copy(value));
      }
      bytes = only.getContents();
    } else {
      bytes = decodedContent(reader, page);
    }
    this.contentBytes += bytes.length;
    if (this.contentBytes > PDF_LIMITS.allContentBytes) throw new PdfRefused('too-large', { reason: 'page content' });
    describeForm(dict, geometry);
    const resources = attributeOf(reader, page, 'Resources');
    dict.set(PDFName.of('Resources'), resources instanceof PDFDict ? this.copier.copy(resources) : this.target.obj({}));
    const group = reader.resolve(page.dict.get(PDFName.of('Group')));
    if (group instanceof PDFDict) dict.set(PDFName.of('Group'), this.copier.copy(group));
    const form = PDFRawStream.of(dict, bytes);
    return this.target.register(streams.length === 1 ? form : this.target.flateStream(bytes, Object.fromEntries(dict.entries().map(([key, value]) => [key.decodeText(), value]))));
  }

  private withAnnotations(content: PDFRef, appearances: readonly AnnotationAppearance[], geometry: PageGeometry): PDFRef {
    const forms = this.target.obj({});
    forms.set(PDFName.of('Page'), content);
    const operators = [drawObject('Page')];
    appearances.forEach(({ form, matrix: [a, b, c, d, e, f] }, index) => {
      const copied = this.copier.copy(form);
      const stream = this.target.lookup(copied);
      if (stream instanceof PDFRawStream) stream.dict.set(PDFName.of('Subtype'), PDFName.of('Form'));
      forms.set(PDFName.of(`A${index}`), copied);
      operators.push(pushGraphicsState(), concatTransformationMatrix(a, b, c, d, e, f), drawObject(`A${index}`), popGraphicsState());
    });
    const stream = this.target.formXObject(operators, { Resources: this.target.obj({ XObject: forms }) });
    describeForm(stream.dict, geometry);
    return this.target.register(stream);
  }
}

function describeForm(dict: PDFDict, { visible }: PageGeometry): void {
  dict.set(PDFName.of('Type'), PDFName.of('XObject'));
  dict.set(PDFName.of('Subtype'), PDFName.of('Form'));
  dict.set(PDFName.of('FormType'), dict.context.obj(1));
  const box: PDFArray = dict.context.obj([visible.left, visible.bottom, visible.right, visible.top]);
  dict.set(PDFName.of('BBox'), box);
}
