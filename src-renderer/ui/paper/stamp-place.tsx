import { useWords } from '../../app/use-text.ts';
import styles from './paper-steps.module.css';

/** What a stamp that is filled by hand bears, and where on the first sheet it goes: the lower right corner. */
export function StampPlace({ lines }: { readonly lines: readonly string[] }) {
  const { t } = useWords();
  return (
    <figure className={styles['place']}>
      <svg viewBox="0 0 42 60" width="42" height="60" aria-hidden>
        <rect x="1" y="1" width="40" height="58" className={styles['sheet']} />
        {[10, 16, 22, 28, 34].map((y) => (
          <line key={y} x1="7" x2="35" y1={y} y2={y} className={styles['line']} />
        ))}
        <rect x="20" y="47" width="17" height="9" className={styles['spot']} />
      </svg>
      <figcaption>
        <span className="quiet">{t('paper.stamp.where')}</span>
        {lines.map((line, at) => (
          <span key={at} className="numbers">
            {line}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
