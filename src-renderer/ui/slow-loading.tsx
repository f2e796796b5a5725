import { useEffect, useState } from 'react';
import styles from './slow-loading.module.css';

const PATIENCE_MS = 150;

/** Grey lines in place of what is still being read; shown only where reading takes noticeably long. */
export function SlowLoading({ label, lines = 3 }: { readonly label: string; readonly lines?: number }) {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!slow) return null;
  return (
    <div className={styles['loading']} role="status">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={styles['line']} aria-hidden />
      ))}
    </div>
  );
}
