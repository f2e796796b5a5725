import { useEffect, useLayoutEffect, useRef } from 'react';
import { activeShortcuts, type Shortcut, useShortcuts } from '../state/shortcuts.ts';
import { belongsToTarget, matchesKey } from './keys.ts';

/** Gives a screen its keys for as long as it is shown. */
export function useScreenShortcuts(shortcuts: readonly Shortcut[]): void {
  const layer = useRef(Symbol('shortcuts'));
  const put = useShortcuts((state) => state.put);
  const remove = useShortcuts((state) => state.remove);
  const newest = useRef(shortcuts);
  useLayoutEffect(() => {
    newest.current = shortcuts;
  });
  const shape = shortcuts.map((shortcut) => `${shortcut.id}:${shortcut.keys.join(' ')}`).join('|');
  // Before the paint: a key that the screen shows already works.
  useLayoutEffect(() => {
    // Runs through the ref, so that a key always acts on what is on the screen now.
    const stable = newest.current.map((shortcut) => ({ ...shortcut, run: () => newest.current.find((other) => other.id === shortcut.id)?.run() }));
    put(layer.current, stable);
  }, [shape, put]);
  useEffect(() => {
    const own = layer.current;
    return () => remove(own);
  }, [remove]);
}

function dialogIsOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}

/** Listens for the keys of the whole window. Capture phase: an open list of options is still seen as open. */
export function useShortcutListener(): void {
  useEffect(() => {
    function listen(event: KeyboardEvent): void {
      if (event.isComposing || event.defaultPrevented || dialogIsOpen()) return;
      const target = event.target;
      // An open list of options or a menu closes first; Esc goes back only after that.
      if (event.code === 'Escape' && target instanceof HTMLElement && target.getAttribute('aria-expanded') === 'true') return;
      if (event.code === 'Escape' && target instanceof HTMLElement && target.closest('[role="menu"], [data-popover]') !== null) return;
      for (const shortcut of activeShortcuts(useShortcuts.getState().layers)) {
        if (shortcut.listens === false) continue;
        const key = shortcut.keys.find((written) => matchesKey(written, event));
        if (key === undefined || belongsToTarget(key, target)) continue;
        event.preventDefault();
        event.stopPropagation();
        shortcut.run();
        return;
      }
    }
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);
}
