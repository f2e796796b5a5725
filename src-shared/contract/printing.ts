import { z } from 'zod';
import { parsePageRange } from '../domain/page-range.ts';
import { id, instant, nothing, sha256 } from './common.ts';
import { method } from './define.ts';
import { MOST_COPIES, PRINTER_NAME, SIDES } from '../domain/print-options.ts';

export const systemPrinter = z.object({
  name: z.string(),
  /** What people call it; its name where nobody described it. */
  description: z.string(),
  isDefault: z.boolean(),
  /** Whether it takes jobs now: neither rejecting nor stopped. */
  accepting: z.boolean(),
});
export type SystemPrinter = z.output<typeof systemPrinter>;

export const printOptions = z.object({
  printer: z.string().regex(PRINTER_NAME),
  copies: z.number().int().min(1).max(MOST_COPIES).default(1),
  sides: z.enum(SIDES).default('one-sided'),
  /** Pages as they were typed (`1, 3-5`); null: all. */
  pages: z
    .string()
    .max(300)
    .refine((text) => parsePageRange(text).ok, { message: 'error.pages.malformed' })
    .nullable()
    .default(null),
});
export type PrintOptions = z.output<typeof printOptions>;

/** Documents of one batch at most. */
export const MOST_PRINTED = 300;

/** Forms that are made for printing, as a copy is. */
export const MADE_FORMS = ['paper', 'protocol', 'card'] as const;
export type MadeForm = (typeof MADE_FORMS)[number];
/** `stored`: a file that the desk keeps. */
export const PRINTED_FORMS = ['stored', ...MADE_FORMS] as const;
export type PrintedForm = (typeof PRINTED_FORMS)[number];

/** Problem of an item that may have been printed by the desk of which this one is a copy, or in days that a backup does not know of. */
export const COPIED_DESK_PROBLEM = 'printing.problem.copied';

/** `handing`: on its way to the print system; `printing`: with the printer. */
export const PRINT_STATES = ['waiting', 'making', 'handing', 'printing', 'printed', 'failed', 'cancelled'] as const;

/** A line of the queue, of a document that the caller may read. */
export const printItem = z.object({
  itemId: id,
  documentId: id,
  registrationIndex: z.string(),
  subject: z.string(),
  form: z.enum(PRINTED_FORMS),
  printer: z.string(),
  copies: z.number().int(),
  state: z.enum(PRINT_STATES),
  /** What stands in its way and what to do, a key below `printing.problem.` or `error.`; null: nothing. */
  problem: z.object({ message: z.string(), params: z.record(z.string(), z.string()) }).nullable(),
  enteredAt: instant,
});
export type PrintItem = z.output<typeof printItem>;

/** Printing at this desk by the system's own queues. */
export const printing = {
  /** `dialog`: this computer prints through its own dialog alone; `silent`: its print system does not answer now. */
  state: method('card.readOwn', nothing, z.object({ system: z.enum(['queue', 'dialog', 'silent']), printers: z.array(systemPrinter) })),
  /** Enters a batch in order. `batchId` makes a repeated call harmless. */
  enqueue: method(
    'card.readOwn',
    z.object({
      batchId: id,
      options: printOptions,
      items: z
        .array(z.discriminatedUnion('form', [z.object({ form: z.literal('stored'), documentId: id, sha256 }), z.object({ form: z.enum(MADE_FORMS), documentId: id })]))
        .min(1)
        .max(MOST_PRINTED),
    }),
    z.object({ entered: z.number().int() }),
  ),
  /** In the order in which they are printed; `total` counts what the first lines leave out too. */
  queue: method('card.readOwn', nothing, z.object({ items: z.array(printItem), total: z.number().int() })),
  /** How many of the caller's own items are still to be printed, were refused or failed, and were printed; until they are taken off the list. */
  counts: method('card.readOwn', nothing, z.object({ toPrint: z.number().int(), failed: z.number().int(), printed: z.number().int() })),
  /** Takes an item out; what is with the printer is asked back. */
  cancel: method('card.readOwn', z.object({ itemId: id }), nothing),
  /** Prints a failed item once more; the copy that was made for it is not made again. */
  retry: method('card.readOwn', z.object({ itemId: id }), nothing),
  /** A person's word that what a copied or restored desk found in its queue is to be printed here; of all such items that the caller may retry. */
  release: method('card.readOwn', nothing, z.object({ released: z.number().int() })),
  /** Takes finished items off the list: printed and cancelled, and failed ones. */
  clear: method('card.readOwn', nothing, nothing),
};
