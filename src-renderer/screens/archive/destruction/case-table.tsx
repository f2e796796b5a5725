import type { ReactNode } from 'react';
import type { ProposedCase } from '#shared/contract/destruction.ts';
import { useWords } from '../../../app/use-text.ts';
import { usePlaces } from '../../../state/places.ts';
import { WideTable } from '../../../ui/wide-table.tsx';
import styles from '../../administration/administration.module.css';
import { ObstacleList } from './obstacle-list.tsx';

interface Props {
  readonly label: string;
  readonly cases: readonly ProposedCase[];
  /** A last column, such as leaving a case out. */
  readonly action?: (one: ProposedCase) => ReactNode;
}

/** Cases with their periods, each a way to its page; what stands against one is told below its title. */
export function CaseTable({ label, cases, action }: Props) {
  const { t } = useWords();
  const go = usePlaces((places) => places.go);
  return (
    <WideTable label={label}>
      <thead>
        <tr>
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
            {action === undefined ? null : <td className={styles['actions']}>{action(one)}</td>}
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
