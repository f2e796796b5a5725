import { Refusal } from '#shared/contract/index.ts';
import type { CopyEntry, CopyFilters, CopyRequest } from '#shared/contract/copy-register.ts';
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
    term: 'ahead',
    filedAt: '2026-03-05T09:00:00Z',
    filedBy: PEOPLE[0],
    copies: [],
    closed: null,
    ...changes,
  };
}

/** Pages of every document of the fake desk. */
const PAGES = 12;

function isShown({ term, closed }: CopyEntry, show: CopyFilters['show']): boolean {
  if (show === 'all') return true;
  return show === 'open' ? closed === null : show === term || show === closed?.outcome;
}

export function fakeCopyRegister(held: FakeHoldings): FakeHandlers<'copyRegister'> {
  const chosen = ({ documentId, show, from, to, text }: CopyFilters): CopyEntry[] =>
    held.copyEntries.filter(
      (entry) =>
        (documentId === null || entry.documentId === documentId) &&
        isShown(entry, show) &&
        (from === null || entry.appliedOn >= from) &&
        (to === null || entry.appliedOn <= to) &&
        `${entry.requester} ${entry.registrationIndex}`.toLowerCase().includes(text.toLowerCase()),
    );
  const entryOf = (requestId: string): CopyEntry => held.copyEntries.find((entry) => entry.requestId === requestId) ?? notFound();
  const entered = (requestId: string, documentId: string, request: CopyRequest): CopyEntry => {
    const { registrationIndex, subject } = held.cardOf(documentId);
    const entry = copyEntry({ ...request, requestId, documentId, registrationIndex, subject });
    held.copyEntries = [entry, ...held.copyEntries.filter((one) => one.requestId !== requestId)];
    held.changed(['copies']);
    return entry;
  };
  return {
    'copyRegister.list': ({ first, limit, ...filters }) => {
      const entries = chosen(filters);
      return { entries: entries.slice(first, first + limit), total: entries.length };
    },
    'copyRegister.waiting': () => ({ due: held.copyEntries.filter(({ term }) => term === 'due').length, overdue: held.copyEntries.filter(({ term }) => term === 'overdue').length }),
    'copyRegister.pages': () => ({ pages: PAGES }),
    'copyRegister.print': (filters) => ({ fileName: 'register.pdf', bytes: new Uint8Array([0x25, 0x50, 0x44, 0x46]), pages: 1, rows: chosen({ ...filters, documentId: null }).length }),
    'copyRegister.export': (filters) => ({ fileName: 'register.csv', bytes: new Uint8Array([0xef, 0xbb, 0xbf]), rows: chosen({ ...filters, documentId: null }).length }),
    'copyRegister.file': ({ requestId, documentId, request }) => entered(requestId, documentId, request),
    'copyRegister.apply': ({ requestId, documentId, request }) => entered(requestId, documentId, { ...request, requester: PEOPLE[0], requesterKind: 'employee', appliedOn: '2026-03-05' }),
    'copyRegister.close': ({ requestId, closing }) => {
      const entry = entryOf(requestId);
      if (closing.outcome === 'handed-over' && entry.givenAs === 'certified-copy' && entry.copies.length === 0) throw new Refusal('refused', 'error.copyNotMadeYet');
      const closed: CopyEntry = { ...entry, term: 'closed', closed: { ...closing, at: '2026-03-05T10:00:00Z', by: PEOPLE[0] } };
      held.copyEntries = held.copyEntries.map((one) => (one === entry ? closed : one));
      held.changed(['copies']);
      return closed;
    },
  };
}
