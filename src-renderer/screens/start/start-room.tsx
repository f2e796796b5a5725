import { Tabs } from '@mantine/core';
import { useDesk, type Person } from '../../state/desk.ts';
import { type Place, usePlaces } from '../../state/places.ts';
import { useWords } from '../../app/use-text.ts';
import rooms from '../administration/administration.module.css';
import { DocumentPage } from '../documents/document-page.tsx';
import { DraftList } from '../drafts/draft-list.tsx';
import { DraftPage } from '../drafts/draft-page.tsx';
import { NewDraft } from '../drafts/new-draft.tsx';
import { DutiesPage } from '../duties/duties-page.tsx';
import { useDuties } from '../duties/use-duties.ts';
import { ControlBoard } from '../execution-control/control-board.tsx';
import { NoticesPage } from '../notifications/notices-page.tsx';
import { StartPage } from './start-page.tsx';

const TABS = { mine: 'start.tab.mine', drafts: 'start.tab.drafts', control: 'start.tab.control', duties: 'start.tab.duties', notices: 'notice.title' } as const;
type Tab = keyof typeof TABS;
const isTab = (value: string | null): value is Tab => value !== null && Object.hasOwn(TABS, value);

/** What waits for the person, and the execution that he answers for. */
export function StartRoom({ person, place, onNoticeSettings }: { readonly person: Person; readonly place: Extract<Place, { room: 'start' }>; readonly onNoticeSettings: () => void }) {
  const { t } = useWords();
  const go = usePlaces((places) => places.go);
  const office = useDesk((desk) => desk.state?.office ?? null);
  // Where the country's rules name no duties there is nothing to show of them.
  const duties = useDuties().value?.duties ?? [];
  if (place.view === 'document') return office === null ? null : <DocumentPage key={place.documentId} documentId={place.documentId} person={person} office={office} first="resolutions" />;
  if (place.view === 'draft') return place.documentId === null ? <NewDraft /> : <DraftPage key={place.documentId} documentId={place.documentId} />;
  return (
    <Tabs value={place.view} onChange={(value) => go({ room: 'start', view: isTab(value) ? value : 'mine' })} className={rooms['room']} keepMounted={false}>
      <h1 className="visually-hidden">{t('frame.room.start')}</h1>
      <Tabs.List className={rooms['tabs']} aria-label={t('frame.room.start')}>
        {Object.entries(TABS).filter(([tab]) => tab !== 'duties' || duties.length > 0).map(([tab, label]) => (
          <Tabs.Tab key={tab} value={tab}>
            {t(label)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="mine" className={rooms['panel']}>
        <StartPage />
      </Tabs.Panel>
      <Tabs.Panel value="drafts" className={rooms['panel']}>
        <DraftList />
      </Tabs.Panel>
      <Tabs.Panel value="control" className={rooms['panel']}>
        <ControlBoard />
      </Tabs.Panel>
      <Tabs.Panel value="duties" className={rooms['panel']}>
        <DutiesPage person={person} />
      </Tabs.Panel>
      <Tabs.Panel value="notices" className={rooms['panel']}>
        <NoticesPage onSettings={onNoticeSettings} />
      </Tabs.Panel>
    </Tabs>
  );
}
