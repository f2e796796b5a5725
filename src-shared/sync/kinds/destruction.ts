import { z } from 'zod';
import { AGREEING_BODIES } from '../../domain/archive-inventories.ts';
import { OBSTACLES } from '../../domain/destruction.ts';

const person = z.object({ accountId: z.string(), name: z.string() });

/** Operations of the act on allotting documents for destruction and of its execution (C.7.5, C.7.6, ARC-04). */
export const destructionOperations = {
  'destruction.drawnUp': z.object({ actId: z.string(), number: z.string(), year: z.number().int(), drawnUpOn: z.string() }),
  /** Cases that the act names besides those it has. */
  'destruction.casesAdded': z.object({ actId: z.string(), caseIds: z.array(z.string()) }),
  'destruction.caseLeftOut': z.object({ actId: z.string(), caseId: z.string(), reason: z.string() }),
  'destruction.agreed': z.object({ actId: z.string(), by: z.enum(AGREEING_BODIES), protocolNumber: z.string(), protocolDate: z.string() }),
  'destruction.approved': z.object({ actId: z.string(), by: z.string(), on: z.string() }),
  /** Back to a draft; what was agreed and approved counts no more. */
  'destruction.returned': z.object({ actId: z.string(), reason: z.string() }),
  /** A draft is given up: its number and its cases are free again. */
  'destruction.discarded': z.object({ actId: z.string(), reason: z.string() }),
  /** The first of the two persons asks for it; nothing is destroyed yet. */
  'destruction.begun': z.object({ actId: z.string(), method: z.string(), by: person }),
  /** The second, who must be another. `case.destroyed` of each case follows: in the same transaction, or in portions until the act is completed. */
  'destruction.confirmed': z.object({ actId: z.string(), by: person, inPortions: z.boolean().optional() }),
  /** Somebody goes on at another desk with an act in portions whose own desk has not come to its end. */
  'destruction.resumed': z.object({ actId: z.string(), by: person }),
  /** All portions are written; cases against which something stood by then stayed. */
  'destruction.completed': z.object({ actId: z.string(), stayed: z.array(z.object({ caseId: z.string(), obstacle: z.enum(OBSTACLES) })) }),
  /** Its files go at every desk and at the server; cards, the act and the history stay. */
  'case.destroyed': z.object({
    caseId: z.string(),
    actId: z.string(),
    actNumber: z.string(),
    on: z.string(),
    method: z.string(),
    persons: z.tuple([person, person]),
    /** Who went on with the act; the two persons stay those of the act. */
    resumedBy: person.optional(),
  }),
  /** What a desk, or the server as a desk was told, has removed for an act: the proof of deletion at that place. */
  'destruction.placeReported': z.object({
    actId: z.string(),
    place: z.discriminatedUnion('kind', [z.object({ kind: z.literal('desk'), deskId: z.string(), code: z.string() }), z.object({ kind: z.literal('server') })]),
    cases: z.number().int().nonnegative(),
    /** Files that went, and those that stay since another card lawfully keeps the same bytes. */
    filesRemoved: z.number().int().nonnegative(),
    filesKept: z.number().int().nonnegative(),
    /** Cases that a hold keeps there, which the act's place in the order came before. */
    casesHeld: z.number().int().nonnegative().optional(),
    /** Documents of which nothing lies there any more, a part of them where they are many: the server removes no file before a desk has said so. */
    erased: z.array(z.object({ caseId: z.string(), documentId: z.string() })).optional(),
  }),
} as const;
