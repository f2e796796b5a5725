import type { VerificationEntry } from '#shared/contract/evidence.ts';
import { useWords, type Words } from '../../app/use-text.ts';
import { Seal } from '../seal.tsx';
import styles from './verdict-history.module.css';

type Change = VerificationEntry['changes'][number];

function conclusionText(conclusion: Change['before'], absent: string): string {
  return conclusion === null ? absent : [conclusion.indication, conclusion.subIndication].filter((part) => part !== null).join(' / ');
}

function changeText(change: Change, { t }: Words): string {
  return t('signature.history.change', {
    signer: change.signer ?? `${change.fileName} · ${change.signature}`,
    before: conclusionText(change.before, t('signature.history.new')),
    after: conclusionText(change.after, t('signature.history.gone')),
  });
}

/** Checks of a letter or document, newest first: when, why, with what result, and what was different. */
export function VerdictHistory({ entries }: { readonly entries: readonly VerificationEntry[] }) {
  const words = useWords();
  const { t, tKnown, instant } = words;
  const newestFirst = [...entries].sort((one, other) => other.checkedAt.localeCompare(one.checkedAt));
  return (
    <details className={styles['history']}>
      <summary>
        {t('signature.history')} ({entries.length})
      </summary>
      {entries.length === 0 ? <p className="quiet">{t('signature.history.none')}</p> : null}
      <ol>
        {newestFirst.map((entry) => (
          <li key={entry.verificationId}>
            <p className={styles['line']}>
              <Seal verdict={entry.verdict} />
              <span className="numbers">{instant(entry.checkedAt)}</span>
              <span className="quiet">{tKnown(`verification.trigger.${entry.trigger}`, 'signature.heading')}</span>
            </p>
            {entry.changes.map((change) => (
              <p key={`${change.fileName}:${change.signature}`}>{changeText(change, words)}</p>
            ))}
            {entry.evidence.map((piece) => (
              <p key={piece.sha256} className="quiet">
                {t('signature.history.evidence', { source: piece.source })}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </details>
  );
}
