import { IconRubberStamp } from '@tabler/icons-react';
import type { Conflict } from '#shared/contract/sync.ts';
import { useChoices } from '../../app/use-choices.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, type Person } from '../../state/desk.ts';
import { usePlaces } from '../../state/places.ts';
import { fieldName, requisiteText } from '../documents/requisite-value.ts';
import styles from './conflict-detail.module.css';
import { ConflictSides } from './conflict-sides.tsx';
import { letterOf } from './conflict-texts.ts';
import { DecisionPart } from './decision-part.tsx';
import { documentPlace } from './document-place.ts';

interface Props {
  readonly person: Person;
  readonly conflict: Conflict;
  readonly onSettled: () => void;
}

/** One conflict: what happened, both sides, and the decision. */
export function ConflictDetail({ person, conflict, onSettled }: Props) {
  const words = useWords();
  const { t } = words;
  const go = usePlaces((places) => places.go);
  const choices = useChoices().value;
  const { sort, document, otherDocument, field, reason, settled } = conflict;
  const open = (documentId: string): void => go(documentPlace(person, documentId));
  useScreenShortcuts([
    ...(document === null ? [] : [{ id: 'open', keys: ['Enter'], label: 'shortcut.open', group: 'list', run: () => open(document.documentId) } as const]),
    ...(otherDocument === null ? [] : [{ id: 'openOther', keys: ['Shift+Enter'], label: 'sync.openOther', group: 'list', run: () => open(otherDocument.documentId) } as const]),
  ]);
  const valueText = (value: string | null): string => (field === null || choices === null ? (value ?? '') : requisiteText(field, value, choices, words)) || t('common.noValue');

  return (
    <article className={styles['detail']} aria-label={t(`sync.sort.${sort}`)}>
      <div className={styles['told']} tabIndex={0} role="group" aria-label={t(`sync.sort.${sort}`)}>
        <header>
          <h2>
            {t(`sync.sort.${sort}`)}
            {field === null ? null : `: ${fieldName(field, words)}`}
          </h2>
          <p className={styles['why']}>
            {t(`sync.why.${sort}`)} {sort === 'duplicate' && settled === null ? t('sync.until.duplicate') : null}
          </p>
          {reason === null ? null : <p className={styles['why']}>{t(`sync.reason.${reason}`)}</p>}
        </header>
        {sort === 'number' && document !== null ? <Mark index={document.registrationIndex} /> : null}
        <ConflictSides conflict={conflict} valueText={valueText} onOpen={open} />
      </div>
      {settled === null ? (
        <DecisionPart conflict={conflict} maySettle={hasPersonRight(person, 'card.correct')} valueText={valueText} onSettled={onSettled} />
      ) : (
        <section className={styles['settled']} aria-label={t('sync.decisions')}>
          <p>
            <strong>{t(`sync.decided.${settled.decision}`)}</strong>
          </p>
          <p className="quiet numbers">{t('sync.decidedBy', { person: settled.by, time: words.instant(settled.at) })}</p>
          {settled.reason === null || settled.reason === '' ? null : <p>{t('sync.decidedReason', { reason: settled.reason })}</p>}
        </section>
      )}
    </article>
  );
}

/** The paper was stamped before anyone knew: a hand completes it. */
function Mark({ index }: { readonly index: string }) {
  const { t } = useWords();
  const letter = letterOf(index);
  return (
    <p className={`${styles['mark']} attention-note`}>
      <IconRubberStamp size={20} aria-hidden />
      <span>{letter === null ? t('sync.mark.whole', { index }) : t('sync.mark', { index: index.slice(0, -letter.length - 1), letter })}</span>
    </p>
  );
}
