import { Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { MethodInput } from '#shared/contract/index.ts';
import { passwordProblems } from '#shared/domain/passwords.ts';
import { ROLES, type Role } from '#shared/domain/rights.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import { NewPasswordField } from '../../ui/fields/new-password-field.tsx';
import { DeskChoice } from './desk-choice.tsx';

interface Props {
  readonly opened: boolean;
  /** Codes of the office's desks to choose from; empty: there is only this one. */
  readonly desks: readonly string[];
  readonly onClose: () => void;
  readonly onCreated: () => void;
}

/** A new account with its first, issued password (SEC-13). */
export function NewAccount({ opened, desks, onClose, onCreated }: Props) {
  const { t } = useWords();
  return (
    <Modal opened={opened} onClose={onClose} title={t('account.new')} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <NewAccountForm desks={desks} onClose={onClose} onCreated={onCreated} />
    </Modal>
  );
}

function NewAccountForm({ desks, onClose, onCreated }: Omit<Props, 'opened'>) {
  const words = useWords();
  const { t } = words;
  const create = useCall((client, given: MethodInput<'accounts.create'>, options) => client.accounts.create(given, options));
  const form = useForm({
    initialValues: { name: '', login: '', password: '', roles: ['registrar'] as Role[], desks: null as string[] | null },
    validate: {
      name: (value) => (value.trim() === '' ? t('setup.fieldNeeded') : null),
      login: (value) => (value.trim() === '' ? t('setup.fieldNeeded') : null),
      password: (value) => (passwordProblems(value).length > 0 ? t('password.rules') : null),
      roles: (value) => (value.length === 0 ? t('account.roleNeeded') : null),
      desks: (value) => (value?.length === 0 ? t('account.deskNeeded') : null),
    },
  });
  const submit = form.onSubmit((values) => {
    void create.run(values).then((account) => {
      if (account === null) return;
      toastsFor(words).done(t('account.createdNotice', { login: account.login }));
      onCreated();
      onClose();
    });
  });

  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        <p className="quiet">{t('account.newHint')}</p>
        {create.error === null ? null : <ErrorNote error={create.error} />}
        <TextInput data-autofocus label={t('account.name')} autoComplete="off" {...form.getInputProps('name')} />
        <TextInput label={t('account.login')} autoComplete="off" spellCheck={false} {...form.getInputProps('login')} />
        <Checkbox.Group label={t('account.roles')} {...form.getInputProps('roles')}>
          <Group gap="md" mt={6}>
            {ROLES.map((role) => (
              <Checkbox key={role} value={role} label={t(`role.${role}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        {desks.length === 0 ? null : <DeskChoice desks={desks} chosen={form.values.desks} onChoose={(chosen) => form.setFieldValue('desks', chosen)} error={typeof form.errors['desks'] === 'string' ? form.errors['desks'] : null} />}
        <NewPasswordField label={t('session.password')} {...form.getInputProps('password')} value={form.values.password} />
        <FormFoot action={t('account.create')} running={create.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}
