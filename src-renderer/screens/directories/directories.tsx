import { Tabs } from '@mantine/core';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, type Person } from '../../state/desk.ts';
import { DIRECTORY_SECTIONS, type DirectorySection, usePlaces } from '../../state/places.ts';
import own from './directories.module.css';
import styles from '../administration/administration.module.css';
import { CopyRegisterView } from '../copy-register/copy-register-view.tsx';
import { Outages } from '../outages/outages.tsx';
import { ReviewSettings } from '../review/review-settings.tsx';
import { Routes } from '../routes/routes.tsx';
import { SignatureRegister } from '../signature-register/signature-register.tsx';
import { Structure } from '../structure/structure.tsx';
import { Correspondents } from './correspondents.tsx';
import { Journals } from './journals.tsx';
import { Kinds } from './kinds.tsx';

const NAMES = { correspondents: 'correspondents.title', journals: 'journals.title', kinds: 'kinds.title', structure: 'structure.title', review: 'review.settings', outages: 'outage.title', copies: 'copyRegister.title', routes: 'routeEditor.title', signatures: 'signatureRegister.title' } as const;

/** What the office keeps beside its documents: correspondents, journals, kinds, units and people, who reviews what, outages, the register of copies, typical routes, agreements and signatures. */
export function Directories({ person, section }: { readonly person: Person; readonly section: DirectorySection }) {
  const { t } = useWords();
  const go = usePlaces((places) => places.go);
  const content = { correspondents: <Correspondents person={person} />, journals: <Journals person={person} />, kinds: <Kinds person={person} />, structure: <Structure person={person} />, review: <ReviewSettings person={person} />, outages: <Outages person={person} />, copies: <CopyRegisterView />, routes: <Routes person={person} />, signatures: <SignatureRegister /> };
  const sections = DIRECTORY_SECTIONS.filter((one) => one !== 'signatures' || hasPersonRight(person, 'agreement.keep'));
  const shown = sections.includes(section) ? section : 'correspondents';
  return (
    <Tabs
      className={styles['room']}
      value={shown}
      onChange={(value) => {
        const next = sections.find((one) => one === value);
        if (next !== undefined) go({ room: 'directories', view: next });
      }}
    >
      <Tabs.List aria-label={t('frame.room.directories')} className={styles['tabs']}>
        {sections.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {t(NAMES[one])}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {sections.map((one) => (
        <Tabs.Panel key={one} value={one} className={`${styles['panel']} ${own['rows']}`} data-fill={one === 'copies' || undefined}>
          {one === shown ? content[one] : null}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
