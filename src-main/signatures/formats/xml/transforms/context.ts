import type { Budget } from '../budget.ts';
import type { Document, Element } from '@xmldom/xmldom';

/** What transforms need besides their own element. */
export interface TransformContext {
  readonly budget: Budget;
  readonly elementsById: (document: Document, id: string) => readonly Element[];
}
