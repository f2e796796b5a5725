import { Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import { useWords } from '../../app/use-text.ts';
import { useKeyKinds } from './use-key-kinds.ts';
import { type ChosenKey, NO_KEY } from './chosen-key.ts';
import { SignForm } from './sign-form.tsx';
import { nameOf } from './signable-files.ts';
import type { LaySignature } from './use-signing.ts';

interface Props<Done> {
  readonly opened: boolean;
  /** What may be signed; the first is offered. */
  readonly files: readonly [DocumentFile, ...DocumentFile[]];
  /** What is done with the opened key. */
  readonly lay: LaySignature<Done>;
  readonly onClose: () => void;
  readonly onSigned: (done: Done) => void;
  /** Fields of what the signature is laid for. */
  readonly children?: ReactNode;
}

/** Signing with a key file, a token or NCALayer, wherever it is begun: what was chosen outlives the closed dialog; the secret, and the bytes of the key, do not. */
export function SignDialog<Done>({ opened, files, lay, onClose, onSigned, children }: Props<Done>) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<Omit<ChosenKey, 'kind'>>(NO_KEY);
  const { kinds, kind, choose } = useKeyKinds();
  const [wanted, setWanted] = useState<string | null>(null);
  const file = files.find((one) => nameOf(one) === wanted) ?? files[0];

  function signed(done: Done): void {
    setChosen(NO_KEY);
    setWanted(null);
    onSigned(done);
  }

  return (
    <Modal opened={opened} onClose={onClose} title={t('signing.title')} size="lg" closeOnEscape={false} closeOnClickOutside={false} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <SignForm files={files} file={file} kinds={kinds} chosen={{ ...chosen, kind }} lay={lay} onFile={(next) => setWanted(nameOf(next))} onKind={choose} onChosen={setChosen} onClose={onClose} onSigned={signed}>
        {children}
      </SignForm>
    </Modal>
  );
}
