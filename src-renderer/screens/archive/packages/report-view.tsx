import { Stack } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { PackageReport } from '#shared/contract/packages.ts';
import { useWords } from '../../../app/use-text.ts';
import { SmallTable } from '../../../ui/small-table.tsx';
import styles from './packages.module.css';

/** What a package holds and what of it is wrong, file by file. */
export function ReportView({ report }: { readonly report: PackageReport }) {
  const words = useWords();
  const { t } = words;
  const sound = report.findingCount === 0;
  const facts = [
    [t('packages.column.format'), t(`packages.format.${report.format}`)],
    [t('packages.fact.organisation'), report.organisation ?? t('packages.fact.notStated')],
    [t('packages.fact.identifier'), report.identifier ?? t('packages.fact.notStated')],
    [t('packages.fact.madeOn'), report.madeOn === null ? t('packages.fact.notStated') : /^\d{4}-\d{2}-\d{2}/.test(report.madeOn) ? words.day(report.madeOn.slice(0, 10)) : report.madeOn],
    [t('packages.fact.files'), words.number(report.files)],
    [t('packages.column.size'), words.size(report.bytes)],
  ] as const;
  return (
    <Stack gap="sm">
      <output className={styles['verdict']}>
        {sound ? <IconCircleCheck size={20} aria-hidden className={styles['sound']} /> : <IconAlertTriangle size={20} aria-hidden className={styles['unsound']} />}
        {sound ? t('packages.sound') : t('packages.unsound', { count: words.number(report.findingCount) })}
      </output>
      {report.findings.length === 0 ? null : (
        <ul className={styles['findings']}>
          {report.findings.map(({ code, path }) => (
            <li key={`${code} ${path ?? ''}`}>
              {t(`packages.finding.${code}`)}
              {path === null ? null : <code className={styles['path']}>{path}</code>}
            </li>
          ))}
          {report.findingCount > report.findings.length ? <li>{t('packages.more', { count: words.number(report.findingCount - report.findings.length) })}</li> : null}
        </ul>
      )}
      <dl className={styles['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {report.described ? (
        <>
          <ul className={styles['findings']} aria-label={t('packages.column.cases')}>
            {report.cases.map(({ index, title, year }) => (
              <li key={`${index} ${year} ${title}`}>{t('packages.case.short', { index, title, year })}</li>
            ))}
          </ul>
          <SmallTable
            label={t('packages.documents')}
            empty={t('packages.fact.notStated')}
            heads={[t('packages.column.index'), t('packages.column.date'), t('packages.column.subject'), t('packages.column.file'), t('packages.column.signatures')]}
            rows={report.documents.map((document) => ({ key: `${document.registrationIndex} ${document.registrationDate}`, cells: [document.registrationIndex, words.day(document.registrationDate), document.subject, words.number(document.files), words.number(document.signatures)] }))}
          />
          {report.documentCount > report.documents.length ? <p className="quiet">{t('packages.more', { count: words.number(report.documentCount - report.documents.length) })}</p> : null}
        </>
      ) : (
        <p>{t('packages.foreign')}</p>
      )}
    </Stack>
  );
}
