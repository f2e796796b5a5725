import { Button, NativeSelect, Progress } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import type { FixityReport, FixityState } from '#shared/contract/fixity.ts';
import { useAsk } from '../../../app/use-ask.ts';
import { useCall } from '../../../app/use-call.ts';
import { useWords } from '../../../app/use-text.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import { WideTable } from '../../../ui/wide-table.tsx';
import own from '../../directories/directories.module.css';
import { Findings } from './findings.tsx';
import styles from './integrity.module.css';

const OFFERED_DAYS = [7, 30, 90, 180, 365];

/** How the stored files stand: the round that is under way, when the next one comes, and the reports of every desk (ARC-05). */
export function Integrity() {
  const { t } = useWords();
  const state = useAsk('fixity.state', (client, options) => client.fixity.state({}, options), ['archive']);
  const [shown, setShown] = useState<string | null>(null);
  if (state.error !== null && state.value === null) return <div className="padded"><ErrorNote error={state.error} again={state.again} /></div>;
  if (state.value === null) return <SlowLoading label={t('common.loading')} lines={6} />;
  return (
    <div className={styles['page']}>
      <h1 className={own['title']}>{t('fixity.title')}</h1>
      <p className="quiet">{t('fixity.explain')}</p>
      <Round state={state.value} onChanged={state.again} />
      <Reports reports={state.value.reports} onShow={setShown} />
      {shown === null ? null : <Findings key={shown} reportId={shown} onClose={() => setShown(null)} />}
    </div>
  );
}

function Round({ state, onChanged }: { readonly state: FixityState; readonly onChanged: () => void }) {
  const { t, day, number, size } = useWords();
  const act = useCall((client, what: 'begin' | 'pause' | 'resume', options) => client.fixity[what]({}, options));
  const schedule = useCall((client, everyDays: number, options) => client.fixity.setSchedule({ everyDays }, options));
  const { round, everyDays } = state;
  const days = OFFERED_DAYS.includes(everyDays) ? OFFERED_DAYS : [...OFFERED_DAYS, everyDays].toSorted((one, other) => one - other);
  const next = round === null ? 'begin' : round.paused ? 'resume' : 'pause';

  async function run(): Promise<void> {
    if ((await act.run(next)) !== null) onChanged();
  }

  async function choose(value: string): Promise<void> {
    if ((await schedule.run(Number(value))) !== null) onChanged();
  }

  return (
    <section className={styles['round']} aria-label={t('fixity.title')}>
      {round === null ? (
        <p>{t('fixity.next', { day: day(state.nextOn) })}</p>
      ) : (
        <div className={styles['progress']}>
          <p>{t(round.paused ? 'fixity.paused' : 'fixity.running')}</p>
          <Progress value={round.done * 100} aria-label={t('fixity.running')} />
          <p className="quiet">{t('fixity.progress', { files: number(round.files), size: size(round.bytes), problems: number(round.problems) })}</p>
        </div>
      )}
      <div className={styles['tools']}>
        <Button variant={round === null ? 'filled' : 'default'} loading={act.running} leftSection={next === 'pause' ? <IconPlayerPause size={16} aria-hidden /> : <IconPlayerPlay size={16} aria-hidden />} onClick={() => void run()}>
          {t(`fixity.${next}`)}
        </Button>
        <NativeSelect label={t('fixity.everyDays')} value={String(everyDays)} disabled={schedule.running} onChange={(event) => void choose(event.currentTarget.value)} data={days.map((one) => ({ value: String(one), label: number(one) }))} />
      </div>
      {act.error === null ? null : <ErrorNote error={act.error} />}
      {schedule.error === null ? null : <ErrorNote error={schedule.error} />}
    </section>
  );
}

function Reports({ reports, onShow }: { readonly reports: readonly FixityReport[]; readonly onShow: (reportId: string) => void }) {
  const { t, instant, number, size } = useWords();
  if (reports.length === 0) return <p className="quiet">{t('fixity.noReports')}</p>;
  return (
    <WideTable label={t('fixity.reports')}>
      <thead>
        <tr>
          {(['desk', 'from', 'until', 'files', 'size', 'result'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`fixity.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {reports.map((report) => (
          <tr key={report.reportId}>
            <td>{report.deskCode}</td>
            <td>{instant(report.from)}</td>
            <td>{instant(report.until)}</td>
            <td className="numbers">{number(report.files)}</td>
            <td className="numbers">{size(report.bytes)}</td>
            <td>
              {report.problems === 0 ? (
                <span className={styles['intact']}>
                  <IconCircleCheck size={16} aria-hidden />
                  {t('fixity.allIntact')}
                </span>
              ) : (
                <Button size="compact-sm" variant="default" className={styles['broken']} leftSection={<IconAlertTriangle size={16} aria-hidden />} onClick={() => onShow(report.reportId)}>
                  {t('fixity.show', { problems: number(report.problems) })}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
