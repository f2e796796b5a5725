import { Button } from '@mantine/core';
import { IconLock, IconUsersGroup } from '@tabler/icons-react';
import type { CaseTerm, TermFilter, TermPart } from '#shared/contract/retention-terms.ts';
import { standingOf } from '#shared/domain/term-calendar.ts';
import { useWords } from '../../../app/use-text.ts';
import { usePlaces } from '../../../state/places.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import { WideTable } from '../../../ui/wide-table.tsx';
import styles from './terms.module.css';
import { useTermCases } from './use-term-cases.ts';

interface Props {
  readonly part: TermPart;
  readonly filter: TermFilter;
  readonly today: string;
  readonly onExplain: (caseId: string) => void;
}

/** The cases of a year, or of those whose period ends in none. */
export function TermList({ part, filter, today, onExplain }: Props) {
  const { t, day } = useWords();
  const go = usePlaces((places) => places.go);
  const { answer, next } = useTermCases(part, filter);
  const title = typeof part === 'number' ? t('terms.listOf', { year: part }) : t(`terms.part.${part}`);
  return (
    <section className={styles['list']} aria-labelledby="term-list">
      <h2 id="term-list">{title}</h2>
      {answer.error === null ? null : <ErrorNote error={answer.error} again={answer.again} />}
      {answer.value === null && answer.error === null ? <SlowLoading label={t('common.loading')} lines={6} /> : null}
      {answer.value === null ? null : answer.value.cases.length === 0 ? (
        <p className="quiet">{t('terms.noneShown')}</p>
      ) : (
        <WideTable label={title}>
          <thead>
            <tr>
              {(['case', 'period', 'finished', 'ends', 'state'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`terms.${column}`)}
                </th>
              ))}
              <th scope="col">
                <span className="visually-hidden">{t('terms.explain')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {answer.value.cases.map((one) => (
              <tr key={one.caseId}>
                <td>
                  <button type="button" className="text-button" onClick={() => go({ room: 'archive', view: 'case', caseId: one.caseId })}>
                    <strong>{one.index}</strong> ({one.year})
                  </button>
                  <p>{one.title}</p>
                </td>
                <td>{one.retentionText}</td>
                <td>{day(one.finishedOn)}</td>
                <td>{day(one.endsOn)}</td>
                <td>
                  <State term={one} today={today} />
                </td>
                <td>
                  <Button variant="default" size="compact-sm" aria-label={t('terms.explainOf', { index: one.index })} onClick={() => onExplain(one.caseId)}>
                    {t('terms.explain')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      {answer.value?.more === true ? (
        <div>
          <Button variant="default" onClick={next}>
            {t('terms.more')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function State({ term, today }: { readonly term: CaseTerm; readonly today: string }) {
  const { t } = useWords();
  const { destroyableFrom, held, expertMark } = term;
  const past = destroyableFrom !== null && standingOf(destroyableFrom - 1, today) === 'past';
  return (
    <span className={styles['state']}>
      {held ? (
        <span className={styles['mark']} data-past="true">
          <IconLock size={14} aria-hidden />
          {t('terms.held')}
        </span>
      ) : null}
      {past ? (
        <span className={styles['mark']} data-past="true">
          {t('terms.past')}
        </span>
      ) : null}
      {destroyableFrom === null ? null : <span className="quiet">{t('terms.actFrom', { year: destroyableFrom })}</span>}
      {expertMark ? (
        <span className={`${styles['mark']} quiet`}>
          <IconUsersGroup size={14} aria-hidden />
          {t('terms.expertMark')}
        </span>
      ) : null}
    </span>
  );
}
