import type { ApplicationView } from '#shared/contract/applications.ts';
import { Refusal } from '#shared/contract/index.ts';
import type { FakeHandlers, FakeHoldings } from './holdings.ts';

/** What a fake desk knows of HR applications: every document is this one; left out: none is an application. */
export type FakeApplicationOptions = Partial<ApplicationView>;

export function fakeApplications(held: FakeHoldings, options: FakeApplicationOptions | undefined): FakeHandlers<'applications'> {
  let view: ApplicationView | null = options === undefined ? null : { documentId: '', state: 'toBeReceived', received: null, verified: null, imported: null, declared: null, accepted: null, decided: null, failedNow: false, checklist: [], withoutEffect: 0, mayPrepare: true, mayAccept: false, mayDecide: false, declaration: null, ...options };
  const at = '2026-03-02T09:00:00Z';
  const change = (documentId: string, changes: Partial<ApplicationView>): ApplicationView => {
    if (view === null) throw new Refusal('refused', 'error.application.notApplication');
    view = { ...view, documentId, ...changes };
    held.changed(['cards']);
    return view;
  };
  const addressee = { personId: 'head', name: 'Ректоренко І. П.' };
  return {
    'applications.ofDocument': ({ documentId }) => ({ application: view === null ? null : { ...view, documentId } }),
    'applications.receive': ({ documentId, author, receivedOn }) => change(documentId, { state: 'awaitsVerification', received: { author, addressee, receivedOn } }),
    'applications.verify': ({ documentId }) => change(documentId, { state: 'preliminary', verified: { answer: 'undetermined', protocol: 'c'.repeat(64), at } }),
    'applications.importProtocol': ({ documentId, file }) => change(documentId, { state: 'verified', imported: { protocol: file.sha256, fileName: file.fileName, by: 'Роман', at }, mayAccept: true }),
    'applications.declare': ({ documentId, talkedOn }) => change(documentId, { state: 'certified', declared: { head: addressee, talkedOn, words: view?.declaration ?? { language: 'uk', text: 'Персонально відповідаю.' }, at }, declaration: null }),
    'applications.decideForce': ({ documentId, keeps, basis }) => change(documentId, { state: keeps ? 'accepted' : 'forceLost', decided: { keeps, basis, decidedBy: addressee, at }, mayDecide: false }),
    'applications.accept': ({ documentId }) => change(documentId, { state: 'accepted', accepted: { addressee, at }, mayAccept: false }),
  };
}
