import { Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { MethodInput } from '#shared/contract/index.ts';
import type { NoticeKind } from '#shared/domain/outages.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';

interface Props {
  readonly outageId: string;
  /** Null: closed. */
  readonly kind: NoticeKind | null;
  readonly onClose: () => void;
}

/** Words of a notice, as the rule pack has them, to be looked through and queued. */
export function NoticeDialog({ outageId, kind, onClose }: Props) {
  const { t } = useWords();
  return (
    <Modal opened={kind !== null} onClose={onClose} title={t('outage.notices')} size="xl" closeButtonProps={{ 'aria-label': t('common.close') }}>
      {kind === null ? null : <Draft outageId={outageId} kind={kind} onClose={onClose} />}
    </Modal>
  );
}

function Draft({ outageId, kind, onClose }: { readonly outageId: string; readonly kind: NoticeKind; readonly onClose: () => void }) {
  const { t } = useWords();
  const draft = useAsk(`outages.draftNotice:${outageId}:${kind}`, (client, options) => client.outages.draftNotice({ outageId, kind }, options));
  if (draft.error !== null) return <ErrorNote error={draft.error} again={draft.again} />;
  if (draft.value === null) return <SlowLoading label={t('common.loading')} lines={4} />;
  return <NoticeForm outageId={outageId} kind={kind} draft={draft.value} onClose={onClose} />;
}

function NoticeForm({ outageId, kind, draft, onClose }: { readonly outageId: string; readonly kind: NoticeKind; readonly draft: { readonly subject: string; readonly text: string }; readonly onClose: () => void }) {
  const { t } = useWords();
  const [noticeId] = useState(() => crypto.randomUUID());
  const [subject, setSubject] = useState(draft.subject);
  const [text, setText] = useState(draft.text);
  const queue = useCall((client, given: MethodInput<'outages.queueNotice'>, options) => client.outages.queueNotice(given, options));
  return (
    <form
      autoComplete="off"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (subject.trim() === '' || text.trim() === '') return;
        void queue.run({ noticeId, outageId, kind, subject, text }).then((made) => {
          if (made !== null) onClose();
        });
      }}
    >
      <Stack gap="sm">
        <p className="quiet">{t('outage.noticesExplain')}</p>
        {queue.error === null ? null : <ErrorNote error={queue.error} />}
        <TextInput label={t('outage.notice.subject')} required maxLength={300} value={subject} onChange={(event) => setSubject(event.currentTarget.value)} />
        <Textarea data-autofocus label={t('outage.notice.text')} required autosize minRows={8} maxRows={16} maxLength={10_000} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <FormFoot action={t('outage.notice.queue')} running={queue.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}
