import { Modal, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { MarkedCase } from '#shared/contract/appraisal.ts';
import type { MethodInput } from '#shared/contract/index.ts';
import { APPRAISAL_DECISIONS, KEPT_PERIODS } from '#shared/domain/appraisal.ts';
import { toastsFor } from '../../../app/toasts.tsx';
import { useCall } from '../../../app/use-call.ts';
import { useWords } from '../../../app/use-text.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { DayField } from '../../../ui/fields/day-field.tsx';
import { FormFoot } from '../../../ui/form-foot.tsx';
import { usePagedRows } from '../../../ui/paged-rows.tsx';
import { isMessageKey } from '#shared/i18n/translate.ts';
import styles from './inventories.module.css';
import { type Member, MembersFields } from './members-fields.tsx';

interface Props {
  readonly cases: readonly MarkedCase[];
  readonly today: string;
  readonly onClose: () => void;
  readonly onRecorded: () => void;
}

type Decision = MethodInput<'appraisal.record'>['decisions'][number];

/** A protocol of the expert commission with its decision on each chosen case. */
export function AppraisalDialog({ cases, today, onClose, onRecorded }: Props) {
  const words = useWords();
  const { t } = words;
  // One id for one dialog: pressing twice records one protocol.
  const [protocolId] = useState(() => crypto.randomUUID());
  const [number, setNumber] = useState('');
  const [date, setDate] = useState<string | null>(today);
  const [members, setMembers] = useState<readonly Member[]>([{ name: '', position: '' }]);
  const [decisions, setDecisions] = useState<readonly Decision[]>(() => cases.map(({ caseId }) => ({ caseId, decision: 'destroy', note: '', kept: null })));
  const call = useCall((client, input: MethodInput<'appraisal.record'>, options) => client.appraisal.record(input, options));
  const { shown, more } = usePagedRows(cases);
  const named = members.filter(({ name }) => name.trim() !== '');
  const ready = number.trim() !== '' && /^\d{4}-\d{2}-\d{2}$/.test(date ?? '') && named.length > 0;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!ready || date === null) return;
    void call.run({ protocolId, number, date, members: [...named], decisions: [...decisions] }).then((made) => {
      if (made === null) return;
      toastsFor(words).done(t('appraisal.recorded', { number: made.number }));
      onRecorded();
    });
  }

  return (
    <Modal opened onClose={onClose} size="xl" title={t('appraisal.recordTitle')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form noValidate autoComplete="off" onSubmit={submit}>
        <Stack gap="sm">
          {call.error === null ? null : <ErrorNote error={call.error} />}
          <div className={styles['pair']}>
            <TextInput data-autofocus label={t('appraisal.number')} required maxLength={60} value={number} onChange={(event) => setNumber(event.currentTarget.value)} />
            <DayField label={t('appraisal.date')} required value={date} today={today} latest={today} onDay={setDate} />
          </div>
          <MembersFields members={members} onMembers={setMembers} />
          <ul className={styles['decisions']} aria-label={t('appraisal.decided')}>
            {shown.map((entry, at) => {
              const decision = decisions[at];
              const problem = call.error?.issues.find(({ path }) => path === entry.index)?.message;
              return decision === undefined ? null : (
                <li key={entry.caseId}>
                  <span>
                    <strong className="numbers">{entry.index}</strong> {entry.title} · {entry.year} · {entry.retentionText}
                  </span>
                  <DecisionFields index={entry.index} decision={decision} onDecision={(next) => setDecisions((before) => before.map((one, n) => (n === at ? next : one)))} />
                  {problem !== undefined && isMessageKey(problem) ? <p role="alert">{t(problem)}</p> : null}
                </li>
              );
            })}
          </ul>
          {more}
          <FormFoot action={t('appraisal.record')} running={call.running} disabled={!ready} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}

function DecisionFields({ index, decision, onDecision }: { readonly index: string; readonly decision: Decision; readonly onDecision: (decision: Decision) => void }) {
  const { t } = useWords();
  const { kept } = decision;
  return (
    <div className={styles['decision']}>
      <NativeSelect
        aria-label={t('appraisal.decisionOf', { index })}
        value={decision.decision}
        onChange={(event) => onDecision({ ...decision, ...(event.currentTarget.value === 'keep' ? { decision: 'keep', kept: kept ?? { period: 'permanent', years: null } } : { decision: 'destroy', kept: null }) })}
        data={APPRAISAL_DECISIONS.map((value) => ({ value, label: t(`appraisal.decision.${value}`) }))}
      />
      {kept === null ? (
        <span />
      ) : (
        <NativeSelect
          aria-label={t('appraisal.keptOf', { index })}
          value={kept.period}
          onChange={(event) => onDecision({ ...decision, kept: event.currentTarget.value === 'years' ? { period: 'years', years: null } : { period: 'permanent', years: null } })}
          data={KEPT_PERIODS.map((value) => ({ value, label: t(`appraisal.kept.${value}`) }))}
        />
      )}
      {kept?.period === 'years' ? (
        <NumberInput aria-label={t('appraisal.yearsOf', { index })} title={t('appraisal.yearsOf', { index })} placeholder={t('nomenclature.years')} hideControls allowDecimal={false} min={1} max={100} value={kept.years ?? ''} onChange={(value) => onDecision({ ...decision, kept: { period: 'years', years: typeof value === 'number' ? value : null } })} />
      ) : (
        <span />
      )}
      <TextInput aria-label={t('appraisal.noteOf', { index })} placeholder={t('appraisal.note')} maxLength={150} value={decision.note} onChange={(event) => onDecision({ ...decision, note: event.currentTarget.value })} />
    </div>
  );
}
