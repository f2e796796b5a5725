import { Button, Group, NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { IconArchive } from '@tabler/icons-react';
import { useState } from 'react';
import { todayIn } from '../../../app/formats.ts';
import { useCall } from '../../../app/use-call.ts';
import { useWords } from '../../../app/use-text.ts';
import { useDesk } from '../../../state/desk.ts';
import { Empty } from '../../../ui/empty.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { DayField } from '../../../ui/fields/day-field.tsx';
import { MoreRows } from '../../../ui/paged-rows.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import styles from '../../administration/administration.module.css';
import own from '../../directories/directories.module.css';
import { CaseTable } from './case-table.tsx';
import { type Choice, chosenCount, EVERY_CASE } from './choice.ts';
import { useProposal } from './use-proposal.ts';

/** What may go into an act of the year and what not, with the reasons; the act is drawn up of all that may, or of those that are chosen. */
export function NewAct({ suggestedNumber, onDone }: { readonly suggestedNumber: string; readonly onDone: (actId: string | null) => void }) {
  const { t } = useWords();
  const today = todayIn(useDesk((desk) => desk.state?.office?.zone) ?? 'UTC');
  const [year, setYear] = useState(Number(today.slice(0, 4)));
  const [show, setShow] = useState<'lawful' | 'refused'>('lawful');
  const [choice, setChoice] = useState<Choice>(EVERY_CASE);
  const [number, setNumber] = useState(suggestedNumber);
  const [day, setDay] = useState<string | null>(today);
  const { answer: proposal, next } = useProposal(year, show);
  const draw = useCall((client, on: string, options) => client.destruction.drawUp({ actId: crypto.randomUUID(), number, year, drawnUpOn: on, ...(choice.all ? { caseIds: null, without: [...choice.but] } : { caseIds: [...choice.but] }) }, options));
  const { value } = proposal;
  const total = value === null ? 0 : value[show];
  const chosen = value === null ? 0 : chosenCount(choice, value.lawful);
  return (
    <>
      <div className={styles['bar']}>
        <h1 className={own['title']}>{t('destruction.new')}</h1>
        <Button variant="default" onClick={() => onDone(null)}>
          {t('destruction.back')}
        </Button>
      </div>
      <Group gap="md" align="end">
        <NumberInput
          data-autofocus
          autoFocus
          label={t('destruction.year')}
          value={year}
          min={1900}
          max={2999}
          w={140}
          onChange={(typed) => {
            setYear(Number(typed) || year);
            setChoice(EVERY_CASE);
          }}
        />
        {value === null ? null : (
          <SegmentedControl aria-label={t('destruction.proposal')} value={show} onChange={(next) => setShow(next === 'refused' ? 'refused' : 'lawful')} data={[{ value: 'lawful', label: t('destruction.lawful', { count: value.lawful }) }, { value: 'refused', label: t('destruction.refused', { count: value.refused }) }]} />
        )}
      </Group>
      {proposal.error === null ? null : <ErrorNote error={proposal.error} again={proposal.again} />}
      {value === null ? proposal.error === null ? <SlowLoading label={t('common.loading')} lines={6} /> : null : total === 0 ? <Empty icon={<IconArchive size={40} stroke={1.2} aria-hidden />} title={t('destruction.nothingOver', { year })} hint={t('destruction.noneHint')} /> : <CaseTable label={t('destruction.proposal')} cases={value.cases} {...(show === 'lawful' ? { choosing: { choice, total, onChoice: setChoice } } : {})} />}
      {value === null ? null : <MoreRows shown={value.cases.length} total={total} onMore={next} />}
      {value === null || value.lawful === 0 ? null : (
        <form
          className={styles['form']}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (day === null) return;
            void draw.run(day).then((page) => (page === null ? undefined : onDone(page.act.actId)));
          }}
        >
          <p>{chosen === value.lawful ? t('destruction.drawUpAll', { count: value.lawful }) : t('destruction.drawUpChosen', { count: chosen })}</p>
          <Group gap="sm" align="start">
            <TextInput label={t('destruction.number')} value={number} maxLength={40} w={140} onChange={(event) => setNumber(event.currentTarget.value)} autoComplete="off" />
            <DayField label={t('destruction.drawnUpOn')} value={day} today={today} latest={today} onDay={setDay} />
          </Group>
          {draw.error === null ? null : <ErrorNote error={draw.error} />}
          <Group>
            <Button type="submit" loading={draw.running} disabled={number.trim() === '' || day === null || chosen === 0}>
              {t('destruction.drawUp')}
            </Button>
          </Group>
        </form>
      )}
    </>
  );
}
