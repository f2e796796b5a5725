import { Button } from '@mantine/core';
import { IconSettings, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { PreservationState } from '#shared/contract/preservation.ts';
import { useAsk } from '../../../app/use-ask.ts';
import { useWords } from '../../../app/use-text.ts';
import type { Person } from '../../../state/desk.ts';
import { useProvableList } from '../../../state/provable-list.ts';
import { Empty } from '../../../ui/empty.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { FilterLine } from '../../../ui/filter-line.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import administration from '../../administration/administration.module.css';
import own from '../../directories/directories.module.css';
import { DocumentList } from './document-list.tsx';
import { EndsChart } from './ends-chart.tsx';
import styles from './evidence.module.css';
import { ProofTiles } from './proof-tiles.tsx';
import { ReportDialog } from './report-dialog.tsx';
import { RoundPart } from './round-part.tsx';
import { RoundReports } from './round-reports.tsx';
import { SettingsDialog } from './settings-dialog.tsx';

const PARTS = ['documents', 'reports'] as const;

/** How long signed documents can be proved, what ends first, and the rounds that make new evidence in time (ARC-07, VER-04). */
export function Evidence({ person }: { readonly person: Person }) {
  const { t } = useWords();
  const state = useAsk('preservation.state', (client, options) => client.preservation.state({}, options), ['archive']);
  const [reportId, setReportId] = useState<string | null>(null);
  const [part, setPart] = useState<(typeof PARTS)[number]>('documents');
  const [setting, setSetting] = useState(false);
  const { value } = state;
  if (value === null) return state.error === null ? <SlowLoading label={t('common.loading')} lines={6} /> : <div className="padded"><ErrorNote error={state.error} again={state.again} /></div>;
  return (
    <div className={styles['page']}>
      <div className={administration['bar']}>
        <h1 className={own['title']}>{t('preservation.title')}</h1>
        <Button variant="default" leftSection={<IconSettings size={16} aria-hidden />} onClick={() => setSetting(true)}>
          {t('preservation.settings')}
        </Button>
      </div>
      <p className="quiet">{t('preservation.explain')}</p>
      {state.error === null ? null : <ErrorNote error={state.error} again={state.again} />}
      <RoundPart state={value} person={person} onChanged={state.again} />
      <FilterLine label={t('preservation.parts')} chosen={part} choices={PARTS.map((one) => ({ value: one, text: t(`preservation.${one}`), count: one === 'reports' ? value.reports.length : value.counts.documents }))} onChoose={(chosen) => setPart(chosen === 'reports' ? 'reports' : 'documents')} />
      {part === 'reports' ? <RoundReports reports={value.reports} onShow={setReportId} /> : <Documents state={value} />}
      {reportId === null ? null : <ReportDialog key={reportId} reportId={reportId} onClose={() => setReportId(null)} />}
      {setting ? <SettingsDialog state={value} onClose={() => setSetting(false)} /> : null}
    </div>
  );
}

function Documents({ state: { counts, settings, ends } }: { readonly state: PreservationState }) {
  const { t } = useWords();
  const { list, setList } = useProvableList();
  if (counts.documents === 0) return <Empty icon={<IconShieldCheck size={40} stroke={1.2} aria-hidden />} title={t('preservation.none')} hint={t('preservation.noneHint')} />;
  return (
    <>
      <ProofTiles counts={counts} renewDays={settings.renewDays} chosen={list} onChoose={setList} />
      <EndsChart ends={ends} />
      <DocumentList key={list} list={list} renewDays={settings.renewDays} />
    </>
  );
}
