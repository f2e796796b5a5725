import { PDFArray, PDFName, PDFNumber, type PDFObject } from 'pdf-lib';
import { applyMatrix, invert, type Box, type Matrix } from '../drawing/matrix.ts';
import { PdfRefused } from '../errors.ts';
import type { ObjectReader } from './object-reader.ts';
import { attributeOf, type SourcePage } from './page-tree.ts';

/** How a page is seen: in points of paper, upright, origin in the lower left corner. */
export interface PageGeometry {
  /** Visible part in user space: the crop box within the media box. */
  readonly visible: Box;
  readonly rotation: 0 | 90 | 180 | 270;
  readonly userUnit: number;
  /** Size as seen, in points. */
  readonly width: number;
  readonly height: number;
  /** From the page as seen to user space. */
  readonly toUser: Matrix;
  /** From user space to the page as seen. */
  readonly toSeen: Matrix;
}

/** US Letter, which viewers take where a page states no usable box. */
const FALLBACK_BOX: Box = { left: 0, bottom: 0, right: 612, top: 792 };
const SMALLEST_EDGE = 1;
const LARGEST_EDGE = 2_000_000;

/** Geometry from MediaBox, CropBox, Rotate (all inheritable) and UserUnit (ISO 32000-1, 7.7.3.3 and 14.11.2). */
export function pageGeometry(reader: ObjectReader, page: SourcePage): PageGeometry {
  const media = boxOf(reader, attributeOf(reader, page, 'MediaBox')) ?? FALLBACK_BOX;
  const crop = boxOf(reader, attributeOf(reader, page, 'CropBox'));
  const visible = (crop && intersection(media, crop)) ?? media;
  const rotation = rotationOf(attributeOf(reader, page, 'Rotate'));
  const stated = reader.resolve(page.dict.get(PDFName.of('UserUnit')));
  const unit = stated instanceof PDFNumber ? stated.asNumber() : 1;
  return geometryOf(visible, rotation, unit > 0 && unit <= 1_000 ? unit : 1);
}

export function geometryOf(visible: Box, rotation: PageGeometry['rotation'], userUnit: number): PageGeometry {
  const w = visible.right - visible.left;
  const h = visible.top - visible.bottom;
  const k = 1 / userUnit;
  // Each turns the page as it is seen back by the clockwise rotation that viewers apply.
  const turned: Record<PageGeometry['rotation'], Matrix> = {
    0: [k, 0, 0, k, 0, 0],
    90: [0, k, -k, 0, w, 0],
    180: [-k, 0, 0, -k, w, h],
    270: [0, -k, k, 0, 0, h],
  };
  const [a, b, c, d, e, f] = turned[rotation];
  const toUser: Matrix = [a, b, c, d, e + visible.left, f + visible.bottom];
  const toSeen = invert(toUser);
  if (toSeen === null) throw new PdfRefused('damaged', { reason: 'page box' });
  const [width, height] = rotation % 180 === 0 ? [w * userUnit, h * userUnit] : [h * userUnit, w * userUnit];
  return { visible, rotation, userUnit, width, height, toUser, toSeen };
}

/** Where a point of user space is seen. */
export function seenAt(geometry: PageGeometry, x: number, y: number): readonly [number, number] {
  return applyMatrix(geometry.toSeen, x, y);
}

/** Box of four numbers in any order of corners; null where it is none or has no area. */
export function boxOf(reader: ObjectReader, object: PDFObject | undefined): Box | null {
  if (!(object instanceof PDFArray) || object.size() < 4) return null;
  const [x1, y1, x2, y2] = [0, 1, 2, 3].map((index) => {
    const value = reader.resolve(object.get(index));
    return value instanceof PDFNumber ? value.asNumber() : Number.NaN;
  });
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return null;
  const box = { left: Math.min(x1, x2), bottom: Math.min(y1, y2), right: Math.max(x1, x2), top: Math.max(y1, y2) };
  return usable(box) ? box : null;
}

function usable(box: Box): boolean {
  const edges = [box.right - box.left, box.top - box.bottom];
  const places = [box.left, box.bottom, box.right, box.top];
  return (
    edges.every((edge) => edge >= SMALLEST_EDGE && edge <= LARGEST_EDGE) &&
    places.every((place) => Math.abs(place) <= LARGEST_EDGE)
  );
}

function intersection(a: Box, b: Box): Box | null {
  const box = {
    left: Math.max(a.left, b.left),
    bottom: Math.max(a.bottom, b.bottom),
    right: Math.min(a.right, b.right),
    top: Math.min(a.top, b.top),
  };
  return usable(box) ? box : null;
}

function rotationOf(object: PDFObject | undefined): PageGeometry['rotation'] {
  const stated = object instanceof PDFNumber ? object.asNumber() : 0;
  switch (((stated % 360) + 360) % 360) {
    case 90:
      return 90;
    case 180:
      return 180;
    case 270:
      return 270;
    default:
      return 0;
  }
}
