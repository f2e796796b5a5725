import { Refusal } from '#shared/contract/errors.ts';
import type { CardRecords } from './card-records.ts';

/** What lies in a closed case stays as its certifying note says (C.7.1). @throws Refusal, at the field where one is named */
export function demandOutsideClosedCase(cards: Pick<CardRecords, 'closedCaseOf'>, documentId: string, field: string | null = null): void {
  const index = cards.closedCaseOf(documentId);
  if (index !== null) throw new Refusal('refused', 'error.documentInClosedCase', { index }, field === null ? [] : [{ path: field, message: 'error.documentInClosedCase' }]);
}
