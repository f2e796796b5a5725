import { ActionIcon } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect } from 'react';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { useDesk } from '../../state/desk.ts';
import { type EnteredDraft, useEnteredDraft } from '../../state/entered-draft.ts';
import { usePlaces } from '../../state/places.ts';
import { DraftForm } from './draft-form.tsx';
import styles from './drafts.module.css';
import { handIn, handInAll } from './hand-in.ts';

/** Enters a draft (ROUTE-01); its route is chosen on its page. */
export function NewDraft() {
  const words = useWords();
  const { t } = words;
  const accountId = useDesk((desk) => desk.person?.accountId ?? null);
  const { owner, draft, begin, change, done } = useEnteredDraft();
  const go = usePlaces((places) => places.go);
  const back = usePlaces((places) => places.back);
  useEffect(() => {
    if (accountId !== null) begin(accountId);
  }, [accountId, begin]);
  const save = useCall(async (client, { documentId, content, file, annexFiles }: EnteredDraft & { readonly file: File }, options) => {
    const stored = await handIn(client, file, options);
    if (!stored.ok) return stored;
    const annexes = await handInAll(client, annexFiles, options);
    if (!annexes.ok) return annexes;
    const { sha256, size, fileName } = stored.value;
    return client.routing.createDraft({ documentId, draft: { ...content, title: content.title.trim(), main: { sha256, size, fileName }, annexes: annexes.value } }, options);
  });

  function enter(): void {
    if (draft === null || draft.file === null) return;
    void save.run({ ...draft, file: draft.file }).then((made) => {
      if (made === null) return;
      toastsFor(words).done(t('draft.saved'));
      // Esc leads from the page to the list, not to the emptied form.
      back();
      go({ room: 'start', view: 'draft', documentId: made.documentId });
      done();
    });
  }

  if (draft === null || owner !== accountId) return null;
  return (
    <div className={styles['page']}>
      <div className={styles['top']}>
        <ActionIcon aria-label={t('common.back')} title="Esc" onClick={back}>
          <IconArrowLeft size={18} aria-hidden />
        </ActionIcon>
        <header className={styles['head']}>
          <h1>{t('draft.new')}</h1>
        </header>
      </div>
      <div className={styles['scroll']}>
        <DraftForm label={t('draft.new')} action={t('draft.save')} draft={draft} keptFile={null} call={save} onChange={change} onSave={enter} onCancel={back} />
      </div>
    </div>
  );
}
