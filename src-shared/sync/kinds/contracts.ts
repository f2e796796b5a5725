import { z } from 'zod';
import { contractFacts } from '../../contract/contracts.ts';
import { documentFile } from '../../contract/intake.ts';

const step = z.object({ documentId: z.string(), stepId: z.string() });

/**
 * Operations of contracts that are concluded electronically. Each joins the set of what happened to the contract;
 * `domain/contracts.ts` says which of them came in their turn.
 */
export const contractsOperations = {
  'contract.textAgreed': step.extend(contractFacts.textAgreed.shape),
  'contract.headSigned': step.extend(contractFacts.headSigned.shape),
  'contract.sent': step.extend(contractFacts.sent.shape),
  /** The signed file joins the document's files. */
  'contract.received': step.extend({ file: documentFile, fromAddress: z.string(), receivedAt: z.string() }),
  'contract.protocolComposed': step.extend(contractFacts.protocolComposed.shape),
  'contract.paperSigned': step.extend(contractFacts.paperSigned.shape),
  'contract.copyHandedOver': step.extend(contractFacts.copyHandedOver.shape),
} as const;
