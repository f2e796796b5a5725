import { stepTable } from '../document-steps.ts';
import { defineTables } from './define.ts';

export const contractsTables = defineTables({
  /** Every step of a contract, also one that came out of its turn. */
  contract_event: stepTable('contract_event'),
});
