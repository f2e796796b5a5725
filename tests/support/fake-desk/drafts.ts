import type { FakeHandlers, FakeHoldings } from './holdings.ts';

/** Half-filled cards. */
export function fakeDrafts(held: FakeHoldings): FakeHandlers<'drafts'> {
  return {
    'drafts.list': () => ({ drafts: [...held.drafts.values()] }),
    'drafts.keep': ({ drafts }) => {
      for (const draft of drafts) held.drafts.set(draft.key, { ...draft, keptAt: '2026-03-05T09:30:00Z' });
      return {};
    },
    'drafts.drop': ({ keys }) => {
      for (const key of keys) held.drafts.delete(key);
      return {};
    },
  };
}
