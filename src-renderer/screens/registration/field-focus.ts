/** Focuses a field of the card by its requisite. */
export function focusField(form: HTMLElement | null, name: string | undefined): void {
  if (name === undefined) return;
  const field = form?.querySelector<HTMLElement>(`[data-field="${name}"]`);
  field?.scrollIntoView({ block: 'center' });
  field?.focus();
}

/** Focuses the field after this one; after the last one, the button that registers. */
export function focusNextField(form: HTMLElement | null, name: string): void {
  const fields = [...(form?.querySelectorAll<HTMLElement>('[data-field]') ?? [])];
  const at = fields.findIndex((field) => field.dataset['field'] === name);
  const next = fields[at + 1] ?? form?.querySelector<HTMLElement>('[data-register]');
  next?.focus();
  if (next instanceof HTMLInputElement && next.type === 'text') next.select();
}

/** Focuses where a clerk begins to type: the other side, or the first field of a card without one. */
export function focusFirstField(form: HTMLElement | null): void {
  (form?.querySelector<HTMLElement>('[data-field="correspondent"]') ?? form?.querySelector<HTMLElement>('[data-field]'))?.focus();
}
