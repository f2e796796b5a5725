import type { WorkItem } from '#shared/domain/work-items.ts';
import type { RowWriter } from './project.ts';

/** Puts a matter before its person. The same item a second time, from another desk, changes nothing. */
export function openWorkItem(rows: RowWriter, item: WorkItem): void {
  if (rows.count('work_item', { item_id: item.itemId }) > 0) return;
  rows.insert('work_item', {
    item_id: item.itemId,
    person_id: item.personId,
    action: item.action,
    document_id: item.documentId,
    source_id: item.sourceId,
    title: item.title,
    since: item.since,
    due_at: item.dueAt,
    urgent: item.urgent,
  });
}

/** Takes the matter away: it is done, or nobody asks for it any more. */
export function closeWorkItem(rows: RowWriter, itemId: string): void {
  rows.remove('work_item', { item_id: itemId });
}

/** Takes away all that came from one source: a pass, an assignment, a step, a list. */
export function closeWorkItemsOf(rows: RowWriter, sourceId: string): void {
  rows.remove('work_item', { source_id: sourceId });
}
