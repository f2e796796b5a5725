import type { RegistrationStamp } from '../pdf/index.ts';

/** Dots per millimetre of the usual label printer (203 dpi). */
const DOTS = 8;
/** Scalable Unicode font that label printers carry; it must hold Kazakh and Ukrainian letters. */
const FONT = 'E:TT0003M_.FNT';

export interface ZplLabel {
  readonly stamp: RegistrationStamp;
  readonly qrPayload: string;
  /** Millimetres. */
  readonly width: number;
  readonly height: number;
}

/** A field's text after `^FH`: signs that the printer takes for commands are written as bytes. */
function fieldText(text: string): string {
  return [...text.replace(/[\u0000-\u001f\u007f]+/gu, ' ')].map((sign) => (sign === '^' || sign === '~' || sign === '_' || sign === '\\' ? `_${sign.codePointAt(0)?.toString(16).toUpperCase() ?? ''}` : sign)).join('');
}

function text(x: number, y: number, height: number, width: number, lines: number, value: string): string {
  return `^FO${x},${y}^A@N,${height},${Math.round(height * 0.9)},${FONT}^FB${width},${lines},0,L,0^FH^FD${fieldText(value)}^FS`;
}

/** The label as Zebra's language for label printers (ZPL II), in UTF-8. */
export function zplLabel({ stamp, qrPayload, width, height }: ZplLabel): string {
  const margin = 2 * DOTS;
  const inner = width * DOTS - 2 * margin;
  const code = 22 * DOTS;
  const numberHeight = stamp.registrationIndex.length > 14 ? 40 : 56;
  const below = margin + 58 + numberHeight + 12;
  return [
    '^XA',
    '^CI28',
    `^PW${width * DOTS}`,
    `^LL${height * DOTS}`,
    text(margin, margin, 20, inner, 2, stamp.office),
    text(margin, margin + 40, 18, inner, 1, stamp.title),
    text(margin, margin + 58, numberHeight, inner, 1, stamp.registrationIndex),
    text(margin, below, 30, inner - code, 1, stamp.date),
    ...stamp.rows.map(({ label, value }, at) => text(margin, below + 36 + at * 24, 20, inner - code, 1, `${label}: ${value}`)),
    `^FO${width * DOTS - margin - code},${height * DOTS - margin - code}^BQN,2,5^FH^FDQA,${fieldText(qrPayload)}^FS`,
    '^PQ1',
    '^XZ',
    '',
  ].join('\n');
}
