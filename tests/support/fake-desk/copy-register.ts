import { Refusal } from '#shared/contract/index.ts';
import type { CopyEntry, CopyRequest } from '#shared/contract/copy-register.ts';
import { type FakeHandlers, type FakeHoldings, notFound } from './holdings.ts';
import { PEOPLE } from './words.ts';

/** A line of the register; what a test does not say is plausible. */
export function copyEntry(changes: Partial<CopyEntry> & Pick<CopyEntry, 'requestId' | 'documentId'>): CopyEntry {
  return {
    requester: 'Ткаченко Оксана Іванівна',
    requesterKind: 'employee',
    appliedOn: '2026-03-05',
    givenAs: 'certified-copy',
    way: 'in-person',
    registrationIndex: '112/01-05',
    subject: 'Про надання відпустки',
    dueOn: '2026-03-10',
    overdue: false,
    filedAt: '2026-03-05T09:00:00Z',
    filedBy: PEOPLE[0],
    copies: [],
    closed: null,
    ...changes,
  };
}

export function fakeCopyRegister(held: FakeHoldings): FakeHandlers<'copyRegister'> {
  const entryOf = (requestId: string): CopyEntry => held.copyEntries.find((entry) => entry.requestId === requestId) ?? notFound();
  const entered = (requestId: string, documentId: string, request: CopyRequest): CopyEntry => {
    const { registrationIndex, subject } = held.cardOf(documentId);
    const entry = copyEntry({ ...request, requestId, documentId, registrationIndex, subject });
    held.copyEntries = [entry, ...held.copyEntries.filter((one) => one.requestId !== requestId)];
    held.changed(['copies']);
    return entry;
  };
  return {
    'copyRegister.list': ({ documentId, show }) => {
      const entries = held.copyEntries.filter((entry) => (documentId === null || entry.documentId === documentId) && (show === 'all' || entry.closed === null) && (show !== 'overdue' || entry.overdue));
      return { entries, total: entries.length };
    },
    'copyRegister.file': ({ requestId, documentId, request }) => entered(requestId, documentId, request),
    'copyRegister.apply': ({ requestId, documentId, request }) => entered(requestId, documentId, { ...request, requester: PEOPLE[0], requesterKind: 'employee', appliedOn: '2026-03-05' }),
    'copyRegister.close': ({ requestId, closing }) => {
      const entry = entryOf(requestId);
      if (closing.outcome === 'handed-over' && entry.givenAs === 'certified-copy' && entry.copies.length === 0) throw new Refusal('refused', 'error.copyNotMadeYet');
      const closed: CopyEntry = { ...entry, overdue: false, closed: { ...closing, at: '2026-03-05T10:00:00Z', by: PEOPLE[0] } };
      held.copyEntries = held.copyEntries.map((one) => (one === entry ? closed : one));
      held.changed(['copies']);
      return closed;
    },
  };
}
