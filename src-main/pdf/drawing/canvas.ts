import {
  appendBezierCurve,
  beginText,
  closePath,
  concatTransformationMatrix,
  drawObject,
  endText,
  fill,
  fillAndStroke,
  lineTo,
  moveTo,
  PDFName,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
  setDashPattern,
  setFillingRgbColor,
  setFontAndSize,
  setLineWidth,
  setStrokingRgbColor,
  setTextMatrix,
  showText,
  stroke,
  type PDFContext,
  type PDFDict,
  type PDFOperator,
  type PDFRef,
} from 'pdf-lib';
import type { Colour } from './colours.ts';
import { IDENTITY, type Matrix } from './matrix.ts';
import type { SetText } from './text.ts';
import type { Typeface } from './typeface.ts';

/** One step of a path; coordinates in points from the upper left corner. */
export type PathStep =
  | readonly ['M' | 'L', number, number]
  | readonly ['C', number, number, number, number, number, number]
  | readonly ['Z'];

export interface PathStyle {
  readonly fill?: Colour;
  readonly stroke?: Colour;
  readonly lineWidth?: number;
  readonly dash?: readonly number[];
}

/**
 * A drawing surface in points, origin in the upper left corner, y downwards. It collects operators and the
 * fonts and forms that they use; nothing of it depends on the page that will carry it. Every operation leaves the
 * graphics state as it was: a form that is drawn later takes its colours from that state.
 */
export class Canvas {
  readonly width: number;
  readonly height: number;
  private readonly operators: PDFOperator[] = [];
  private readonly fonts = new Map<PDFRef, string>();
  private readonly forms = new Map<PDFRef, string>();

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
  }

  /** Draws set text with its first line's top at y. Alignment is within `width`, where one is given. */
  text(set: SetText, x: number, y: number, colour: Colour, align?: { width: number; to: 'centre' | 'right' }): void {
    const ascent = set.leading * 0.5 + set.size * 0.36;
    set.lines.forEach((line, index) => {
      if (line === '') return;
      const slack = align === undefined ? 0 : align.width - set.face.width(line, set.size);
      const left = x + (align?.to === 'centre' ? slack / 2 : slack);
      this.line(line, set.face, set.size, left, y + index * set.leading + ascent, colour);
    });
  }

  /** Draws one run of text with its baseline at y. */
  line(text: string, face: Typeface, size: number, x: number, baseline: number, colour: Colour): void {
    this.operators.push(
      pushGraphicsState(),
      beginText(),
      setFillingRgbColor(...colour),
      setFontAndSize(this.fontKey(face), size),
      setTextMatrix(1, 0, 0, 1, round(x), round(this.height - baseline)),
      showText(face.encode(text)),
      endText(),
      popGraphicsState(),
    );
  }

  rule(x1: number, y1: number, x2: number, y2: number, colour: Colour, lineWidth: number): void {
    this.path([['M', x1, y1], ['L', x2, y2]], { stroke: colour, lineWidth });
  }

  frame(x: number, y: number, width: number, height: number, style: PathStyle): void {
    this.path([['M', x, y], ['L', x + width, y], ['L', x + width, y + height], ['L', x, y + height], ['Z']], style);
  }

  /** Filled rectangles of one colour in one operation. */
  cells(cells: readonly (readonly [x: number, y: number, width: number, height: number])[], colour: Colour): void {
    this.operators.push(pushGraphicsState(), setFillingRgbColor(...colour));
    for (const [x, y, width, height] of cells) {
      this.operators.push(rectangle(round(x), round(this.height - y - height), round(width), round(height)));
    }
    this.operators.push(fill(), popGraphicsState());
  }

  path(steps: readonly PathStep[], style: PathStyle): void {
    this.operators.push(pushGraphicsState());
    if (style.fill) this.operators.push(setFillingRgbColor(...style.fill));
    if (style.stroke) this.operators.push(setStrokingRgbColor(...style.stroke));
    if (style.lineWidth !== undefined) this.operators.push(setLineWidth(round(style.lineWidth)));
    if (style.dash) this.operators.push(setDashPattern([...style.dash], 0));
    for (const step of steps) this.step(step);
    this.operators.push(style.fill && style.stroke ? fillAndStroke() : style.fill ? fill() : stroke());
    this.operators.push(popGraphicsState());
  }

  /** Draws a form under a matrix of PDF space: origin in the lower left corner, y upwards. */
  form(form: PDFRef, matrix: Matrix): void {
    let key = this.forms.get(form);
    if (key === undefined) {
      key = `X${this.forms.size}`;
      this.forms.set(form, key);
    }
    const [a, b, c, d, e, f] = matrix;
    this.operators.push(
      pushGraphicsState(),
      concatTransformationMatrix(fine(a), fine(b), fine(c), fine(d), fine(e), fine(f)),
      drawObject(key),
      popGraphicsState(),
    );
  }

  get isEmpty(): boolean {
    return this.operators.length === 0;
  }

  /** Writes what was drawn as a content stream and gives it with the resources it names. */
  finish(context: PDFContext): { readonly contents: PDFRef; readonly resources: PDFDict } {
    return { contents: context.register(context.contentStream(this.operators)), resources: this.resources(context) };
  }

  /** Writes what was drawn as a form XObject of the canvas's size; `matrix` turns it where it is not drawn upright. */
  finishAsForm(context: PDFContext, matrix: Matrix = IDENTITY): PDFRef {
    return context.register(
      context.formXObject(this.operators, {
        FormType: 1,
        BBox: context.obj([0, 0, round(this.width), round(this.height)]),
        Matrix: context.obj(matrix.map(fine)),
        Resources: this.resources(context),
      }),
    );
  }

  private resources(context: PDFContext): PDFDict {
    const resources = context.obj({});
    for (const [name, used] of [['Font', this.fonts], ['XObject', this.forms]] as const) {
      if (used.size === 0) continue;
      const entries = context.obj({});
      for (const [ref, key] of used) entries.set(PDFName.of(key), ref);
      resources.set(PDFName.of(name), entries);
    }
    return resources;
  }

  private fontKey(face: Typeface): string {
    let key = this.fonts.get(face.ref);
    if (key === undefined) {
      key = `F${this.fonts.size}`;
      this.fonts.set(face.ref, key);
    }
    return key;
  }

  private step(step: PathStep): void {
    const y = (value: number) => round(this.height - value);
    switch (step[0]) {
      case 'M':
        this.operators.push(moveTo(round(step[1]), y(step[2])));
        return;
      case 'L':
        this.operators.push(lineTo(round(step[1]), y(step[2])));
        return;
      case 'C':
        this.operators.push(
          appendBezierCurve(round(step[1]), y(step[2]), round(step[3]), y(step[4]), round(step[5]), y(step[6])),
        );
        return;
      case 'Z':
        this.operators.push(closePath());
    }
  }
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

function fine(value: number): number {
  return Math.round(value * 1_000_000) / 1_000_000;
}
