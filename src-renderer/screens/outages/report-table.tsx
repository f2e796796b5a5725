import type { OutageReport } from '#shared/contract/outages.ts';
import { useWords } from '../../app/use-text.ts';
import styles from '../administration/administration.module.css';

/** Reports of employees with their six fields. */
export function ReportTable({ reports }: { readonly reports: readonly OutageReport[] }) {
  const words = useWords();
  const { t } = words;
  return (
    <div className={styles['wide']} tabIndex={0} role="group" aria-label={t('outage.reports')}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('outage.report.name')}</th>
            <th scope="col">{t('review.person.unit')}</th>
            <th scope="col">{t('outage.report.reasons')}</th>
            <th scope="col">{t('outage.from')}</th>
            <th scope="col">{t('outage.report.way')}</th>
          </tr>
        </thead>
        <tbody>
          {reports.map((report) => (
            <tr key={report.reportId}>
              <td>
                {report.name}
                <p className="quiet">{report.position}</p>
              </td>
              <td>{report.units.join('; ')}</td>
              <td>{report.reasons}</td>
              <td>
                {words.instant(report.from)} – {report.until === null ? '…' : words.instant(report.until)}
              </td>
              <td>
                {t(`outage.report.way.${report.way}`)}
                <p className="quiet">{`${words.instant(report.reportedAt)}, ${report.recordedBy}`}</p>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
