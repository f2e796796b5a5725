import { hash } from 'node:crypto';
import { z } from 'zod';
import { mergeRuleOf } from '#shared/sync/admission.ts';
import type { MergeRule } from '#shared/sync/merge-rules.ts';
import type { Authorship } from '#shared/sync/authorship.ts';
import { filesNamedBy, type NamedFile } from '#shared/sync/named-files.ts';
import { OPERATION_BODY_LIMIT, type Operation, operationSchema } from '#shared/sync/operation.ts';
import { push as pushSchema, PUSH_BYTES, type Push, type PushedOperation } from '#shared/sync/wire.ts';
import { registeredNumber, type RegisteredNumber } from '../numbers/registered-number.ts';
import { isPlainId, parseMessage } from '../parse-message.ts';
import { RequestRefused } from '../request-refused.ts';
import { type ActorChange, actorChangeOf } from './actor-changes.ts';
import { claimedAuthorship, type PersonTold, personTold } from './people.ts';

/** A pushed operation whose bytes were held to its hash and its schema. */
export interface VerifiedOperation {
  readonly pushed: PushedOperation;
  readonly operation: Operation;
  readonly rule: MergeRule;
  readonly number: RegisteredNumber | 'unreadable' | null;
  readonly actorChange: ActorChange | null;
  readonly authorship: Authorship | null;
  readonly told: PersonTold | null;
  readonly files: readonly NamedFile[];
  readonly size: number;
}

export interface VerifiedPush {
  readonly desk: string;
  readonly epoch: number;
  readonly operations: readonly VerifiedOperation[];
}

/**
 * All of a push that can be judged without the store, so that no lock is held meanwhile: sizes, hashes, the links of
 * its chain to one another, and that the envelope says what the bytes say.
 *
 * @throws RequestRefused where it is no push of a sound desk.
 */
export function verifyPush(message: Push): VerifiedPush {
  const { desk, epoch, operations } = parseMessage(pushSchema, message);
  const verified = operations.map(verifyOperation);
  const bytes = verified.reduce((total, { size }) => total + size, 0);
  if (bytes > PUSH_BYTES && verified.length > 1) throw malformed(`the push has ${bytes} bytes; at most ${PUSH_BYTES} are allowed`);
  const ids = new Set<string>();
  for (const [index, { pushed }] of verified.entries()) {
    const before = verified[index - 1]?.pushed;
    if (before !== undefined && (pushed.deskSeq !== before.deskSeq + 1 || pushed.prevHash !== before.hash)) throw malformed(`operation ${pushed.deskSeq} does not follow the one before it`);
    if (ids.has(pushed.opId)) throw malformed(`operation ${pushed.opId} is sent twice`);
    ids.add(pushed.opId);
  }
  return { desk, epoch, operations: verified };
}

/** Holds one operation to its hash and its schema. @throws RequestRefused */
export function verifyOperation(pushed: PushedOperation): VerifiedOperation {
  const bytes = Buffer.from(pushed.body, 'utf8');
  if (bytes.length > OPERATION_BODY_LIMIT) throw malformed(`operation ${pushed.deskSeq} has ${bytes.length} bytes`);
  const chained = hash('sha256', Buffer.concat([Buffer.from(pushed.prevHash, 'hex'), bytes]), 'hex');
  if (chained !== pushed.hash) throw malformed(`the bytes of operation ${pushed.deskSeq} do not fit its hash`);
  const operation = parseBody(pushed);
  for (const name of ['opId', 'deskSeq', 'kind', 'v'] as const) {
    if (operation[name] !== pushed[name]) throw malformed(`operation ${pushed.deskSeq}: ${name} differs from the stored bytes`);
  }
  for (const name of ['opId', 'stream', 'kind', 'entity'] as const) {
    if (!isPlainId(operation[name])) throw malformed(`operation ${pushed.deskSeq}: ${name} cannot be a key`);
  }
  return { pushed, operation, rule: mergeRuleOf(operation.kind), number: registeredNumber(operation), actorChange: actorChangeOf(operation), authorship: claimedAuthorship(operation), told: personTold(operation), files: filesNamedBy(operation.kind, operation.v, operation.payload), size: bytes.length };
}

const jsonText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
    return z.NEVER;
  }
});

function parseBody(pushed: PushedOperation): Operation {
  const parsed = jsonText.pipe(operationSchema).safeParse(pushed.body);
  if (!parsed.success) throw malformed(`the bytes of operation ${pushed.deskSeq} are no operation`);
  return parsed.data;
}

function malformed(detail: string): RequestRefused {
  return new RequestRefused('malformed', detail);
}
