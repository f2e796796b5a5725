import { Button, Modal, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPassword } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { MethodInput, MethodOutput } from '#shared/contract/index.ts';
import { toastsFor } from '../../../app/toasts.tsx';
import { useCall } from '../../../app/use-call.ts';
import { useScreenShortcuts } from '../../../app/use-shortcuts.ts';
import { useWords } from '../../../app/use-text.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { SecretField } from '../../../ui/fields/secret-field.tsx';
import { FormFoot } from '../../../ui/form-foot.tsx';
import styles from './simple-signatures.module.css';

interface Props {
  readonly documentId: string;
  readonly offer: NonNullable<MethodOutput<'simpleSignatures.ofDocument'>['offer']>;
}

const KEY = 'Alt+P';
const ACTIONS = { 'simple-signature': 'simpleSignature.sign', 'password-confirmation': 'simpleSignature.acknowledge' } as const;

/** Signs the document with the password again, or confirms it where the country knows no simple signature (SIGN-12). */
export function SimpleSignAction({ documentId, offer }: Props) {
  const { t } = useWords();
  const [opened, dialog] = useDisclosure(false);
  const action = ACTIONS[offer.mark];
  useScreenShortcuts([{ id: 'signByPassword', keys: [KEY], label: action, group: 'screen', run: dialog.open }]);
  return (
    <>
      <Button className={styles['action']} variant="default" leftSection={<IconPassword size={16} aria-hidden />} title={`${t(action)} (${KEY})`} onClick={dialog.open}>
        {t(action)}
      </Button>
      <Modal opened={opened} onClose={dialog.close} title={t(action)} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
        <PasswordForm documentId={documentId} offer={offer} onClose={dialog.close} />
      </Modal>
    </>
  );
}

function PasswordForm({ documentId, offer, onClose }: Props & { readonly onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  // What stood before the person when the dialog opened is what is signed, by one press or by two.
  const [{ signatureId, files, agreed }] = useState(() => ({ signatureId: crypto.randomUUID(), files: offer.files, agreed: offer.texts.find(({ language }) => language === words.language) ?? offer.texts[0] }));
  const [empty, setEmpty] = useState(false);
  const sign = useCall((client, input: MethodInput<'simpleSignatures.sign'>, options) => client.simpleSignatures.sign(input, options));

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    // The password stands in the field alone, and in no state of the window.
    const field = event.currentTarget.querySelector<HTMLInputElement>('input[type="password"]');
    const password = field?.value ?? '';
    setEmpty(password === '');
    if (password === '' || agreed === undefined || sign.running) return;
    void sign.run({ signatureId, documentId, files: files.map(({ sha256 }) => sha256), agreed, password }).then((done) => {
      if (field !== null) field.value = '';
      if (done === null) return;
      toastsFor(words).done(t('simpleSignature.done'));
      onClose();
    });
  }

  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        {sign.error === null ? null : <ErrorNote error={sign.error} />}
        <p className="quiet">{t('simpleSignature.agree')}</p>
        <blockquote className={styles['words']} lang={agreed?.language}>
          {agreed?.text}
        </blockquote>
        <ul className={styles['files']} aria-label={t('simpleSignature.files')}>
          {files.map(({ sha256, fileName }) => (
            <li key={sha256}>{fileName}</li>
          ))}
        </ul>
        <SecretField label={t('simpleSignature.password')} required data-autofocus maxLength={1000} error={empty ? t('error.simpleSignature.passwordNeeded') : null} />
        <FormFoot action={t(ACTIONS[offer.mark])} running={sign.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}
