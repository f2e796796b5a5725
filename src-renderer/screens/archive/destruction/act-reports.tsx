import type { ActPage } from '#shared/contract/destruction.ts';
import { useWords } from '../../../app/use-text.ts';
import { WideTable } from '../../../ui/wide-table.tsx';
import own from '../../directories/directories.module.css';

/** What each place told of the files that it removed: the proof of deletion there (C.7.6). */
export function ActReports({ page: { reports } }: { readonly page: ActPage }) {
  const { t, instant } = useWords();
  return (
    <section className={own['section']} aria-labelledby="reports">
      <h2 id="reports">{t('destruction.reports')}</h2>
      {reports.length === 0 ? (
        <p>{t('destruction.reportsNone')}</p>
      ) : (
        <WideTable label={t('destruction.reports')}>
          <thead>
            <tr>
              <th scope="col">{t('destruction.place')}</th>
              <th scope="col">{t('destruction.cases')}</th>
              <th scope="col">{t('destruction.filesRemoved')}</th>
              <th scope="col">{t('destruction.filesKept')}</th>
              <th scope="col">{t('destruction.reportedAt')}</th>
            </tr>
          </thead>
          <tbody>
            {reports.map(({ place, cases, filesRemoved, filesKept, at }) => (
              <tr key={place.kind === 'desk' ? place.code : ''}>
                <td>{place.kind === 'desk' ? t('destruction.place.desk', { code: place.code }) : t('destruction.place.server')}</td>
                <td>{cases}</td>
                <td>{filesRemoved}</td>
                <td>{filesKept}</td>
                <td>{instant(at)}</td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
    </section>
  );
}
