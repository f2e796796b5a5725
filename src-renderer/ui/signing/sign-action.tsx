import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import type { MadeSignature } from '#shared/contract/signing.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, useDesk } from '../../state/desk.ts';
import { type ChosenFiles, NOTHING_CHOSEN } from './key-file.ts';
import { SignForm } from './sign-form.tsx';
import { nameOf, signableFiles } from './signable-files.ts';
import type { Subject } from './use-signing.ts';

interface Props {
  readonly subject: Subject;
  readonly files: readonly DocumentFile[];
}

const KEY = 'Alt+S';

/** Signs a file of the letter or document, for whoever may sign (SIGN-05). Not there where there is nothing to sign. */
export function SignAction({ subject, files }: Props) {
  const person = useDesk((desk) => desk.person);
  const signable = signableFiles(files);
  const [first] = signable;
  if (first === undefined || !hasPersonRight(person, 'document.sign')) return null;
  return <SignButton subject={subject} files={signable} first={first} />;
}

function SignButton({ subject, files, first }: Props & { readonly first: DocumentFile }) {
  const words = useWords();
  const { t } = words;
  const [opened, dialog] = useDisclosure(false);
  // What was chosen outlives the closed dialog; the password, and the bytes of the key, do not.
  const [chosen, setChosen] = useState<ChosenFiles>(NOTHING_CHOSEN);
  const [wanted, setWanted] = useState<string | null>(null);
  const file = files.find((one) => nameOf(one) === wanted) ?? first;
  useScreenShortcuts([{ id: 'sign', keys: [KEY], label: 'signing.title', group: 'screen', run: dialog.open }]);

  function signed({ signer, timestamp }: MadeSignature): void {
    dialog.close();
    setChosen(NOTHING_CHOSEN);
    setWanted(null);
    toastsFor(words).done(`${t('signing.done', { signer })} ${t(`signing.timestamp.${timestamp}`)}.`);
  }

  return (
    <>
      <Button variant="default" leftSection={<IconSignature size={16} aria-hidden />} onClick={dialog.open} title={`${t('signing.title')} (${KEY})`}>
        {t('signing.action')}
      </Button>
      <Modal opened={opened} onClose={dialog.close} title={t('signing.title')} size="lg" closeOnEscape={false} closeOnClickOutside={false} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <SignForm subject={subject} files={files} file={file} chosen={chosen} onFile={(next) => setWanted(nameOf(next))} onChosen={setChosen} onClose={dialog.close} onSigned={signed} />
      </Modal>
    </>
  );
}
