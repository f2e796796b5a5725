import { z } from 'zod';
import { day, id } from './common.ts';

/**
 * Whom the card of a signed draft reaches in the transaction that registers it (ROUTE-16, ROUTE-17, ROUTE-18): the
 * executors of a list made by the registrar, or the official who lays his resolution on it.
 */
export const draftExecution = z.discriminatedUnion('by', [
  z.object({
    by: z.literal('list'),
    resolutionId: id,
    text: z.string().trim().min(1).max(4000),
    executors: z.array(z.object({ personId: z.string(), role: z.enum(['main', 'co', 'information']) })).max(120),
    /** Last day for all of them; null: the default term. */
    dueOn: day.nullable(),
  }),
  z.object({ by: z.literal('review'), stepId: id, reviewerPersonId: z.string() }),
]);
export type DraftExecutionWish = z.output<typeof draftExecution>;

/** What is proposed, by the route and the draft. `toHead`: the kind is written to the head, who names the executors. */
export const proposedExecution = z.object({
  executorPersonIds: z.array(z.string()),
  toHead: z.boolean(),
  headPersonId: z.string().nullable(),
  /** The route names executors, so that the draft is not registered without a list or a review. */
  demanded: z.boolean(),
});
export type ProposedExecution = z.output<typeof proposedExecution>;
