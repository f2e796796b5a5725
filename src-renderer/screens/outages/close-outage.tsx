import { Stack } from '@mantine/core';
import { useState } from 'react';
import type { Office } from '#shared/contract/desk.ts';
import { todayIn } from '../../app/formats.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import { InstantField } from '../../ui/fields/instant-field.tsx';

/** Ends an outage, now or at a moment that has passed. */
export function CloseOutage({ outageId, office, onClose }: { readonly outageId: string; readonly office: Office; readonly onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const [until, setUntil] = useState<string | null>(() => new Date().toISOString());
  const close = useCall((client, at: string, options) => client.outages.close({ outageId, until: at }, options));
  const ofField = close.error !== null && close.error.issues.length > 0;
  return (
    <form
      autoComplete="off"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (until === null) return;
        void close.run(until).then((closed) => {
          if (closed === null) return;
          toastsFor(words).done(t('outage.saved'));
          onClose();
        });
      }}
    >
      <Stack gap="sm">
        {close.error === null || ofField ? null : <ErrorNote error={close.error} />}
        <InstantField data-autofocus label={t('outage.until')} required zone={office.zone} today={todayIn(office.zone)} value={until} onInstant={setUntil} error={ofField && close.error !== null ? words.error(close.error) : null} />
        <FormFoot action={t('outage.close')} running={close.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}
