import { Modal, NativeSelect, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { IdentityCheckShown } from '#shared/contract/agreements.ts';
import type { MethodInput } from '#shared/contract/index.ts';
import type { PersonInStructure } from '#shared/contract/structure.ts';
import { ACCEPTANCE_WAYS, type AcceptanceWay, AGREEMENT_SUBJECTS, type AgreementForm as Form, type AgreementSubject, FORMS_OF_SUBJECT } from '#shared/domain/interaction-agreement.ts';
import { isCalendarDay } from '#shared/domain/working-day.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { DayField } from '../../ui/fields/day-field.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import { personOptions } from '../structure/names.ts';
import { type BasisDocument, BasisField } from './basis-field.tsx';
import styles from './signature-register.module.css';

interface Props {
  readonly opened: boolean;
  readonly people: readonly PersonInStructure[];
  readonly checks: readonly IdentityCheckShown[];
  readonly today: string;
  readonly onClose: () => void;
}

/** Registers an interaction agreement or a consent of somebody (SIGN-15, HRC-01, HRC-04). */
export function AgreementForm(props: Props) {
  const { t } = useWords();
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t('signatureRegister.register')} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Fields {...props} />
    </Modal>
  );
}

function Fields({ people, checks, today, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  // The same press twice is one agreement.
  const [agreementId] = useState(() => crypto.randomUUID());
  const [personId, setPersonId] = useState<string | null>(null);
  const [subject, setSubject] = useState<AgreementSubject>('interaction');
  const [form, setForm] = useState<Form>('agreement');
  const [number, setNumber] = useState('');
  const [concludedOn, setConcludedOn] = useState<string | null>(today);
  const [inForceFrom, setInForceFrom] = useState<string | null>(today);
  const [way, setWay] = useState<AcceptanceWay>('paper');
  const [checkId, setCheckId] = useState<string | null>(null);
  const [basis, setBasis] = useState<BasisDocument | null>(null);
  const [tried, setTried] = useState(false);
  const register = useCall((client, given: MethodInput<'agreements.register'>, options) => client.agreements.register(given, options));
  const needed = (filled: boolean): string | null => (tried && !filled ? t('setup.fieldNeeded') : null);
  const dayError = (day: string | null): string | null => (day === null || isCalendarDay(day) ? needed(day !== null) : tried ? t('requisite.invalid.notACalendarDay') : null);
  const known = checks.filter((check) => check.personId === personId && check.way === way);
  // Where HR has seen the person once, there is nothing to choose.
  const chosenCheck = known.find((check) => check.checkId === checkId) ?? known[0] ?? null;

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (personId === null || number.trim() === '' || concludedOn === null || inForceFrom === null || ![concludedOn, inForceFrom].every(isCalendarDay) || register.running) return;
    if (way === 'paper' ? basis === null : chosenCheck === null) return;
    void register.run({ agreementId, subject, personId, form, number, concludedOn, inForceFrom, basis: basis === null ? null : { documentId: basis.documentId, sha256: null }, way, checkId: way === 'paper' ? null : (chosenCheck?.checkId ?? null) }).then((made) => {
      if (made === null) return;
      toastsFor(words).done(t('signatureRegister.registered', { name: made.personName }));
      onClose();
    });
  }

  function changeSubject(next: AgreementSubject): void {
    setSubject(next);
    if (!FORMS_OF_SUBJECT[next].includes(form)) setForm(FORMS_OF_SUBJECT[next][0] ?? form);
  }

  return (
    <form noValidate autoComplete="off" onSubmit={submit}>
      <Stack gap="sm">
        {register.error === null ? null : <ErrorNote error={register.error} />}
        <Select data-autofocus openOnFocus={false} label={t('signatureRegister.person')} required searchable allowDeselect={false} placeholder={t('common.notChosen')} nothingFoundMessage={t('palette.nothing')} value={personId} error={needed(personId !== null)} onChange={setPersonId} data={personOptions(people)} />
        <NativeSelect label={t('signatureRegister.subject')} value={subject} onChange={(event) => changeSubject(AGREEMENT_SUBJECTS.find((one) => one === event.currentTarget.value) ?? subject)} data={AGREEMENT_SUBJECTS.map((one) => ({ value: one, label: t(`agreement.subject.${one}`) }))} />
        <div className={styles['fields']}>
          <NativeSelect label={t('signatureRegister.form')} value={form} onChange={(event) => setForm(FORMS_OF_SUBJECT[subject].find((one) => one === event.currentTarget.value) ?? form)} data={FORMS_OF_SUBJECT[subject].map((one) => ({ value: one, label: t(`agreement.form.${one}`) }))} />
          <TextInput label={t('agreement.number')} required maxLength={200} value={number} error={needed(number.trim() !== '')} onChange={(event) => setNumber(event.currentTarget.value)} />
          <DayField label={t('signatureRegister.concludedOn')} required today={today} latest={today} value={concludedOn} error={dayError(concludedOn)} onDay={setConcludedOn} />
          <DayField label={t('agreement.inForceFrom')} required today={today} value={inForceFrom} error={dayError(inForceFrom)} onDay={setInForceFrom} />
        </div>
        <NativeSelect label={t('agreement.acceptance')} value={way} onChange={(event) => setWay(ACCEPTANCE_WAYS.find((one) => one === event.currentTarget.value) ?? way)} data={ACCEPTANCE_WAYS.map((one) => ({ value: one, label: t(`agreement.way.${one}`) }))} />
        {way === 'paper' ? null : known.length > 0 && chosenCheck !== null ? (
          <NativeSelect label={t('operation.identity.checked')} value={chosenCheck.checkId} onChange={(event) => setCheckId(event.currentTarget.value)} data={known.map((check) => ({ value: check.checkId, label: `${words.instant(check.at)} · ${check.proof} · ${check.by}` }))} />
        ) : personId === null ? null : (
          <p role={tried ? 'alert' : undefined} className={tried ? styles['bad'] : 'quiet'}>
            {t('signatureRegister.checkFirst')}
          </p>
        )}
        <BasisField value={basis} required={way === 'paper'} error={way === 'paper' ? needed(basis !== null) : null} onChoose={setBasis} />
        <FormFoot action={t('signatureRegister.register')} running={register.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}
