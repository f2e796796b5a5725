import type { SqlMigration } from './index.ts';

/** Desks name a sealed part by the place of its last operation, once for each piece of its bytes. */
export const segmentsByEnd: SqlMigration = {
  version: 60,
  statements: () => ['CREATE UNIQUE INDEX segment_by_end ON @segment (organisation, last_seq)'],
};
