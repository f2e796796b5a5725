import { Button } from '@mantine/core';
import type { PreservationReport } from '#shared/contract/preservation.ts';
import { useWords } from '../../../app/use-text.ts';
import { usePagedRows } from '../../../ui/paged-rows.tsx';
import { WideTable } from '../../../ui/wide-table.tsx';
import styles from './evidence.module.css';

/** A desk writes one a day at most: these are the newest weeks. */
const SHOWN = 20;

/** Finished rounds of every desk, newest first. */
export function RoundReports({ reports, onShow }: { readonly reports: readonly PreservationReport[]; readonly onShow: (reportId: string) => void }) {
  const { t, instant, number } = useWords();
  const { shown, more } = usePagedRows(reports, SHOWN);
  return (
    <div className={styles['list']}>
      {reports.length === 0 ? (
        <p className="quiet">{t('preservation.noReports')}</p>
      ) : (
        <WideTable label={t('preservation.reports')}>
          <thead>
            <tr>
              {(['desk', 'from', 'ended', 'assessed', 'renewed', 'notPassing', 'changes'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`preservation.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((report) => (
              <tr key={report.reportId}>
                <td>{report.deskCode}</td>
                <td className="numbers">{instant(report.from)}</td>
                <td className="numbers">{instant(report.until)}</td>
                <td className="numbers">{number(report.assessed)}</td>
                <td className="numbers">{number(report.renewed)}</td>
                <td className={`numbers ${report.notPassing === 0 ? '' : styles['bad']}`}>{number(report.notPassing)}</td>
                <td>
                  <Button size="compact-sm" variant="default" aria-label={t('preservation.showReportOf', { time: instant(report.until) })} onClick={() => onShow(report.reportId)}>
                    {t('preservation.showReport')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      {more}
    </div>
  );
}
