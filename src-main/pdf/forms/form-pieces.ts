import { COLOURS } from '../drawing/colours.ts';
import type { Hyphenator } from '../drawing/hyphenation.ts';
import { setText } from '../drawing/text.ts';
import type { Typefaces } from '../drawing/typeface.ts';
import { MM } from '../drawing/units.ts';
import type { Piece } from '../marks/piece.ts';
import { REQUISITE_WIDTH } from '../sheets/letter-sheet.ts';
import type { BlockLine, FormPart } from './model.ts';

export const FORM_TEXT = { size: 11, leading: 14.5 } as const;
const CAPTION = { size: 7.5, leading: 9.2 } as const;
const LOOKS = { title: { size: 13, bold: true }, bold: { size: 11, bold: true }, plain: { size: 11, bold: false } } as const;
/** Height of a line that a hand writes on. */
const HAND_LINE = 8.5 * MM;
const LABEL_SHARE = 0.36;
/** Lines that are centred are not longer than this. */
const CENTRED_SHARE = 0.84;
const GUTTER = 4 * MM;
const RULE_WIDTH = 0.5;
/** How far a rule lies below the baseline of what stands on it. */
const UNDER_TEXT = 1;

/** What every part of one form is set with. */
export interface FormSetting {
  readonly faces: Typefaces;
  readonly width: number;
  readonly hyphenate: Hyphenator | null;
}

type Part<Kind extends FormPart['part']> = Extract<FormPart, { readonly part: Kind }>;

export function headingPiece({ text, look, align }: Part<'heading'>, { faces, width }: FormSetting): Piece {
  const { size, bold } = LOOKS[look];
  const inner = align === 'centre' ? width * CENTRED_SHARE : width;
  const set = setText(text, bold ? faces.bold : faces.regular, size, inner);
  return { width, height: set.height, draw: (canvas, x, y) => canvas.text(set, x + (width - inner) / 2, y, COLOURS.ink, ...(align === 'centre' ? [{ width: inner, to: align }] as const : [])) };
}

/** A requisite on one side of the sheet, or one on either side at the same height. */
export function blocksPiece(blocks: readonly Part<'block'>[], setting: FormSetting): Piece {
  const sides = blocks.map(({ side, lines }) => ({ at: side === 'left' ? 0 : setting.width - REQUISITE_WIDTH, pieces: blockPieces(lines, setting) }));
  return {
    width: setting.width,
    height: Math.max(...sides.map(({ pieces }) => pieces.reduce((sum, { height }) => sum + height, 0))),
    draw(canvas, x, y) {
      for (const { at, pieces } of sides) {
        let top = y;
        for (const piece of pieces) {
          piece.draw(canvas, x + at, top);
          top += piece.height;
        }
      }
    },
  };
}

function blockPieces(lines: readonly BlockLine[], { faces, hyphenate }: FormSetting): Piece[] {
  return lines.map((line) => ('rule' in line ? rulePiece(line.rule, REQUISITE_WIDTH, { faces, hyphenate }) : blockText(line, faces, hyphenate)));
}

function blockText({ text, bold }: Extract<BlockLine, { readonly text: string }>, faces: Typefaces, hyphenate: Hyphenator | null): Piece {
  const set = setText(text, bold === true ? faces.bold : faces.regular, FORM_TEXT.size, REQUISITE_WIDTH, FORM_TEXT.leading, bold === true ? null : hyphenate);
  return { width: REQUISITE_WIDTH, height: set.height, draw: (canvas, x, y) => canvas.text(set, x, y, COLOURS.ink) };
}

/** A rule to write on and its caption below it. */
function rulePiece(caption: string, width: number, { faces, hyphenate }: Pick<FormSetting, 'faces' | 'hyphenate'>): Piece {
  const below = caption === '' ? null : setText(caption, faces.regular, CAPTION.size, width, CAPTION.leading, hyphenate);
  return {
    width,
    height: HAND_LINE + (below?.height ?? 0),
    draw(canvas, x, y) {
      canvas.rule(x, y + HAND_LINE, x + width, y + HAND_LINE, COLOURS.ink, RULE_WIDTH);
      if (below !== null) canvas.text(below, x, y + HAND_LINE + 0.8, COLOURS.label, { width, to: 'centre' });
    },
  };
}

/** A label with its value, or with rules to write on: beside the label, or over the whole width where there is none. */
export function fieldPieces({ label, value, caption, lines, prose }: Part<'field'>, setting: FormSetting): Piece[] {
  const { faces, width, hyphenate } = setting;
  const indent = label === '' ? 0 : width * LABEL_SHARE + GUTTER;
  const right = width - indent;
  const labelSet = setText(label, faces.regular, FORM_TEXT.size, Math.max(indent - GUTTER, FORM_TEXT.size), FORM_TEXT.leading, hyphenate);
  const labelHeight = label === '' ? 0 : labelSet.height;
  if (value === '') {
    const rules = Array.from({ length: lines }, (_unused, at) => rulePiece(at === lines - 1 ? caption : '', right, setting));
    return rules.map((rule, at): Piece => {
      // The first rule lies under the last line of the label.
      const above = at === 0 ? Math.max(0, labelHeight + UNDER_TEXT - HAND_LINE) : 0;
      return {
        width,
        height: above + rule.height,
        draw(canvas, x, y) {
          if (at === 0 && label !== '') canvas.text(labelSet, x, y + above + HAND_LINE - UNDER_TEXT - labelHeight, COLOURS.ink);
          rule.draw(canvas, x + indent, y + above);
        },
      };
    });
  }
  const set = setText(value, faces.regular, FORM_TEXT.size, right, FORM_TEXT.leading, prose ? hyphenate : null);
  const below = caption === '' ? null : setText(caption, faces.regular, CAPTION.size, right, CAPTION.leading, hyphenate);
  const text = Math.max(labelHeight, set.height);
  return [
    {
      width,
      height: text + UNDER_TEXT + 3 + (below?.height ?? 0),
      draw(canvas, x, y) {
        if (label !== '') canvas.text(labelSet, x, y, COLOURS.ink);
        canvas.text(set, x + indent, y + text - set.height, COLOURS.ink);
        canvas.rule(x + indent, y + text + UNDER_TEXT, x + width, y + text + UNDER_TEXT, COLOURS.rule, RULE_WIDTH);
        if (below !== null) canvas.text(below, x + indent, y + text + UNDER_TEXT + 0.8, COLOURS.label, { width: right, to: 'centre' });
      },
    },
  ];
}

/** Shares of the width behind the position: signature, name, date. */
const SIGN_SHARES = { signature: 0.34, name: 0.4, date: 0.26 } as const;

/** Position and name stand level with the last line of the position (DSTU 4163:2020), the captions below the rules. */
export function signaturePiece({ position, name, captions }: Part<'signature'>, { faces, width, hyphenate }: FormSetting): Piece {
  const side = position === '' ? 0 : width * LABEL_SHARE + GUTTER;
  const before = setText(position, faces.regular, FORM_TEXT.size, Math.max(side - GUTTER, FORM_TEXT.size), FORM_TEXT.leading, hyphenate);
  const beforeHeight = position === '' ? 0 : before.height;
  const room = width - side;
  const columns = (['signature', 'name', 'date'] as const).filter((key) => captions[key] !== '');
  const shares = columns.reduce((sum, key) => sum + SIGN_SHARES[key], 0);
  const set = columns.map((key) => {
    const wide = ((room + GUTTER) * SIGN_SHARES[key]) / shares - GUTTER;
    const written = key === 'name' ? setText(name, faces.regular, FORM_TEXT.size, wide, FORM_TEXT.leading) : null;
    return { wide, written, caption: setText(captions[key], faces.regular, CAPTION.size, wide, CAPTION.leading, hyphenate) };
  });
  const text = Math.max(HAND_LINE, ...[beforeHeight, ...set.map(({ written }) => written?.height ?? 0)].map((height) => height + UNDER_TEXT));
  return {
    width,
    height: text + Math.max(...set.map(({ caption }) => caption.height)) + 2,
    draw(canvas, x, y) {
      if (position !== '') canvas.text(before, x, y + text - UNDER_TEXT - beforeHeight, COLOURS.ink);
      let left = x + side;
      for (const { wide, written, caption } of set) {
        canvas.rule(left, y + text, left + wide, y + text, COLOURS.ink, RULE_WIDTH);
        if (written !== null && name !== '') canvas.text(written, left, y + text - UNDER_TEXT - written.height, COLOURS.ink, { width: wide, to: 'centre' });
        canvas.text(caption, left, y + text + 0.8, COLOURS.label, { width: wide, to: 'centre' });
        left += wide + GUTTER;
      }
    },
  };
}

export const NOTE = { size: 8, leading: 10.4 } as const;
