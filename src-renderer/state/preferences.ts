import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { Language } from '#shared/domain/languages.ts';

export type Scheme = 'light' | 'dark';

/** Which parts of a three-part room are open, and their widths in per cent. */
export interface PaneLayout {
  readonly closed: readonly string[];
  readonly sizes: Readonly<Record<string, readonly number[]>>;
}

interface Preferences {
  /** Null until someone chooses: the system's language counts. */
  readonly language: Language | null;
  readonly scheme: Scheme;
  /** Journal that new cards start in. */
  readonly journalInHand: string | null;
  readonly panes: Readonly<Record<string, PaneLayout>>;
  setLanguage(language: Language): void;
  setScheme(scheme: Scheme): void;
  setJournalInHand(journalId: string): void;
  setPanes(room: string, layout: PaneLayout): void;
}

/** What a person chooses about the window and finds again tomorrow. Nothing about documents is kept here. */
export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      language: null,
      scheme: 'light',
      journalInHand: null,
      panes: {},
      setLanguage: (language) => set({ language }),
      setScheme: (scheme) => set({ scheme }),
      setJournalInHand: (journalInHand) => set({ journalInHand }),
      setPanes: (room, layout) => set((before) => ({ panes: { ...before.panes, [room]: layout } })),
    }),
    { name: 'chancery.preferences', storage: createJSONStorage(() => window.localStorage) },
  ),
);
