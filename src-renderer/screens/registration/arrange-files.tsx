import { ActionIcon, Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { attachmentName } from '#shared/domain/employee-document-name.ts';
import { type DocumentFile, FILE_ROLES } from '#shared/domain/registration-card.ts';
import { translate } from '#shared/i18n/translate.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { useDesk } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './arrange-files.module.css';

interface Props {
  readonly letterId: string;
  readonly given: readonly DocumentFile[];
  readonly onClose: () => void;
}

/** Order, roles and names of a letter's files: attachments as the text names them, marked as such (CARD-07, CARD-08). */
export function ArrangeFiles({ letterId, given, onClose }: Props) {
  const { t, language } = useWords();
  const office = useDesk((desk) => desk.state?.office ?? null);
  const [files, setFiles] = useState(given);
  const arrange = useCall((client, wished: readonly DocumentFile[], options) =>
    client.intake.arrange({ letterId, files: wished.map(({ sha256, fileName, role }) => ({ sha256, fileName: fileName.trim(), role })) }, options),
  );

  const change = (at: number, changes: Partial<DocumentFile>): void => setFiles(files.map((file, place) => (place === at ? { ...file, ...changes } : file)));
  function move(at: number, by: 1 | -1): void {
    const next = [...files];
    const [file] = next.splice(at, 1);
    if (file !== undefined) next.splice(at + by, 0, file);
    setFiles(next);
  }

  function mark(): void {
    // The marking is part of the document: it stands in the office's language.
    const word = translate(office?.documentLanguages[0] ?? language, 'registration.arrange.word');
    let number = 0;
    setFiles(files.map((file) => (file.role === 'attachment' ? { ...file, fileName: attachmentName(word, (number += 1), file.fileName) } : file)));
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    void arrange.run(files).then((done) => (done === null ? undefined : onClose()));
  }

  return (
    <Modal opened onClose={onClose} size="lg" title={t('registration.arrange')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <p className="quiet">{t('registration.arrange.hint')}</p>
          {arrange.error === null ? null : <ErrorNote error={arrange.error} />}
          <ol className={styles['files']}>
            {files.map((file, at) => (
              <li key={`${file.sha256}${given.findIndex((one) => one === file)}`}>
                <NativeSelect className={styles['role']} aria-label={t('registration.arrange.role')} value={file.role} onChange={(event) => change(at, { role: FILE_ROLES.find((role) => role === event.currentTarget.value) ?? file.role })} data={FILE_ROLES.map((role) => ({ value: role, label: t(`fileRole.${role}`) }))} />
                <TextInput aria-label={t('registration.arrange.name')} value={file.fileName} maxLength={255} onChange={(event) => change(at, { fileName: event.currentTarget.value })} className={styles['name']} />
                <ActionIcon aria-label={`${t('registration.arrange.up')}: ${file.fileName}`} disabled={at === 0} onClick={() => move(at, -1)}>
                  <IconArrowUp size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon aria-label={`${t('registration.arrange.down')}: ${file.fileName}`} disabled={at === files.length - 1} onClick={() => move(at, 1)}>
                  <IconArrowDown size={16} aria-hidden />
                </ActionIcon>
              </li>
            ))}
          </ol>
          <Group justify="space-between" gap="xs">
            <Button variant="default" onClick={mark}>
              {t('registration.arrange.mark')}
            </Button>
            <Button type="submit" loading={arrange.running} disabled={files.some((file) => file.fileName.trim() === '')}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
