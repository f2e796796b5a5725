import type { ContractView } from '#shared/contract/contracts.ts';
import { Refusal } from '#shared/contract/index.ts';
import { nextStep } from '#shared/domain/contracts.ts';
import type { FakeHandlers, FakeHoldings } from './holdings.ts';

/** What a fake desk knows of contracts: every document is this one; left out: none is a contract. */
export type FakeContractOptions = Partial<ContractView>;

const NAMES = { kk: 'Жасалған болып саналады', uk: 'Вважається укладеним після отримання підписаного PDF і протоколу верифікації', ky: 'Түзүлгөн деп эсептелет', ru: 'Считается заключённым', en: 'Concluded on receipt of the signed PDF' };

export function fakeContracts(held: FakeHoldings, options: FakeContractOptions | undefined): FakeHandlers<'contracts'> {
  let view: ContractView | null = options === undefined ? null : { documentId: '', kind: 'labour', state: 'textNotAgreed', concludedAt: null, next: 'agreeText', mayAct: true, agreed: null, head: null, sent: [], receipts: [], paperSigned: null, copyHandedOver: null, withoutEffect: 0, acknowledged: [], ...options };
  const change = (documentId: string, changes: Partial<ContractView>): ContractView => {
    if (view === null) throw new Refusal('refused', 'error.contract.notContract');
    const changed = { ...view, documentId, ...changes };
    view = { ...changed, next: nextStep(changed) };
    held.changed(['cards']);
    return view;
  };
  const head = { personId: 'head', name: 'Ректоренко І. П.' };
  return {
    'contracts.ofDocument': ({ documentId }) => ({ contract: view === null ? null : { ...view, documentId } }),
    'contracts.checkClauses': () => ({ outcome: 'missing', clauses: [{ id: 'conclusion-on-receipt', names: NAMES, found: false }] }),
    'contracts.agreeText': ({ documentId, agreedOn, party }) => change(documentId, { state: 'awaitsHead', agreed: { agreedOn, party, head } }),
    'contracts.checkHead': ({ documentId }) => change(documentId, { state: 'toBeSent', head: { answer: 'passed', signature: { sha256: 'a'.repeat(64), id: '1' } } }),
    'contracts.send': ({ documentId, address, addressKind, sentAt }) => change(documentId, { state: 'awaitsParty', sent: [{ content: 'a'.repeat(64), address, addressKind, sentAt, clauses: 'found', packVersion: 'ua', by: 'Роман' }] }),
    'contracts.receive': ({ documentId, stepId, file, fromAddress, receivedAt }) => change(documentId, { state: 'awaitsProtocol', receipts: [{ stepId, sha256: file.sha256, fileName: file.fileName, fromAddress, receivedAt, by: 'Роман', protocol: null, failedNow: false }] }),
    'contracts.composeProtocol': ({ documentId }) => change(documentId, { state: 'concluded', concludedAt: view?.receipts[0]?.receivedAt ?? null }),
    'contracts.signOnPaper': ({ documentId, signedOn }) => change(documentId, { paperSigned: { signedOn } }),
    'contracts.handOver': ({ documentId, handedOn, to }) => change(documentId, { copyHandedOver: { handedOn, to } }),
  };
}
