import { IconClockCheck } from '@tabler/icons-react';
import type { MadeSignature } from '#shared/contract/signing.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './timestamp-mark.module.css';

/** Whether a signature has its timestamp: a dashed or a whole clock, and the word. It is no verdict and has none's colour when present. */
export function TimestampMark({ state }: { readonly state: MadeSignature['timestamp'] }) {
  const { t } = useWords();
  return (
    <span className={styles['mark']} data-timestamp={state}>
      {state === 'present' ? <IconClockCheck size={18} aria-hidden data-shape="clock" /> : <DashedClock />}
      {t(`signing.timestamp.${state}`)}
    </span>
  );
}

function DashedClock() {
  return (
    <svg width={18} height={18} viewBox="0 0 24 24" aria-hidden focusable={false} data-shape="dashed-clock">
      <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="3.7 1.95" />
      <path d="M12 7.5V12l3 2" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
