import { applicationFacts } from '#shared/contract/applications.ts';
import type { ApplicationEvent } from '#shared/domain/applications.ts';
import { z } from 'zod';
import { stepRow } from './document-steps.ts';

const row = z.discriminatedUnion('what', [
  stepRow('received', applicationFacts.received),
  stepRow('verified', applicationFacts.verified),
  stepRow('protocolImported', applicationFacts.protocolImported),
  stepRow('declared', applicationFacts.declared),
  stepRow('accepted', applicationFacts.accepted),
]);

/** Steps of one application, of rows in the order of the log. */
export function applicationEvents(rows: readonly unknown[]): ApplicationEvent[] {
  return rows.map((one) => row.parse(one));
}
