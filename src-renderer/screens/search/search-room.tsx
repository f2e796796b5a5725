import { Button, NativeSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import { MOST_PRINTED } from '#shared/contract/printing.ts';
import { SEARCH_SORTS, SEARCH_TEXT_LIMIT, type SearchFilters, type SearchQuestion, type SearchSort } from '#shared/contract/search.ts';
import { readCopyCode } from '#shared/domain/copy-code.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, type Person, useDesk } from '../../state/desk.ts';
import { type Place, usePlaces } from '../../state/places.ts';
import { isFiltered, useSearch } from '../../state/search.ts';
import { PaneSwitch } from '../../ui/pane-switch.tsx';
import { Panes } from '../../ui/panes.tsx';
import { usePanes } from '../../ui/use-panes.ts';
import { DocumentPage } from '../documents/document-page.tsx';
import { DocumentPreview } from '../documents/document-preview.tsx';
import { DocumentTable } from '../documents/document-table.tsx';
import { useFoundRows } from '../documents/use-found-rows.ts';
import { useMarks } from '../documents/use-marks.ts';
import { PrintFound } from '../printing/print-found.tsx';
import { PrintMarked } from '../printing/print-marked.tsx';
import { CopyCheckView } from './copy-check-view.tsx';
import { ExportMenu } from './export-menu.tsx';
import { FacetPane } from './facet-pane.tsx';
import { MatchLine } from './match-line.tsx';
import { SavedTabs } from './saved-tabs.tsx';
import styles from './search-room.module.css';
import { useCounts } from './use-counts.ts';

interface Props {
  readonly person: Person;
  readonly place: Extract<Place, { room: 'registration' | 'search' }>;
}

/** Cards by words of the card or the document, or by a fragment of the number; a copy by its code. */
export function SearchRoom({ person, place }: Props) {
  const office = useDesk((desk) => desk.state?.office ?? null);
  const text = usePlaces((places) => places.searchText);
  if (place.view === 'document' && office !== null) return <DocumentPage key={place.documentId} documentId={place.documentId} person={person} office={office} />;
  if (readCopyCode(text) !== null) return <CopyCheckView code={text.trim()} />;
  return <SearchResults person={person} />;
}

const PANES = ['filters', 'list', 'viewer'] as const;

function SearchResults({ person }: { readonly person: Person }) {
  const words = useWords();
  const { t } = words;
  const text = usePlaces((places) => places.searchText);
  const [settled] = useDebouncedValue(text.trim().slice(0, SEARCH_TEXT_LIMIT), 150);
  const { filters, sort, setFilters, setSort, ask } = useSearch();
  const go = usePlaces((places) => places.go);
  const setRowInHand = usePlaces((places) => places.setRowInHand);
  const inHand = usePlaces((places) => places.rowInHand['search'] ?? 0);
  const panes = usePanes('search', PANES, ['viewer']);
  const question = useMemo((): SearchQuestion => ({ text: settled, filters, sort }), [settled, filters, sort]);
  const pages = useFoundRows(question);
  const copies = hasPersonRight(person, 'copy.make');
  const marks = useMarks('search', MOST_PRINTED);
  const { counts, current } = useCounts(question, pages.total !== null);
  useScreenShortcuts([{ id: 'preview', keys: ['Space'], label: 'shortcut.preview', group: 'list', run: () => panes.toggle('viewer') }]);

  function narrow(next: SearchFilters): void {
    setRowInHand('search', 0);
    setFilters(next);
  }
  const found = current && counts !== null ? `${words.number(counts.total.count)}${counts.total.exact ? '' : '+'}` : null;
  const narrowed = settled !== '' || isFiltered(filters);

  return (
    <div className={styles['room']}>
      <SavedTabs person={person} question={question} onAsk={ask} />
      <div className={styles['line']}>
        <h1 className={styles['title']}>{settled === '' ? t('search.title') : `${t('search.results')}: «${settled}»`}</h1>
        <span className="quiet numbers" role="status">
          {found === null ? '' : t('search.found', { count: found })}
        </span>
        <NativeSelect aria-label={t('search.sort')} value={sort} onChange={(event) => setSort(SEARCH_SORTS.find((known) => known === event.currentTarget.value) ?? 'newest')} data={SEARCH_SORTS.map((value: SearchSort) => ({ value, label: t(`search.sort.${value}`) }))} />
        {hasPersonRight(person, 'card.export') ? <ExportMenu question={question} /> : null}
        {copies ? <PrintFound question={question} beside={marks.marked.size > 0} /> : null}
        {copies ? <PrintMarked marked={marks.marked} /> : null}
        {copies && marks.marked.size > 0 ? (
          <Button variant="subtle" size="compact-md" onClick={marks.clear}>
            {t('dayPapers.unmark')}
          </Button>
        ) : null}
        <PaneSwitch panes={PANES} state={panes} />
      </div>
      <div className={styles['parts']}>
        <Panes
          room="search"
          closed={panes.closed}
          panes={[
            { id: 'filters', size: 19, least: 14, content: <FacetPane filters={filters} counts={counts} onFilters={narrow} /> },
            {
              id: 'list',
              size: 49,
              least: 30,
              content: (
                <div className={styles['list']}>
                  <DocumentTable
                    label={t('search.results')}
                    pages={pages}
                    inHand={inHand}
                    narrow={!panes.closed.includes('viewer') || !panes.closed.includes('filters')}
                    {...(copies ? { marks } : {})}
                    empty={narrowed ? { title: t('document.list.nothing'), hint: t('document.list.nothingHint') } : { title: t('search.begin'), hint: t('search.beginHint') }}
                    onHand={(row) => setRowInHand('search', row)}
                    onOpen={(documentId) => go({ room: 'search', view: 'document', documentId })}
                  />
                  <MatchLine text={settled} documentId={pages.rows.get(inHand)?.documentId ?? null} />
                </div>
              ),
            },
            { id: 'viewer', size: 32, least: 20, content: <DocumentPreview documentId={pages.rows.get(inHand)?.documentId ?? null} /> },
          ]}
        />
      </div>
    </div>
  );
}
