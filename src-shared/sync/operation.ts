import { z } from 'zod';

/**
 * An operation: one thing that a person or the desk did, the unit of audit and of synchronisation.
 * The log is append-only; tables are projections of it (AUD-01…AUD-06).
 */
const operationActorSchema = z.object({ accountId: z.string(), login: z.string(), name: z.string() });
export type OperationActor = z.output<typeof operationActorSchema>;

/** The part of a signed-in person that an operation keeps (AUD-01). */
export function operationActor(actor: OperationActor): OperationActor {
  return { accountId: actor.accountId, login: actor.login, name: actor.name };
}

/** One field before and after (AUD-04); text as it is shown, null where there was or is nothing. */
export const fieldChange = z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() });
export type FieldChange = z.output<typeof fieldChange>;

/** Fields that changes touch: the reason that is told beside them is a field of nothing. */
export function touchedFields(changes: readonly FieldChange[]): FieldChange[] {
  return changes.filter(({ field }) => field !== 'reason');
}

export const operationSchema = z.object({
  opId: z.string(),
  desk: z.string(),
  epoch: z.number().int(),
  deskSeq: z.number().int().positive(),
  stream: z.string(),
  kind: z.string(),
  /** Version of the payload's shape; older ones are lifted by upcasters, for ever. */
  v: z.number().int().positive(),
  /** What it is about: a card, an account, a letter. */
  entity: z.string(),
  /** Place of the newest operation of the server that the desk had taken when it made this one; absent at a desk without a server. */
  seen: z.number().int().nonnegative().optional(),
  /** Operation that last touched the entity when this one was made; null for a first one. */
  basedOn: z.string().nullable(),
  /** Null where the desk itself acted, e.g. an account locked after wrong passwords. */
  actor: operationActorSchema.nullable(),
  onBehalfOf: operationActorSchema.nullable(),
  /** Instant (ISO 8601, UTC) and the zone of the desk. Data, never an order. */
  at: z.string(),
  zone: z.string(),
  changes: z.array(fieldChange),
  payload: z.unknown(),
});
export type Operation = z.output<typeof operationSchema>;

/** Largest body of an operation in bytes; anything larger is a blob that the operation names. */
export const OPERATION_BODY_LIMIT = 64 * 1024;

/** Stream that every desk of the organisation may see. */
export const MAIN_STREAM = 'main';
const ACCOUNT_STREAM = 'account:';

/** Stream of the passwords of a person who works at certain desks only; pulled by these. */
export function accountStream(accountId: string): string {
  return `${ACCOUNT_STREAM}${accountId}`;
}

/** The person whose passwords a stream holds; null: it holds something else. */
export function accountOfStream(stream: string): string | null {
  return stream.startsWith(ACCOUNT_STREAM) ? stream.slice(ACCOUNT_STREAM.length) : null;
}

/** Stream of cards with the restricted mark; pulled by granted desks only. */
export const RESTRICTED_STREAM = 'restricted';
