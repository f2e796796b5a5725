import { Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Office } from '#shared/contract/desk.ts';
import type { MethodInput } from '#shared/contract/index.ts';
import { OUTAGE_CAUSES, type OutageCause } from '#shared/domain/outages.ts';
import { todayIn } from '../../app/formats.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import { InstantField } from '../../ui/fields/instant-field.tsx';

interface Props {
  readonly opened: boolean;
  readonly office: Office;
  readonly onClose: () => void;
  readonly onOpened: (outageId: string) => void;
}

/** Opens a period: cause, begin, expected end. */
export function OpenOutage(props: Props) {
  const { t } = useWords();
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t('outage.open')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <OpenForm {...props} />
    </Modal>
  );
}

function OpenForm({ office, onClose, onOpened }: Props) {
  const words = useWords();
  const { t } = words;
  const today = todayIn(office.zone);
  const [outageId] = useState(() => crypto.randomUUID());
  const [cause, setCause] = useState<OutageCause>('unstable-internet');
  const [from, setFrom] = useState<string | null>(() => new Date().toISOString());
  const [expected, setExpected] = useState<{ readonly at: string | null; readonly written: boolean }>({ at: null, written: false });
  const [note, setNote] = useState('');
  const open = useCall((client, given: MethodInput<'outages.open'>, options) => client.outages.open(given, options));
  const errorOf = (field: string): string | null => (open.error !== null && open.error.issues.some(({ path }) => path === field) ? words.error(open.error) : null);
  const ofField = (open.error?.issues.length ?? 0) > 0;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (from === null || (expected.written && expected.at === null)) return;
    void open.run({ outageId, cause, from, expectedUntil: expected.at, note }).then((made) => {
      if (made === null) return;
      onOpened(made.outageId);
      onClose();
    });
  }

  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        {open.error === null || ofField ? null : <ErrorNote error={open.error} />}
        <NativeSelect data-autofocus label={t('outage.cause')} value={cause} onChange={(event) => setCause(OUTAGE_CAUSES.find((one) => one === event.currentTarget.value) ?? cause)} data={OUTAGE_CAUSES.map((one) => ({ value: one, label: t(`outage.cause.${one}`) }))} />
        <InstantField label={t('outage.from')} required zone={office.zone} today={today} value={from} onInstant={setFrom} error={errorOf('from')} />
        <InstantField label={t('outage.expected')} zone={office.zone} today={today} value={expected.at} onInstant={(at, written) => setExpected({ at, written })} error={errorOf('expectedUntil')} />
        <TextInput label={t('outage.note')} required={cause === 'other-event'} maxLength={1000} value={note} onChange={(event) => setNote(event.currentTarget.value)} error={errorOf('note')} />
        <FormFoot action={t('outage.open')} running={open.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}
