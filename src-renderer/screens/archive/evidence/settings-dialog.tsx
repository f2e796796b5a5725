import { Modal, NativeSelect, NumberInput, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { PreservationSettings, PreservationState } from '#shared/contract/preservation.ts';
import { RENEW_DAYS_LIMIT, REVALIDATE_DAYS_LIMIT } from '#shared/domain/evidence-renewal.ts';
import { toastsFor } from '../../../app/toasts.tsx';
import { useCall } from '../../../app/use-call.ts';
import { useWords } from '../../../app/use-text.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { FormFoot } from '../../../ui/form-foot.tsx';

interface Props {
  readonly state: Pick<PreservationState, 'settings' | 'desks'>;
  readonly onClose: () => void;
}

/** Which desk makes the evidence of the office, and how long before an end. */
export function SettingsDialog({ state: { settings, desks }, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const [keeper, setKeeper] = useState(settings.keeper ?? '');
  const [renewDays, setRenewDays] = useState<number | string>(settings.renewDays);
  const [revalidateDays, setRevalidateDays] = useState<number | string>(settings.revalidateDays);
  const [tried, setTried] = useState(false);
  const save = useCall((client, changed: PreservationSettings, options) => client.preservation.setSettings(changed, options));
  // A desk that was closed may still be set: it stays in the list until another one is chosen.
  const codes = [...new Set([...desks, ...(settings.keeper === null ? [] : [settings.keeper])])];

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (!isDays(renewDays, RENEW_DAYS_LIMIT) || !isDays(revalidateDays, REVALIDATE_DAYS_LIMIT)) return;
    if ((await save.run({ keeper: keeper === '' ? null : keeper, renewDays, revalidateDays })) === null) return;
    toastsFor(words).done(t('preservation.settings.saved'));
    onClose();
  }
  const problem = (value: number | string, most: number): string | null => (tried && !isDays(value, most) ? t('preservation.settings.days', { most }) : null);

  return (
    <Modal opened onClose={onClose} title={t('preservation.settings.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="sm">
          {save.error === null ? null : <ErrorNote error={save.error} />}
          <p className="quiet">{t('preservation.settings.explain')}</p>
          <NativeSelect data-autofocus label={t('preservation.settings.keeper')} value={keeper} onChange={(event) => setKeeper(event.currentTarget.value)} data={[{ value: '', label: t('preservation.settings.first') }, ...codes.map((code) => ({ value: code, label: code }))]} />
          <NumberInput label={t('preservation.settings.renewDays')} description={t('preservation.settings.renewHint')} allowDecimal={false} allowNegative={false} value={renewDays} onChange={setRenewDays} error={problem(renewDays, RENEW_DAYS_LIMIT)} />
          <NumberInput label={t('preservation.settings.revalidateDays')} description={t('preservation.settings.revalidateHint')} allowDecimal={false} allowNegative={false} value={revalidateDays} onChange={setRevalidateDays} error={problem(revalidateDays, REVALIDATE_DAYS_LIMIT)} />
          <FormFoot action={t('common.save')} running={save.running} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}

function isDays(value: number | string, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most;
}
