/** Pixels of a drawn page, four bytes each, rows from the top. */
export interface DrawnPage {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** A box in pixels of the drawn page. */
export interface PixelBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** How far a pixel's lightness must be from the paper's to count as ink, of 255: a scan's grey noise and shadows stay below. */
const CONTRAST = 60;
/** Specks that a scanner leaves are no ink: this share of the box, and this many pixels at least. */
const SPECKS = { share: 0.0004, pixels: 6 } as const;

function lightness(data: Uint8ClampedArray, pixel: number): number {
  const at = pixel * 4;
  return ((data[at] ?? 255) * 3 + (data[at + 1] ?? 255) * 6 + (data[at + 2] ?? 255)) / 10;
}

/** The lightness that most of the page has: that of its paper. */
export function paperLightness({ data, width, height }: DrawnPage): number {
  const counts = new Uint32Array(256);
  // A sample of the page tells its paper as well as all of it does.
  const step = Math.max(1, Math.floor((width * height) / 50_000));
  for (let pixel = 0; pixel < width * height; pixel += step) counts[Math.round(lightness(data, pixel))] = (counts[Math.round(lightness(data, pixel))] ?? 0) + 1;
  return counts.indexOf(Math.max(...counts));
}

/** Whether a mark in the box would cover what is written, drawn or stamped on the page (C.4: never over text or another mark). */
export function coversInk(page: DrawnPage, box: PixelBox): boolean {
  const paper = paperLightness(page);
  const [right, bottom] = [Math.min(page.width, Math.ceil(box.left + box.width)), Math.min(page.height, Math.ceil(box.top + box.height))];
  const most = Math.max(SPECKS.pixels, box.width * box.height * SPECKS.share);
  let inked = 0;
  for (let y = Math.max(0, Math.floor(box.top)); y < bottom; y += 1) {
    for (let x = Math.max(0, Math.floor(box.left)); x < right; x += 1) {
      if (Math.abs(lightness(page.data, y * page.width + x) - paper) > CONTRAST) inked += 1;
      if (inked > most) return true;
    }
  }
  return false;
}
