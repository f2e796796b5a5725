import { useAsk } from '../../app/use-ask.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { Viewer } from '../../ui/viewer/viewer.tsx';

/** The files of the row in hand, beside the list. */
export function DocumentPreview({ documentId }: { readonly documentId: string | null }) {
  const { t } = useWords();
  const answer = useAsk(documentId === null ? null : `registration.get:${documentId}`, (client, options) => client.registration.get({ documentId: documentId ?? '' }, options), ['cards']);
  if (answer.error !== null) return <div className="padded"><ErrorNote error={answer.error} again={answer.again} /></div>;
  if (documentId !== null && answer.value === null) return <SlowLoading label={t('common.loading')} lines={8} />;
  return <Viewer files={answer.value?.card.files ?? []} />;
}
