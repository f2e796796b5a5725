import { stepTable } from '../document-steps.ts';
import { defineTables } from './define.ts';

export const applicationsTables = defineTables({
  /** Every step of an HR application, also one that came out of its turn. */
  application_event: stepTable('application_event'),
});
