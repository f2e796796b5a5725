import { retention as retentionSchema } from '#shared/contract/nomenclature.ts';
import { beginsWithEvent, retentionTermOf, TERM_STARTS } from '#shared/domain/retention-terms.ts';
import { z } from 'zod';
import type { RowWriter } from './project.ts';

/** Writes the term of a case anew from its facts; an open case has no row. */
export function tellTerm(rows: RowWriter, caseId: string): void {
  rows.remove('case_term', { case_id: caseId });
  const [closing] = rows.list('case_closing', ['finished_on', 'term_rule'], { case_id: caseId });
  if (closing === undefined) return;
  const stored = rows.text('case_file', 'retention', { case_id: caseId });
  const [event] = rows.list('case_event', ['happened_on', 'term_rule'], { case_id: caseId });
  const facts = { retention: stored === null ? null : retentionSchema.parse(JSON.parse(stored)), finishedOn: String(closing['finished_on']), eventOn: event === undefined ? null : String(event['happened_on']) };
  const { term_rule: rule } = event !== undefined && beginsWithEvent(facts) ? event : closing;
  const term = retentionTermOf({ ...facts, start: z.enum(TERM_STARTS).parse(rule) });
  rows.insert('case_term', { case_id: caseId, period_class: term.periodClass, starts_on: term.startsOn, ends_on: term.endsOn, destroyable_from: term.destroyableFrom, reason: term.reason });
}
