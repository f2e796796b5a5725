import type { HistoryEntry } from '#shared/contract/registration.ts';
import type { Choices } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';
import { ChangeTable } from './change-table.tsx';
import styles from './history-section.module.css';

interface Props {
  readonly history: readonly HistoryEntry[];
  readonly choices: Choices;
}

/** Who did what, when, from which desk, with the values before and after. */
export function HistorySection({ history, choices }: Props) {
  const words = useWords();
  const { t } = words;
  if (history.length === 0) return <p className="quiet">{t('document.history.none')}</p>;
  return (
    <ol className={styles['history']}>
      {history.map((entry) => (
        <li key={entry.operationId} data-without-effect={entry.withoutEffect || undefined}>
          <p>
            <strong>{words.tKnown(`operation.${entry.kind}`, 'operation.other', { kind: entry.kind })}</strong>
            <span className="quiet numbers"> · {words.instant(entry.at)}</span>
            {entry.withoutEffect ? <span className={styles['withoutEffect']}> · {t('sync.sort.command')}</span> : null}
          </p>
          <p className={`${styles['who']} quiet`}>
            {[entry.actor, entry.onBehalfOf === null ? null : t('document.history.onBehalf', { person: entry.onBehalfOf }), t('document.history.desk', { desk: entry.desk })].filter((part) => part !== null).join(' · ')}
          </p>
          {entry.changes.length === 0 ? null : <ChangeTable changes={entry.changes} choices={choices} />}
        </li>
      ))}
    </ol>
  );
}
