import { IconAddressBook, IconArchive, IconArrowsExchange, IconFileSearch, IconFolders, IconHome, IconInbox, IconSettings } from '@tabler/icons-react';
import { hasPersonRight, type Person } from '../state/desk.ts';
import { type Room, ROOMS } from '../state/places.ts';

export const ROOM_ICONS = { start: IconHome, registration: IconInbox, search: IconFileSearch, nomenclature: IconFolders, archive: IconArchive, directories: IconAddressBook, exchange: IconArrowsExchange, administration: IconSettings } as const;

/** Rooms that the person's rights open; a room that does not exist yet is not shown at all. */
export function roomsFor(person: Person): Room[] {
  const open: Readonly<Record<Room, boolean>> = {
    start: hasPersonRight(person, 'card.readOwn'),
    registration: hasPersonRight(person, 'card.register') || hasPersonRight(person, 'card.correct'),
    search: hasPersonRight(person, 'card.readOwn'),
    nomenclature: hasPersonRight(person, 'nomenclature.edit'),
    archive: hasPersonRight(person, 'archive.keep'),
    directories: hasPersonRight(person, 'directory.edit') || hasPersonRight(person, 'card.register'),
    exchange: hasPersonRight(person, 'card.read'),
    administration: hasPersonRight(person, 'account.manage') || hasPersonRight(person, 'desk.supervise'),
  };
  return ROOMS.filter((room) => open[room]);
}

/** Where a person begins: a clerk with the letters that wait to be registered, everybody else with what waits for him. */
export function firstRoom(rooms: readonly Room[]): Room | undefined {
  return rooms.includes('registration') ? 'registration' : rooms[0];
}
