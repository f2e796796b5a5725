import type { Role } from '#shared/domain/rights.ts';
import { isOperationKind, type OperationKind, readPayload } from '#shared/sync/operation-kinds.ts';
import type { Operation } from '#shared/sync/operation.ts';
import { isPlainId } from '../parse-message.ts';
import type { ActorRow } from '../stores/store.ts';

/** What an accepted operation makes of a person's standing; a part that it does not name stays. */
export interface ActorChange {
  readonly accountId: string;
  readonly active?: boolean;
  readonly roles?: readonly Role[];
  /** Codes of the desks where the person works; null: everywhere. */
  readonly desks?: readonly string[] | null;
}

/** Null where the operation changes nobody, or where its payload is not what its version promises. */
export function actorChangeOf(operation: Operation): ActorChange | null {
  const { kind } = operation;
  if (!isOperationKind(kind)) return null;
  const change = readChange(kind, operation);
  return change === null || !isPlainId(change.accountId) ? null : change;
}

function readChange(kind: OperationKind, { v, payload }: Operation): ActorChange | null {
  switch (kind) {
    case 'account.created': {
      const account = readable(() => readPayload(kind, v, payload));
      return account === null ? null : { accountId: account.accountId, active: true, roles: account.roles, desks: account.desks };
    }
    case 'account.enrolled': {
      const account = readable(() => readPayload(kind, v, payload));
      return account === null ? null : { accountId: account.accountId, desks: account.desks };
    }
    case 'account.locked':
    case 'account.unlocked': {
      const account = readable(() => readPayload(kind, v, payload));
      return account === null ? null : { accountId: account.accountId, active: kind === 'account.unlocked' };
    }
    default:
      return null;
  }
}

/** A payload that cannot be read is kept in the log and gives nobody a right. */
function readable<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** The person after the change; of somebody unknown it leaves somebody without rights. */
export function actorAfter(before: ActorRow | undefined, { accountId, active, roles, desks }: ActorChange): ActorRow {
  return { accountId, active: active ?? before?.active ?? false, roles: roles ?? before?.roles ?? [], desks: desks === undefined ? (before?.desks ?? null) : desks };
}
