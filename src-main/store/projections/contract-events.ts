import { contractFacts } from '#shared/contract/contracts.ts';
import { z } from 'zod';
import { stepRow } from './document-steps.ts';

const row = z.discriminatedUnion('what', [
  stepRow('textAgreed', contractFacts.textAgreed),
  stepRow('headSigned', contractFacts.headSigned),
  stepRow('sent', contractFacts.sent),
  stepRow('received', contractFacts.received),
  stepRow('protocolComposed', contractFacts.protocolComposed),
  stepRow('paperSigned', contractFacts.paperSigned),
  stepRow('copyHandedOver', contractFacts.copyHandedOver),
]);
/** A step of a contract, with facts that the rules do not ask for. */
export type RecordedContractEvent = z.output<typeof row>;

/** Steps of one contract, of rows in the order of the log. */
export function contractEvents(rows: readonly unknown[]): RecordedContractEvent[] {
  return rows.map((one) => row.parse(one));
}
