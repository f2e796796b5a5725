import { Button } from '@mantine/core';
import { IconBoltOff, IconPlugConnectedX } from '@tabler/icons-react';
import { useState } from 'react';
import { useAsk } from '../../app/use-ask.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, type Person, useDesk } from '../../state/desk.ts';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import styles from '../administration/administration.module.css';
import own from '../directories/directories.module.css';
import { OpenOutage } from './open-outage.tsx';
import { OutagePage } from './outage-page.tsx';
import { ReportDialog } from './report-dialog.tsx';
import { ReportTable } from './report-table.tsx';

/** Periods without electronic flow, and reports of employees who could not use it. */
export function Outages({ person }: { readonly person: Person }) {
  const words = useWords();
  const { t } = words;
  const office = useDesk((desk) => desk.state?.office ?? null);
  const registers = hasPersonRight(person, 'card.register');
  const [dialog, setDialog] = useState<'open' | 'report' | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const list = useAsk('outages.list', (client, options) => client.outages.list({}, options), ['directories', 'cards']);
  const loose = useAsk((list.value?.looseReports ?? 0) > 0 ? 'outages.looseReports' : null, (client, options) => client.outages.looseReports({}, options), ['directories']);
  useScreenShortcuts(registers ? [{ id: 'newLetter', keys: ['Alt+N'], label: 'outage.open', group: 'screen', run: () => setDialog('open') }] : []);
  if (list.error !== null && list.value === null) return <ErrorNote error={list.error} again={list.again} />;
  if (list.value === null || office === null) return <SlowLoading label={t('common.loading')} lines={6} />;
  const { outages } = list.value;
  const opened = outages.some(({ until }) => until === null);
  const shown = outages.find(({ outageId }) => outageId === chosen) ?? outages[0];

  return (
    <>
      <div className={styles['bar']}>
        <h1 className={own['title']}>{t('outage.title')}</h1>
        {registers ? (
          <div className={own['buttons']}>
            <Button variant="default" onClick={() => setDialog('report')}>
              {t('outage.report')}
            </Button>
            <Button leftSection={<IconPlugConnectedX size={16} aria-hidden />} disabled={opened} onClick={() => setDialog('open')}>
              {t('outage.open')}
            </Button>
          </div>
        ) : null}
      </div>
      {outages.length === 0 ? <Empty icon={<IconBoltOff size={40} stroke={1.2} aria-hidden />} title={t('outage.none')} hint={t('outage.noneHint')} /> : null}
      {outages.length === 0 ? null : (
        <WideTable label={t('outage.title')}>
          <thead>
            <tr>
              <th scope="col">{t('outage.from')}</th>
              <th scope="col">{t('outage.until')}</th>
              <th scope="col">{t('outage.cause')}</th>
              <th scope="col">{t('outage.documents')}</th>
              <th scope="col">{t('outage.reports')}</th>
            </tr>
          </thead>
          <tbody>
            {outages.map((outage) => (
              <tr key={outage.outageId} aria-current={outage === shown || undefined}>
                <td>
                  <button type="button" className="text-button" onClick={() => setChosen(outage.outageId)}>
                    {words.instant(outage.from)}
                  </button>
                </td>
                <td>{outage.until === null ? <strong>{t('outage.lasting')}</strong> : words.instant(outage.until)}</td>
                <td>
                  {t(`outage.cause.${outage.cause}`)}
                  {outage.note === '' ? null : <p className="quiet">{outage.note}</p>}
                </td>
                <td>{outage.documents}</td>
                <td>{outage.reports}</td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      {shown === undefined ? null : <OutagePage key={shown.outageId} outageId={shown.outageId} office={office} registers={registers} />}
      {loose.value === null || loose.value.reports.length === 0 ? null : (
        <section className={own['section']} aria-labelledby="loose-reports">
          <h2 id="loose-reports">{t('outage.looseReports')}</h2>
          <ReportTable reports={loose.value.reports} />
        </section>
      )}
      <OpenOutage opened={dialog === 'open'} office={office} onClose={() => setDialog(null)} onOpened={setChosen} />
      <ReportDialog opened={dialog === 'report'} outageId={null} office={office} onClose={() => setDialog(null)} />
    </>
  );
}
