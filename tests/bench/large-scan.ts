import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';

/** A scan as multifunction machines write it: one grey picture a page, as large as the page, cross-reference table. */
export interface LargeScan {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** A4 at 72 dpi, eight bits a pixel, stored without packing: as many bytes as a packed picture at 300 dpi. */
const [WIDTH, HEIGHT] = [496, 702];

/** Paper with rows of dark strokes and the noise of a scanner, other noise on each page. */
function picture(page: number): Buffer {
  const pixels = Buffer.alloc(WIDTH * HEIGHT);
  let noise = page + 1;
  for (let at = 0; at < pixels.length; at += 1) {
    noise = (Math.imul(noise, 1_103_515_245) + 12_345) >>> 0;
    const [row, column] = [Math.floor(at / WIDTH), at % WIDTH];
    const inLine = row > 90 && row < 560 && row % 14 < 7 && column > 60 && column < 430;
    pixels[at] = inLine && noise % 3 === 0 ? 30 : 238 + (noise >>> 28);
  }
  return pixels;
}

/** Writes a scan: three hundred pages are about a hundred megabytes. */
export function writeLargeScan(path: string, pages = 300): LargeScan {
  const file = openSync(path, 'w');
  const hash = createHash('sha256');
  let bytes = 0;
  const offsets: number[] = [];
  const write = (part: string | Buffer): void => {
    const given = typeof part === 'string' ? Buffer.from(part, 'latin1') : part;
    writeSync(file, given);
    hash.update(given);
    bytes += given.length;
  };
  const object = (number: number, ...parts: readonly (string | Buffer)[]): void => {
    offsets[number] = bytes;
    write(`${number} 0 obj\n`);
    parts.forEach(write);
    write('\nendobj\n');
  };
  const pageNumber = (page: number): number => 3 + page * 3;
  try {
    write('%PDF-1.5\n%\xe2\xe3\xcf\xd3\n');
    object(1, '<< /Type /Catalog /Pages 2 0 R >>');
    object(2, `<< /Type /Pages /Count ${pages} /Kids [${Array.from({ length: pages }, (_unused, page) => `${pageNumber(page)} 0 R`).join(' ')}] >>`);
    for (let page = 0; page < pages; page += 1) {
      const number = pageNumber(page);
      const content = 'q 595 0 0 842 0 0 cm /Scan Do Q';
      const pixels = picture(page);
      object(number, `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /Scan ${number + 2} 0 R >> >> /Contents ${number + 1} 0 R >>`);
      object(number + 1, `<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
      object(number + 2, `<< /Type /XObject /Subtype /Image /Width ${WIDTH} /Height ${HEIGHT} /ColorSpace /DeviceGray /BitsPerComponent 8 /Length ${pixels.length} >>\nstream\n`, pixels, '\nendstream');
    }
    const start = bytes;
    write(`xref\n0 ${offsets.length}\n0000000000 65535 f \n`);
    for (const offset of offsets.slice(1)) write(`${String(offset).padStart(10, '0')} 00000 n \n`);
    write(`trailer\n<< /Size ${offsets.length} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
  } finally {
    closeSync(file);
  }
  return { path, sha256: hash.digest('hex'), bytes };
}
