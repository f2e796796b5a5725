import { Button, Group, Modal, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { CorrespondentEntry, CorrespondentFields } from '#shared/contract/correspondents.ts';
import { CORRESPONDENT_CATEGORIES, isHeadOnly } from '#shared/domain/correspondents.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';

interface Props {
  readonly opened: boolean;
  /** Null: a new entry. */
  readonly entry: CorrespondentEntry | null;
  readonly readOnly: boolean;
  readonly onClose: () => void;
}

/** One entry of the directory. */
export function CorrespondentEditor({ opened, entry, readOnly, onClose }: Props) {
  const { t } = useWords();
  return (
    <Modal opened={opened} onClose={onClose} title={t(entry === null ? 'correspondents.new' : 'correspondents.edit')} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <EditorForm key={entry?.correspondentId ?? 'new'} entry={entry} readOnly={readOnly} onClose={onClose} />
    </Modal>
  );
}

const BLANK: CorrespondentFields = { name: '', otherNames: [], category: 'other', letter: '', address: '', email: '', code: '', note: '' };

function EditorForm({ entry, readOnly, onClose }: Omit<Props, 'opened'>) {
  const words = useWords();
  const { t } = words;
  const { otherNames, ...rest } = entry ?? BLANK;
  const lifted = entry?.headOnlyLifted === true;
  const newest = useAsk(entry === null ? null : `correspondents.get:${entry.correspondentId}`, (client, options) => client.correspondents.get({ correspondentId: entry?.correspondentId ?? '' }, options));
  const save = useCall((client, fields: CorrespondentFields, options) =>
    entry === null ? client.correspondents.define(fields, options) : client.correspondents.change({ correspondentId: entry.correspondentId, basedOn: newest.value?.version ?? '', changes: fields }, options),
  );
  const form = useForm({
    initialValues: { ...rest, otherNames: otherNames.join('\n') },
    validate: { name: (value) => (value.trim() === '' ? t('setup.fieldNeeded') : null) },
  });
  const submit = form.onSubmit((values) => {
    const { name, category, letter, address, email, code, note } = values;
    const others = values.otherNames.split('\n').map((line) => line.trim()).filter((line) => line !== '');
    void save.run({ name, category, letter, address, email, code, note, otherNames: others }).then((saved) => {
      if (saved === null) return;
      toastsFor(words).done(t('correspondents.saved', { name: saved.name }));
      onClose();
    });
  });
  const categoryError = save.error?.issues.some(({ path }) => path === 'category') === true ? words.error(save.error) : null;

  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        {save.error === null || categoryError !== null ? null : <ErrorNote error={save.error} />}
        {newest.error === null ? null : <ErrorNote error={newest.error} again={newest.again} />}
        <TextInput data-autofocus label={t('correspondents.name')} required readOnly={readOnly} maxLength={500} {...form.getInputProps('name')} />
        <NativeSelect
          label={t('correspondents.category')}
          description={isHeadOnly(form.values.category) ? t('correspondents.headOnly') : lifted ? t('correspondents.headOnlyLifted') : null}
          disabled={readOnly}
          data={CORRESPONDENT_CATEGORIES.map((one) => ({ value: one, label: t(`correspondents.category.${one}`) }))}
          {...form.getInputProps('category')}
          error={categoryError}
        />
        <Textarea label={t('correspondents.otherNames')} description={t('correspondents.otherNamesHint')} autosize minRows={2} maxRows={6} readOnly={readOnly} {...form.getInputProps('otherNames')} />
        <Group grow align="start">
          <TextInput label={t('correspondents.code')} readOnly={readOnly} maxLength={20} {...form.getInputProps('code')} />
          <TextInput label={t('correspondents.letter')} description={t('correspondents.letterHint')} readOnly={readOnly} maxLength={12} {...form.getInputProps('letter')} />
        </Group>
        <TextInput label={t('correspondents.address')} readOnly={readOnly} maxLength={500} {...form.getInputProps('address')} />
        <TextInput label={t('correspondents.email')} readOnly={readOnly} maxLength={200} {...form.getInputProps('email')} />
        <TextInput label={t('correspondents.note')} readOnly={readOnly} maxLength={1000} {...form.getInputProps('note')} />
        <Group justify="space-between" gap="xs">
          <span className="quiet numbers">{newest.value === null ? null : t('correspondents.documents', { count: newest.value.documents })}</span>
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              {t(readOnly ? 'common.close' : 'common.cancel')}
            </Button>
            {readOnly ? null : (
              <Button type="submit" loading={save.running} disabled={entry !== null && newest.value === null}>
                {t('common.save')}
              </Button>
            )}
          </Group>
        </Group>
      </Stack>
    </form>
  );
}
