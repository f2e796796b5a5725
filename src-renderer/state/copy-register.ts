import { create } from 'zustand';
import type { CopyFilters } from '#shared/contract/copy-register.ts';
import { usePlaces } from './places.ts';

export type RegisterFilters = Omit<CopyFilters, 'documentId'>;

export const WHOLE_REGISTER: RegisterFilters = { show: 'all', from: null, to: null, text: '' };
/** Name of the register among the lists whose row in hand is kept. */
export const REGISTER_LIST = 'copies';

interface CopyRegisterState {
  readonly filters: RegisterFilters;
  /** Counts how often the register was led to. */
  readonly opened: number;
  setFilters(changes: Partial<RegisterFilters>): void;
  /** Leads to the lines of a choice and to nothing else, as from a reminder. */
  open(show: RegisterFilters['show']): void;
}

/** Which lines of the register of copies are shown; it stays so while other rooms are open. */
export const useCopyRegister = create<CopyRegisterState>()((set) => ({
  filters: WHOLE_REGISTER,
  opened: 0,
  setFilters: (changes) => {
    usePlaces.getState().setRowInHand(REGISTER_LIST, 0);
    set(({ filters }) => ({ filters: { ...filters, ...changes } }));
  },
  open: (show) => {
    usePlaces.getState().setRowInHand(REGISTER_LIST, 0);
    set(({ opened }) => ({ opened: opened + 1, filters: { ...WHOLE_REGISTER, show } }));
    usePlaces.getState().go({ room: 'directories', view: 'copies' });
  },
}));
