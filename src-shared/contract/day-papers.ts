import { z } from 'zod';
import { day, id, instant, language, nothing, sha256, shortText } from './common.ts';
import { method } from './define.ts';

/** Documents that one hand-over holds at most. */
export const HANDOVER_LIMIT = 500;

const inLanguage = { language: language.nullable().default(null) };
const printedFile = z.object({ sha256, size: z.number().int(), fileName: z.string(), pages: z.number().int() });
const printedJournal = printedFile.extend({ rows: z.number().int(), firstNumber: z.number().int(), lastNumber: z.number().int() });

/** Papers handed to a person against signature. */
export const handover = z.object({
  handoverId: id,
  /** Calendar day in the office's zone. */
  day,
  toName: z.string(),
  personId: z.string().nullable(),
  note: z.string(),
  madeAt: instant,
  madeBy: z.string(),
  /** When the signed sheet came back, and who says so. */
  signedAt: instant.nullable(),
  signedBy: z.string().nullable(),
  /** Null subject: that card may not be read by who asks. */
  documents: z.array(z.object({ documentId: id, registrationIndex: z.string(), registrationDate: day, subject: z.string().nullable() })),
});
export type Handover = z.output<typeof handover>;

/** Papers that a registration desk makes at the end of its day: the printed journal, the sheet of hand-over. */
export const dayPapers = {
  /** The journal of one day on paper, kept and logged. */
  journalOfDay: method('card.register', z.object({ journalId: z.string().max(60), day, ...inLanguage }), printedJournal, { long: true }),
  /** The journal of a period, both ends included. */
  journalOfPeriod: method('card.register', z.object({ journalId: z.string().max(60), from: day, to: day, ...inLanguage }), printedJournal, { long: true }),
  /** Journals with registrations today that no print of today holds; `due`: the evening has come. */
  notPrinted: method('card.register', nothing, z.object({ day, due: z.boolean(), journals: z.array(z.string()) })),
  /** Idempotent by `handoverId`. */
  makeHandover: method('card.register', z.object({ handoverId: id, toName: shortText, personId: z.string().max(60).nullable(), documentIds: z.array(id).min(1).max(HANDOVER_LIMIT), note: z.string().trim().max(1000) }), handover),
  handovers: method('card.register', z.object({ day }), z.object({ handovers: z.array(handover) })),
  /** The sheet to sign on, kept and logged. */
  handoverSheet: method('card.register', z.object({ handoverId: id, ...inLanguage }), printedFile, { long: true }),
  /** Says that the signed sheet came back. */
  handoverSigned: method('card.register', z.object({ handoverId: id }), handover),
};
