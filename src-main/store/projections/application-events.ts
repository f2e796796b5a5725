import { applicationFacts } from '#shared/contract/applications.ts';
import type { ApplicationEvent } from '#shared/domain/applications.ts';
import { z } from 'zod';

const head = { step_id: z.string(), happened_at: z.string(), happened_by: z.string() };
const facts = <Shape extends z.ZodType>(schema: Shape) => z.string().transform((text) => JSON.parse(text) as unknown).pipe(schema);

/** A row of the table of events, by what happened. */
const row = z.discriminatedUnion('what', [
  z.object({ ...head, what: z.literal('received'), facts: facts(applicationFacts.received) }),
  z.object({ ...head, what: z.literal('verified'), facts: facts(applicationFacts.verified) }),
  z.object({ ...head, what: z.literal('protocolImported'), facts: facts(applicationFacts.protocolImported) }),
  z.object({ ...head, what: z.literal('declared'), facts: facts(applicationFacts.declared) }),
  z.object({ ...head, what: z.literal('accepted'), facts: facts(applicationFacts.accepted) }),
]);

/** Events of one application, of rows in the order of the log. */
export function applicationEvents(rows: readonly unknown[]): ApplicationEvent[] {
  return rows.map((one): ApplicationEvent => {
    const { step_id: stepId, happened_at: at, happened_by: by, ...read } = row.parse(one);
    switch (read.what) {
      case 'received':
        return { what: read.what, stepId, at, by, ...read.facts };
      case 'verified':
        return { what: read.what, stepId, at, by, ...read.facts };
      case 'protocolImported':
        return { what: read.what, stepId, at, by, ...read.facts };
      case 'declared':
        return { what: read.what, stepId, at, by, ...read.facts };
      case 'accepted':
        return { what: read.what, stepId, at, by, ...read.facts };
    }
  });
}
