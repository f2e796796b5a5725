import { Checkbox, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type NotificationSettingsInput, notificationSettings } from '#shared/contract/notifications.ts';
import { OTHER_NOTICES } from '#shared/domain/notifications.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import styles from './notifications.module.css';

/** What a person wants told, and how; terms and matters of safety are told to everybody (NOT-01). */
export function NoticeSettings({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const held = useAsk('notifications.settings', (client, options) => client.notifications.settings({}, options));
  return (
    <Modal opened onClose={onClose} size="min(760px, 95vw)" title={t('notice.settings')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {held.error === null ? null : <ErrorNote error={held.error} again={held.again} />}
      {held.value === null ? held.error === null ? <SlowLoading label={t('common.loading')} lines={6} /> : null : <SettingsForm settings={held.value} onClose={onClose} />}
    </Modal>
  );
}

function SettingsForm({ settings, onClose }: { readonly settings: NotificationSettingsInput; readonly onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const [wish, setWish] = useState(settings);
  const [tried, setTried] = useState(false);
  const save = useCall((client, input: NotificationSettingsInput, options) => client.notifications.changeSettings(input, options));
  const wrongMail = !notificationSettings.shape.mailAddress.safeParse(wish.mailAddress.trim()).success;

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (wrongMail || (await save.run({ ...wish, mailAddress: wish.mailAddress.trim() })) === null) return;
    toastsFor(words).done(t('notice.settings.saved'));
    onClose();
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="sm">
        {save.error === null ? null : <ErrorNote error={save.error} />}
        <Checkbox data-autofocus label={t('notice.settings.system')} description={t('notice.settings.systemHint')} checked={wish.system} onChange={({ currentTarget }) => setWish({ ...wish, system: currentTarget.checked })} />
        <TextInput
          label={t('notice.settings.mail')}
          description={t('notice.settings.mailHint')}
          type="email"
          autoComplete="off"
          maxLength={254}
          value={wish.mailAddress}
          onChange={({ currentTarget }) => setWish({ ...wish, mailAddress: currentTarget.value })}
          error={tried && wrongMail ? t('notice.settings.mailWrong') : null}
        />
        <fieldset>
          <legend>{t('notice.settings.kinds')}</legend>
          <p className="quiet">{t('notice.settings.always')}</p>
          <div className={styles['kinds']}>
            {OTHER_NOTICES.map((kind) => (
              <Checkbox
                key={kind}
                label={t(`notice.kind.${kind}`)}
                checked={!wish.muted.includes(kind)}
                onChange={({ currentTarget }) => setWish({ ...wish, muted: currentTarget.checked ? wish.muted.filter((one) => one !== kind) : [...wish.muted, kind] })}
              />
            ))}
          </div>
        </fieldset>
        <FormFoot action={t('common.save')} running={save.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}
