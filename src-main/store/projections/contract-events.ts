import { contractFacts } from '#shared/contract/contracts.ts';
import type { ContractEvent } from '#shared/domain/contracts.ts';
import { z } from 'zod';

const head = { step_id: z.string(), happened_at: z.string(), happened_by: z.string() };
const facts = <Shape extends z.ZodType>(schema: Shape) => z.string().transform((text) => JSON.parse(text) as unknown).pipe(schema);

/** A row of the table of events, by what happened. */
const row = z.discriminatedUnion('what', [
  z.object({ ...head, what: z.literal('textAgreed'), facts: facts(contractFacts.textAgreed) }),
  z.object({ ...head, what: z.literal('headSigned'), facts: facts(contractFacts.headSigned) }),
  z.object({ ...head, what: z.literal('sent'), facts: facts(contractFacts.sent) }),
  z.object({ ...head, what: z.literal('received'), facts: facts(contractFacts.received) }),
  z.object({ ...head, what: z.literal('protocolComposed'), facts: facts(contractFacts.protocolComposed) }),
  z.object({ ...head, what: z.literal('paperSigned'), facts: facts(contractFacts.paperSigned) }),
  z.object({ ...head, what: z.literal('copyHandedOver'), facts: facts(contractFacts.copyHandedOver) }),
]);
export type ContractRow = z.output<typeof row>;

/** Rows of one contract in the order of the log, read by what each says. */
export function contractRows(rows: readonly unknown[]): ContractRow[] {
  return rows.map((one) => row.parse(one));
}

/** The event as the rules see it. */
export function contractEventOf(read: ContractRow): ContractEvent {
  const { step_id: stepId, happened_at: at, happened_by: by } = read;
  switch (read.what) {
    case 'textAgreed':
      return { what: read.what, stepId, at, by, ...read.facts };
    case 'headSigned':
      return { what: read.what, stepId, at, by, ...read.facts };
    case 'sent':
      return { what: read.what, stepId, at, by, ...read.facts };
    case 'received':
      return { what: read.what, stepId, at, by, ...read.facts };
    case 'protocolComposed':
      return { what: read.what, stepId, at, by, ...read.facts };
    case 'paperSigned':
      return { what: read.what, stepId, at, by, ...read.facts };
    case 'copyHandedOver':
      return { what: read.what, stepId, at, by, ...read.facts };
  }
}
