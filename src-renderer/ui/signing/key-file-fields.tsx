import { FileInput } from '@mantine/core';
import { IconCertificate, IconKey } from '@tabler/icons-react';
import { useWords } from '../../app/use-text.ts';
import { SecretField } from '../fields/secret-field.tsx';
import type { SignField } from './chosen-key.ts';
import type { ChosenFiles } from './key-file.ts';
import styles from './sign-form.module.css';

interface Props {
  readonly chosen: ChosenFiles;
  readonly errors: Readonly<Partial<Record<SignField, string>>>;
  readonly busy: boolean;
  readonly onChosen: (chosen: ChosenFiles) => void;
}

/**
 * A key file with its password. The password field keeps its text by itself: it is read once, when the key is opened,
 * and stands neither in the state of the window nor in an attribute.
 */
export function KeyFileFields({ chosen, errors, busy, onChosen }: Props) {
  const { t } = useWords();
  return (
    <>
      {/* No filter by the name's ending: keys come as Key-6.dat, .pfx, .jks, .p12, and under any other name. */}
      <FileInput
        data-autofocus
        data-sign-field="container"
        classNames={{ input: styles['file'] ?? '' }}
        label={t('signing.keyFile')}
        description={t('signing.keyFileHint')}
        placeholder={t('signing.chooseFile')}
        leftSection={<IconKey size={16} aria-hidden />}
        disabled={busy}
        value={chosen.container}
        onChange={(container) => onChosen({ ...chosen, container })}
        error={errors.container}
      />
      <FileInput
        multiple
        clearable
        clearButtonProps={{ 'aria-label': t('signing.removeCertificates') }}
        data-sign-field="certificates"
        classNames={{ input: styles['file'] ?? '' }}
        label={t('signing.certificates')}
        placeholder={t('signing.chooseFiles')}
        leftSection={<IconCertificate size={16} aria-hidden />}
        disabled={busy}
        value={[...chosen.certificates]}
        onChange={(certificates) => onChosen({ ...chosen, certificates })}
        error={errors.certificates}
      />
      <SecretField data-sign-field="password" label={t('signing.password')} disabled={busy} maxLength={1000} error={errors.password} />
    </>
  );
}
