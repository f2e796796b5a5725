import { z } from 'zod';
import { documentFile, verdict } from '../../contract/intake.ts';
import { COPY_FORMS, requisites } from '../../contract/registration.ts';
import { blankRequisites } from '../../domain/registration-card.ts';
import type { Upcaster } from './upcaster.ts';

/** Operations of registration cards and copies. */
export const cardsOperations = {
  'card.registered': z.object({
    documentId: z.string(),
    requestId: z.string(),
    letterId: z.string().nullable(),
    requisites,
    registrationNumber: z.number().int().positive(),
    registrationYear: z.number().int(),
    /** Year under which the serial number is kept: 0 where the journal's numbers run on. */
    serialYear: z.number().int(),
    /** Run of serial numbers inside the journal: empty for the office's one, the desk's code where each desk counts alone. */
    numberRun: z.string(),
    registrationIndex: z.string(),
    registrationDate: z.string(),
    files: z.array(documentFile),
    verdict: verdict.nullable(),
    /** Card that this one stands beside as an original of equal force (REG-18), or null. */
    equalTo: z.string().nullable(),
    /** Card whose number was given in the wrong journal and is voided by this one, or null. */
    replaces: z.string().nullable(),
  }),
  'card.corrected': z.object({ documentId: z.string(), changes: requisites.partial(), reason: z.string().nullable() }),
  /** The number stays taken for ever, its card says why (NUM-01). `letterId`: goes back to be registered anew. */
  'card.voided': z.object({ documentId: z.string(), reason: z.string(), replacedBy: z.string().nullable(), letterId: z.string().nullable() }),
  /** People to whom the card was passed: they may read it from now on. */
  'card.readersAdded': z.object({ documentId: z.string(), accountIds: z.array(z.string()) }),
  /** `sha256` and `size` are of what is kept: the whole copy, or only what follows the bytes of the file that it continues. */
  'copy.made': z.object({
    copyId: z.string(),
    documentId: z.string(),
    form: z.enum(COPY_FORMS),
    sha256: z.string(),
    fileName: z.string(),
    size: z.number().int(),
    continues: z.object({ sha256: z.string(), size: z.number().int() }).nullable(),
    method: z.enum(['incremental', 'full-save']),
    /** What the certification of a certified copy says (PAP-02), and the application that it answers; null: no certified copy. */
    certified: z
      .object({
        requestId: z.string(),
        copyNumber: z.number().int().positive(),
        /** Run of the numbers inside the document: empty in an office of one desk, else the desk's code. */
        numberRun: z.string(),
        certifiedBy: z.string(),
        position: z.string(),
        /** Pages of an extract as they are printed; null: the whole document. */
        pages: z.string().nullable(),
        permission: z.string().nullable(),
      })
      .nullable(),
    /** Why an HR e-document was put on paper (HRC-06); absent from copies that need no ground. */
    ground: z.discriminatedUnion('kind', [z.object({ kind: z.literal('outage'), outageId: z.string() }), z.object({ kind: z.literal('application'), requestId: z.string() })]).optional(),
  }),
} as const;

export const cardsVersions = { 'card.registered': 2, 'copy.made': 2 } as const;

const registered = z.looseObject({ letterId: z.string().nullable(), registrationYear: z.number(), requisites: z.looseObject({}) });
export const cardsUpcasters: Readonly<Record<string, Upcaster>> = {
  // Version 1 did not say what the original is made of: a card without a file was one of a paper.
  'card.registered@1': (payload) => {
    const before = registered.parse(payload);
    const medium = before.letterId === null ? 'paper' : 'electronic';
    return { ...before, requisites: { ...blankRequisites({ direction: 'incoming', journalId: '', kindId: '' }), medium, ...before.requisites }, serialYear: before.registrationYear, numberRun: '', equalTo: null, replaces: null };
  },
  // Version 1 kept every copy whole, and knew no certified ones.
  'copy.made@1': (payload) => ({ ...z.looseObject({}).parse(payload), continues: null, certified: null }),
};
