import { z } from 'zod';
import { STICK_FILE_BYTES } from './stick-file.ts';
import { chainPlace, FENCES, leaseAnswer, leaseReconciliation, leaseReconciliationAnswer, leaseRequest, pullAnswer, push, pushAnswer, rawKey } from './wire.ts';

/**
 * Push and pull as files on a stick, for a desk without a link for weeks. A desk writes what it has to send and where
 * it stands; the server takes it as if it had come over the wire and writes an answer for that desk alone.
 */

/** Most bytes of operations that one answer brings; the rest comes with the next stick. */
export const BUNDLE_ANSWER_BYTES = 64 * 1024 * 1024;

/** Most files that one bundle carries, or asks for. */
export const CARRIED_FILES = 20_000;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** Files that follow a bundle in its file on the stick, in this order; see `stick-file.ts`. */
export const carriedFiles = z.object({ key: rawKey, files: z.array(z.object({ sha256, size: z.number().int().nonnegative().max(STICK_FILE_BYTES) })).max(CARRIED_FILES) });
export type CarriedFiles = z.output<typeof carriedFiles>;

/** What a desk says of files where its bundle lies on a stick that the desk itself writes and reads. */
const questionFiles = z.object({
  carried: carriedFiles,
  /** Files of others that it would like to have. */
  wanted: z.array(sha256).max(CARRIED_FILES),
  /** Largest file that it takes in. */
  largest: z.number().int().positive(),
});
const answerFiles = z.object({
  /** Of those that the desk carried: what the server holds now, and what no operation names that it accepted. */
  held: z.array(sha256).max(CARRIED_FILES),
  refused: z.array(sha256).max(CARRIED_FILES),
  carried: carriedFiles,
  /** So many more wait for the next stick. */
  left: z.number().int().nonnegative(),
});
export type AnswerFiles = z.output<typeof answerFiles>;

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
  /** Absent: the bundle is carried in a way that takes no files, and so is the answer. */
  files: questionFiles.optional(),
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
    files: answerFiles.optional(),
  }),
  /** The desk must not go on under its identity: that takes a link. */
  z.object({ answer: z.literal('fenced'), desk: z.string(), fence: z.enum(FENCES), serverTime: z.string() }),
]);
export type BundleAnswer = z.output<typeof bundleAnswer>;
