import { create } from 'zustand';
import type { KeyKind } from '#shared/domain/key-kinds.ts';

interface ChosenKind {
  readonly kind: KeyKind;
  /** Whose choice it is: at a desk that is shared, others begin with their own. */
  readonly accountId: string | null;
  choose(kind: KeyKind, accountId: string | null): void;
}

/** What holds the key that a person signs with, as he last chose it; forgotten with the window. */
export const useKeyKind = create<ChosenKind>()((set) => ({
  kind: 'keyFile',
  accountId: null,
  choose: (kind, accountId) => set({ kind, accountId }),
}));
