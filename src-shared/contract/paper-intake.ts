import { z } from 'zod';
import { LABEL_FORMATS, LABEL_SIZES, PAPER_STAGES, SCAN_CERTIFICATIONS, STAMP_METHODS } from '../domain/paper-intake.ts';
import { id, instant, nothing } from './common.ts';
import { method } from './define.ts';

const reason = z.string().trim().min(1).max(500);

export const stamping = z.object({ method: z.enum(STAMP_METHODS), format: z.enum(LABEL_FORMATS).nullable(), reason: z.string().nullable(), at: instant, by: z.string() });

/** The scan of a paper original: a copy, never an original (REG-06). */
export const scan = z.object({
  pages: z.number().int().nullable(),
  /** Sheets that the card stated when the scan was taken. */
  sheets: z.number().int().nullable(),
  differenceReason: z.string().nullable(),
  attachedAt: instant,
  attachedBy: z.string(),
  certification: z.enum(SCAN_CERTIFICATIONS),
});

/** Where a paper stands on its way from the number to the review. */
export const paperState = z.object({
  stage: z.enum(PAPER_STAGES),
  stampings: z.array(stamping),
  scan: scan.nullable(),
  /** What the hand stamp bears, line by line, for a clerk who writes it. */
  stampLines: z.array(z.string()),
});
export type PaperState = z.output<typeof paperState>;

export const paperIntake = {
  state: method('card.readOwn', z.object({ documentId: id }), paperState),
  /** The label with number and date; a second one says why it is needed. The label counts as put on the paper. */
  label: method(
    'card.register',
    z.object({ documentId: id, format: z.enum(LABEL_FORMATS), size: z.enum(LABEL_SIZES), reason: reason.nullable() }),
    z.object({ fileName: z.string(), mediaType: z.string(), bytes: z.instanceof(Uint8Array) }),
    { long: true },
  ),
  /** The number was stamped or written by hand. */
  stampByHand: method('card.register', z.object({ documentId: id }), nothing),
  /** The files of a letter that waits become the scan of a paper that has its number. */
  attachScan: method('card.register', z.object({ documentId: id, letterId: id, differenceReason: reason.nullable() }), nothing),
};
