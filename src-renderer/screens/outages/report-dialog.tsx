import { Group, Modal, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Office } from '#shared/contract/desk.ts';
import type { MethodInput } from '#shared/contract/index.ts';
import { REPORT_WAYS, type ReportWay } from '#shared/domain/outages.ts';
import { todayIn } from '../../app/formats.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import { InstantField } from '../../ui/fields/instant-field.tsx';

interface Props {
  readonly opened: boolean;
  /** Null: the employee's own outage, none of the office's. */
  readonly outageId: string | null;
  readonly office: Office;
  readonly onClose: () => void;
}

/** An employee's report with its six fields (OFF-05). */
export function ReportDialog(props: Props) {
  const { t } = useWords();
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t('outage.report')} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <ReportForm {...props} />
    </Modal>
  );
}

function ReportForm({ outageId, office, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const today = todayIn(office.zone);
  const [reportId] = useState(() => crypto.randomUUID());
  const [fields, setFields] = useState({ units: '', position: '', name: '', reasons: '' });
  const [way, setWay] = useState<ReportWay>('e-mail');
  const [from, setFrom] = useState<string | null>(null);
  const [until, setUntil] = useState<{ readonly at: string | null; readonly written: boolean }>({ at: null, written: false });
  const [tried, setTried] = useState(false);
  const report = useCall((client, given: MethodInput<'outages.report'>, options) => client.outages.report(given, options));
  const needed = (value: string | null): string | null => (tried && (value ?? '').trim() === '' ? t('setup.fieldNeeded') : null);
  const change = (name: keyof typeof fields) => (event: { readonly currentTarget: { readonly value: string } }): void => setFields({ ...fields, [name]: event.currentTarget.value });

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    const units = fields.units.split('\n').map((unit) => unit.trim()).filter((unit) => unit !== '');
    if (from === null || (until.written && until.at === null) || units.length === 0 || [fields.position, fields.name, fields.reasons].some((value) => value.trim() === '')) return;
    void report.run({ ...fields, reportId, outageId, units, from, until: until.at, way }).then((made) => {
      if (made === null) return;
      toastsFor(words).done(t('outage.report.done'));
      onClose();
    });
  }

  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        {report.error === null ? null : <ErrorNote error={report.error} />}
        <Textarea data-autofocus label={t('outage.report.units')} required autosize minRows={1} maxRows={5} value={fields.units} onChange={change('units')} error={needed(fields.units)} />
        <Group grow align="start">
          <TextInput label={t('outage.report.position')} required maxLength={300} value={fields.position} onChange={change('position')} error={needed(fields.position)} />
          <TextInput label={t('outage.report.name')} required maxLength={200} value={fields.name} onChange={change('name')} error={needed(fields.name)} />
        </Group>
        <Textarea label={t('outage.report.reasons')} required autosize minRows={2} maxLength={1000} value={fields.reasons} onChange={change('reasons')} error={needed(fields.reasons)} />
        <Group grow align="start">
          <InstantField label={t('outage.from')} required zone={office.zone} today={today} value={from} onInstant={setFrom} error={needed(from)} />
          <InstantField label={t('outage.until')} zone={office.zone} today={today} value={until.at} onInstant={(at, written) => setUntil({ at, written })} />
        </Group>
        <NativeSelect label={t('outage.report.way')} value={way} onChange={(event) => setWay(REPORT_WAYS.find((one) => one === event.currentTarget.value) ?? way)} data={REPORT_WAYS.map((one) => ({ value: one, label: t(`outage.report.way.${one}`) }))} />
        <FormFoot action={t('common.save')} running={report.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}
