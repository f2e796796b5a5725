import { Button } from '@mantine/core';
import { Fragment, useState } from 'react';
import type { Conflict } from '#shared/contract/sync.ts';
import type { ConflictDecision } from '#shared/sync/conflicts.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { isMessageKey } from '#shared/i18n/translate.ts';
import styles from './conflict-detail.module.css';
import { decisionEffect, decisionName, shortened } from './conflict-texts.ts';
import { DecisionForm } from './decision-form.tsx';

interface Props {
  readonly conflict: Conflict;
  readonly maySettle: boolean;
  readonly valueText: (value: string | null) => string;
  readonly onSettled: () => void;
}

/** What may be decided, each with what it does; a figure key or its button chooses one, then it is written. */
export function DecisionPart({ conflict, maySettle, valueText, onSettled }: Props) {
  const words = useWords();
  const { t } = words;
  const { sort, decisions } = conflict;
  const [chosen, setChosen] = useState<ConflictDecision | null>(null);
  // Kept here, so that a step back loses no text.
  const [reason, setReason] = useState('');
  useScreenShortcuts(
    maySettle && chosen === null
      ? decisions.map((decision, at) => {
          const own = `sync.decision.${sort}.${decision}`;
          return { id: `decision.${decision}`, keys: [String(at + 1)], label: isMessageKey(own) ? own : `sync.decided.${decision}`, group: 'screen', run: () => setChosen(decision) } as const;
        })
      : [],
  );
  const effect = (decision: ConflictDecision): string => decisionEffect(sort, decision, shortened(valueText(decision === 'earlier' ? (conflict.earlier?.value ?? null) : conflict.later.value)), words);

  if (!maySettle) return <p className={styles['foot']}>{t('sync.registrarSettles')}</p>;
  if (chosen !== null) {
    return <DecisionForm conflict={conflict} decision={chosen} effect={effect(chosen)} reason={reason} onReason={setReason} onBack={() => setChosen(null)} onSettled={onSettled} />;
  }
  return (
    <section className={styles['decisions']} aria-labelledby="decisions-title">
      <h3 id="decisions-title">{t('sync.decisions')}</h3>
      <div className={styles['offered']}>
        {decisions.map((decision, at) => (
          <Fragment key={decision}>
            <Button variant={at === 0 ? 'filled' : 'default'} rightSection={<kbd aria-hidden>{at + 1}</kbd>} aria-describedby={`effect-${decision}`} onClick={() => setChosen(decision)}>
              {decisionName(sort, decision, words)}
            </Button>
            <p id={`effect-${decision}`} className="quiet">
              {effect(decision)}
            </p>
          </Fragment>
        ))}
      </div>
    </section>
  );
}
