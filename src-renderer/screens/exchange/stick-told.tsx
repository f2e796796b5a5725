import { useWords, type Words } from '../../app/use-text.ts';
import styles from './stick.module.css';
import type { StickOutcome } from './use-stick-work.ts';

/** What came of the last writing or reading. */
export function StickTold({ outcome }: { readonly outcome: StickOutcome }) {
  const words = useWords();
  return (
    <div className={styles['told']} role="status">
      {linesOf(outcome, words).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}

function linesOf(outcome: StickOutcome, { t, number, size }: Words): string[] {
  switch (outcome.of) {
    case 'written':
      return [
        t('sync.stick.written', { file: outcome.fileName, size: size(outcome.bytes), operations: number(outcome.operations), files: number(outcome.files) }),
        ...(outcome.left > 0 ? [t('sync.stick.writeLeft', { count: number(outcome.left) })] : []),
        t('sync.stick.takeOut'),
      ];
    case 'read':
      return [
        t('sync.stickReadDone', { taken: number(outcome.taken), sent: number(outcome.sent) }),
        t('sync.stick.readFiles', { files: number(outcome.files), delivered: number(outcome.delivered) }),
        ...(outcome.left > 0 ? [t('sync.stick.readLeft', { count: number(outcome.left) })] : []),
        ...(outcome.more || outcome.left > 0 ? [t('sync.stickMore')] : []),
      ];
    case 'writeStopped':
      return [t('sync.stick.writeStopped')];
    case 'readStopped':
      return [t('sync.stick.readStopped')];
  }
}
