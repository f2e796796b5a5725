import { IconAlertTriangle } from '@tabler/icons-react';
import type { RequisiteName, Requisites } from '#shared/domain/registration-card.ts';
import { useWords } from '../../app/use-text.ts';
import type { CardProblem } from './card-rules.ts';
import { useFieldLabel } from './use-field-label.ts';
import styles from './problem-list.module.css';

interface Props {
  readonly problems: readonly CardProblem[];
  readonly requisites: Requisites;
  readonly onChoose: (name: RequisiteName) => void;
}

/** What keeps the card from being registered, each line leading to its field. */
export function ProblemList({ problems, requisites, onChoose }: Props) {
  const { t } = useWords();
  const labelOf = useFieldLabel(requisites.direction);
  return (
    <div className={styles['problems']} role="alert">
      <p>
        <IconAlertTriangle size={16} aria-hidden /> {t('registration.card.refused')}
      </p>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.name}${problem.message}`}>
            <button type="button" className="text-button" onClick={() => onChoose(problem.name)}>
              {labelOf(problem.name)}
            </button>{' '}
            — {t(problem.message)}
          </li>
        ))}
      </ul>
    </div>
  );
}
