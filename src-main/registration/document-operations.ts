import type { LoggedOperation } from '../store/operation-log.ts';
import type { Store } from '../store/store.ts';
import type { CardRecords } from './card-records.ts';

/** What was done to a document and to the letter that it was registered from, in the order of the log. */
export function operationsOfDocument(store: Pick<Store, 'log'>, cards: Pick<CardRecords, 'letterOf'>, documentId: string): LoggedOperation[] {
  const letterId = cards.letterOf(documentId);
  const operations = [...(letterId === null ? [] : store.log.ofEntity(letterId)), ...store.log.ofEntity(documentId)];
  return operations.sort((one, other) => one.place - other.place);
}
