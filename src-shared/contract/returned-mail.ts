import { z } from 'zod';
import { DELIVERY_WAYS } from '../domain/registration-card.ts';
import { id, instant } from './common.ts';
import { method } from './define.ts';

const text = z.string().trim().max(500);
export const returnRecord = z.object({
  reason: text.min(1),
  /** To whom it was sent back or on. */
  returnedTo: text.min(1),
  delivery: z.enum(DELIVERY_WAYS),
  postalTrack: text.nullable(),
  note: text.nullable(),
});

export const returnedItem = returnRecord.extend({
  returnId: id,
  /** Null: a paper that never was a letter of the desk. */
  letterId: id.nullable(),
  /** What it was: name of the file, or what stood on the envelope. */
  description: text,
  sender: text.nullable(),
  returnedAt: instant,
  returnedBy: z.string(),
});
export type ReturnedItem = z.output<typeof returnedItem>;

/** Misdelivered mail goes back without a registration number, and leaves a record. */
export const returnedMail = {
  returnLetter: method('card.register', returnRecord.extend({ letterId: id, sender: text.nullable() }), returnedItem),
  returnPaper: method('card.register', returnRecord.extend({ returnId: id, description: text.min(1), sender: text.nullable() }), returnedItem),
  list: method('card.register', z.object({ offset: z.number().int().nonnegative().default(0), limit: z.number().int().positive().max(500).default(100) }), z.object({ items: z.array(returnedItem), total: z.number().int() })),
};
