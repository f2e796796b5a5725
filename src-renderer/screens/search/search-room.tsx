import { useDebouncedValue } from '@mantine/hooks';
import { IconFileSearch } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { type Person, useDesk } from '../../state/desk.ts';
import { type Place, usePlaces } from '../../state/places.ts';
import { Empty } from '../../ui/empty.tsx';
import { PaneSwitch } from '../../ui/pane-switch.tsx';
import { Panes } from '../../ui/panes.tsx';
import { usePanes } from '../../ui/use-panes.ts';
import { DocumentPage } from '../documents/document-page.tsx';
import { DocumentPreview } from '../documents/document-preview.tsx';
import { DocumentTable } from '../documents/document-table.tsx';
import { useRowPages } from '../documents/use-row-pages.ts';
import styles from './search-room.module.css';

interface Props {
  readonly person: Person;
  readonly place: Extract<Place, { room: 'registration' | 'search' }>;
}

/** Cards by words of the card or the document, or by a fragment of the number. */
export function SearchRoom({ person, place }: Props) {
  const office = useDesk((desk) => desk.state?.office ?? null);
  if (place.view === 'document' && office !== null) return <DocumentPage key={place.documentId} documentId={place.documentId} person={person} office={office} />;
  return <SearchResults />;
}

const PANES = ['list', 'viewer'] as const;
const TEXT_LIMIT = 200;

function SearchResults() {
  const words = useWords();
  const { t } = words;
  const text = usePlaces((places) => places.searchText);
  const [settled] = useDebouncedValue(text.trim().slice(0, TEXT_LIMIT), 150);
  const go = usePlaces((places) => places.go);
  const setRowInHand = usePlaces((places) => places.setRowInHand);
  const inHand = usePlaces((places) => places.rowInHand['search'] ?? 0);
  const panes = usePanes('search', PANES, ['viewer']);
  const query = useMemo(() => ({ direction: null, text: settled, from: null, to: null }), [settled]);
  const pages = useRowPages(query);
  useScreenShortcuts([{ id: 'preview', keys: ['Space'], label: 'shortcut.preview', group: 'list', run: () => panes.toggle('viewer') }]);

  return (
    <div className={styles['room']}>
      <div className={styles['line']}>
        <h1 className={styles['title']}>{settled === '' ? t('search.title') : `${t('search.results')}: «${settled}»`}</h1>
        <span className="quiet numbers" role="status">
          {settled === '' || pages.total === null ? '' : t('search.found', { count: words.number(pages.total) })}
        </span>
        <PaneSwitch panes={PANES} state={panes} />
      </div>
      <div className={styles['parts']}>
        {settled === '' ? (
          <Empty icon={<IconFileSearch size={40} stroke={1.2} aria-hidden />} title={t('search.begin')} hint={t('search.beginHint')} />
        ) : (
          <Panes
            room="search"
            closed={panes.closed}
            panes={[
              {
                id: 'list',
                size: 58,
                least: 35,
                content: (
                  <DocumentTable
                    label={t('search.results')}
                    pages={pages}
                    inHand={inHand}
                    narrow={!panes.closed.includes('viewer')}
                    empty={{ title: t('document.list.nothing'), hint: t('document.list.nothingHint') }}
                    onHand={(row) => setRowInHand('search', row)}
                    onOpen={(documentId) => go({ room: 'search', view: 'document', documentId })}
                  />
                ),
              },
              { id: 'viewer', size: 42, least: 25, content: <DocumentPreview documentId={pages.rows[inHand]?.documentId ?? null} /> },
            ]}
          />
        )}
      </div>
    </div>
  );
}
