import { z } from 'zod';
import { chainPlace, FENCES, leaseAnswer, leaseReconciliation, leaseReconciliationAnswer, leaseRequest, pullAnswer, push, pushAnswer, rawKey } from './wire.ts';

/**
 * Push and pull as files on a stick, for a desk without a link for weeks. A desk writes what it has to send and where
 * it stands; the server takes it as if it had come over the wire and writes an answer for that desk alone.
 */

/** Most bytes of a bundle as it lies on the stick. */
export const BUNDLE_BYTES = 256 * 1024 * 1024;
/** Most bytes of operations that one answer brings; the rest comes with the next stick. */
export const BUNDLE_ANSWER_BYTES = 64 * 1024 * 1024;

export const bundleQuestion = z.object({
  desk: z.string(),
  epoch: z.number().int().positive(),
  machine: z.string(),
  /** Where the desk's own chain ends, as in a hello. */
  last: chainPlace,
  operations: z.number().int(),
  /** Key to which the answer is sealed. */
  replyTo: rawKey,
  /** Place after which the desk wants the organisation's operations. */
  after: z.number().int().nonnegative(),
  pushes: z.array(push).max(100_000),
  leases: leaseReconciliation,
  leaseRequests: z.array(leaseRequest).max(1000),
});
export type BundleQuestion = z.output<typeof bundleQuestion>;

export const bundleAnswer = z.discriminatedUnion('answer', [
  z.object({
    answer: z.literal('exchanged'),
    desk: z.string(),
    epoch: z.number().int(),
    after: z.number().int(),
    pushes: z.array(pushAnswer),
    pages: z.array(pullAnswer),
    leases: leaseReconciliationAnswer,
    granted: z.array(leaseAnswer),
    serverTime: z.string(),
  }),
  /** The desk must not go on under its identity: that takes a link. */
  z.object({ answer: z.literal('fenced'), desk: z.string(), fence: z.enum(FENCES), serverTime: z.string() }),
]);
export type BundleAnswer = z.output<typeof bundleAnswer>;
