import { IconCircleCheck } from '@tabler/icons-react';
import { useWords } from '../../app/use-text.ts';
import type { Person } from '../../state/desk.ts';
import { usePlaces } from '../../state/places.ts';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { documentPlace } from './document-place.ts';
import { usePages } from './use-pages.ts';
import { WaitingTable } from './waiting-table.tsx';

/** What this desk did and the server has not put into the common order yet. */
export function WaitingView({ person, standalone }: { readonly person: Person; readonly standalone: boolean }) {
  const { t } = useWords();
  return (
    <>
      <h1 className="visually-hidden">{t('sync.tab.waiting')}</h1>
      {standalone ? <NothingWaits hint={t('sync.alone.nothing')} /> : <WaitingList person={person} />}
    </>
  );
}

function NothingWaits({ hint }: { readonly hint: string }) {
  const { t } = useWords();
  return <Empty icon={<IconCircleCheck size={40} stroke={1.2} aria-hidden />} title={t('sync.nothingWaits')} hint={hint} />;
}

function WaitingList({ person }: { readonly person: Person }) {
  const { t } = useWords();
  const go = usePlaces((places) => places.go);
  const pages = usePages(
    'sync.waiting',
    async (client, after, options) => {
      const page = await client.sync.waiting({ after }, options);
      return page.ok ? { ok: true, value: { rows: page.value.operations, next: page.value.next } } : page;
    },
    ['sync', 'status'],
  );
  if (pages.rows === null) return pages.error === null ? <SlowLoading label={t('common.loading')} lines={12} /> : <div className="padded"><ErrorNote error={pages.error} again={pages.again} /></div>;
  if (pages.rows.length === 0) return <NothingWaits hint={t('sync.nothingWaitsHint')} />;
  return <WaitingTable rows={pages.rows} more={pages.more} onMore={pages.readMore} onOpen={(documentId) => go(documentPlace(person, documentId))} />;
}
