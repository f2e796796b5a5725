import type { outagesOperations } from '#shared/sync/kinds/outages.ts';
import type { ProjectorsOf } from '../project.ts';

export const outagesProjectors: ProjectorsOf<typeof outagesOperations> = {
  'outage.opened': (rows, p) => rows.insert('outage', { outage_id: p.outageId, cause: p.cause, from_time: p.from, until_time: null, expected_until: p.expectedUntil, note: p.note }),
  'outage.closed': (rows, p) => rows.update('outage', { outage_id: p.outageId }, { until_time: p.until }),
};
