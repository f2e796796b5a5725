import { useState } from 'react';
import type { DraftView } from '#shared/contract/routing.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import type { EnteredDraft } from '../../state/entered-draft.ts';
import { DraftForm } from './draft-form.tsx';
import { handIn, handInAll } from './hand-in.ts';

/** Changes a draft that is on no route. */
export function ChangeDraft({ shown, onClose }: { readonly shown: DraftView; readonly onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const { main, ...content } = shown.draft;
  const [draft, setDraft] = useState<EnteredDraft>({ documentId: shown.documentId, content, file: null, annexFiles: [] });
  const save = useCall(async (client, given: EnteredDraft, options) => {
    const stored = given.file === null ? null : await handIn(client, given.file, options);
    if (stored !== null && !stored.ok) return stored;
    const added = await handInAll(client, given.annexFiles, options);
    if (!added.ok) return added;
    const { sha256, size, fileName } = stored === null ? main : stored.value;
    return client.routing.changeDraft({ documentId: given.documentId, draft: { ...given.content, title: given.content.title.trim(), main: { sha256, size, fileName }, annexes: [...(given.content.annexes ?? []), ...added.value] } }, options);
  });

  function change(): void {
    void save.run(draft).then((changed) => {
      if (changed === null) return;
      toastsFor(words).done(t('draft.changed'));
      onClose();
    });
  }

  return <DraftForm label={t('draft.change')} action={t('common.save')} draft={draft} keptFile={main.fileName} call={save} onChange={setDraft} onSave={change} onCancel={onClose} />;
}
