import type { Dialect } from '../dialect.ts';
import { organisationLog } from './0010-organisation-log.ts';
import { numbers } from './0020-numbers.ts';
import { files } from './0030-files.ts';
import { enrolledActors } from './0040-enrolled-actors.ts';
import { segments } from './0050-segments.ts';
import { segmentsByEnd } from './0060-segments-by-end.ts';
import { recovery } from './0070-recovery.ts';
import { erasure } from './0080-erasure.ts';

/** One step of the schema, the same for both databases. `version` rises by tens. */
export interface SqlMigration {
  readonly version: number;
  statements(dialect: Dialect): readonly string[];
}

export const sqlMigrations: readonly SqlMigration[] = [organisationLog, numbers, files, enrolledActors, segments, segmentsByEnd, recovery, erasure];
