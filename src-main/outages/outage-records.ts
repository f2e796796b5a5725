import type { OutageNotice, OutageReport } from '#shared/contract/outages.ts';
import { NOTICE_KINDS, REPORT_WAYS } from '#shared/domain/outages.ts';
import { z } from 'zod';
import type { DeskDatabase } from '../store/database.ts';

const reportColumns = z.object({
  report_id: z.string(),
  outage_id: z.string().nullable(),
  units: z.string(),
  position: z.string(),
  name: z.string(),
  reasons: z.string(),
  from_time: z.string(),
  until_time: z.string().nullable(),
  way: z.enum(REPORT_WAYS),
  reported_at: z.string(),
  recorded_by: z.string(),
});
const noticeColumns = z.object({
  notice_id: z.string(),
  outage_id: z.string(),
  kind: z.enum(NOTICE_KINDS),
  subject: z.string(),
  text: z.string(),
  queued_at: z.string(),
  queued_by: z.string(),
  sent_at: z.string().nullable(),
  sent_by: z.string().nullable(),
});
const units = z.array(z.string());

/** Reads reports and notices of outages. */
export class OutageRecords {
  readonly #reports;
  readonly #loose;
  readonly #report;
  readonly #notices;
  readonly #notice;
  readonly #counts;

  constructor(database: DeskDatabase) {
    this.#reports = database.prepare<[string]>('SELECT * FROM outage_report WHERE outage_id = ? ORDER BY reported_at, report_id');
    this.#loose = database.prepare<[]>('SELECT * FROM outage_report WHERE outage_id IS NULL ORDER BY reported_at DESC, report_id LIMIT 500');
    this.#report = database.prepare<[string]>('SELECT * FROM outage_report WHERE report_id = ?');
    this.#notices = database.prepare<[string]>('SELECT * FROM outage_notice WHERE outage_id = ? ORDER BY queued_at, notice_id');
    this.#notice = database.prepare<[string]>('SELECT * FROM outage_notice WHERE notice_id = ?');
    this.#counts = database.prepare<[string, string], { reports: number; waitingNotices: number }>(
      'SELECT (SELECT count(*) FROM outage_report WHERE outage_id = ?) AS reports, (SELECT count(*) FROM outage_notice WHERE outage_id = ? AND sent_at IS NULL) AS waitingNotices',
    );
  }

  reportsOf(outageId: string): OutageReport[] {
    return this.#reports.all(outageId).map(toReport);
  }

  /** Reports that belong to no outage of the office, newest first. */
  looseReports(): OutageReport[] {
    return this.#loose.all().map(toReport);
  }

  report(reportId: string): OutageReport | null {
    const row = this.#report.get(reportId);
    return row === undefined ? null : toReport(row);
  }

  noticesOf(outageId: string): OutageNotice[] {
    return this.#notices.all(outageId).map(toNotice);
  }

  notice(noticeId: string): OutageNotice | null {
    const row = this.#notice.get(noticeId);
    return row === undefined ? null : toNotice(row);
  }

  countsOf(outageId: string): { readonly reports: number; readonly waitingNotices: number } {
    return this.#counts.get(outageId, outageId) ?? { reports: 0, waitingNotices: 0 };
  }
}

function toReport(found: unknown): OutageReport {
  const row = reportColumns.parse(found);
  return {
    reportId: row.report_id,
    outageId: row.outage_id,
    units: units.parse(JSON.parse(row.units)),
    position: row.position,
    name: row.name,
    reasons: row.reasons,
    from: row.from_time,
    until: row.until_time,
    way: row.way,
    reportedAt: row.reported_at,
    recordedBy: row.recorded_by,
  };
}

function toNotice(found: unknown): OutageNotice {
  const row = noticeColumns.parse(found);
  return { noticeId: row.notice_id, outageId: row.outage_id, kind: row.kind, subject: row.subject, text: row.text, queuedAt: row.queued_at, queuedBy: row.queued_by, sentAt: row.sent_at, sentBy: row.sent_by };
}
