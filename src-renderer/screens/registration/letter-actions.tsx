import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconGitMerge, IconMailForward, IconSortAscending, IconTrash, IconX } from '@tabler/icons-react';
import type { WaitingLetter } from '#shared/contract/intake.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { type Draft, useDrafts } from '../../state/drafts.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { ArrangeFiles } from './arrange-files.tsx';
import { ReturnDialog } from '../returned-mail/return-dialog.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';

interface Props {
  /** Null: a card without a file. */
  readonly row: WaitingLetter | null;
  /** Empty until they are read. */
  readonly files: readonly DocumentFile[];
  readonly draft: Draft;
  readonly others: readonly WaitingLetter[];
}

/** Less usual things to do with a letter: join it to another one, remove it, close an empty card. */
export function LetterActions({ row, files, draft, others }: Props) {
  const words = useWords();
  const { t } = words;
  const toasts = toastsFor(words);
  const [asking, ask] = useDisclosure(false);
  const [arranging, arrange] = useDisclosure(false);
  const [returning, sendBack] = useDisclosure(false);
  const join = useCall((client, given: { letterId: string; intoLetterId: string }, options) => client.intake.join(given, options));
  const discard = useCall((client, given: { letterId: string; reason: string }, options) => client.intake.discard(given, options));

  function joinTo(letterId: string, other: WaitingLetter): void {
    void join.run({ letterId, intoLetterId: other.letterId }).then((joined) => {
      if (joined === null) return;
      useDrafts.getState().drop(letterId);
      useDrafts.getState().take(other.letterId);
      toasts.done(t('registration.letter.joined'));
    });
  }

  function remove(letterId: string, reason: string): void {
    void discard.run({ letterId, reason }).then((removed) => {
      if (removed === null) return;
      ask.close();
      useDrafts.getState().drop(letterId);
      toasts.done(t('registration.letter.discarded'));
    });
  }

  return (
    <>
      {join.error === null ? null : <ErrorNote error={join.error} />}
      <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <ActionIcon aria-label={t('registration.letter.actions')}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {row === null || others.length === 0 ? null : (
            <>
              <Menu.Label>{t('registration.letter.joinHint')}</Menu.Label>
              {others.slice(0, 12).map((other) => (
                <Menu.Item key={other.letterId} leftSection={<IconGitMerge size={16} aria-hidden />} onClick={() => joinTo(row.letterId, other)}>
                  {t('registration.letter.join')}: {other.fileName}
                </Menu.Item>
              ))}
              <Menu.Divider />
            </>
          )}
          {row === null ? (
            <Menu.Item leftSection={<IconX size={16} aria-hidden />} onClick={() => useDrafts.getState().drop(draft.key)}>
              {t('registration.card.drop')}. {draft.begun ? t('registration.card.dropExplain') : null}
            </Menu.Item>
          ) : (
            <>
              {row.fileCount > 1 ? (
                <Menu.Item disabled={files.length === 0} leftSection={<IconSortAscending size={16} aria-hidden />} onClick={arrange.open}>
                  {t('registration.arrange')}
                </Menu.Item>
              ) : null}
              <Menu.Item leftSection={<IconMailForward size={16} aria-hidden />} onClick={sendBack.open}>
                {t('returned.action')}
              </Menu.Item>
              <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={ask.open}>
                {t('registration.letter.discard')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {row !== null && arranging ? <ArrangeFiles letterId={row.letterId} given={files} onClose={arrange.close} /> : null}
      {row === null ? null : <ReturnDialog opened={returning} letter={{ letterId: row.letterId, name: row.fileName }} onClose={sendBack.close} onReturned={() => useDrafts.getState().drop(row.letterId)} />}
      {row === null ? null : (
        <ReasonDialog
          opened={asking}
          title={t('registration.letter.discard')}
          explain={t('registration.letter.discardExplain', { file: row.fileName })}
          action={t('registration.letter.discard')}
          call={discard}
          onClose={ask.close}
          onReason={(reason) => remove(row.letterId, reason)}
        />
      )}
    </>
  );
}
