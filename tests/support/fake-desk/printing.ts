import type { MethodOutput } from '#shared/contract/index.ts';
import { COPIED_DESK_PROBLEM, type PrintItem } from '#shared/contract/printing.ts';
import type { FakeHandlers } from './holdings.ts';

export interface FakePrinting {
  readonly state?: MethodOutput<'printing.state'>;
  readonly items?: readonly PrintItem[];
}

/** Printing of a desk that stands still: nothing is printed, items go where they are sent. */
export function fakePrinting({ state = { system: 'dialog', printers: [] }, items = [] }: FakePrinting, onChanged: () => void): FakeHandlers<'printing'> {
  let held = [...items];
  const change = (itemId: string, next: Pick<PrintItem, 'state' | 'problem'>): Record<string, never> => {
    held = held.map((item) => (item.itemId === itemId ? { ...item, ...next } : item));
    onChanged();
    return {};
  };
  return {
    'printing.state': () => state,
    'printing.enqueue': (input) => ({ entered: input.items.length }),
    'printing.queue': () => ({ items: held, total: held.length }),
    'printing.counts': () => ({
      toPrint: held.filter(({ state }) => ['waiting', 'making', 'handing', 'printing'].includes(state)).length,
      failed: held.filter(({ state }) => state === 'failed').length,
      printed: held.filter(({ state }) => state === 'printed').length,
    }),
    'printing.release': () => {
      const found = held.filter(({ state, problem }) => state === 'failed' && problem?.message === COPIED_DESK_PROBLEM);
      for (const { itemId } of found) change(itemId, { state: 'waiting', problem: null });
      return { released: found.length };
    },
    'printing.cancel': ({ itemId }) => change(itemId, { state: 'cancelled', problem: null }),
    'printing.retry': ({ itemId }) => change(itemId, { state: 'waiting', problem: null }),
    'printing.clear': () => {
      held = held.filter((item) => !['printed', 'cancelled', 'failed'].includes(item.state));
      onChanged();
      return {};
    },
  };
}
