import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { LabelFormat, LabelSize } from '#shared/domain/paper-intake.ts';
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
  /** Label that this desk's printer takes. */
  readonly labelSize: LabelSize;
  readonly labelFormat: LabelFormat;
  readonly panes: Readonly<Record<string, PaneLayout>>;
  setLanguage(language: Language): void;
  setScheme(scheme: Scheme): void;
  setJournalInHand(journalId: string): void;
  setLabel(labelSize: LabelSize, labelFormat: LabelFormat): void;
  setPanes(room: string, layout: PaneLayout): void;
}

/** What a person chooses about the window and finds again tomorrow. Nothing about documents is kept here. */
export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      language: null,
      scheme: 'light',
      journalInHand: null,
      labelSize: '58x40',
      labelFormat: 'pdf',
      panes: {},
      setLanguage: (language) => set({ language }),
      setScheme: (scheme) => set({ scheme }),
      setJournalInHand: (journalInHand) => set({ journalInHand }),
      setLabel: (labelSize, labelFormat) => set({ labelSize, labelFormat }),
      setPanes: (room, layout) => set((before) => ({ panes: { ...before.panes, [room]: layout } })),
    }),
    { name: 'chancery.preferences', storage: createJSONStorage(() => window.localStorage) },
  ),
);
