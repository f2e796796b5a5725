import { Button, Checkbox, NumberInput } from '@mantine/core';
import { IconGavel } from '@tabler/icons-react';
import { useState } from 'react';
import { todayIn } from '../../../app/formats.ts';
import { useAsk } from '../../../app/use-ask.ts';
import { useScreenShortcuts } from '../../../app/use-shortcuts.ts';
import { useWords } from '../../../app/use-text.ts';
import { useDesk } from '../../../state/desk.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import admin from '../../administration/administration.module.css';
import own from '../../directories/directories.module.css';
import { AppraisalCases } from './appraisal-cases.tsx';
import { AppraisalDialog } from './appraisal-dialog.tsx';
import { AppraisalProtocols } from './appraisal-protocols.tsx';
import styles from './inventories.module.css';

/** What the expert commission has to look at, and the protocols of what it decided (C.7.3). */
export function Appraisal() {
  const { t } = useWords();
  const today = todayIn(useDesk((desk) => desk.state?.office?.zone) ?? 'UTC');
  const [year, setYear] = useState(Number(today.slice(0, 4)) + 1);
  const [all, setAll] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [recording, setRecording] = useState(false);
  const cases = useAsk(`appraisal.cases:${year}:${String(all)}`, (client, options) => client.appraisal.cases({ year, all }, options), ['archive', 'nomenclature']);
  const protocols = useAsk('appraisal.protocols', (client, options) => client.appraisal.protocols({}, options), ['archive']);
  const picked = cases.value?.cases.filter(({ caseId }) => chosen.has(caseId)) ?? [];
  const record = (): void => setRecording(picked.length > 0);
  useScreenShortcuts([{ id: 'newLetter', keys: ['Alt+N'], label: 'appraisal.record', group: 'screen', run: record }]);

  return (
    <>
      <div className={admin['bar']}>
        <p className={admin['explain']}>{t('appraisal.explain', { year: String(year) })}</p>
        <Button leftSection={<IconGavel size={16} aria-hidden />} disabled={picked.length === 0} onClick={record}>
          {t('appraisal.record')}
        </Button>
      </div>
      <div className={`${own['filters']} ${styles['filters']}`}>
        <NumberInput className={styles['year'] ?? ''} label={t('appraisal.year')} allowDecimal={false} min={1990} max={2300} value={year} onChange={(value) => (typeof value === 'number' && value >= 1990 ? setYear(value) : undefined)} />
        <Checkbox label={t('appraisal.all')} checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />
      </div>
      {cases.error !== null && cases.value === null ? <ErrorNote error={cases.error} again={cases.again} /> : null}
      {cases.loading ? <SlowLoading label={t('common.loading')} lines={4} /> : null}
      {cases.value === null ? null : <AppraisalCases cases={cases.value.cases} chosen={chosen} onChosen={setChosen} />}
      {protocols.value === null ? null : <AppraisalProtocols protocols={protocols.value.protocols} />}
      {recording ? (
        <AppraisalDialog
          cases={picked}
          today={today}
          onClose={() => setRecording(false)}
          onRecorded={() => {
            setRecording(false);
            setChosen(new Set());
          }}
        />
      ) : null}
    </>
  );
}
