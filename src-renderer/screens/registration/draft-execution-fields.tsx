import { ActionIcon, Button, NativeSelect, Radio, Select, Textarea } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { DraftExecutionWish } from '#shared/contract/draft-execution.ts';
import type { SignedDraft } from '#shared/contract/registration.ts';
import { EXECUTOR_ROLES } from '#shared/domain/resolutions.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useWords } from '../../app/use-text.ts';
import { useDrafts } from '../../state/drafts.ts';
import { DayField } from '../../ui/fields/day-field.tsx';
import { EqualOriginalField } from './equal-original-field.tsx';
import styles from './draft-execution-fields.module.css';

interface Props {
  readonly draftKey: string;
  readonly routeId: string;
  readonly wish: DraftExecutionWish | null;
  readonly equalTo: string | null;
}

type List = Extract<DraftExecutionWish, { by: 'list' }>;

const isDay = (text: string | null): boolean => text === null || /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Whom the card of a signed draft reaches: executors of a list, or who lays his resolution on it (ROUTE-16, ROUTE-17). */
export function DraftExecutionFields({ draftKey, routeId, wish, equalTo }: Props) {
  const words = useWords();
  const { t } = words;
  const proposed = useAsk(`routing.execution:${routeId}`, (client, options) => client.routing.execution({ routeId }, options), ['directories']).value;
  const people = useAsk('routing.people', (client, options) => client.routing.people({}, options), ['directories']).value?.people ?? [];
  const nameOf = (personId: string): string => people.find((person) => person.personId === personId)?.name ?? '';
  const labels = people.map(({ personId, name, position }) => ({ value: personId, label: [name, position].filter((part) => part !== '').join(', ') }));
  const set = (execution: DraftExecutionWish | null): void => useDrafts.getState().send(draftKey, execution);

  function change(list: List, at: number, changes: Partial<List['executors'][number]>): void {
    set({ ...list, executors: list.executors.map((other, place) => (place === at ? { ...other, ...changes } : other)) });
  }

  function choose(by: string): void {
    if (by === 'review') set({ by, stepId: crypto.randomUUID(), reviewerPersonId: proposed?.headPersonId ?? '' });
    else set(by === 'list' ? listOf(proposed?.executorPersonIds ?? [], t('draftExecution.textDefault')) : null);
  }

  return (
    <fieldset className={styles['execution']}>
      <legend>{t('draftExecution.title')}</legend>
      <EqualOriginalField draftKey={draftKey} equalTo={equalTo} />
      <Radio.Group aria-label={t('draftExecution.title')} description={t('draftExecution.hint')} value={wish?.by ?? 'nobody'} onChange={choose}>
        <div className={styles['ways']}>
          <Radio value="list" label={t('draftExecution.by.list')} />
          <Radio value="review" label={t('draftExecution.by.review')} />
          {proposed?.demanded === true && equalTo === null ? null : <Radio value="nobody" label={t('draftExecution.by.nobody')} />}
        </div>
      </Radio.Group>
      {wish?.by === 'review' ? (
        <Select label={t('draftExecution.reviewer')} searchable nothingFoundMessage={t('palette.nothing')} data={labels} value={wish.reviewerPersonId === '' ? null : wish.reviewerPersonId} onChange={(personId) => set({ ...wish, reviewerPersonId: personId ?? '' })} />
      ) : null}
      {wish?.by === 'list' ? (
        <>
          <ul className={styles['executors']} aria-label={t('resolution.executors')}>
            {wish.executors.map((one, at) => (
              // A row stays the same while its person is chosen.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={at} className={styles['executor']}>
                <Select
                  aria-label={t('resolution.executor')}
                  placeholder={t('resolution.executor')}
                  searchable
                  nothingFoundMessage={t('palette.nothing')}
                  data={labels.filter(({ value }) => value === one.personId || !wish.executors.some(({ personId }) => personId === value))}
                  value={one.personId === '' ? null : one.personId}
                  onChange={(personId) => change(wish, at, { personId: personId ?? '' })}
                />
                <NativeSelect
                  aria-label={`${t('resolution.roleOf')}: ${nameOf(one.personId)}`}
                  value={one.role}
                  data={EXECUTOR_ROLES.map((role) => ({ value: role, label: t(`resolution.role.${role}`) }))}
                  onChange={(event) => change(wish, at, { role: EXECUTOR_ROLES.find((known) => known === event.currentTarget.value) ?? one.role })}
                />
                <ActionIcon aria-label={t('resolution.removeExecutor', { name: nameOf(one.personId) })} onClick={() => set({ ...wish, executors: wish.executors.filter((_other, place) => place !== at) })}>
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              </li>
            ))}
          </ul>
          <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} style={{ justifySelf: 'start' }} onClick={() => set({ ...wish, executors: [...wish.executors, { personId: '', role: wish.executors.some(({ role }) => role === 'main') ? 'co' : 'main' }] })}>
            {t('draftExecution.add')}
          </Button>
          <Textarea label={t('draftExecution.text')} autosize minRows={1} maxLength={4000} value={wish.text} onChange={(event) => set({ ...wish, text: event.currentTarget.value })} />
          <DayField label={t('resolution.dueOn')} value={wish.dueOn} today={words.todayDay()} error={isDay(wish.dueOn) ? null : t('requisite.invalid.notACalendarDay')} onDay={(dueOn) => set({ ...wish, dueOn })} w={260} />
        </>
      ) : null}
    </fieldset>
  );
}

/** The list as it is proposed: the first of the executors is the main one. */
export function listOf(personIds: readonly string[], text: string): DraftExecutionWish {
  return { by: 'list', resolutionId: crypto.randomUUID(), text, executors: personIds.map((personId, at) => ({ personId, role: at === 0 ? 'main' : 'co' })), dueOn: null };
}

/** What is sent: a row in which nobody was chosen names nobody. */
export function withoutEmptyRows(signed: SignedDraft | null): SignedDraft | null {
  if (signed?.execution?.by !== 'list') return signed;
  return { ...signed, execution: { ...signed.execution, executors: signed.execution.executors.filter(({ personId }) => personId !== '') } };
}
