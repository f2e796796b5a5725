import { usePreferences } from '../state/preferences.ts';

export interface PaneState {
  readonly closed: readonly string[];
  readonly toggle: (pane: string) => void;
}

/** Which parts of a room are open, remembered for each person's window. The last open one stays open. */
export function usePanes(room: string, all: readonly string[], closedAtFirst: readonly string[] = []): PaneState {
  const layout = usePreferences((preferences) => preferences.panes[room]);
  const setPanes = usePreferences((preferences) => preferences.setPanes);
  const closed = layout?.closed ?? closedAtFirst;
  return {
    closed,
    toggle: (pane) => {
      const next = closed.includes(pane) ? closed.filter((other) => other !== pane) : [...closed, pane];
      if (next.length < all.length) setPanes(room, { sizes: layout?.sizes ?? {}, closed: next });
    },
  };
}
