import { type DueStage, dueStageOf, dueWarningKey } from '#shared/domain/notifications.ts';
import { timelinessBounds } from '#shared/domain/execution.ts';
import type { WorkingCalendar } from '#shared/domain/working-calendar.ts';
import { plusDays } from '#shared/domain/working-day.ts';
import { type NoticeFacts, noticesOfWarning } from '#shared/sync/notices-of-operation.ts';
import type { DatedRow, NotificationRecords } from './notification-records.ts';

/**
 * Looks once for terms that came near, came or passed, and tells the warnings that were not told yet (NOT-06). What is
 * executed, withdrawn or voided waits for nobody and is not warned of. No operation: every desk finds the same warnings
 * under the same names, and a mark of reading made at one counts at all.
 *
 * @returns how many matters were warned of
 */
export function tellDueWarnings(records: NotificationRecords, facts: NoticeFacts, calendar: WorkingCalendar, now: string): number {
  const bounds = timelinessBounds(calendar, now);
  // An instant of the office's last day may lie on the next one in UTC; the rule looks at each by itself.
  const items = records.datedItems(`${plusDays(bounds.atRiskUntil, 1)}T99`);
  const due = items.flatMap((item): { item: DatedRow; stage: DueStage }[] => {
    const named = { itemId: item.item_id, dueAt: item.due_at };
    const stage = dueStageOf({ since: item.since, dueAt: item.due_at }, bounds, calendar.zone);
    return stage === null || records.exists(dueWarningKey(named, stage)) ? [] : [{ item, stage }];
  });
  if (due.length === 0) return 0;
  const warnings = due.map(({ item, stage }) => ({ itemId: item.item_id, stage, action: item.action, personId: item.person_id, documentId: item.document_id, sourceId: item.source_id, dueAt: item.due_at }));
  records.keepWarnings(warnings.map((warning) => ({ ...warning, notices: noticesOfWarning(warning, now, facts) })), now);
  return due.length;
}
