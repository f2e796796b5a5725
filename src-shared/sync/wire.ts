import { z } from 'zod';
import { ADMISSION_STATUSES, admissionNote } from './admission.ts';

/**
 * What a desk and the server say to each other: JSON over HTTPS, every answer and question held to these schemas at
 * both ends. Bytes in base64url without padding; hashes are SHA-256 in lower-case hex.
 */

/** Version of these messages; in the header `chancery-protocol` of every request. */
export const PROTOCOL_VERSION = 1;
export const PROTOCOL_HEADER = 'chancery-protocol';

/**
 * Version of the operations as a whole, raised with each release that adds a kind or a version of one. A server takes
 * this one and the one before; an older server is told from a newer desk by it, and the desk waits.
 */
export const OPERATIONS_VERSION = 10;
export const OLDEST_OPERATIONS_VERSION = 9;

/** Most operations and most bytes of a push, the bodies counted. One larger operation goes alone. */
export const PUSH_OPERATIONS = 500;
export const PUSH_BYTES = 256 * 1024;
/** Most operations of a page that is pulled. */
export const PULL_OPERATIONS = 500;

const id = z.string().min(1).max(100);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const bytes = z.string().regex(/^[A-Za-z0-9_-]*$/).max(1024);
/** 32 bytes in base64url. */
export const rawKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const count = z.number().int().nonnegative();

/** A place in a desk's own chain; number 0 with {@link GENESIS_HASH} stands before the first operation. */
export const chainPlace = z.object({ deskSeq: count, hash: sha256, opId: id.nullable() });
export type ChainPlace = z.output<typeof chainPlace>;
export const GENESIS_HASH = '0'.repeat(64);
export const GENESIS_PLACE: ChainPlace = { deskSeq: 0, hash: GENESIS_HASH, opId: null };

/** Nonce of the server, good for a short time and told by itself: no node keeps it. */
export const challengeAnswer = z.object({ challenge: bytes, serverTime: z.string() });
export type ChallengeAnswer = z.output<typeof challengeAnswer>;

/**
 * What a desk needs to write bundles (`bundle.ts`) that only its server reads, and to know that an answer is the
 * server's: raw X25519 and Ed25519 keys in base64url.
 */
export const bundleKeys = z.object({ encryption: rawKey, signature: rawKey });
export type BundleKeys = z.output<typeof bundleKeys>;

/** What a desk is told of itself. */
export const deskStanding = z.object({
  organisation: id,
  desk: id,
  epoch: z.number().int().positive(),
  /** Stands in desk-coded registration numbers; no two desks of an organisation share one. */
  deskCode: z.string().min(1).max(10),
  /** The organisation's first desk, which brings the office; every other one is brought to it. */
  founder: z.boolean(),
  /** Streams that it may pull; its own operations come back in whatever stream. */
  streams: z.array(z.string()),
  /** Last operation of its chain that the server holds. */
  acked: chainPlace,
  serverTime: z.string(),
  operations: z.object({ lowest: z.number().int(), highest: z.number().int() }),
  /** The server was put back to an older copy, which ends at `head`, and asks its desks for what came after. */
  recovery: z.object({ recovery: id, head: count }).optional(),
  /** Keys for bundles; a server of before them has none. */
  bundles: bundleKeys.optional(),
});
export type DeskStanding = z.output<typeof deskStanding>;

/** A new desk with its one-time code. `signature`: by its own key, over {@link signedText} of all other fields. */
export const enrolment = z.object({
  code: z.string().min(8).max(64),
  desk: id,
  publicKey: bytes,
  machine: id,
  /** Whether the desk holds no office yet: only the first desk of an organisation may bring one. */
  empty: z.boolean(),
  challenge: bytes,
  signature: bytes,
});
export type Enrolment = z.output<typeof enrolment>;

/** A desk says who it is and where its chain ends. */
export const hello = z.object({ desk: id, epoch: z.number().int().positive(), machine: id, last: chainPlace, operations: z.number().int(), challenge: bytes, signature: bytes });
export type Hello = z.output<typeof hello>;

/**
 * Why a desk must not go on as it is. `machine`: its identity was used on another machine. `behind`: its log ends
 * before what the server holds of it, so that it was restored from a backup. `fork`: its log holds another operation
 * in a place that the server knows. All three end with a new identity. `revoked`: it is cut off and asked to wipe.
 */
export const FENCES = ['machine', 'behind', 'fork', 'revoked'] as const;
export type Fence = (typeof FENCES)[number];

export const helloAnswer = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('welcome'), token: bytes, tokenSeconds: z.number().int().positive(), standing: deskStanding }),
  z.object({ answer: z.literal('fenced'), fence: z.enum(FENCES), serverTime: z.string() }),
]);
export type HelloAnswer = z.output<typeof helloAnswer>;

/**
 * A fenced desk takes a new identity. Its chain goes on from `base`, the last operation that both hold; what comes
 * after it is sent again as it is. Signed by the old key and by the new one over the same text.
 */
export const renewal = z.object({
  desk: id,
  newDesk: id,
  publicKey: bytes,
  machine: id,
  base: chainPlace,
  challenge: bytes,
  signature: bytes,
  newSignature: bytes,
});
export type Renewal = z.output<typeof renewal>;

export const renewalAnswer = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('renewed'), standing: deskStanding }),
  /** The server holds no such operation: the desk offers an earlier one. */
  z.object({ answer: z.literal('unknownBase') }),
  z.object({ answer: z.literal('fenced'), fence: z.literal('revoked'), serverTime: z.string() }),
]);
export type RenewalAnswer = z.output<typeof renewalAnswer>;

/** An operation of a desk's chain, with its stored bytes as the text that they are. */
export const pushedOperation = z.object({ opId: id, deskSeq: z.number().int().positive(), prevHash: sha256, hash: sha256, kind: z.string().max(100), v: z.number().int().positive(), body: z.string().max(64 * 1024) });
export type PushedOperation = z.output<typeof pushedOperation>;

export const push = z.object({ desk: id, epoch: z.number().int().positive(), operations: z.array(pushedOperation).min(1).max(PUSH_OPERATIONS) });
export type Push = z.output<typeof push>;

/** An operation that has its place in the organisation's order. */
export const placedResult = z.object({ opId: id, seq: z.number().int().positive(), status: z.enum(ADMISSION_STATUSES), note: admissionNote });
export type PlacedResult = z.output<typeof placedResult>;

/** `gap`: operations before the first one sent are missing. */
export const PUSH_PROBLEMS = ['fork', 'gap', 'machine', 'revoked'] as const;
export const pushAnswer = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('taken'), acked: chainPlace, results: z.array(placedResult) }),
  z.object({ answer: z.literal('refused'), problem: z.enum(PUSH_PROBLEMS), acked: chainPlace }),
]);
export type PushAnswer = z.output<typeof pushAnswer>;

/** One row of the organisation's log as a desk pulls it. */
export const pulledOperation = z.object({
  /** Place in the organisation's order, over all streams. */
  seq: z.number().int().positive(),
  stream: z.string(),
  /** Place in the stream, from 1 without a gap. */
  streamSeq: z.number().int().positive(),
  opId: id,
  prevHash: sha256,
  hash: sha256,
  status: z.enum(ADMISSION_STATUSES),
  note: admissionNote,
  body: z.string(),
});
export type PulledOperation = z.output<typeof pulledOperation>;

/**
 * `head`: place of the organisation's newest operation; a page that is not full ends there. `more`: others follow the
 * page's last one. A page whose bodies grow too large ends early, its `head` being its last place.
 */
export const pullAnswer = z.object({ operations: z.array(pulledOperation), more: z.boolean(), head: count, streams: z.array(z.string()), serverTime: z.string() });
export type PullAnswer = z.output<typeof pullAnswer>;

/** An operation that a desk gives back: as it was pulled, without its place in the stream, which follows from the order. */
export const keptOperation = pulledOperation.omit({ streamSeq: true });
export type KeptOperation = z.output<typeof keptOperation>;

/** Part of a stream that the desk was granted after others had written in it, in the order of the stream. */
export const backlogAnswer = z.object({ operations: z.array(pulledOperation), more: z.boolean() });
export type BacklogAnswer = z.output<typeof backlogAnswer>;

/** A sealed part of the main stream: places of the organisation's order, bytes of its packed form and their SHA-256. */
export const segmentPlace = z.object({ first: z.number().int().positive(), last: z.number().int().positive(), size: z.number().int().positive(), sha256 });
export type SegmentPlace = z.output<typeof segmentPlace>;
export const segmentList = z.object({ segments: z.array(segmentPlace).max(100_000) });
export type SegmentList = z.output<typeof segmentList>;
/** What a segment says, packed by Brotli. */
export const segmentContent = z.object({ operations: z.array(pulledOperation) });

/** Most numbers of one block. */
export const LEASE_NUMBERS = 1000;

/** A block of numbers of one journal and year. `requestId` makes the question safe to repeat. */
export const leaseRequest = z.object({ requestId: id, journalId: id, serialYear: count, count: z.number().int().min(1).max(LEASE_NUMBERS) });
export type LeaseRequest = z.output<typeof leaseRequest>;

export const lease = z.object({
  leaseId: id,
  journalId: id,
  serialYear: count,
  first: z.number().int().positive(),
  last: z.number().int().positive(),
  /** After this instant of the server no number is issued from it. */
  expiresAt: z.string(),
});
export type Lease = z.output<typeof lease>;

export const leaseAnswer = z.discriminatedUnion('answer', [z.object({ answer: z.literal('granted'), lease, serverTime: z.string() }), z.object({ answer: z.literal('refused'), reason: z.enum(['year', 'tooMany']), serverTime: z.string() })]);
export type LeaseAnswer = z.output<typeof leaseAnswer>;

/** A desk tells which blocks it holds; the answer prolongs those that are good, and names those that are not. */
export const leaseReconciliation = z.object({ leaseIds: z.array(id).max(1000), release: z.array(z.object({ leaseId: id, from: z.number().int().positive() })).max(1000) });
export type LeaseReconciliation = z.output<typeof leaseReconciliation>;
export const leaseReconciliationAnswer = z.object({ leases: z.array(lease), serverTime: z.string() });
export type LeaseReconciliationAnswer = z.output<typeof leaseReconciliationAnswer>;

/** What a desk holds that a server put back to an older copy does not; `last`: it has given all. */
export const givenBack = z.object({ recovery: id, operations: z.array(keptOperation).max(PUSH_OPERATIONS), leases: z.array(lease).max(1000), last: z.boolean() });
export type GivenBack = z.output<typeof givenBack>;
/** How many of them the server did not have from another desk. */
export const givenBackAnswer = z.object({ taken: count });
export type GivenBackAnswer = z.output<typeof givenBackAnswer>;

/** Codes by which people know the identities of the organisation's desks, former ones included. */
export const deskList = z.object({ desks: z.array(z.object({ desk: id, code: z.string().min(1).max(10) })).max(100_000) });
export type DeskList = z.output<typeof deskList>;

/** Whether the server holds an operation in the place where a desk has it. */
export const heldAnswer = z.object({ held: z.boolean() });
export type HeldAnswer = z.output<typeof heldAnswer>;

/**
 * Why a number is out of use: its lease was given back, ran out, or ended with its desk's identity; or a later number
 * was registered before it was ever leased.
 */
export const VOID_REASONS = ['released', 'expired', 'renewed', 'skipped'] as const;
export type VoidReason = (typeof VOID_REASONS)[number];

/** Consecutive numbers that no document bears, for one and the same reason (NUM-01). */
export const numberGap = z.object({
  first: z.number().int().positive(),
  last: z.number().int().positive(),
  state: z.enum(['leased', 'void']),
  voidReason: z.enum(VOID_REASONS).nullable(),
  voidAct: z.string().nullable(),
  voidAt: z.string().nullable(),
  deskCode: z.string().nullable(),
  leaseExpiresAt: z.string().nullable(),
});
export type NumberGap = z.output<typeof numberGap>;
export const gapList = z.object({ gaps: z.array(numberGap).max(100_000), serverTime: z.string() });
export type GapList = z.output<typeof gapList>;

/** Text over which a message is signed: its purpose and its fields in the order of their names, without the signatures. */
export function signedText(purpose: 'enrol' | 'hello' | 'renew', message: Readonly<Record<string, unknown>>): string {
  const signed = Object.fromEntries(Object.entries(message).filter(([name]) => name !== 'signature' && name !== 'newSignature'));
  return `chancery ${purpose} ${PROTOCOL_VERSION}\n${JSON.stringify(signed, sortedNames)}`;
}

/** The order of names in a message is not part of what it says. */
function sortedNames(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A refusal of the HTTP layer, as RFC 9457 problem details. `type`: `urn:chancery:problem:…` with the code of the refusal. */
export const problemDetails = z.object({ type: z.string().optional(), status: z.number().int(), title: z.string(), detail: z.string().optional() });
