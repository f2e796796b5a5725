import { isOperationKind, readPayload } from '#shared/sync/operation-kinds.ts';
import type { Operation } from '#shared/sync/operation.ts';
import { mergeRuleOf } from '#shared/sync/admission.ts';
import { isPlainId } from '../parse-message.ts';
import type { NumberKey } from '../stores/store.ts';

/** A number that a document was given. */
export interface RegisteredNumber extends NumberKey {
  readonly documentId: string;
}

/**
 * The number that an operation gives to a document; null where it registers nothing. `unreadable`: its payload is not
 * what its version promises. Such a registration is kept all the same, since a document was registered.
 */
export function registeredNumber(operation: Operation): RegisteredNumber | 'unreadable' | null {
  const { kind } = operation;
  if (!isOperationKind(kind) || mergeRuleOf(kind) !== 'registration') return null;
  if (kind !== 'card.registered' && kind !== 'card.imported') throw new Error(`${kind} registers, and the ledger does not know how`);
  try {
    const { documentId, requisites, serialYear, numberRun, registrationNumber } = readPayload(kind, operation.v, operation.payload);
    const { journalId } = requisites;
    // An old operation may name no journal: its numbers are then one run of their own.
    const plain = isPlainId(documentId) && (journalId === '' || isPlainId(journalId)) && (numberRun === '' || isPlainId(numberRun));
    return plain ? { documentId, journalId, serialYear, run: numberRun, number: registrationNumber } : 'unreadable';
  } catch {
    return 'unreadable';
  }
}
