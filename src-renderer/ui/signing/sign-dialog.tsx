import { Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import type { LaidKind } from '#shared/domain/seals.ts';
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
  /** Whether one container may bind all of them; it is what is offered then. */
  readonly mayBind?: boolean;
  /** What is done with the opened key. */
  readonly lay: LaySignature<Done>;
  readonly onClose: () => void;
  readonly onSigned: (done: Done) => void;
  /** Fields of what the signature is laid for. */
  readonly children?: ReactNode;
  /** What is laid with the key. */
  readonly laid?: LaidKind;
}

/** Signing with a key file, a token or NCALayer, wherever it is begun: what was chosen outlives the closed dialog; the secret, and the bytes of the key, do not. */
export function SignDialog<Done>({ opened, files, mayBind = false, lay, onClose, onSigned, children, laid = 'signature' }: Props<Done>) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<Omit<ChosenKey, 'kind'>>(NO_KEY);
  const { kinds, kind, choose } = useKeyKinds();
  const [wanted, setWanted] = useState<string | null>(null);
  const chosenFile = files.find((one) => nameOf(one) === wanted);
  const file = chosenFile ?? files[0];
  const annexes = mayBind && files.length > 1 && chosenFile === undefined ? files.slice(1) : null;

  function signed(done: Done): void {
    setChosen(NO_KEY);
    setWanted(null);
    onSigned(done);
  }

  return (
    <Modal opened={opened} onClose={onClose} title={t(laid === 'seal' ? 'signing.seal.title' : 'signing.title')} size="lg" closeOnEscape={false} closeOnClickOutside={false} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <SignForm laid={laid} files={files} file={file} annexes={annexes} mayBind={mayBind} kinds={kinds} chosen={{ ...chosen, kind }} lay={lay} onFile={(next) => setWanted(next === null ? null : nameOf(next))} onKind={choose} onChosen={setChosen} onClose={onClose} onSigned={signed}>
        {children}
      </SignForm>
    </Modal>
  );
}
