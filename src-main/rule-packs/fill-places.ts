/** Puts values into the places of a pack's text, e.g. `{day}`; a place without a value stays as it is. */
export function fillPlaces(text: string, places: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(places[name] ?? place));
}
