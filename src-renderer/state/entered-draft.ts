import { create } from 'zustand';
import type { DraftContent } from '#shared/contract/routing.ts';

/** A draft as it is typed: its file may still lie at the person's. */
export interface EnteredDraft {
  readonly documentId: string;
  readonly content: Omit<DraftContent, 'main'>;
  readonly file: File | null;
  /** Annexes that come to those of the content. */
  readonly annexFiles: readonly File[];
}

const NOTHING: EnteredDraft['content'] = { kindId: '', title: '', urgent: false, concerns: [], keptAsPaperCopy: false, executorPersonIds: [], responsibleUnitIds: [], signerPersonId: null };

interface Entered {
  /** Account whose draft it is; another person never sees it. */
  readonly owner: string | null;
  readonly draft: EnteredDraft | null;
  /** The draft that is being entered by an account; begun where there is none. */
  begin(accountId: string): void;
  change(draft: EnteredDraft): void;
  done(): void;
}

/** The new draft that is being entered; it lives outside the screen, so that Esc loses no typed word. */
export const useEnteredDraft = create<Entered>()((set, get) => ({
  owner: null,
  draft: null,
  begin: (accountId) => {
    if (get().owner === accountId && get().draft !== null) return;
    // The same press twice is one draft.
    set({ owner: accountId, draft: { documentId: crypto.randomUUID(), content: NOTHING, file: null, annexFiles: [] } });
  },
  change: (draft) => set({ draft }),
  done: () => set({ draft: null }),
}));
