import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ProposedCase } from '#shared/contract/destruction.ts';
import { useWords } from '../../../app/use-text.ts';
import { usePlaces } from '../../../state/places.ts';
import { WideTable } from '../../../ui/wide-table.tsx';
import styles from '../../administration/administration.module.css';
import { type Choice, chosenCount, EVERY_CASE, isChosen, NO_CASE, toggled } from './choice.ts';
import { ObstacleList } from './obstacle-list.tsx';

interface Props {
  readonly label: string;
  readonly cases: readonly ProposedCase[];
  /** A first column in which cases are chosen. */
  readonly choosing?: { readonly choice: Choice; readonly total: number; readonly onChoice: (choice: Choice) => void };
  /** A last column, such as leaving a case out. */
  readonly action?: (one: ProposedCase) => ReactNode;
}

/** Cases with their periods, each a way to its page; what stands against one is told below its title. */
export function CaseTable({ label, cases, choosing, action }: Props) {
  const { t } = useWords();
  const go = usePlaces((places) => places.go);
  const chosen = choosing === undefined ? 0 : chosenCount(choosing.choice, choosing.total);
  return (
    <WideTable label={label}>
      <thead>
        <tr>
          {choosing === undefined ? null : (
            <th scope="col">
              <Checkbox aria-label={t('appraisal.chooseAll')} title={t('appraisal.chooseAll')} checked={chosen === choosing.total} indeterminate={chosen > 0 && chosen < choosing.total} onChange={() => choosing.onChoice(chosen === choosing.total ? NO_CASE : EVERY_CASE)} />
            </th>
          )}
          <th scope="col">{t('destruction.index')}</th>
          <th scope="col">{t('destruction.title')}</th>
          <th scope="col">{t('destruction.years')}</th>
          <th scope="col">{t('destruction.retention')}</th>
          <th scope="col">{t('destruction.volumes')}</th>
          <th scope="col">{t('destruction.documents')}</th>
          {action === undefined ? null : <th scope="col"><span className="visually-hidden">{t('destruction.leaveOut')}</span></th>}
        </tr>
      </thead>
      <tbody>
        {cases.map((one) => (
          <tr key={one.caseId}>
            {choosing === undefined ? null : (
              <td>
                <Checkbox aria-label={t('destruction.choose', { index: one.index, year: one.year })} checked={isChosen(choosing.choice, one.caseId)} onChange={() => choosing.onChoice(toggled(choosing.choice, one.caseId))} />
              </td>
            )}
            <td>
              <button type="button" className="text-button" onClick={() => go({ room: 'archive', view: 'case', caseId: one.caseId })}>
                {one.index}
              </button>
            </td>
            <td>
              {one.title}
              {one.obstacles.length === 0 ? null : <ObstacleList obstacles={one.obstacles} />}
            </td>
            <td>{one.year}</td>
            <td>{one.retentionText}</td>
            <td>{one.volumes}</td>
            <td>{one.documents}</td>
            {action === undefined ? null : <td><div className={styles['actions']}>{action(one)}</div></td>}
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
