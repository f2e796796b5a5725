import { create } from 'zustand';
import type { Requisites } from '#shared/domain/registration-card.ts';

interface Correction {
  readonly changes: Partial<Requisites>;
  readonly reason: string;
}

interface Corrections {
  readonly corrections: Readonly<Record<string, Correction>>;
  write(documentId: string, correction: Correction): void;
  drop(documentId: string): void;
  clear(): void;
}

/** Corrections that have been begun, by document; kept until they are saved. */
export const useCorrections = create<Corrections>()((set) => ({
  corrections: {},
  write: (documentId, correction) => set(({ corrections }) => ({ corrections: { ...corrections, [documentId]: correction } })),
  drop: (documentId) => set(({ corrections }) => ({ corrections: Object.fromEntries(Object.entries(corrections).filter(([other]) => other !== documentId)) })),
  clear: () => set({ corrections: {} }),
}));
