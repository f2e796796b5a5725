import type { ContractWhat } from '#shared/domain/contracts.ts';
import type { contractsOperations } from '#shared/sync/kinds/contracts.ts';
import type { PlacedOperation } from '../../operation-log.ts';
import { showContractWork } from '../contract-work.ts';
import { joinFile, keepStep } from '../document-steps.ts';
import type { ProjectorsOf, RowWriter } from '../project.ts';

function keep(rows: RowWriter, step: { readonly documentId: string; readonly stepId: string }, what: ContractWhat, facts: object, operation: PlacedOperation): void {
  if (keepStep(rows, 'contract_event', step, what, facts, operation)) showContractWork(rows, step.documentId, operation, 'step');
}

export const contractsProjectors: ProjectorsOf<typeof contractsOperations> = {
  'contract.textAgreed': (rows, payload, operation) => keep(rows, payload, 'textAgreed', payload, operation),
  'contract.headSigned': (rows, payload, operation) => keep(rows, payload, 'headSigned', payload, operation),
  'contract.sent': (rows, payload, operation) => keep(rows, payload, 'sent', payload, operation),
  'contract.received': (rows, payload, operation) => {
    const { documentId, file, fromAddress, receivedAt } = payload;
    joinFile(rows, documentId, file);
    keep(rows, payload, 'received', { sha256: file.sha256, fromAddress, receivedAt }, operation);
  },
  'contract.protocolComposed': (rows, payload, operation) => keep(rows, payload, 'protocolComposed', payload, operation),
  'contract.paperSigned': (rows, payload, operation) => keep(rows, payload, 'paperSigned', payload, operation),
  'contract.copyHandedOver': (rows, payload, operation) => keep(rows, payload, 'copyHandedOver', payload, operation),
};
