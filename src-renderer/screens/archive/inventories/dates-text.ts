/** Days of the first and the last document as they are shown. */
export function datesText({ from, to }: { readonly from: string | null; readonly to: string | null }, day: (text: string) => string): string {
  if (from === null || to === null) return '—';
  return from === to ? day(from) : `${day(from)} – ${day(to)}`;
}
