import { ARCHIVE_CHOICES, type FacetName, type SearchFilters, VERDICT_CHOICES } from '#shared/contract/search.ts';
import { CARD_STATES, DIRECTIONS } from '#shared/domain/registration-card.ts';

/** Values of a facet that the filters hold. */
export function chosenValues(filters: SearchFilters, facet: FacetName): readonly string[] {
  const flag = (value: boolean | null): string[] => (value === null ? [] : [String(value)]);
  switch (facet) {
    case 'direction':
      return filters.directions;
    case 'journal':
      return filters.journals;
    case 'kind':
      return filters.kinds;
    case 'case':
      return filters.cases;
    case 'correspondent':
      return filters.correspondents;
    case 'verdict':
      return filters.verdicts;
    case 'state':
      return filters.states;
    case 'archive':
      return filters.archive;
    case 'restricted':
      return flag(filters.restricted);
    case 'hasFiles':
      return flag(filters.hasFiles);
    case 'year':
      return yearsOf(filters);
  }
}

/** A period of one whole year is that year's value. */
function yearsOf({ from, to }: SearchFilters): string[] {
  const year = from?.slice(0, 4);
  return year !== undefined && from === `${year}-01-01` && to === `${year}-12-31` ? [year] : [];
}

/** Takes a value of a facet into the filters, or out of them where it is in. */
export function withValue(filters: SearchFilters, facet: FacetName, value: string): SearchFilters {
  const on = !chosenValues(filters, facet).includes(value);
  const listed = <Item extends string>(values: readonly Item[], item: Item | undefined): Item[] => (item === undefined ? [...values] : on ? [...values, item] : values.filter((other) => other !== item));
  const flag = on ? value === 'true' : null;
  switch (facet) {
    case 'direction':
      return { ...filters, directions: listed(filters.directions, DIRECTIONS.find((known) => known === value)) };
    case 'journal':
      return { ...filters, journals: listed(filters.journals, value) };
    case 'kind':
      return { ...filters, kinds: listed(filters.kinds, value) };
    case 'case':
      return { ...filters, cases: listed(filters.cases, value) };
    case 'correspondent':
      return { ...filters, correspondents: listed(filters.correspondents, value) };
    case 'verdict':
      return { ...filters, verdicts: listed(filters.verdicts, VERDICT_CHOICES.find((known) => known === value)) };
    case 'state':
      return { ...filters, states: listed(filters.states, CARD_STATES.find((known) => known === value)) };
    case 'archive':
      return { ...filters, archive: listed(filters.archive, ARCHIVE_CHOICES.find((known) => known === value)) };
    case 'restricted':
      return { ...filters, restricted: flag };
    case 'hasFiles':
      return { ...filters, hasFiles: flag };
    case 'year':
      return on ? { ...filters, from: `${value}-01-01`, to: `${value}-12-31` } : { ...filters, from: null, to: null };
  }
}
