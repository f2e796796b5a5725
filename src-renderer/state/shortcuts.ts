import { create } from 'zustand';
import type { MessageKey } from '#shared/i18n/translate.ts';

export type ShortcutGroup = 'everywhere' | 'screen' | 'list' | 'card';

/** One key of a screen. `keys` is written for people, e.g. `Ctrl+Shift+D`; several are alternatives. None: a rare thing, found in the palette only. */
export interface Shortcut {
  readonly id: string;
  readonly keys: readonly string[];
  readonly label: MessageKey;
  readonly group: ShortcutGroup;
  readonly run: () => void;
  /** False: shown in the list of keys only, since the field itself answers the key. */
  readonly listens?: boolean;
}

interface Layer {
  readonly layer: symbol;
  readonly shortcuts: readonly Shortcut[];
}

interface Shortcuts {
  readonly layers: readonly Layer[];
  put(layer: symbol, shortcuts: readonly Shortcut[]): void;
  remove(layer: symbol): void;
}

/** Keys of what is on the screen now; the layer put last wins. */
export const useShortcuts = create<Shortcuts>()((set) => ({
  layers: [],
  put: (layer, shortcuts) =>
    set(({ layers }) => ({
      layers: layers.some((other) => other.layer === layer)
        ? layers.map((other) => (other.layer === layer ? { layer, shortcuts } : other))
        : [...layers, { layer, shortcuts }],
    })),
  remove: (layer) => set(({ layers }) => ({ layers: layers.filter((other) => other.layer !== layer) })),
}));

/** Everything that answers now, without what a later layer has taken over. */
export function activeShortcuts(layers: readonly Layer[]): Shortcut[] {
  const taken = new Set<string>();
  const found: Shortcut[] = [];
  for (const { shortcuts } of layers.toReversed()) {
    for (const shortcut of shortcuts) {
      const keys = shortcut.keys.filter((key) => !taken.has(key));
      // What a field answers itself takes the key from nobody: outside the field it is free.
      if (shortcut.listens !== false) for (const key of shortcut.keys) taken.add(key);
      // Without a key it is found by its words alone: offered once, though the screen offers what is there everywhere.
      const offered = shortcut.keys.length > 0 ? keys.length > 0 : !found.some(({ id }) => id === shortcut.id);
      if (offered) found.push({ ...shortcut, keys });
    }
  }
  return found;
}
