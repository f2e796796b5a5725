import { contractStanding, type ContractState, refutedFiles } from '#shared/domain/contracts.ts';
import type { WorkAction } from '#shared/domain/work-items.ts';
import type { PlacedOperation } from '../operation-log.ts';
import { storedFindings } from './application-events.ts';
import { contractEvents } from './contract-events.ts';
import { stepsOf } from './document-steps.ts';
import type { RowWriter } from './project.ts';
import { closeWorkItem, openWorkItem } from './work-items.ts';

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
  inDoubt: { who: 'responsible', action: 'contract' },
};

/** Puts a contract before whoever brings it on, after a step of it or a check of its document. */
export function showContractWork(rows: RowWriter, documentId: string, operation: PlacedOperation, cause: 'step' | 'check'): void {
  const read = contractEvents(stepsOf(rows, 'contract_event', documentId));
  if (read.length === 0) return;
  const [check] = rows.list('verification', ['position', 'findings'], { document_id: documentId }).toSorted((one, other) => Number(other['position']) - Number(one['position']));
  const { state, agreed, counted } = contractStanding(read, refutedFiles(contractStanding(read), storedFindings(check?.['findings']) ?? []));
  const awaited = AWAITED[state];
  const responsible = read.flatMap((one) => (one.what === 'textAgreed' && one.stepId === agreed?.stepId ? [one.responsiblePersonId] : []))[0] ?? null;
  const personId = awaited === null ? null : awaited.who === 'head' ? (agreed?.head.personId ?? null) : responsible;
  const itemId = `contract/${documentId}`;
  const [standing] = rows.list('work_item', ['person_id', 'action'], { item_id: itemId });
  // A check that changes nothing for its person does not start his wait anew.
  if (awaited !== null && cause === 'check' && standing?.['person_id'] === personId && standing['action'] === awaited.action) return;
  closeWorkItem(rows, itemId);
  if (awaited === null || personId === null) return;
  openWorkItem(rows, { itemId, personId, action: awaited.action, documentId, sourceId: documentId, title: agreed?.party.name ?? '', since: counted?.receipt.at ?? operation.at, dueAt: null, urgent: false });
}
