import { useAsk } from '../../app/use-ask.ts';
import type { Journal } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './journal-import.module.css';

/** Imports that were made before, those that came to nothing among them. */
export function ImportHistory({ journals }: { readonly journals: readonly Journal[] }) {
  const words = useWords();
  const { t } = words;
  const list = useAsk('journalImport.list', (client, options) => client.journalImport.list({}, options), ['cards']);
  if (list.error !== null) return <ErrorNote error={list.error} again={list.again} />;
  if (list.value === null || list.value.imports.length === 0) return null;
  return (
    <section className={styles['block']} aria-labelledby="import-history">
      <h2 id="import-history">{t('journalImport.history')}</h2>
      <div className={styles['wide']}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{t('journalImport.file')}</th>
              <th scope="col">{t('requisite.journalId')}</th>
              <th scope="col">{t('journalImport.acceptedColumn')}</th>
              <th scope="col">{t('journalImport.rejectedColumn')}</th>
              <th scope="col">{t('journalImport.state')}</th>
            </tr>
          </thead>
          <tbody>
            {list.value.imports.map((one) => (
              <tr key={one.importId}>
                <td>{one.fileName}</td>
                <td>{words.named(journals.find(({ journalId }) => journalId === one.journalId)?.names ?? { en: one.journalId })}</td>
                <td className="numbers">{words.number(one.accepted)}</td>
                <td className="numbers">{words.number(one.rejected)}</td>
                <td>
                  {t(`journalImport.state.${one.state}`)} · {words.instant(one.at)} · {one.by}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
