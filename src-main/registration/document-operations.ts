import type { LoggedOperation } from '../store/operation-log.ts';
import type { Store } from '../store/store.ts';
import type { CardRecords } from './card-records.ts';

/**
 * What was done to a document, to the letter that it was registered from and to what other rooms keep beside it, in
 * the order of the log.
 *
 * @param beside entities of operations of the document in other rooms, such as its assignments
 */
export function operationsOfDocument(store: Pick<Store, 'log'>, cards: Pick<CardRecords, 'letterOf'>, documentId: string, beside: readonly string[]): LoggedOperation[] {
  const letterId = cards.letterOf(documentId);
  const operations = [...(letterId === null ? [] : store.log.ofEntity(letterId)), ...store.log.ofEntity(documentId), ...beside.flatMap((entity) => store.log.ofEntity(entity))];
  return operations.sort((one, other) => one.place - other.place);
}
