import { Modal, NativeSelect, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { MethodInput } from '#shared/contract/index.ts';
import type { PersonInStructure } from '#shared/contract/structure.ts';
import { HOLDING_LEVELS, HOLDING_MEDIA, type HoldingLevel, type HoldingMedium, holdingProblem } from '#shared/domain/signature-holdings.ts';
import { isCalendarDay } from '#shared/domain/working-day.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { DayField } from '../../ui/fields/day-field.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import { personOptions } from '../structure/names.ts';
import styles from './signature-register.module.css';

interface Props {
  readonly opened: boolean;
  readonly people: readonly PersonInStructure[];
  readonly today: string;
  readonly onClose: () => void;
}

/** Writes down that somebody was issued a signature (SIGN-17). */
export function IssueForm(props: Props) {
  const { t } = useWords();
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t('holding.issue')} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Fields {...props} />
    </Modal>
  );
}

function Fields({ people, today, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  // The same press twice is one entry.
  const [holdingId] = useState(() => crypto.randomUUID());
  const [personId, setPersonId] = useState<string | null>(null);
  const [level, setLevel] = useState<HoldingLevel>('simple');
  const [medium, setMedium] = useState<HoldingMedium>('token');
  const [issuer, setIssuer] = useState('');
  const [basis, setBasis] = useState('');
  const [serial, setSerial] = useState('');
  const [certificateIssuer, setCertificateIssuer] = useState('');
  const [validUntil, setValidUntil] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const issue = useCall((client, given: MethodInput<'agreements.issueSignature'>, options) => client.agreements.issueSignature(given, options));
  const isKey = level !== 'simple';
  const entry = { level, medium: isKey ? medium : 'password', serial: isKey ? serial.trim() || null : null, certificateIssuer: isKey ? certificateIssuer.trim() || null : null, validUntil: isKey ? validUntil : null } as const;
  const dayUnread = entry.validUntil !== null && !isCalendarDay(entry.validUntil);
  const problem = dayUnread ? null : holdingProblem(entry, today);
  const needed = (filled: boolean): string | null => (tried && !filled ? t('setup.fieldNeeded') : null);
  const told = (of: typeof problem): string | null => (tried && of !== null && problem === of ? t(`error.holding.${of}`) : null);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (personId === null || issuer.trim() === '' || basis.trim() === '' || problem !== null || dayUnread || issue.running) return;
    void issue.run({ holdingId, personId, issuer, basis, ...entry }).then((made) => {
      if (made === null) return;
      toastsFor(words).done(t('holding.issued', { name: made.personName }));
      onClose();
    });
  }

  return (
    <form noValidate autoComplete="off" onSubmit={submit}>
      <Stack gap="sm">
        {issue.error === null ? null : <ErrorNote error={issue.error} />}
        <Select data-autofocus openOnFocus={false} label={t('signatureRegister.person')} required searchable allowDeselect={false} placeholder={t('common.notChosen')} nothingFoundMessage={t('palette.nothing')} value={personId} error={needed(personId !== null)} onChange={setPersonId} data={personOptions(people)} />
        <NativeSelect label={t('holding.level')} value={level} onChange={(event) => setLevel(HOLDING_LEVELS.find((one) => one === event.currentTarget.value) ?? level)} data={HOLDING_LEVELS.map((one) => ({ value: one, label: t(`holding.level.${one}`) }))} />
        {isKey ? <NativeSelect label={t('holding.medium')} value={medium} onChange={(event) => setMedium(HOLDING_MEDIA.find((one) => one === event.currentTarget.value) ?? medium)} data={HOLDING_MEDIA.filter((one) => one !== 'password').map((one) => ({ value: one, label: t(`holding.medium.${one}`) }))} /> : null}
        <div className={styles['fields']}>
          <TextInput label={t('holding.issuer')} description={t('holding.issuerHint')} required maxLength={300} value={issuer} error={needed(issuer.trim() !== '')} onChange={(event) => setIssuer(event.currentTarget.value)} />
          <TextInput label={t('holding.basis')} description={t('holding.basisHint')} required maxLength={300} value={basis} error={needed(basis.trim() !== '')} onChange={(event) => setBasis(event.currentTarget.value)} />
        </div>
        {isKey ? (
          <div className={styles['fields']}>
            <TextInput label={t('holding.serial')} required maxLength={100} value={serial} error={told('serialNeeded')} onChange={(event) => setSerial(event.currentTarget.value)} />
            <TextInput label={t('holding.certificateIssuer')} description={t('holding.certificateIssuerHint')} required maxLength={300} value={certificateIssuer} error={told('certificateIssuerNeeded')} onChange={(event) => setCertificateIssuer(event.currentTarget.value)} />
            <DayField label={t('holding.validUntil')} today={today} value={validUntil} error={tried && dayUnread ? t('requisite.invalid.notACalendarDay') : told('validUntilPast')} onDay={setValidUntil} />
          </div>
        ) : null}
        <FormFoot action={t('common.save')} running={issue.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}
