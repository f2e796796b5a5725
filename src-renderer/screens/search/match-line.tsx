import { useAsk } from '../../app/use-ask.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './search-room.module.css';

/** Where the words of the search stand in a file of the card in hand; nothing where they stand in the card itself. */
export function MatchLine({ text, documentId }: { readonly text: string; readonly documentId: string | null }) {
  const { t } = useWords();
  const key = text === '' || documentId === null ? null : `search.snippets:${documentId}:${text}`;
  const found = useAsk(key, (client, options) => client.search.snippets({ text, documentIds: documentId === null ? [] : [documentId] }, options)).value?.snippets[0];
  if (found === undefined) return null;
  return (
    <p className={styles['match']} aria-label={t('search.match')}>
      <span className="quiet">{found.fileName}: </span>…{found.before}
      <mark>{found.match}</mark>
      {found.after}…
    </p>
  );
}
