import { type DueStage, dueStageOf, dueWarningKey } from '#shared/domain/notifications.ts';
import { timelinessBounds } from '#shared/domain/execution.ts';
import type { WorkingCalendar } from '#shared/domain/working-calendar.ts';
import { plusDays } from '#shared/domain/working-day.ts';
import { WARNINGS_IN_OPERATION } from '#shared/sync/kinds/notifications.ts';
import { streamOf } from '../registration/streams.ts';
import type { Store } from '../store/store.ts';
import type { DatedRow, NotificationRecords } from './notification-records.ts';

/**
 * Looks once for terms that came near, came or passed, and notes the warnings that are not noted yet (NOT-06). What is
 * executed, withdrawn or voided waits for nobody and is not warned of.
 *
 * @returns how many warnings were noted
 */
export function noteDueWarnings(store: Store, records: NotificationRecords, calendar: WorkingCalendar, now: string): number {
  const bounds = timelinessBounds(calendar, now);
  // An instant of the office's last day may lie on the next one in UTC; the rule looks at each by itself.
  const items = records.datedItems(`${plusDays(bounds.atRiskUntil, 1)}T99`);
  const due = items.flatMap((item): { item: DatedRow; stage: DueStage }[] => {
    const named = { itemId: item.item_id, dueAt: item.due_at };
    const stage = dueStageOf({ since: item.since, dueAt: item.due_at }, bounds, calendar.zone);
    return stage === null || records.exists(dueWarningKey(named, stage)) ? [] : [{ item, stage }];
  });
  if (due.length === 0) return 0;
  store.commit((transaction) => {
    // Warnings of restricted cards go to the desks that have these cards, and to no other.
    for (const restricted of [false, true]) {
      const warnings = due.filter(({ item }) => (item.restricted === 1) === restricted).map(({ item, stage }) => ({ itemId: item.item_id, stage, action: item.action, personId: item.person_id, documentId: item.document_id, sourceId: item.source_id, dueAt: item.due_at }));
      for (let at = 0; at < warnings.length; at += WARNINGS_IN_OPERATION) {
        transaction.append({ kind: 'notification.dueReached', entity: 'notifications', stream: streamOf({ restricted }), actor: null, payload: { warnings: warnings.slice(at, at + WARNINGS_IN_OPERATION) } });
      }
    }
  });
  return due.length;
}
