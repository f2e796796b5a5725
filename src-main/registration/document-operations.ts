import type { LoggedOperation } from '../store/operation-log.ts';
import type { Store } from '../store/store.ts';
import type { CardRecords } from './card-records.ts';

/**
 * What was done to a document, to the letter that it was registered from, to what other rooms keep beside it, and the
 * destruction of the case that it lay in (CARD-03), in the order of the log.
 *
 * @param beside entities of operations of the document in other rooms, such as its assignments
 */
export function operationsOfDocument(store: Pick<Store, 'log'>, cards: Pick<CardRecords, 'letterOf' | 'destructionOf'>, documentId: string, beside: readonly string[]): LoggedOperation[] {
  const letterId = cards.letterOf(documentId);
  const destruction = cards.destructionOf(documentId);
  const destroying = destruction === null ? [] : store.log.ofEntity(destruction.caseId).filter(({ kind, state, barred }) => kind === 'case.destroyed' && state !== 'rejected' && barred === null);
  const operations = [...(letterId === null ? [] : store.log.ofEntity(letterId)), ...store.log.ofEntity(documentId), ...beside.flatMap((entity) => store.log.ofEntity(entity)), ...destroying];
  return operations.sort((one, other) => one.place - other.place);
}
