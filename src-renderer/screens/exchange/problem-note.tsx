import { IconAlertTriangle } from '@tabler/icons-react';
import type { SyncDetails } from '#shared/contract/sync.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './exchange.module.css';

/** Why the last round did not come to its end, and what is to be done. */
export function ProblemNote({ problem: { problem, detail } }: { readonly problem: NonNullable<SyncDetails['problem']> }) {
  const { t } = useWords();
  return (
    <section className={`${styles['problem']} attention-note`} role="status" aria-label={t('sync.problemTitle')}>
      <IconAlertTriangle size={18} aria-hidden />
      <div>
        <p>
          <strong>{t(`sync.problem.${problem}`)}</strong> {t(`sync.todo.${problem}`)}
        </p>
        {detail === '' ? null : <p className={styles['detail']}>{detail}</p>}
      </div>
    </section>
  );
}
