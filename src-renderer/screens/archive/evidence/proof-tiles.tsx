import type { PreservationList, PreservationState } from '#shared/contract/preservation.ts';
import { useWords } from '../../../app/use-text.ts';
import styles from './evidence.module.css';

const TILES: readonly PreservationList[] = ['all', 'ending', 'notPassing', 'notAssessed'];

interface Props {
  readonly counts: PreservationState['counts'];
  readonly renewDays: number;
  readonly chosen: PreservationList;
  readonly onChoose: (list: PreservationList) => void;
}

/** How many signed documents stand how; each number narrows the list below. */
export function ProofTiles({ counts, renewDays, chosen, onChoose }: Props) {
  const { t, number } = useWords();
  const countOf: Readonly<Record<PreservationList, number>> = { all: counts.documents, ending: counts.endingSoon, notPassing: counts.notPassing, notAssessed: counts.notAssessed };
  return (
    <div className={styles['tiles']} role="group" aria-label={t('preservation.lists')}>
      {TILES.map((list) => (
        <button key={list} type="button" className={styles['tile']} aria-pressed={list === chosen} data-bad={(list === 'ending' || list === 'notPassing') && countOf[list] > 0} onClick={() => onChoose(list)}>
          <span className={`${styles['count']} numbers`}>{number(countOf[list])}</span> <span>{t(`preservation.list.${list}`, { days: renewDays })}</span>
        </button>
      ))}
    </div>
  );
}
