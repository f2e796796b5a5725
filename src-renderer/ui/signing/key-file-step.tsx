import { FileInput, NativeSelect, Stack } from '@mantine/core';
import { IconCertificate, IconKey } from '@tabler/icons-react';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import type { LaidKind } from '#shared/domain/seals.ts';
import { useWords } from '../../app/use-text.ts';
import { SecretField } from '../fields/secret-field.tsx';
import type { ChosenFiles, SignField } from './key-file.ts';
import { nameOf, TOGETHER } from './signable-files.ts';
import styles from './sign-form.module.css';

interface Props {
  readonly laid: LaidKind;
  readonly files: readonly DocumentFile[];
  readonly file: DocumentFile;
  readonly annexes: readonly DocumentFile[] | null;
  readonly mayBind: boolean;
  readonly chosen: ChosenFiles;
  /** What is wrong, in words, by field. */
  readonly errors: Readonly<Partial<Record<SignField, string>>>;
  readonly busy: boolean;
  readonly onFile: (file: DocumentFile | null) => void;
  readonly onChosen: (chosen: ChosenFiles) => void;
}

/**
 * Which file is signed, and with which key file. The password field keeps its text by itself: it is read
 * once, when the key is opened, and stands neither in the state of the window nor in an attribute.
 */
export function KeyFileStep({ laid, files, file, annexes, mayBind, chosen, errors, busy, onFile, onChosen }: Props) {
  const { t } = useWords();
  return (
    <Stack gap="sm">
      {files.length === 1 ? (
        <div>
          <p className="quiet">{t(laid === 'seal' ? 'signing.seal.ofFile' : 'signing.ofFile')}</p>
          <p className={styles['name']}>{file.fileName}</p>
        </div>
      ) : (
        <NativeSelect
          label={t(laid === 'seal' ? 'signing.seal.ofFile' : 'signing.ofFile')}
          disabled={busy}
          description={annexes === null ? undefined : t('signing.togetherHint')}
          value={annexes === null ? nameOf(file) : TOGETHER}
          onChange={(event) => onFile(files.find((one) => nameOf(one) === event.currentTarget.value) ?? null)}
          data={[...(mayBind ? [{ value: TOGETHER, label: t('signing.together', { count: files.length }) }] : []), ...files.map((one) => ({ value: nameOf(one), label: `${one.fileName} (${t(`fileRole.${one.role}`)})` }))]}
        />
      )}
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
    </Stack>
  );
}
