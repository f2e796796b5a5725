import type { NoticeFacts } from '#shared/sync/notices-of-operation.ts';
import type { DeskDatabase } from '../store/database.ts';
import { readFacts } from '../store/projections/notices.ts';
import { createRowWriter } from '../store/projections/project.ts';
import { liveTables } from '../store/projections/tables.ts';

/** Whom something concerns by the tables of the desk as they stand. */
export function liveNoticeFacts(database: DeskDatabase): NoticeFacts {
  return readFacts(createRowWriter(database, liveTables(0)));
}
