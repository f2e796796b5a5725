import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconRubberStamp } from '@tabler/icons-react';
import type { MadeSignature } from '#shared/contract/signing.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, useDesk } from '../../state/desk.ts';
import { SignDialog } from './sign-dialog.tsx';
import { signableFiles } from './signable-files.ts';
import { signWish } from './use-signing.ts';

interface Props {
  readonly documentId: string;
  readonly files: readonly DocumentFile[];
}

const KEY = 'Alt+L';

/** Lays the seal of the institution on a document, for whoever may (SIGN-04). Not there where there is nothing to seal. */
export function SealAction({ documentId, files }: Props) {
  const person = useDesk((desk) => desk.person);
  const [first, ...others] = signableFiles(files);
  if (first === undefined || !hasPersonRight(person, 'seal.lay')) return null;
  return <SealButton documentId={documentId} files={[first, ...others]} />;
}

function SealButton({ documentId, files }: { readonly documentId: string; readonly files: readonly [DocumentFile, ...DocumentFile[]] }) {
  const words = useWords();
  const { t } = words;
  const [opened, dialog] = useDisclosure(false);
  useScreenShortcuts([{ id: 'seal', keys: [KEY], label: 'signing.seal.title', group: 'screen', run: dialog.open }]);

  function sealed({ signer, timestamp }: MadeSignature): void {
    dialog.close();
    toastsFor(words).done(`${t('signing.seal.done', { signer })} ${t(`signing.timestamp.${timestamp}`)}.`);
  }

  return (
    <>
      <Button variant="default" leftSection={<IconRubberStamp size={16} aria-hidden />} onClick={dialog.open} title={`${t('signing.seal.title')} (${KEY})`}>
        {t('signing.seal.action')}
      </Button>
      <SignDialog laid="seal" opened={opened} files={files} mayBind lay={(client, toLay, options) => client.signing.seal({ ...signWish({ documentId }, toLay), subject: { documentId } }, options)} onClose={dialog.close} onSigned={sealed} />
    </>
  );
}
