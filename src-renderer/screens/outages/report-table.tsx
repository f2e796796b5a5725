import type { OutageReport } from '#shared/contract/outages.ts';
import { useWords } from '../../app/use-text.ts';
import { WideTable } from '../../ui/wide-table.tsx';

/** Reports of employees with their six fields. */
export function ReportTable({ reports }: { readonly reports: readonly OutageReport[] }) {
  const words = useWords();
  const { t } = words;
  return (
    <WideTable label={t('outage.reports')}>
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
    </WideTable>
  );
}
