import { create } from 'zustand';
import type { PreservationList } from '#shared/contract/preservation.ts';

interface ProvableListState {
  readonly list: PreservationList;
  setList(list: PreservationList): void;
}

/** Which signed documents are listed: coming back from one of them, one goes on where one was. */
export const useProvableList = create<ProvableListState>()((set) => ({ list: 'all', setList: (list) => set({ list }) }));
