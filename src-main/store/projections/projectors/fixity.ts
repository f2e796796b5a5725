import type { fixityOperations } from '#shared/sync/kinds/fixity.ts';
import type { ProjectorsOf } from '../project.ts';

export const fixityProjectors: ProjectorsOf<typeof fixityOperations> = {
  'fixity.scheduleSet': (rows, p) => {
    rows.remove('fixity_schedule', { one: 1 });
    rows.insert('fixity_schedule', { one: 1, every_days: p.everyDays });
  },
  'fixity.reported': (rows, p, operation) =>
    rows.insert('fixity_report', { report_id: p.reportId, desk: operation.desk, desk_code: p.deskCode, begun_at: p.from, ended_at: p.until, files: p.files, bytes: p.bytes, problems: p.problems, listed: p.listed }),
};
