import type { Verdict } from '#shared/domain/signature-indications.ts';
import { useWords } from '../app/use-text.ts';
import styles from './seal.module.css';

interface Props {
  readonly verdict: Verdict | null;
  /** `mark`: the shape with its word for screen readers only, for narrow columns. */
  readonly form?: 'seal' | 'large' | 'mark';
}

/** Verdict about signatures as a seal: shape, word and colour each tell it alone. */
export function Seal({ verdict, form = 'seal' }: Props) {
  const { t } = useWords();
  const word = verdict === null ? t('signature.notChecked') : t(`verdict.word.${verdict}`);
  return (
    <span className={styles['seal']} data-verdict={verdict ?? 'unchecked'} data-form={form} title={form === 'mark' ? word : undefined}>
      <SealShape verdict={verdict} size={form === 'large' ? 28 : 18} />
      <span className={form === 'mark' ? 'visually-hidden' : undefined}>{word}</span>
    </span>
  );
}

/** Shield, octagon with a bar, dashed diamond; an open ring for no signature, dots for not yet checked. */
function SealShape({ verdict, size }: { readonly verdict: Verdict | null; readonly size: number }) {
  const common = { width: size, height: size, viewBox: '0 0 24 24', 'aria-hidden': true, focusable: false } as const;
  switch (verdict) {
    case 'passed':
      return (
        <svg {...common} data-shape="shield">
          <path d="M12 1.5 21 4.8v6.4c0 5.4-3.7 9.6-9 11.3-5.3-1.7-9-5.9-9-11.3V4.8z" fill="currentColor" />
          <path d="m7.6 12 3.1 3.1 5.8-6" fill="none" stroke="var(--paper)" strokeWidth="2.4" strokeLinecap="round" strokeLinejoin="round" />
        </svg>
      );
    case 'failed':
      return (
        <svg {...common} data-shape="octagon">
          <path d="M7.6 1.5h8.8l6.1 6.1v8.8l-6.1 6.1H7.6l-6.1-6.1V7.6z" fill="currentColor" />
          <path d="M6.5 12h11" stroke="var(--paper)" strokeWidth="3" strokeLinecap="round" />
        </svg>
      );
    case 'undetermined':
      return (
        <svg {...common} data-shape="dashed-diamond">
          <path d="M12 2 22 12 12 22 2 12z" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="3.6 2.4" strokeLinejoin="round" />
          <path d="M9.9 10.2a2.1 2.1 0 1 1 3 1.9c-.6.3-.9.7-.9 1.3" fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" />
          <circle cx="12" cy="15.9" r="1.1" fill="currentColor" />
        </svg>
      );
    case 'unsigned':
      return (
        <svg {...common} data-shape="ring">
          <circle cx="12" cy="12" r="8" fill="none" stroke="currentColor" strokeWidth="1.6" />
          <path d="M8.5 12h7" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
        </svg>
      );
    case null:
      return (
        <svg {...common} data-shape="dots">
          <circle cx="6" cy="12" r="1.8" fill="currentColor" />
          <circle cx="12" cy="12" r="1.8" fill="currentColor" />
          <circle cx="18" cy="12" r="1.8" fill="currentColor" />
        </svg>
      );
  }
}
