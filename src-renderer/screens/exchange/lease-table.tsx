import type { SyncDetails } from '#shared/contract/sync.ts';
import { useChoices } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './exchange.module.css';

/** Numbers that the server reserved for this desk, so that it registers without the link. */
export function LeaseTable({ details: { leases } }: { readonly details: SyncDetails }) {
  const words = useWords();
  const { t } = words;
  const journals = useChoices().value?.journals ?? [];
  const nameOf = (journalId: string): string => words.named(journals.find((journal) => journal.journalId === journalId)?.names ?? { '': journalId });
  return (
    <section aria-labelledby="leases-title" className={styles['section']}>
      <h2 id="leases-title">{t('sync.leases')}</h2>
      {leases.length === 0 ? (
        <p className="quiet">{t('sync.leases.none')}</p>
      ) : (
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{t('sync.leases.journal')}</th>
              <th scope="col">{t('sync.leases.year')}</th>
              <th scope="col">{t('sync.leases.left')}</th>
              <th scope="col">{t('sync.leases.until')}</th>
            </tr>
          </thead>
          <tbody>
            {leases.map(({ journalId, serialYear, left, expiresAt }) => (
              <tr key={`${journalId} ${serialYear} ${expiresAt}`}>
                <td>{nameOf(journalId)}</td>
                <td>{serialYear === 0 ? t('sync.leases.allYears') : serialYear}</td>
                <td>{left === 0 ? <strong className={styles['attention']}>{t('sync.leases.usedUp')}</strong> : words.number(left)}</td>
                <td>{words.instant(expiresAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
