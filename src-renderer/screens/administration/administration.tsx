import { Tabs } from '@mantine/core';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, type Person } from '../../state/desk.ts';
import { ADMINISTRATION_SECTIONS, type AdministrationSection, usePlaces } from '../../state/places.ts';
import { Accounts } from './accounts.tsx';
import styles from './administration.module.css';
import { Incoming } from './incoming.tsx';
import { Integrity } from './integrity.tsx';
import { NoticeMail } from './notice-mail.tsx';
import { Trust } from './trust.tsx';

/** Accounts, trust and the integrity check; each for whoever has the right. */
export function Administration({ person, section }: { readonly person: Person; readonly section: AdministrationSection }) {
  const { t } = useWords();
  const go = usePlaces((places) => places.go);
  const open: Readonly<Record<AdministrationSection, boolean>> = {
    accounts: hasPersonRight(person, 'account.manage'),
    trust: hasPersonRight(person, 'desk.supervise'),
    incoming: hasPersonRight(person, 'desk.supervise'),
    mail: hasPersonRight(person, 'desk.supervise'),
    integrity: hasPersonRight(person, 'desk.supervise'),
  };
  const sections = ADMINISTRATION_SECTIONS.filter((one) => open[one]);
  const shown = open[section] ? section : (sections[0] ?? 'accounts');
  const content = { accounts: <Accounts person={person} />, trust: <Trust />, incoming: <Incoming />, mail: <NoticeMail />, integrity: <Integrity /> };
  return (
    <Tabs
      className={styles['room']}
      value={shown}
      onChange={(value) => {
        const next = sections.find((one) => one === value);
        if (next !== undefined) go({ room: 'administration', view: next });
      }}
    >
      <Tabs.List aria-label={t('administration.sections')} className={styles['tabs']}>
        {sections.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {t(`administration.${one}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {sections.map((one) => (
        <Tabs.Panel key={one} value={one} className={styles['panel']}>
          {content[one]}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
