import { Button } from '@mantine/core';
import type { FacetName, SearchFacets, SearchFilters } from '#shared/contract/search.ts';
import { todayIn } from '../../app/formats.ts';
import { useWords } from '../../app/use-text.ts';
import { useDesk } from '../../state/desk.ts';
import { isFiltered, NO_FILTERS } from '../../state/search.ts';
import { DayField } from '../../ui/fields/day-field.tsx';
import { chosenValues, withValue } from './facet-filters.ts';
import styles from './facet-pane.module.css';
import { useValueNames } from './use-value-names.ts';

interface Props {
  readonly filters: SearchFilters;
  /** Null until the counts have come. */
  readonly counts: SearchFacets | null;
  readonly onFilters: (filters: SearchFilters) => void;
}

const SHOWN: readonly FacetName[] = ['direction', 'year', 'journal', 'kind', 'correspondent', 'case', 'verdict', 'state', 'archive', 'hasFiles', 'restricted'];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Filters of the search with the number of cards behind each; the numbers come after the list. */
export function FacetPane({ filters, counts, onFilters }: Props) {
  const { t } = useWords();
  const today = todayIn(useDesk((desk) => desk.state?.office?.zone ?? 'UTC'));
  const setDay = (end: 'from' | 'to', value: string | null): void => {
    // What is still being typed filters nothing.
    if (value === null || DAY.test(value)) onFilters({ ...filters, [end]: value });
  };
  return (
    <section className={styles['pane']} aria-label={t('search.filters')} aria-busy={counts === null}>
      <div className={styles['head']}>
        <h2>{t('search.filters')}</h2>
        {isFiltered(filters) ? (
          <Button variant="subtle" size="compact-sm" onClick={() => onFilters(NO_FILTERS)}>
            {t('document.list.clear')}
          </Button>
        ) : null}
      </div>
      <fieldset className={styles['group']}>
        <legend>{t('search.period')}</legend>
        <DayField label={t('document.list.from')} value={filters.from} today={today} onDay={(day) => setDay('from', day)} />
        <DayField label={t('document.list.to')} value={filters.to} today={today} onDay={(day) => setDay('to', day)} />
      </fieldset>
      {SHOWN.map((facet) => (
        <FacetGroup key={facet} facet={facet} filters={filters} counts={counts} onFilters={onFilters} />
      ))}
    </section>
  );
}

function FacetGroup({ facet, filters, counts, onFilters }: Props & { readonly facet: FacetName }) {
  const words = useWords();
  const { t } = words;
  const nameOf = useValueNames();
  const chosen = chosenValues(filters, facet);
  const counted = counts?.facets.find((found) => found.facet === facet)?.values ?? [];
  // A chosen value stays to be taken out again, even where nothing has it.
  const missing = chosen.filter((value) => !counted.some((found) => found.value === value)).map((value) => ({ value, count: 0, exact: counts !== null }));
  const values = [...counted, ...missing];
  // One value that every card has narrows nothing; what lies in the archive has one, and all else has none.
  const least = chosen.length > 0 || facet === 'archive' ? 1 : 2;
  if (values.length < least) return null;
  return (
    <fieldset className={styles['group']}>
      <legend>{t(`search.facet.${facet}`)}</legend>
      {values.map(({ value, count, exact }) => (
        <label key={value} className={styles['value']}>
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => onFilters(withValue(filters, facet, value))} />
          <span>{nameOf(facet, value)}</span>
          <span className={`${styles['count']} quiet numbers`}>{counts === null ? '…' : `${words.number(count)}${exact ? '' : '+'}`}</span>
        </label>
      ))}
    </fieldset>
  );
}
