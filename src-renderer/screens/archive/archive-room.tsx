import { Tabs } from '@mantine/core';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import type { Person } from '../../state/desk.ts';
import { ARCHIVE_SECTIONS, type Place, usePlaces } from '../../state/places.ts';
import own from '../directories/directories.module.css';
import styles from '../administration/administration.module.css';
import { CasePage } from './case/case-page.tsx';
import { Destruction } from './destruction/destruction.tsx';
import { Evidence } from './evidence/evidence.tsx';
import { Holds } from './holds/holds.tsx';
import { Integrity } from './integrity/integrity.tsx';
import { Inventories } from './inventories/inventories.tsx';
import { Packages } from './packages/packages.tsx';
import { ReadingRoom } from './reading-room/reading-room.tsx';
import { Terms } from './terms/terms.tsx';

type ArchivePlace = Extract<Place, { room: 'archive' }>;

/** What is kept after it was executed: terms, holds, inventories, acts of destruction, packages for transfer, the reading room, the evidence of signatures, the state of the stored files; a case opens from any of them. */
export function ArchiveRoom({ person, place }: { readonly person: Person; readonly place: ArchivePlace }) {
  const { t } = useWords();
  const go = usePlaces((places) => places.go);
  useScreenShortcuts(ARCHIVE_SECTIONS.filter((section) => section !== place.view).map((section) => ({ id: `archive.${section}`, keys: [], label: `archive.section.${section}`, group: 'screen', run: () => go({ room: 'archive', view: section }) })));
  if (place.view === 'case') return <CasePage key={place.caseId} person={person} caseId={place.caseId} />;
  const content = { terms: <Terms />, holds: <Holds />, inventories: <Inventories />, destruction: <Destruction person={person} />, packages: <Packages person={person} />, readingRoom: <ReadingRoom />, evidence: <Evidence person={person} />, integrity: <Integrity /> };
  return (
    <Tabs
      className={styles['room']}
      value={place.view}
      onChange={(value) => {
        const next = ARCHIVE_SECTIONS.find((section) => section === value);
        if (next !== undefined) go({ room: 'archive', view: next });
      }}
    >
      <Tabs.List aria-label={t('frame.room.archive')} className={styles['tabs']}>
        {ARCHIVE_SECTIONS.map((section) => (
          <Tabs.Tab key={section} value={section}>
            {t(`archive.section.${section}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {ARCHIVE_SECTIONS.map((section) => (
        <Tabs.Panel key={section} value={section} className={`${styles['panel']} ${own['rows']}`} data-fill>
          {section === place.view ? content[section] : null}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
