import { Modal, NativeSelect, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { MethodInput } from '#shared/contract/index.ts';
import type { PersonInStructure } from '#shared/contract/structure.ts';
import { IDENTITY_WAYS, type IdentityWay } from '#shared/domain/interaction-agreement.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import { personOptions } from '../structure/names.ts';

interface Props {
  readonly opened: boolean;
  readonly people: readonly PersonInStructure[];
  readonly onClose: () => void;
}

/** HR writes down that it has seen who a person is (X15). */
export function IdentityForm(props: Props) {
  const { t } = useWords();
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t('signatureRegister.check')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Fields {...props} />
    </Modal>
  );
}

function Fields({ people, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  // The same press twice is one record.
  const [checkId] = useState(() => crypto.randomUUID());
  const [personId, setPersonId] = useState<string | null>(null);
  const [way, setWay] = useState<IdentityWay>('in-person');
  const [proof, setProof] = useState('');
  const [tried, setTried] = useState(false);
  const check = useCall((client, given: MethodInput<'agreements.checkIdentity'>, options) => client.agreements.checkIdentity(given, options));
  const needed = (filled: boolean): string | null => (tried && !filled ? t('setup.fieldNeeded') : null);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (personId === null || proof.trim() === '' || check.running) return;
    void check.run({ checkId, personId, way, proof }).then((made) => {
      if (made === null) return;
      toastsFor(words).done(t('signatureRegister.checked', { name: made.personName }));
      onClose();
    });
  }

  return (
    <form noValidate autoComplete="off" onSubmit={submit}>
      <Stack gap="sm">
        <p className="quiet">{t('signatureRegister.checkExplain')}</p>
        {check.error === null ? null : <ErrorNote error={check.error} />}
        <Select data-autofocus openOnFocus={false} label={t('signatureRegister.person')} required searchable allowDeselect={false} placeholder={t('common.notChosen')} nothingFoundMessage={t('palette.nothing')} value={personId} error={needed(personId !== null)} onChange={setPersonId} data={personOptions(people)} />
        <NativeSelect label={t('signatureRegister.checkWay')} value={way} onChange={(event) => setWay(IDENTITY_WAYS.find((one) => one === event.currentTarget.value) ?? way)} data={IDENTITY_WAYS.map((one) => ({ value: one, label: t(`agreement.way.${one}`) }))} />
        <TextInput label={t('agreement.proof')} description={t('signatureRegister.proofHint')} required maxLength={300} value={proof} error={needed(proof.trim() !== '')} onChange={(event) => setProof(event.currentTarget.value)} />
        <FormFoot action={t('common.save')} running={check.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}
