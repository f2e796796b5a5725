import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconSignature } from '@tabler/icons-react';
import type { MadeSignature } from '#shared/contract/signing.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, useDesk } from '../../state/desk.ts';
import { SignDialog } from './sign-dialog.tsx';
import { signableFiles } from './signable-files.ts';
import { signWish, type Subject } from './use-signing.ts';

interface Props {
  readonly subject: Subject;
  readonly files: readonly DocumentFile[];
}

const KEY = 'Alt+S';

/** Signs a file of the letter or document, for whoever may sign (SIGN-05). Not there where there is nothing to sign. */
export function SignAction({ subject, files }: Props) {
  const person = useDesk((desk) => desk.person);
  const [first, ...others] = signableFiles(files);
  if (first === undefined || !hasPersonRight(person, 'document.sign')) return null;
  return <SignButton subject={subject} files={[first, ...others]} />;
}

function SignButton({ subject, files }: { readonly subject: Subject; readonly files: readonly [DocumentFile, ...DocumentFile[]] }) {
  const words = useWords();
  const { t } = words;
  const [opened, dialog] = useDisclosure(false);
  useScreenShortcuts([{ id: 'sign', keys: [KEY], label: 'signing.title', group: 'screen', run: dialog.open }]);

  function signed({ signer, timestamp }: MadeSignature): void {
    dialog.close();
    toastsFor(words).done(`${t('signing.done', { signer })} ${t(`signing.timestamp.${timestamp}`)}.`);
  }

  return (
    <>
      <Button variant="default" leftSection={<IconSignature size={16} aria-hidden />} onClick={dialog.open} title={`${t('signing.title')} (${KEY})`}>
        {t('signing.action')}
      </Button>
      <SignDialog opened={opened} files={files} mayBind lay={(client, toLay, options) => client.signing.sign(signWish(subject, toLay), options)} onClose={dialog.close} onSigned={signed} />
    </>
  );
}
