/**
 * Keys are matched by their place on the keyboard (`code`), so that Ctrl+K and J work while a Kazakh,
 * Ukrainian or Russian layout is on and the key itself types another letter.
 */
const NAMED: Readonly<Record<string, string>> = {
  '/': 'Slash',
  '→': 'ArrowRight',
  '←': 'ArrowLeft',
  '↓': 'ArrowDown',
  '↑': 'ArrowUp',
  Esc: 'Escape',
  Space: 'Space',
  Enter: 'Enter',
};

type Pressed = Pick<KeyboardEvent, 'code' | 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** True where the pressed key is the written one. */
export function matchesKey(written: string, pressed: Pressed): boolean {
  // The question mark lies elsewhere on Cyrillic layouts: either its character or its Latin place counts.
  if (written === '?') return !pressed.ctrlKey && !pressed.altKey && !pressed.metaKey && (pressed.key === '?' || (pressed.code === 'Slash' && pressed.shiftKey));
  const parts = written.split('+');
  const key = parts.at(-1) ?? '';
  const code = NAMED[key] ?? (/^[A-Z]$/.test(key) ? `Key${key}` : /^\d$/.test(key) ? `Digit${key}` : key);
  const sameKey = pressed.code === code || pressed.code === code.replace(/^Digit|^(?=Enter$)/, 'Numpad');
  return (
    sameKey &&
    !(code === 'Slash' && pressed.key === '?') &&
    (pressed.ctrlKey || pressed.metaKey) === parts.includes('Ctrl') &&
    pressed.altKey === parts.includes('Alt') &&
    pressed.shiftKey === parts.includes('Shift')
  );
}

const TEXT_INPUTS = new Set(['text', 'search', 'password', 'email', 'number', 'tel', 'url', 'date', '']);

/** True where a key would go into text that someone types. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return TEXT_INPUTS.has(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** True where the key belongs to what is focused: letters to text, Space to buttons. */
export function belongsToTarget(written: string, target: EventTarget | null): boolean {
  if (written === 'Esc' || /^F\d+$/.test(written) || written.includes('Ctrl+') || written.includes('Alt+')) return false;
  if (isTyping(target)) return true;
  return (written === 'Space' || written === 'Enter') && target instanceof HTMLElement && target.closest('button, a, summary, input, [role="option"]') !== null && target.closest('[data-keys="list"]') === null;
}
