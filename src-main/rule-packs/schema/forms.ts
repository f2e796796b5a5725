import { z } from 'zod';
import { ALL_FORM_PLACES, FORM_CELLS, FORM_IDS } from '#shared/domain/forms.ts';
import { documentTexts, language, provenance, validity } from './common.ts';

/** A hand needs 8 mm at least to write in. */
const LEAST_ROW = 8;

const blockLine = z.union([z.strictObject({ text: documentTexts, bold: z.boolean().default(false) }), z.strictObject({ rule: documentTexts.nullable() })]);

const column = z.strictObject({
  title: documentTexts,
  share: z.number().positive(),
  align: z.enum(['left', 'centre', 'right']).default('left'),
  /** What is printed in it; left out: it is filled by hand. */
  cell: z.enum(FORM_CELLS).optional(),
});

/** Parts of a form in their order. Texts may name places, e.g. `{index}`; a place without a value leaves room to write. */
export const formPart = z.discriminatedUnion('part', [
  z.strictObject({ part: z.literal('heading'), text: documentTexts, look: z.enum(['title', 'bold', 'plain']), align: z.enum(['left', 'centre']).default('centre') }),
  z.strictObject({ part: z.literal('block'), side: z.enum(['left', 'right']), lines: z.array(blockLine).min(1).max(12) }),
  z.strictObject({ part: z.literal('paragraph'), text: documentTexts, indent: z.boolean().default(true) }),
  z.strictObject({ part: z.literal('field'), label: documentTexts.optional(), place: z.enum(ALL_FORM_PLACES).optional(), caption: documentTexts.optional(), lines: z.number().int().min(1).max(12).default(1) }),
  z.strictObject({
    part: z.literal('table'),
    heading: documentTexts.optional(),
    columns: z.array(column).min(2).max(9),
    numbered: z.boolean().default(false),
    rows: z.enum(['blank', 'documents', 'people', 'cases']),
    /** Blank rows, below those that are printed; people who stand there take the place of blank ones, and below cases there is none: an act is not added to by hand. */
    blank: z.number().int().min(0).max(40),
    /** Millimetres. */
    height: z.number().min(LEAST_ROW).max(60),
    /** First cell of a last row that is left to be filled. */
    total: documentTexts.optional(),
  }),
  z.strictObject({ part: z.literal('signature'), position: documentTexts.optional(), name: z.enum(ALL_FORM_PLACES).optional(), captions: z.strictObject({ signature: documentTexts.optional(), name: documentTexts.optional(), date: documentTexts.optional() }) }),
  z.strictObject({ part: z.literal('note'), text: documentTexts }),
  /** Room that stays empty, in millimetres. */
  z.strictObject({ part: z.literal('space'), height: z.number().positive().max(150) }),
  /** What follows begins a sheet of its own. */
  z.strictObject({ part: z.literal('sheet') }),
]);
export type PackFormPart = z.output<typeof formPart>;

const form = z.strictObject({
  id: z.enum(FORM_IDS),
  /** Name of the form, also of its file. */
  title: documentTexts,
  /** Document languages of the country in which its words exist. */
  languages: z.array(language).min(1),
  parts: z.array(formPart).min(1).max(60),
  ...validity,
  ...provenance,
});

/** `forms.json`: the printed forms of an office with their words. A pack lacks a form whose words nobody has seen. */
export const formsFile = z.strictObject({ forms: z.array(form).min(1).max(100) });
export type FormsFile = z.output<typeof formsFile>;
