import { create } from 'zustand';
import type { Direction } from '#shared/domain/registration-card.ts';

export const ROOMS = ['start', 'registration', 'search', 'directories', 'nomenclature', 'archive', 'exchange', 'administration'] as const;
export type Room = (typeof ROOMS)[number];
export const ADMINISTRATION_SECTIONS = ['accounts', 'trust', 'incoming', 'mail', 'integrity'] as const;
export type AdministrationSection = (typeof ADMINISTRATION_SECTIONS)[number];

export const DIRECTORY_SECTIONS = ['correspondents', 'journals', 'kinds', 'structure', 'review', 'outages', 'copies', 'routes', 'signatures'] as const;
export type DirectorySection = (typeof DIRECTORY_SECTIONS)[number];

export const ARCHIVE_SECTIONS = ['terms', 'holds', 'inventories', 'destruction', 'packages', 'readingRoom', 'evidence', 'integrity'] as const;
export type ArchiveSection = (typeof ARCHIVE_SECTIONS)[number];

/** A place in the program: what a window shows. */
export type Place =
  | { readonly room: 'registration'; readonly view: 'letters' | 'to-pass' | 'handover' | 'returned' | 'import' }
  | { readonly room: 'registration'; readonly view: 'journal'; readonly direction: Direction }
  | { readonly room: 'start'; readonly view: 'mine' | 'control' | 'drafts' | 'notices' | 'duties' }
  | { readonly room: 'start'; readonly view: 'document'; readonly documentId: string }
  /** `documentId` null: a draft that is being entered. */
  | { readonly room: 'start'; readonly view: 'draft'; readonly documentId: string | null }
  | { readonly room: 'registration' | 'search'; readonly view: 'document'; readonly documentId: string }
  | { readonly room: 'search'; readonly view: 'results' }
  /** `nomenclatureId` null: the one by which documents are registered now. */
  | { readonly room: 'nomenclature'; readonly view: 'year'; readonly nomenclatureId: string | null }
  | { readonly room: 'archive'; readonly view: ArchiveSection }
  | { readonly room: 'archive'; readonly view: 'case'; readonly caseId: string }
  | { readonly room: 'directories'; readonly view: DirectorySection }
  | { readonly room: 'exchange'; readonly view: 'state' | 'waiting' | 'gapAct' }
  | { readonly room: 'exchange'; readonly view: 'conflicts'; readonly settled: boolean }
  | { readonly room: 'administration'; readonly view: AdministrationSection };

export function placeOfRoom(room: Room): Place {
  switch (room) {
    case 'start':
      return { room, view: 'mine' };
    case 'registration':
      return { room, view: 'letters' };
    case 'search':
      return { room, view: 'results' };
    case 'nomenclature':
      return { room, view: 'year', nomenclatureId: null };
    case 'archive':
      return { room, view: 'terms' };
    case 'directories':
      return { room, view: 'correspondents' };
    case 'exchange':
      return { room, view: 'state' };
    case 'administration':
      return { room, view: 'accounts' };
  }
}

const MEMORY = 30;

interface Places {
  readonly place: Place | null;
  readonly before: readonly Place[];
  /** Name of the thing that the place shows, e.g. a document's number; set by its screen. */
  readonly title: string | null;
  readonly searchText: string;
  /** Row in hand of each list, so that coming back finds the same line. */
  readonly rowInHand: Readonly<Record<string, number>>;
  /** Id and index of the documents that are marked in each list; they stay marked while the person looks at one of them. */
  readonly marked: Readonly<Record<string, ReadonlyMap<string, string>>>;
  go(place: Place): void;
  /** One step back; false where there is none. */
  back(): boolean;
  setTitle(title: string | null): void;
  setSearchText(text: string): void;
  setRowInHand(list: string, row: number): void;
  setMarked(list: string, marked: ReadonlyMap<string, string>): void;
  leave(): void;
  /** Another person goes on from the same place; where the former one had been is forgotten. */
  handOver(): void;
}

export const usePlaces = create<Places>()((set, get) => ({
  place: null,
  before: [],
  title: null,
  searchText: '',
  rowInHand: {},
  marked: {},
  go: (place) => set(({ place: from, before }) => ({ title: null, place, before: from === null ? before : [...before.slice(-MEMORY), from] })),
  back: () => {
    const to = get().before.at(-1);
    if (to === undefined) return false;
    set(({ before }) => ({ title: null, place: to, before: before.slice(0, -1) }));
    return true;
  },
  setTitle: (title) => set({ title }),
  setSearchText: (searchText) => set({ searchText }),
  setRowInHand: (list, row) => set((before) => ({ rowInHand: { ...before.rowInHand, [list]: row } })),
  setMarked: (list, marked) => set((before) => ({ marked: { ...before.marked, [list]: marked } })),
  handOver: () => set({ title: null, before: [], searchText: '', rowInHand: {}, marked: {} }),
  leave: () => set({ title: null, place: null, before: [], searchText: '', rowInHand: {}, marked: {} }),
}));
