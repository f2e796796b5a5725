import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { IconCalendarTime, IconListCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { TermCalendar, TermPart } from '#shared/contract/retention-terms.ts';
import { PERIOD_CLASSES } from '#shared/domain/retention.ts';
import { useAsk } from '../../../app/use-ask.ts';
import { useWords } from '../../../app/use-text.ts';
import { useTermCalendar, WHOLE_CALENDAR } from '../../../state/term-calendar.ts';
import { Empty } from '../../../ui/empty.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { FilterLine } from '../../../ui/filter-line.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import administration from '../../administration/administration.module.css';
import directories from '../../directories/directories.module.css';
import { ListChangesDialog } from './list-changes-dialog.tsx';
import { TermDialog } from './term-dialog.tsx';
import { TermList } from './term-list.tsx';
import styles from './terms.module.css';
import { Timeline } from './timeline.tsx';

/** Closed cases by the year in which their period ends (NOM-03, C.7): what is over, what waits, what is held. */
export function Terms() {
  const words = useWords();
  const { t } = words;
  const { filter, part, setFilter, setPart } = useTermCalendar();
  const [dialog, setDialog] = useState<{ readonly kind: 'list' } | { readonly kind: 'case'; readonly caseId: string } | null>(null);
  const calendar = useAsk(`retentionTerms.calendar:${JSON.stringify(filter)}`, (client, options) => client.retentionTerms.calendar(filter, options), ['archive', 'nomenclature']);
  const changes = useAsk('retentionTerms.listChanges', (client, options) => client.retentionTerms.listChanges({}, options), ['archive', 'nomenclature']);
  // What was shown stays until the narrowed choice has come, so that nothing jumps under the hand.
  const [kept, setKept] = useState<TermCalendar | null>(null);
  if (calendar.value !== null && calendar.value !== kept) setKept(calendar.value);
  const value = calendar.value ?? kept;
  const waiting = changes.value?.changes.length ?? 0;
  const total = value === null ? 0 : [...value.years, ...value.withoutYear].reduce((sum, { cases }) => sum + cases, 0);
  const whole = JSON.stringify(filter) === JSON.stringify(WHOLE_CALENDAR);
  const shown = part ?? (value === null ? null : firstPart(value));

  return (
    <div className={styles['terms']}>
      <div className={administration['bar']}>
        <h1 className={directories['title']}>{t('terms.title')}</h1>
        <span className={`${styles['found']} quiet numbers`} role="status">
          {value === null ? '' : t('terms.found', { count: words.number(total) })}
        </span>
        <Button variant="default" leftSection={<IconListCheck size={16} aria-hidden />} onClick={() => setDialog({ kind: 'list' })}>
          {waiting === 0 ? t('terms.list') : `${t('terms.list')}: ${words.number(waiting)}`}
        </Button>
      </div>
      <div className={directories['filters']} role="search" aria-label={t('terms.title')}>
        <NativeSelect aria-label={t('terms.class')} value={filter.periodClass ?? ''} onChange={(event) => setFilter({ periodClass: PERIOD_CLASSES.find((one) => one === event.currentTarget.value) ?? null })} data={[{ value: '', label: t('terms.class.all') }, ...PERIOD_CLASSES.map((one) => ({ value: one, label: t(`retention.class.${one}`) }))]} />
        <NativeSelect aria-label={t('terms.section')} value={filter.section ?? ''} onChange={(event) => setFilter({ section: event.currentTarget.value === '' ? null : event.currentTarget.value })} data={[{ value: '', label: t('terms.section.all') }, ...(value?.sections ?? []).map(({ index, title }) => ({ value: index, label: `${index} ${title}` }))]} />
        <Checkbox label={t('terms.onlyHeld')} checked={filter.held} onChange={(event) => setFilter({ held: event.currentTarget.checked })} />
      </div>
      {calendar.error === null ? null : <ErrorNote error={calendar.error} again={calendar.again} />}
      {value === null && calendar.error === null ? <SlowLoading label={t('common.loading')} lines={6} /> : null}
      {value !== null && total === 0 ? <Empty icon={<IconCalendarTime size={40} stroke={1.2} aria-hidden />} {...(whole ? { title: t('terms.none'), hint: t('terms.noneHint') } : { title: t('terms.noneShown') })} /> : null}
      {value === null || total === 0 ? null : (
        <>
          <Timeline calendar={value} chosen={shown} onChoose={setPart} />
          {value.withoutYear.length === 0 ? null : (
            <FilterLine label={t('terms.withoutYear')} chosen={typeof shown === 'string' ? shown : 'all'} choices={value.withoutYear.map(({ reason, cases }) => ({ value: reason, text: t(`terms.part.${reason}`), count: cases }))} onChoose={(chosen) => (chosen === 'all' ? undefined : setPart(chosen))} />
          )}
          {shown === null ? null : <TermList part={shown} filter={filter} today={value.today} onExplain={(caseId) => setDialog({ kind: 'case', caseId })} />}
        </>
      )}
      {dialog?.kind === 'case' ? <TermDialog caseId={dialog.caseId} onClose={() => setDialog(null)} /> : null}
      {dialog?.kind === 'list' ? <ListChangesDialog answer={changes} onClose={() => setDialog(null)} /> : null}
    </div>
  );
}

/** The earliest year in which something ends, else the first sort without a year. */
function firstPart({ years, withoutYear }: TermCalendar): TermPart | null {
  return years[0]?.year ?? withoutYear[0]?.reason ?? null;
}
