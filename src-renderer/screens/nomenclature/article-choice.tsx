import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { Retention } from '#shared/domain/retention.ts';
import { readRetention } from '#shared/domain/retention-reading.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './nomenclature.module.css';

/** Looks up the retention list by a word; what is chosen fills period and article. A doubtful entry says so. */
export function ArticleChoice({ onChoose }: { readonly onChoose: (chosen: Partial<Retention>) => void }) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text.trim(), 200);
  const found = useAsk(settled === '' ? null : `nomenclature.articles:${settled}`, (client, options) => client.nomenclature.articles({ text: settled }, options), ['nomenclature']);
  const choose = (period: string, article: string | null): void => {
    const read = readRetention(period);
    if (read !== null) onChoose({ ...read, article });
  };
  return (
    <div>
      <TextInput label={t('nomenclature.chooseArticle')} description={found.value?.list.title ?? ''} value={text} maxLength={200} onChange={(event) => setText(event.currentTarget.value)} autoComplete="off" />
      {found.error === null ? null : <ErrorNote error={found.error} again={found.again} />}
      {found.value === null || settled === '' ? null : (
        <div className={styles['articles']} role="group" aria-label={t('nomenclature.retentionList')}>
          {found.value.articles.length === 0 ? <p className="quiet padded">{t('palette.nothing')}</p> : null}
          {found.value.articles.flatMap((entry) =>
            [entry.period, entry.otherPeriod].flatMap((period, column) =>
              period === null ? [] : [
                <button key={`${entry.articleId}/${column}`} type="button" onClick={() => choose(period, entry.article)}>
                  <span>
                    <strong>{period}</strong> · {entry.article ?? t('nomenclature.articleUnknown')}
                  </span>
                  <span>{entry.title}</span>
                  {entry.confidence === 'doubtful' || entry.confidence === 'general' ? <span className="quiet">{t('nomenclature.articleDoubtful')}</span> : null}
                </button>,
              ],
            ),
          )}
        </div>
      )}
    </div>
  );
}
