import { Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { RecordedAcknowledgement, ShownAcknowledgementList } from '#shared/contract/acknowledgements.ts';
import { LEAST_WITNESSES, RECORDED_WAYS, type RecordedWay, settles } from '#shared/domain/acknowledgement.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { DayField } from '../../ui/fields/day-field.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';

interface Props {
  readonly list: ShownAcknowledgementList;
  readonly personIds: readonly string[];
  readonly files: readonly DocumentFile[];
  readonly martialLaw: boolean;
  readonly onClose: () => void;
  readonly onRecorded: () => void;
}

/** What a registrar enters for people who acknowledged outside the system, or refused. */
export function RecordDialog(props: Props) {
  const { t } = useWords();
  return (
    <Modal opened onClose={props.onClose} title={t('acknowledgement.record')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <RecordForm {...props} />
    </Modal>
  );
}

function RecordForm({ list, personIds, files, martialLaw, onClose, onRecorded }: Props) {
  const words = useWords();
  const { t } = words;
  const today = words.todayDay();
  const ways = RECORDED_WAYS.filter((way) => settles(list.form, way) && (way !== 'martialLaw' || martialLaw));
  const [way, setWay] = useState<RecordedWay>('paper');
  const [on, setOn] = useState<string | null>(today);
  const [scan, setScan] = useState('');
  const [message, setMessage] = useState('');
  const [reason, setReason] = useState('');
  const [witnesses, setWitnesses] = useState('');
  const [tried, setTried] = useState(false);
  const [stepId] = useState(() => crypto.randomUUID());
  const record = useCall((client, entry: RecordedAcknowledgement, options) => client.acknowledgements.record({ listId: list.listId, stepId, personIds: [...personIds], entry }, options));
  const names = witnesses.split(',').map((name) => name.trim()).filter((name) => name !== '');
  const isDay = on !== null && /^\d{4}-\d{2}-\d{2}$/.test(on);
  const asksReason = way === 'martialLaw' || way === 'refusal';

  function entryOf(): RecordedAcknowledgement | null {
    if (on === null || !isDay) return null;
    if (way === 'paper') return { way, on, scan: scan === '' ? null : scan };
    if (way === 'mail') return message.trim() === '' ? null : { way, on, message: message.trim() };
    if (reason.trim() === '') return null;
    if (way === 'martialLaw') return { way, on, reason: reason.trim() };
    return names.length < LEAST_WITNESSES ? null : { way, on, reason: reason.trim(), witnesses: names };
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    const entry = entryOf();
    if (entry === null) return;
    void record.run(entry).then((done) => {
      if (done === null) return;
      toastsFor(words).done(t('acknowledgement.recorded'));
      onRecorded();
    });
  }
  const needed = (text: string): string | null => (tried && text.trim() === '' ? t('setup.fieldNeeded') : null);

  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        {record.error === null ? null : <ErrorNote error={record.error} />}
        <p>{list.people.filter(({ personId }) => personIds.includes(personId)).map(({ name }) => name).join(', ')}</p>
        <NativeSelect data-autofocus label={t('acknowledgement.recordWay')} value={way} onChange={(event) => setWay(ways.find((one) => one === event.currentTarget.value) ?? way)} data={ways.map((one) => ({ value: one, label: t(`acknowledgement.way.${one}`) }))} />
        <DayField label={t('acknowledgement.on')} required today={today} latest={today} value={on} onDay={setOn} error={tried && !isDay ? t('requisite.invalid.notACalendarDay') : null} />
        {way === 'paper' ? <NativeSelect label={t('acknowledgement.scan')} value={scan} onChange={(event) => setScan(event.currentTarget.value)} data={[{ value: '', label: t('acknowledgement.scanNone') }, ...files.map(({ sha256, fileName }) => ({ value: sha256, label: fileName }))]} /> : null}
        {way === 'mail' ? <TextInput label={t('acknowledgement.message')} required maxLength={300} value={message} onChange={(event) => setMessage(event.currentTarget.value)} error={needed(message)} /> : null}
        {asksReason ? <TextInput label={t('acknowledgement.reason')} required maxLength={300} value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={needed(reason)} /> : null}
        {way === 'refusal' ? <TextInput label={t('acknowledgement.witnesses')} description={t('acknowledgement.witnessesHint')} required maxLength={600} value={witnesses} onChange={(event) => setWitnesses(event.currentTarget.value)} error={tried && names.length < LEAST_WITNESSES ? t('acknowledgement.witnessesHint') : null} /> : null}
        <FormFoot action={t('acknowledgement.record')} running={record.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}
