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

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onCreated: () => void;
}

/** A new account with its first, issued password (SEC-13). */
export function NewAccount({ opened, onClose, onCreated }: Props) {
  const { t } = useWords();
  return (
    <Modal opened={opened} onClose={onClose} title={t('account.new')} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <NewAccountForm onClose={onClose} onCreated={onCreated} />
    </Modal>
  );
}

function NewAccountForm({ onClose, onCreated }: Omit<Props, 'opened'>) {
  const words = useWords();
  const { t } = words;
  const create = useCall((client, given: MethodInput<'accounts.create'>, options) => client.accounts.create(given, options));
  const form = useForm({
    initialValues: { name: '', login: '', password: '', roles: ['registrar'] as Role[] },
    validate: {
      name: (value) => (value.trim() === '' ? t('setup.fieldNeeded') : null),
      login: (value) => (value.trim() === '' ? t('setup.fieldNeeded') : null),
      password: (value) => (passwordProblems(value).length > 0 ? t('password.rules') : null),
      roles: (value) => (value.length === 0 ? t('account.roleNeeded') : null),
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
        <NewPasswordField label={t('session.password')} {...form.getInputProps('password')} value={form.values.password} />
        <FormFoot action={t('account.create')} running={create.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}
