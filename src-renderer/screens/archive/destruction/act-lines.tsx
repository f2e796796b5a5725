import { Fragment, type ReactNode } from 'react';
import type { ActPage } from '#shared/contract/destruction.ts';
import { useWords } from '../../../app/use-text.ts';
import styles from '../../administration/administration.module.css';
import { usePagedRows } from '../../../ui/paged-rows.tsx';
import { WideTable } from '../../../ui/wide-table.tsx';

/** Lines of an act below the headings of its sections; cases of one kind of several years are one line. */
export function ActLines({ page: { act, groups }, action }: { readonly page: ActPage; readonly action?: (caseId: string) => ReactNode }) {
  const { t, number } = useWords();
  const { shown, more } = usePagedRows(groups.flatMap(({ heading, lines }) => lines.map((line, at) => ({ line, heading: at === 0 ? heading : '' }))));
  return (
    <>
      <p className="quiet">{t('destruction.count', { count: number(act.cases) })}</p>
      <WideTable label={t('destruction.cases')}>
        <thead>
          <tr>
            <th scope="col">{t('destruction.index')}</th>
            <th scope="col">{t('destruction.title')}</th>
            <th scope="col">{t('destruction.years')}</th>
            <th scope="col">{t('destruction.cases')}</th>
            <th scope="col">{t('destruction.volumes')}</th>
            <th scope="col">{t('destruction.retention')}</th>
            {action === undefined ? null : <th scope="col"><span className="visually-hidden">{t('destruction.leaveOut')}</span></th>}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ line, heading }) => (
            <Fragment key={line.caseIds[0]}>
              {heading === '' ? null : (
                <tr>
                  <th scope="rowgroup" colSpan={action === undefined ? 6 : 7}>
                    {heading}
                  </th>
                </tr>
              )}
              <tr>
                <td>{line.index}</td>
                <td>{line.title}</td>
                <td>{line.firstYear === line.lastYear ? line.firstYear : `${line.firstYear}–${line.lastYear}`}</td>
                <td>{line.caseIds.length}</td>
                <td>{line.volumes}</td>
                <td>{line.retentionText}</td>
                {action === undefined ? null : <td>{line.caseIds.map((caseId) => <div key={caseId} className={styles['actions']}>{action(caseId)}</div>)}</td>}
              </tr>
            </Fragment>
          ))}
        </tbody>
      </WideTable>
      {more}
    </>
  );
}
