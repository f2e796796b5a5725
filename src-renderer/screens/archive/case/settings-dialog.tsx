import { Checkbox, Modal, NumberInput, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { MethodOutput } from '#shared/contract/index.ts';
import { toastsFor } from '../../../app/toasts.tsx';
import { useAsk } from '../../../app/use-ask.ts';
import { useCall } from '../../../app/use-call.ts';
import { useWords } from '../../../app/use-text.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { FormFoot } from '../../../ui/form-foot.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';

type Settings = MethodOutput<'caseFiles.changeSettings'>;

/** What the regulations leave to the office for its archive (X4). */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const answer = useAsk('caseFiles.settings', (client, options) => client.caseFiles.settings({}, options), ['archive']);
  return (
    <Modal opened onClose={onClose} title={t('caseFile.settings')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {answer.error !== null && answer.value === null ? <ErrorNote error={answer.error} again={answer.again} /> : null}
      {answer.loading ? <SlowLoading label={t('common.loading')} lines={3} /> : null}
      {answer.value === null ? null : <SettingsForm before={answer.value.settings} onClose={onClose} />}
    </Modal>
  );
}

function SettingsForm({ before, onClose }: { readonly before: Settings; readonly onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const [settings, setSettings] = useState(before);
  const [years, setYears] = useState(before.paperDuplicateOverYears ?? 10);
  const save = useCall((client, changed: Settings, options) => client.caseFiles.changeSettings(changed, options));
  const duty = settings.paperDuplicateOverYears !== null;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if ((await save.run({ ...settings, paperDuplicateOverYears: duty ? years : null })) === null) return;
    toastsFor(words).done(t('nomenclature.changedNotice'));
    onClose();
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="sm">
        {save.error === null ? null : <ErrorNote error={save.error} />}
        <Checkbox data-autofocus label={t('caseFile.settings.duty')} checked={duty} onChange={(event) => setSettings({ ...settings, paperDuplicateOverYears: event.currentTarget.checked ? years : null })} />
        {duty ? <NumberInput label={t('archiveSettings.paperDuplicateOverYears')} allowDecimal={false} min={1} max={100} value={years} onChange={(value) => setYears(typeof value === 'number' ? value : 10)} /> : null}
        <NumberInput label={t('archiveSettings.volumeSheets')} allowDecimal={false} min={1} max={10_000} value={settings.volumeSheets} onChange={(value) => setSettings({ ...settings, volumeSheets: typeof value === 'number' ? value : before.volumeSheets })} />
        <Checkbox label={t('archiveSettings.archivalFund')} checked={settings.archivalFund} onChange={(event) => setSettings({ ...settings, archivalFund: event.currentTarget.checked })} />
        <FormFoot action={t('common.save')} running={save.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}
