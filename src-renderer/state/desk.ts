import { create } from 'zustand';
import type { DeskEvent, MethodOutput, TOPICS } from '#shared/contract/index.ts';
import type { DeskState, RunningJob } from '#shared/contract/desk.ts';

export type Topic = (typeof TOPICS)[number];
export type Person = NonNullable<MethodOutput<'session.current'>>;
export type EndReason = Extract<DeskEvent, { event: 'sessionEnded' }>['reason'];
export type HeardNotice = Extract<DeskEvent, { event: 'notices' }>['notices'][number];
export type HandedFile = Extract<DeskEvent, { event: 'openFiles' }>['files'][number];

interface Desk {
  readonly state: DeskState | null;
  readonly person: Person | null;
  /** Why the last session ended; null before the first one. */
  readonly ended: EndReason | null;
  readonly connected: boolean;
  /** Everything of the desk was removed: nothing answers any more. */
  readonly wiped: boolean;
  readonly jobs: readonly RunningJob[];
  /** Counts the changes of each topic, so that readers know when to read again. */
  readonly versions: Readonly<Record<Topic, number>>;
  /** Files that came from outside and wait to be received as letters. */
  readonly handedFiles: readonly HandedFile[];
  /** Notices that came while the window is open and were not shown yet. */
  readonly heardNotices: readonly HeardNotice[];
  setState(state: DeskState): void;
  signedIn(person: Person): void;
  sessionEnded(reason: EndReason): void;
  setConnected(connected: boolean): void;
  receive(event: DeskEvent): void;
  takeHandedFiles(): readonly HandedFile[];
  takeHeardNotices(): readonly HeardNotice[];
}

const UNCHANGED: Desk['versions'] = { letters: 0, cards: 0, copies: 0, directories: 0, searches: 0, nomenclature: 0, archive: 0, accounts: 0, trust: 0, status: 0, sync: 0, printing: 0, notifications: 0, signatures: 0 };

function bumped(versions: Desk['versions'], topics: readonly Topic[]): Desk['versions'] {
  return { ...versions, ...Object.fromEntries(topics.map((topic) => [topic, versions[topic] + 1])) };
}

/** What the window knows about its desk: phase, person, link, jobs, and what has changed. */
export const useDesk = create<Desk>()((set, get) => ({
  state: null,
  person: null,
  ended: null,
  connected: true,
  wiped: false,
  jobs: [],
  versions: UNCHANGED,
  handedFiles: [],
  heardNotices: [],
  setState: (state) => set({ state }),
  signedIn: (person) => set({ person, ended: null }),
  sessionEnded: (reason) => set({ person: null, ended: reason, jobs: [], heardNotices: [] }),
  setConnected: (connected) => {
    // After a broken link nobody knows which events were missed: everything is read again.
    const cameBack = connected && !get().connected;
    set((before) => ({ connected, versions: cameBack ? bumped(before.versions, Object.keys(UNCHANGED) as Topic[]) : before.versions }));
  },
  receive: (event) => {
    switch (event.event) {
      case 'changed':
        return set((before) => ({ versions: bumped(before.versions, event.topics) }));
      case 'jobs':
        return set({ jobs: event.jobs });
      case 'sessionEnded':
        return get().sessionEnded(event.reason);
      case 'wiped':
        return set({ wiped: true, person: null, jobs: [] });
      case 'openFiles':
        return set((before) => ({ handedFiles: [...before.handedFiles, ...event.files] }));
      case 'notices':
        return set((before) => ({ heardNotices: [...before.heardNotices, ...event.notices] }));
    }
  },
  takeHandedFiles: () => {
    const files = get().handedFiles;
    set({ handedFiles: [] });
    return files;
  },
  takeHeardNotices: () => {
    const heard = get().heardNotices;
    if (heard.length > 0) set({ heardNotices: [] });
    return heard;
  },
}));

export function hasPersonRight(person: Person | null, right: Person['rights'][number]): boolean {
  return person?.rights.includes(right) ?? false;
}
