import { Button, Progress } from '@mantine/core';
import { IconCircleCheck, IconExclamationCircle } from '@tabler/icons-react';
import { useState } from 'react';
import type { MethodOutput } from '#shared/contract/index.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './administration.module.css';

type Report = MethodOutput<'desk.check'>;

/** Proves that what is kept is whole (SEC-20), with a report. */
export function Integrity() {
  const { t } = useWords();
  const [report, setReport] = useState<Report | null>(null);
  const check = useCall((client, _nothing: null, options) => client.desk.check({}, options));

  function run(): void {
    setReport(null);
    void check.run(null).then((done) => {
      if (done !== null) setReport(done);
    });
  }

  return (
    <>
      <h1>{t('administration.integrity')}</h1>
      <p className={styles['explain']}>{t('integrity.explain')}</p>
      <div className={styles['actions']}>
        {check.running ? (
          <Button variant="default" onClick={check.cancel}>
            {t('common.stop')}
          </Button>
        ) : (
          <Button onClick={run}>{t('integrity.run')}</Button>
        )}
      </div>
      {check.running ? (
        <div role="status">
          <p>{t('integrity.running')}</p>
          <Progress maw={640} value={(check.progress ?? 1) * 100} animated={check.progress === null} aria-label={t('integrity.running')} />
        </div>
      ) : null}
      {check.error === null ? null : <ErrorNote error={check.error} again={run} />}
      {report === null ? null : <IntegrityReport report={report} />}
    </>
  );
}

function IntegrityReport({ report }: { readonly report: Report }) {
  const { t, number } = useWords();
  const good = report.database && report.chain && report.projections && report.problems.length === 0;
  const parts = ['database', 'chain', 'projections'] as const;
  return (
    <section className={styles['result']} role="status">
      <p className={styles['verdict']} data-good={good}>
        {good ? <IconCircleCheck size={22} aria-hidden /> : <IconExclamationCircle size={22} aria-hidden />}
        {good ? t('integrity.good') : t('integrity.bad', { count: Math.max(1, report.problems.length) })}
      </p>
      {good ? null : <p>{t('integrity.badHint')}</p>}
      <dl>
        {parts.map((part) => (
          <div key={part}>
            <dt>{t(`integrity.${part}`)}</dt>
            <dd>{t(report[part] ? 'integrity.ok' : 'integrity.broken')}</dd>
          </div>
        ))}
        {(['operations', 'blobs'] as const).map((part) => (
          <div key={part}>
            <dt>{t(`integrity.${part}`)}</dt>
            <dd className="numbers">{number(report[part])}</dd>
          </div>
        ))}
      </dl>
      {report.problems.length === 0 ? null : (
        <ul>
          {report.problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
