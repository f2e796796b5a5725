import { Checkbox, MultiSelect, NativeSelect, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { MethodInput } from '#shared/contract/index.ts';
import type { PersonInStructure } from '#shared/contract/structure.ts';
import { DELEGABLE_ACTIONS, DELEGATION_CAPACITIES } from '#shared/domain/delegation.ts';
import { isCalendarDay } from '#shared/domain/working-day.ts';
import { todayIn } from '../../app/formats.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useChoices } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';
import { useDesk } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { DayField } from '../../ui/fields/day-field.tsx';
import { useFocusOnShow } from '../../ui/use-focus-on-show.ts';
import { FormFoot } from '../../ui/form-foot.tsx';
import directories from '../directories/directories.module.css';
import { issueAt } from '../directories/issues.ts';
import { personOptions } from './names.ts';
import own from './structure.module.css';

interface Props {
  /** For whom somebody may be appointed here. */
  readonly principals: readonly PersonInStructure[];
  readonly people: readonly PersonInStructure[];
  readonly onClose: () => void;
}

type Grant = MethodInput<'structure.grantDelegation'>;

/** Appoints an assistant or a deputy on the basis of a document (RES-12, RES-13). */
export function DelegationForm({ principals, people, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const today = todayIn(useDesk((desk) => desk.state?.office?.zone ?? 'UTC'));
  const choices = useChoices().value;
  const [grant, setGrant] = useState<Grant>(() => ({
    // The same press twice is one appointment.
    delegationId: crypto.randomUUID(),
    principalPersonId: principals.length === 1 ? (principals[0]?.personId ?? '') : '',
    deputyPersonId: '',
    capacity: 'assistant',
    basis: { title: '', number: '', date: '' },
    actions: ['review', 'resolve'],
    kindIds: null,
    journalIds: null,
    fromDay: today,
    untilDay: null,
  }));
  const first = useFocusOnShow<HTMLInputElement>();
  const [tried, setTried] = useState(false);
  const save = useCall((client, given: Grant, options) => client.structure.grantDelegation(given, options));
  const set = (changes: Partial<Grant>): void => setGrant({ ...grant, ...changes });
  const at = (path: string): string | undefined => issueAt(save.error, path, words);
  const { basis } = grant;
  const missing = (filled: boolean): string | undefined => (tried && !filled ? t('setup.fieldNeeded') : undefined);
  const daysRead = [basis.date, grant.fromDay, ...(grant.untilDay === null ? [] : [grant.untilDay])].every(isCalendarDay);
  const dayError = (day: string | null): string | undefined => (day !== null && day !== '' && !isCalendarDay(day) && tried ? t('requisite.invalid.notACalendarDay') : undefined);
  const chosen = (ids: string[]): string[] | null => (ids.length === 0 ? null : ids);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    const filled = grant.principalPersonId !== '' && grant.deputyPersonId !== '' && basis.title.trim() !== '' && basis.number.trim() !== '' && daysRead;
    if (!filled || save.running) return;
    void save.run(grant).then((made) => {
      if (made === null) return;
      toastsFor(words).done(t('delegation.granted', { name: made.deputyName }));
      onClose();
    });
  }

  const person = { required: true, searchable: true, allowDeselect: false, placeholder: t('common.notChosen'), nothingFoundMessage: t('palette.nothing') } as const;
  const several = { searchable: true, clearable: true, clearButtonProps: { 'aria-label': t('delegation.allDocuments') }, placeholder: t('delegation.allDocuments'), nothingFoundMessage: t('palette.nothing') } as const;
  return (
    <form className={directories['inner']} aria-label={t('delegation.new')} noValidate autoComplete="off" onSubmit={submit}>
      {save.error === null ? null : <ErrorNote error={save.error} />}
      <div className={own['fields']}>
        {principals.length === 1 ? null : <Select ref={first} openOnFocus={false} label={t('delegation.principal')} {...person} value={grant.principalPersonId === '' ? null : grant.principalPersonId} error={missing(grant.principalPersonId !== '')} onChange={(principalPersonId) => set({ principalPersonId: principalPersonId ?? '' })} data={personOptions(principals)} />}
        <Select
          {...(principals.length === 1 ? { ref: first, openOnFocus: false } : {})}
          label={t('delegation.deputy')}
          {...person}
          value={grant.deputyPersonId === '' ? null : grant.deputyPersonId}
          error={at('deputyPersonId') ?? missing(grant.deputyPersonId !== '')}
          onChange={(deputyPersonId) => set({ deputyPersonId: deputyPersonId ?? '' })}
          data={personOptions(people.filter(({ personId }) => personId !== grant.principalPersonId))}
        />
        <NativeSelect label={t('delegation.capacity')} value={grant.capacity} onChange={(event) => set({ capacity: DELEGATION_CAPACITIES.find((one) => one === event.currentTarget.value) ?? grant.capacity })} data={DELEGATION_CAPACITIES.map((one) => ({ value: one, label: t(`delegation.capacity.${one}`) }))} />
      </div>
      <fieldset className={directories['inner']}>
        <legend>{t('delegation.basis')}</legend>
        <div className={own['fields']}>
          <TextInput label={t('delegation.basisTitle')} required maxLength={300} value={basis.title} error={at('basis') ?? missing(basis.title.trim() !== '')} onChange={(event) => set({ basis: { ...basis, title: event.currentTarget.value } })} />
          <TextInput label={t('delegation.basisNumber')} required maxLength={60} value={basis.number} error={missing(basis.number.trim() !== '')} onChange={(event) => set({ basis: { ...basis, number: event.currentTarget.value } })} />
          <DayField label={t('delegation.basisDate')} required today={today} latest={today} value={basis.date === '' ? null : basis.date} error={dayError(basis.date) ?? missing(basis.date !== '')} onDay={(date) => set({ basis: { ...basis, date: date ?? '' } })} />
        </div>
      </fieldset>
      <Checkbox.Group label={t('delegation.actions')} required value={grant.actions} error={at('actions')} onChange={(actions) => set({ actions: DELEGABLE_ACTIONS.filter((one) => actions.includes(one)) })}>
        <div className={own['fields']}>
          {DELEGABLE_ACTIONS.map((action) => (
            <Checkbox key={action} value={action} label={t(`delegation.action.${action}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <div className={own['fields']}>
        <MultiSelect label={t('delegation.kinds')} {...several} value={grant.kindIds ?? []} error={at('kindIds')} onChange={(ids) => set({ kindIds: chosen(ids) })} data={(choices?.kinds ?? []).map((kind) => ({ value: kind.kindId, label: words.named(kind.names) }))} />
        <MultiSelect label={t('delegation.journals')} {...several} value={grant.journalIds ?? []} onChange={(ids) => set({ journalIds: chosen(ids) })} data={(choices?.journals ?? []).map((journal) => ({ value: journal.journalId, label: words.named(journal.names) }))} />
        <DayField label={t('delegation.from')} required today={today} value={grant.fromDay === '' ? null : grant.fromDay} error={dayError(grant.fromDay) ?? missing(grant.fromDay !== '')} onDay={(fromDay) => set({ fromDay: fromDay ?? '' })} />
        <DayField label={t('delegation.until')} description={t('delegation.untilHint')} today={today} value={grant.untilDay} error={at('untilDay') ?? dayError(grant.untilDay)} onDay={(untilDay) => set({ untilDay })} />
      </div>
      <FormFoot action={t('delegation.new')} running={save.running} onCancel={onClose} />
    </form>
  );
}
