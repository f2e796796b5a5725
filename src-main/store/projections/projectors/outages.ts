import type { outagesOperations } from '#shared/sync/kinds/outages.ts';
import type { ProjectorsOf } from '../project.ts';

export const outagesProjectors: ProjectorsOf<typeof outagesOperations> = {
  'outage.opened': (rows, p) => rows.insert('outage', { outage_id: p.outageId, cause: p.cause, from_time: p.from, until_time: null, expected_until: p.expectedUntil, note: p.note }),
  'outage.closed': (rows, p) => rows.update('outage', { outage_id: p.outageId }, { until_time: p.until }),
  'outage.reported': (rows, p, operation) =>
    rows.insert('outage_report', {
      report_id: p.reportId,
      outage_id: p.outageId,
      units: p.units,
      position: p.position,
      name: p.name,
      reasons: p.reasons,
      from_time: p.from,
      until_time: p.until,
      way: p.way,
      reported_at: operation.at,
      recorded_by: operation.actor?.name ?? '',
    }),
  'outage.noticeQueued': (rows, p, operation) =>
    rows.insert('outage_notice', {
      notice_id: p.noticeId,
      outage_id: p.outageId,
      kind: p.kind,
      subject: p.subject,
      text: p.text,
      queued_at: operation.at,
      queued_by: operation.actor?.name ?? '',
      sent_at: null,
      sent_by: null,
    }),
  'outage.noticeSent': (rows, p, operation) => rows.update('outage_notice', { notice_id: p.noticeId }, { sent_at: operation.at, sent_by: operation.actor?.name ?? '' }),
};
