import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import type { Timeliness } from '#shared/domain/execution.ts';
import { useWords } from '../app/use-text.ts';
import styles from './due-word.module.css';

const LATE: ReadonlySet<Timeliness> = new Set(['overdue', 'executedLate']);
const SOON: ReadonlySet<Timeliness> = new Set(['atRisk', 'dueToday']);

/** How something stands to its term, in a word and a sign: colour alone says nothing. */
export function DueWord({ timeliness }: { readonly timeliness: Timeliness }) {
  const { t } = useWords();
  const state = LATE.has(timeliness) ? 'late' : SOON.has(timeliness) ? 'soon' : 'calm';
  return (
    <span className={styles['word']} data-state={state}>
      {state === 'late' ? <IconAlertTriangle size={14} aria-hidden /> : state === 'soon' ? <IconClock size={14} aria-hidden /> : null}
      {t(`timeliness.${timeliness}`)}
    </span>
  );
}
