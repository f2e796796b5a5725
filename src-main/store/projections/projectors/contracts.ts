import { contractStanding, type ContractState, type ContractWhat } from '#shared/domain/contracts.ts';
import type { contractsOperations } from '#shared/sync/kinds/contracts.ts';
import type { WorkAction } from '#shared/domain/work-items.ts';
import type { PlacedOperation } from '../../operation-log.ts';
import { contractEvents } from '../contract-events.ts';
import { joinFile, keepStep, stepsOf } from '../document-steps.ts';
import type { ProjectorsOf, RowWriter } from '../project.ts';
import { closeWorkItem, openWorkItem } from '../work-items.ts';

/** Who is awaited in a state: the head, or whoever brought the contract in. Nobody: the party outside, or it is done. */
const AWAITED: Readonly<Record<ContractState, { readonly who: 'head' | 'responsible'; readonly action: WorkAction } | null>> = {
  textNotAgreed: null,
  awaitsHead: { who: 'head', action: 'sign' },
  toBeSent: { who: 'responsible', action: 'contract' },
  awaitsParty: null,
  awaitsProtocol: { who: 'responsible', action: 'contract' },
  notConcluded: { who: 'responsible', action: 'contract' },
  preliminary: { who: 'responsible', action: 'contract' },
  concluded: null,
};

function keep(rows: RowWriter, step: { readonly documentId: string; readonly stepId: string }, what: ContractWhat, facts: object, operation: PlacedOperation): void {
  if (keepStep(rows, 'contract_event', step, what, facts, operation)) showWork(rows, step.documentId, operation);
}

function showWork(rows: RowWriter, documentId: string, operation: PlacedOperation): void {
  const read = contractEvents(stepsOf(rows, 'contract_event', documentId));
  const { state, agreed, counted } = contractStanding(read);
  const awaited = AWAITED[state];
  const responsible = read.flatMap((one) => (one.what === 'textAgreed' && one.stepId === agreed?.stepId ? [one.responsiblePersonId] : []))[0] ?? null;
  const personId = awaited === null ? null : awaited.who === 'head' ? (agreed?.head.personId ?? null) : responsible;
  const itemId = `contract/${documentId}`;
  closeWorkItem(rows, itemId);
  if (awaited === null || personId === null) return;
  openWorkItem(rows, { itemId, personId, action: awaited.action, documentId, sourceId: documentId, title: agreed?.party.name ?? '', since: counted?.receipt.at ?? operation.at, dueAt: null, urgent: false });
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
