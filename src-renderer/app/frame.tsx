import { useDisclosure } from '@mantine/hooks';
import { spotlight } from '@mantine/spotlight';
import { useEffect, useRef } from 'react';
import { Administration } from '../screens/administration/administration.tsx';
import { Exchange } from '../screens/exchange/exchange.tsx';
import { NomenclatureRoom } from '../screens/nomenclature/nomenclature-room.tsx';
import { ArchiveRoom } from '../screens/archive/archive-room.tsx';
import { Directories } from '../screens/directories/directories.tsx';
import { CompromiseDialog } from '../screens/notifications/compromise-dialog.tsx';
import { NoticeSettings } from '../screens/notifications/notice-settings.tsx';
import { NoticesPanel } from '../screens/notifications/notices-panel.tsx';
import { PrintQueue } from '../screens/printing/print-queue.tsx';
import { RegistrationRoom } from '../screens/registration/registration-room.tsx';
import { SearchRoom } from '../screens/search/search-room.tsx';
import { MyAssistants } from '../screens/structure/my-assistants.tsx';
import { StartRoom } from '../screens/start/start-room.tsx';
import { ChangeUser } from '../screens/sign-in/change-user.tsx';
import { ChangePassword } from '../screens/sign-in/change-password.tsx';
import { useCopyRegister } from '../state/copy-register.ts';
import type { Person } from '../state/desk.ts';
import { placeOfRoom, usePlaces } from '../state/places.ts';
import { Empty } from '../ui/empty.tsx';
import { BottomLine } from './bottom-line.tsx';
import { FailureWall } from './failure-wall.tsx';
import styles from './frame.module.css';
import { Palette } from './palette.tsx';
import { Rail } from './rail.tsx';
import { firstRoom, roomsFor } from './rooms.ts';
import { ShortcutList } from './shortcut-list.tsx';
import { TopLine } from './top-line.tsx';
import { useCopiesWaiting } from './use-copies-waiting.ts';
import { useExchangeCommands } from './use-exchange-commands.ts';
import { useScreenShortcuts } from './use-shortcuts.ts';
import { useStatus } from './use-status.ts';
import { useWorkWaiting } from './use-work-waiting.ts';
import { useWords } from './use-text.ts';

/** The frame that is the same around every room. */
export function Frame({ person }: { readonly person: Person }) {
  const words = useWords();
  const place = usePlaces((places) => places.place);
  const go = usePlaces((places) => places.go);
  const back = usePlaces((places) => places.back);
  const rooms = roomsFor(person);
  const status = useStatus();
  const copies = useCopiesWaiting();
  const copiesToGive = copies === null ? 0 : copies.due + copies.overdue;
  const waiting = useWorkWaiting();
  const openRegister = useCopyRegister((register) => register.open);
  const exchangeKeys = useExchangeCommands(status?.sync.link ?? 'standalone');
  const searchField = useRef<HTMLInputElement>(null);
  const [keysOpen, keys] = useDisclosure(false);
  // An issued password is asked to be changed right after signing in.
  const [passwordOpen, password] = useDisclosure(person.passwordChangeDue !== null);
  const [shiftOpen, shift] = useDisclosure(false);
  const [queueOpen, queue] = useDisclosure(false);
  const [assistantsOpen, assistants] = useDisclosure(false);
  const [noticesOpen, notices] = useDisclosure(false);
  const [noticeSettingsOpen, noticeSettings] = useDisclosure(false);
  const [compromiseOpen, compromise] = useDisclosure(false);

  const first = firstRoom(rooms);
  useEffect(() => {
    // A room that the person has not is left, as after a change of person. A document is shown wherever it was opened from: the
    // desk says whether it may be read.
    if (first !== undefined && (place === null || (place.view !== 'document' && !rooms.includes(place.room)))) go(placeOfRoom(first));
  }, [place, first, rooms, go]);

  const content = useRef<HTMLElement>(null);
  // What had the focus went with its screen: Tab goes on from the new one, not from the top of the window.
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body) content.current?.focus({ preventScroll: true });
  }, [place]);

  function stepBack(): void {
    const focused = document.activeElement;
    // The first step back leaves the field; what was typed stays in it.
    if (focused instanceof HTMLElement && focused.matches('input, textarea, select')) focused.blur();
    else back();
  }

  useScreenShortcuts([
    { id: 'palette', keys: ['Ctrl+K'], label: 'shortcut.palette', group: 'everywhere', run: spotlight.open },
    ...(rooms.includes('search') ? [{ id: 'search', keys: ['/'], label: 'shortcut.search', group: 'everywhere', run: () => searchField.current?.focus() } as const] : []),
    ...(rooms.includes('exchange') ? exchangeKeys : []),
    ...(copies === null || copiesToGive === 0 ? [] : [{ id: 'copiesWaiting', keys: ['Alt+O'], label: 'copyRegister.showWaiting', group: 'everywhere', run: () => openRegister(copies.overdue > 0 ? 'overdue' : 'due') } as const]),
    { id: 'shift', keys: ['Ctrl+Shift+U'], label: 'shift.change', group: 'everywhere', run: shift.open },
    { id: 'assistants', keys: [], label: 'delegation.mine', group: 'everywhere', run: assistants.open },
    { id: 'notices', keys: ['Alt+B'], label: 'shortcut.notices', group: 'everywhere', run: notices.open },
    { id: 'compromise', keys: [], label: 'notice.compromise', group: 'everywhere', run: compromise.open },
    { id: 'printQueue', keys: [], label: 'printing.title', group: 'everywhere', run: queue.open },
    { id: 'keys', keys: ['?'], label: 'shortcut.keys', group: 'everywhere', run: keys.open },
    { id: 'back', keys: ['Esc'], label: 'shortcut.back', group: 'everywhere', run: stepBack },
  ]);

  return (
    <div className={styles['frame']}>
      <a className={styles['skip']} href="#content">
        {words.t('frame.toContent')}
      </a>
      <Rail rooms={rooms} waiting={{ start: waiting, registration: status?.waiting ?? 0, exchange: (status?.sync.conflicts ?? 0) + (status?.sync.refused ?? 0), directories: copiesToGive }} />
      <TopLine person={person} searchField={searchField} searchable={rooms.includes('search')} onKeys={keys.open} onPassword={password.open} onShift={shift.open} onNotices={notices.open} />
      <main ref={content} id="content" className={styles['content']} tabIndex={-1}>
        <FailureWall key={`${person.accountId}.${place?.room ?? 'none'}`} text={words.t('frame.crashed')} again={words.t('common.again')}>
          {room()}
        </FailureWall>
      </main>
      <BottomLine status={status} copies={copies} onPrintQueue={queue.open} />
      <Palette rooms={rooms} onKeys={keys.open} onPassword={password.open} />
      {queueOpen ? <PrintQueue onClose={queue.close} /> : null}
      {assistantsOpen ? <MyAssistants onClose={assistants.close} /> : null}
      {noticesOpen ? <NoticesPanel onClose={notices.close} onSettings={() => { notices.close(); noticeSettings.open(); }} /> : null}
      {noticeSettingsOpen ? <NoticeSettings onClose={noticeSettings.close} /> : null}
      <CompromiseDialog opened={compromiseOpen} onClose={compromise.close} />
      <ShortcutList opened={keysOpen} onClose={keys.close} />
      <ChangeUser opened={shiftOpen} person={person} onClose={shift.close} />
      <ChangePassword opened={passwordOpen} person={person} onClose={password.close} />
    </div>
  );

  function room() {
    if (first === undefined) return <Empty title={words.t('frame.noRooms')} />;
    switch (place?.room) {
      case 'start':
        return <StartRoom person={person} place={place} onNoticeSettings={noticeSettings.open} />;
      case 'registration':
        return <RegistrationRoom person={person} place={place} />;
      case 'search':
        return <SearchRoom person={person} place={place} />;
      case 'nomenclature':
        return <NomenclatureRoom person={person} nomenclatureId={place.nomenclatureId} />;
      case 'archive':
        return <ArchiveRoom person={person} place={place} />;
      case 'directories':
        return <Directories person={person} section={place.view} />;
      case 'exchange':
        return <Exchange person={person} place={place} />;
      case 'administration':
        return <Administration person={person} section={place.view} />;
      case undefined:
        return null;
    }
  }
}
