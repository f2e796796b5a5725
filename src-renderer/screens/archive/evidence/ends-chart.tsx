import type { PreservationState } from '#shared/contract/preservation.ts';
import { useWords } from '../../../app/use-text.ts';
import styles from './evidence.module.css';

/** Quarters that are drawn; what ends after them is one number. */
const QUARTERS = 10;
/** Height of the highest bar. */
const BAR = 48;

/** In which quarters how many documents cease to be provable, if nothing were done. Folded: on a low screen the list comes first. */
export function EndsChart({ ends }: { readonly ends: PreservationState['ends'] }) {
  const { t, number } = useWords();
  if (ends.length === 0) return null;
  const later = ends.slice(QUARTERS).reduce((sum, { documents }) => sum + documents, 0);
  const shown = ends.slice(0, QUARTERS);
  const highest = Math.max(...shown.map(({ documents }) => documents));
  return (
    <details className={styles['ends']}>
      <summary id="evidence-ends">{t('preservation.ends')}</summary>
      <div className={styles['chart']} tabIndex={0} role="group" aria-labelledby="evidence-ends">
        <ol className={styles['bars']}>
          {shown.map(({ year, quarter, documents }) => (
            <li key={`${year}-${quarter}`}>
              <span className="numbers">{number(documents)}</span>
              <span className={styles['bar']} style={{ height: Math.max(2, Math.round((documents / highest) * BAR)) }} aria-hidden />
              <span className="quiet">{t('preservation.quarter', { year, quarter })}</span>
            </li>
          ))}
          {later === 0 ? null : (
            <li>
              <span className="numbers">{number(later)}</span>
              <span className="quiet">{t('preservation.later')}</span>
            </li>
          )}
        </ol>
      </div>
    </details>
  );
}
