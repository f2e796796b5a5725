import { contractStanding, type ContractState } from '#shared/domain/contracts.ts';
import type { contractsOperations } from '#shared/sync/kinds/contracts.ts';
import type { WorkAction } from '#shared/domain/work-items.ts';
import type { PlacedOperation } from '../../operation-log.ts';
import { contractEventOf, type ContractRow, contractRows } from '../contract-events.ts';
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

function keep(rows: RowWriter, { documentId, stepId }: { readonly documentId: string; readonly stepId: string }, what: ContractRow['what'], facts: object, operation: PlacedOperation): void {
  // The same step from another window, or of a person who is allowed no more: the log keeps it.
  if (rows.count('contract_event', { step_id: stepId }) > 0 || operation.note.actorWithdrawn === true) return;
  rows.insert('contract_event', { step_id: stepId, position: operation.place, document_id: documentId, what, facts: JSON.stringify(facts), happened_at: operation.at, happened_by: operation.actor?.name ?? '' });
  showWork(rows, documentId, operation);
}

function showWork(rows: RowWriter, documentId: string, operation: PlacedOperation): void {
  const stored = rows.list('contract_event', ['step_id', 'position', 'what', 'facts', 'happened_at', 'happened_by'], { document_id: documentId });
  const read = contractRows(stored.toSorted((one, other) => Number(one['position']) - Number(other['position'])));
  const { state, agreed, counted } = contractStanding(read.map(contractEventOf));
  const awaited = AWAITED[state];
  const responsible = read.flatMap((one) => (one.what === 'textAgreed' && one.step_id === agreed?.stepId ? [one.facts.responsiblePersonId] : []))[0] ?? null;
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
    // The file came, whatever its step is worth; a file of the document is not doubled.
    if (rows.count('card_file', { document_id: documentId, sha256: file.sha256 }) === 0) {
      const places = rows.list('card_file', ['position'], { document_id: documentId }).map(({ position }) => Number(position));
      rows.insert('card_file', { document_id: documentId, position: Math.max(-1, ...places) + 1, sha256: file.sha256, file_name: file.fileName, size: file.size, media_type: file.mediaType, role: file.role });
    }
    keep(rows, payload, 'received', { sha256: file.sha256, fromAddress, receivedAt }, operation);
  },
  'contract.protocolComposed': (rows, payload, operation) => keep(rows, payload, 'protocolComposed', payload, operation),
  'contract.paperSigned': (rows, payload, operation) => keep(rows, payload, 'paperSigned', payload, operation),
  'contract.copyHandedOver': (rows, payload, operation) => keep(rows, payload, 'copyHandedOver', payload, operation),
};
