import { ActionIcon, Button, Menu, TextInput, Tooltip } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconCommand, IconKey, IconKeyboard, IconLogout, IconMoon, IconSearch, IconSun, IconUser, IconUsers } from '@tabler/icons-react';
import type { KeyboardEvent, RefObject } from 'react';
import { LanguageSwitch } from '../ui/language-switch.tsx';
import type { Person } from '../state/desk.ts';
import { usePlaces } from '../state/places.ts';
import { usePreferences } from '../state/preferences.ts';
import { Bell } from './bell.tsx';
import styles from './top-line.module.css';
import { useSignOut } from './use-sign-out.ts';
import { useWhere } from './use-where.ts';
import { useWords } from './use-text.ts';

interface Props {
  readonly person: Person;
  readonly searchField: RefObject<HTMLInputElement | null>;
  readonly searchable: boolean;
  readonly onKeys: () => void;
  readonly onPassword: () => void;
  readonly onShift: () => void;
  readonly onNotices: () => void;
}

/** Where I am, search, who I am, language, colours, and the way out. */
export function TopLine({ person, searchField, searchable, onKeys, onPassword, onShift, onNotices }: Props) {
  const { t } = useWords();
  const where = useWhere();
  const scheme = usePreferences((preferences) => preferences.scheme);
  const setScheme = usePreferences((preferences) => preferences.setScheme);
  const searchText = usePlaces((places) => places.searchText);
  const setSearchText = usePlaces((places) => places.setSearchText);
  const go = usePlaces((places) => places.go);
  const signOut = useSignOut();
  const toScheme = scheme === 'light' ? 'dark' : 'light';

  function search(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'Enter' && usePlaces.getState().place?.view !== 'results') go({ room: 'search', view: 'results' });
    // From the words down into what they found.
    const found = event.key === 'ArrowDown' ? document.querySelector<HTMLElement>('main [role="grid"]') : null;
    if (found === null) return;
    event.preventDefault();
    found.focus();
  }

  return (
    <section className={styles['line']} aria-label={t('frame.topLine')}>
      <nav className={styles['where']} aria-label={t('frame.where')}>
        <ol>
          {where.map((step, at) => (
            <li key={step} aria-current={at === where.length - 1 ? 'location' : undefined}>
              {step}
            </li>
          ))}
        </ol>
      </nav>
      {searchable ? (
        <search className={styles['search']}>
          <TextInput
            ref={searchField}
            type="search"
            autoComplete="off"
            aria-label={t('frame.searchLabel')}
            placeholder={t('frame.search')}
            leftSection={<IconSearch size={16} aria-hidden />}
            rightSection={<kbd aria-hidden>/</kbd>}
            value={searchText}
            onChange={(event) => setSearchText(event.currentTarget.value)}
            onKeyDown={search}
          />
        </search>
      ) : (
        <span />
      )}
      <div className={styles['own']}>
        <Bell onOpen={onNotices} />
        <Tooltip label={`${t('frame.commands')} (Ctrl+K)`}>
          <ActionIcon aria-label={t('frame.commands')} onClick={spotlight.open}>
            <IconCommand size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t(`frame.${toScheme}`)}>
          <ActionIcon aria-label={t(`frame.${toScheme}`)} onClick={() => setScheme(toScheme)}>
            {toScheme === 'dark' ? <IconMoon size={18} aria-hidden /> : <IconSun size={18} aria-hidden />}
          </ActionIcon>
        </Tooltip>
        <div className={styles['language']}>
          <LanguageSwitch />
        </div>
        <Menu position="bottom-end" width={260} transitionProps={{ duration: 0 }}>
          <Menu.Target>
            <Button variant="subtle" color="gray" className={styles['person']} leftSection={<IconUser size={18} aria-hidden />} title={person.name}>
              {person.name}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{`${person.name} · ${person.roles.map((role) => t(`role.${role}`)).join(', ')}`}</Menu.Label>
            <Menu.Item leftSection={<IconUsers size={16} aria-hidden />} rightSection={<kbd>Ctrl+Shift+U</kbd>} onClick={onShift}>
              {t('shift.change')}
            </Menu.Item>
            <Menu.Item leftSection={<IconKey size={16} aria-hidden />} onClick={onPassword}>
              {t('frame.changePassword')}
            </Menu.Item>
            <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} rightSection={<kbd>?</kbd>} onClick={onKeys}>
              {t('frame.shortcuts')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Button variant="default" leftSection={<IconLogout size={16} aria-hidden />} onClick={signOut} className={styles['out']}>
          {t('frame.signOut')}
        </Button>
      </div>
    </section>
  );
}
