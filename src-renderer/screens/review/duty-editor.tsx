import { Group, Modal, NativeSelect, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { MethodInput } from '#shared/contract/index.ts';
import { CORRESPONDENT_CATEGORIES } from '#shared/domain/correspondents.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import type { Choices } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import type { DutyRow, Settings } from './duties.tsx';

interface Props {
  readonly opened: boolean;
  readonly duty: DutyRow | null;
  readonly people: Settings['people'];
  readonly choices: Choices;
  readonly onClose: () => void;
}

/** One row of the table of duties. */
export function DutyEditor({ opened, ...rest }: Props) {
  const { t } = useWords();
  return (
    <Modal opened={opened} onClose={rest.onClose} title={t(rest.duty === null ? 'review.duty.new' : 'review.duty.edit')} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <DutyForm key={rest.duty?.dutyId ?? 'new'} {...rest} />
    </Modal>
  );
}

function DutyForm({ duty, people, choices, onClose }: Omit<Props, 'opened'>) {
  const words = useWords();
  const { t } = words;
  const save = useCall((client, given: MethodInput<'review.defineDuty'>, options) => client.review.defineDuty(given, options));
  const form = useForm({
    initialValues: { reviewerPersonId: duty?.reviewerPersonId ?? null, journalId: duty?.journalId ?? '', kindId: duty?.kindId ?? '', category: duty?.category ?? '', caseIndex: duty?.caseIndex ?? null, words: duty?.words.join(', ') ?? '' },
    validate: { reviewerPersonId: (value) => (value === null ? t('setup.fieldNeeded') : null) },
  });
  const submit = form.onSubmit((values) => {
    if (values.reviewerPersonId === null) return;
    void save
      .run({
        dutyId: duty?.dutyId ?? null,
        reviewerPersonId: values.reviewerPersonId,
        journalId: values.journalId === '' ? null : values.journalId,
        kindId: values.kindId === '' ? null : values.kindId,
        category: CORRESPONDENT_CATEGORIES.find((one) => one === values.category) ?? null,
        caseIndex: values.caseIndex,
        words: values.words.split(',').map((word) => word.trim()).filter((word) => word !== ''),
      })
      .then((saved) => {
        if (saved === null) return;
        toastsFor(words).done(t('review.saved'));
        onClose();
      });
  });
  const cases = new Map(choices.cases.map(({ index, title }) => [index, `${index} ${title}`]));
  // The row keeps an index that this year's nomenclature lacks.
  if (duty !== null && duty.caseIndex !== null && !cases.has(duty.caseIndex)) cases.set(duty.caseIndex, `${duty.caseIndex} (${t('review.duty.caseGone')})`);
  const any = { value: '', label: t('review.duty.any') };

  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        {save.error === null ? null : <ErrorNote error={save.error} />}
        <Select data-autofocus openOnFocus={false} label={t('review.reviewer')} required searchable nothingFoundMessage={t('palette.nothing')} data={people.map((one) => ({ value: one.personId, label: [one.name, one.position].filter((part) => part !== '').join(', ') }))} {...form.getInputProps('reviewerPersonId')} />
        <Group grow align="start">
          <NativeSelect label={t('requisite.journalId')} data={[any, ...choices.journals.filter(({ direction }) => direction === 'incoming').map((one) => ({ value: one.journalId, label: words.named(one.names) }))]} {...form.getInputProps('journalId')} />
          <NativeSelect label={t('requisite.kindId')} data={[any, ...choices.kinds.filter(({ directions }) => directions.includes('incoming')).map((one) => ({ value: one.kindId, label: words.named(one.names) }))]} {...form.getInputProps('kindId')} />
        </Group>
        <NativeSelect label={t('correspondents.category')} data={[any, ...CORRESPONDENT_CATEGORIES.map((one) => ({ value: one, label: t(`correspondents.category.${one}`) }))]} {...form.getInputProps('category')} />
        <Select label={t('requisite.caseId')} searchable clearable placeholder={t('review.duty.any')} nothingFoundMessage={t('palette.nothing')} data={[...cases].map(([value, label]) => ({ value, label }))} {...form.getInputProps('caseIndex')} />
        <TextInput label={t('review.duty.words')} description={t('review.duty.wordsHint')} maxLength={1000} {...form.getInputProps('words')} />
        <FormFoot action={t('common.save')} running={save.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}
