import { IconAlertTriangle, IconCheck, IconPoint } from '@tabler/icons-react';
import type { MethodOutput } from '#shared/contract/index.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './stage-line.module.css';

type Stages = MethodOutput<'registration.get'>['stages'];

const MARKS = { done: IconCheck, due: IconPoint, attention: IconAlertTriangle, later: null } as const;

/** Status indicators of a card (CARD-13): each stage with its state, in shape and word, not by colour alone. */
export function StageLine({ stages }: { readonly stages: Stages }) {
  const { t } = useWords();
  if (stages.length === 0) return null;
  return (
    <ol className={styles['line']} aria-label={t('document.stages')}>
      {stages.map(({ stage, state }) => {
        const Mark = MARKS[state];
        return (
          <li key={stage} data-state={state} title={t(`document.stageState.${state}`)}>
            {Mark === null ? null : <Mark size={14} aria-hidden />}
            {t(`document.stage.${stage}`)}
            <span className="visually-hidden">: {t(`document.stageState.${state}`)}</span>
          </li>
        );
      })}
    </ol>
  );
}
