import type { SavedSearch } from '#shared/contract/search.ts';
import { compareCopy, readCopyCode } from '#shared/domain/copy-code.ts';
import { PDF_SHA } from './data.ts';
import { type FakeArchive, fakeFacets, fakeJournal, fakePage } from './fake-search.ts';
import type { FakeHandlers, FakeHoldings } from './holdings.ts';

/** Search, journals and saved searches. */
export function fakeSearch(held: FakeHoldings, archived: FakeArchive): FakeHandlers<'search'> {
  let searches: SavedSearch[] = [];
  return {
    'search.page': (question) => fakePage(held.cards, question, archived),
    'search.facets': (question) => fakeFacets(held.cards, question, archived),
    'search.snippets': ({ documentIds }) => ({ snippets: documentIds.slice(0, 1).map((documentId) => ({ documentId, fileName: 'Лист.pdf', before: 'Просимо погодити ', match: 'план', after: ' заходів на наступний семестр' })) }),
    'search.journal': (question) => fakeJournal(held.cards, question, archived),
    'search.journalYears': () => ({ journals: [...Map.groupBy(held.cards, (card) => card.journalId)].map(([journalId, cards]) => ({ journalId, years: [...new Set(cards.map((card) => card.registrationYear))].sort((x, y) => y - x) })) }),
    'search.copy': ({ code }) => {
      const stated = readCopyCode(code);
      const card = stated === null ? undefined : held.cards.find(({ documentId, files }) => (stated.documentId === null ? stated.hash !== null && files[0]?.sha256.startsWith(stated.hash) === true : documentId === stated.documentId));
      if (stated === null || card === undefined) return { documents: [] };
      const { documentId, registrationIndex, registrationDate, direction, correspondent, subject, verdict, voidReason } = card;
      const comparison = compareCopy(stated, { sha256: card.files[0]?.sha256 ?? null, verdict, isVoid: card.state === 'void' });
      return { documents: [{ documentId, registrationIndex, registrationDate, direction, correspondent, subject, verdict, voidReason, checkedAt: '2026-03-05T09:31:10Z', onCopy: { hash: stated.hash, verdict: stated.verdict }, comparison }] };
    },
    'search.saved': () => ({ searches: [...searches] }),
    'search.save': (input) => {
      const saved = { ...input, searchId: held.nextId(), mine: true };
      searches = [...searches, saved];
      held.changed(['searches']);
      return saved;
    },
    'search.forget': ({ searchId }) => {
      searches = searches.filter((search) => search.searchId !== searchId);
      held.changed(['searches']);
      return {};
    },
    'search.export': ({ format }) => ({ sha256: PDF_SHA, fileName: `cards.${format}`, size: 1, mediaType: format === 'csv' ? 'text/csv' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', rows: held.cards.length, complete: true }),
  };
}
