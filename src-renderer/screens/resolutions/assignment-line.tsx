import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { AssignmentOfResolution, ExecutionReport, ExtensionRequest } from '#shared/contract/resolutions.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { DueWord } from '../../ui/due-word.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { ExecutionForm, type ExecutionFormKind } from './execution-form.tsx';
import styles from './resolutions.module.css';

interface Props {
  readonly documentId: string;
  readonly assignment: AssignmentOfResolution;
  readonly onChanged: () => void;
}

/** One executor: role, term, state, what he reported and asked for, and what the person may do about it. */
export function AssignmentLine({ documentId, assignment, onChanged }: Props) {
  const words = useWords();
  const { t } = words;
  const { assignmentId, may, reports, extensions } = assignment;
  const [form, setForm] = useState<ExecutionFormKind | null>(null);
  const step = { documentId, assignmentId };
  const report = reports.findLast(({ final, accepted }) => final && accepted === null) ?? null;
  const request = extensions.findLast(({ granted }) => granted === null) ?? null;
  const note = useCall((client, _: null, options) => client.resolutions.note(step, options));
  const accept = useCall((client, reportId: string, options) => client.resolutions.decideReport({ ...step, reportId, accepted: true, reason: '' }, options));
  const grant = useCall((client, requestId: string, options) => client.resolutions.decideExtension({ ...step, requestId, granted: true, reason: '' }, options));
  const error = note.error ?? accept.error ?? grant.error;

  function done(answer: unknown): void {
    if (answer === null) return;
    setForm(null);
    toastsFor(words).done(t('assignment.saved'));
    onChanged();
  }

  return (
    <div className={styles['assignment']} data-state={assignment.state}>
      <p>
        <b>{assignment.personName}</b> <span className="quiet">{t(`resolution.role.${assignment.role}`)}</span>
        {assignment.dueOn === null ? null : <span className="numbers"> · {t('assignment.due', { day: words.day(assignment.dueOn) })}</span>}
        {assignment.dueGround === 'default' ? <span className="quiet"> ({t('assignment.ground.default')})</span> : null}
        {/* What was executed says so itself, in time or late. */}
        {assignment.state === 'executed' && assignment.timeliness !== null ? null : ` · ${t(`assignment.state.${assignment.state}`)}`}
        {assignment.timeliness === null || assignment.timeliness === 'inTime' ? null : (
          <>
            {' · '}
            <DueWord timeliness={assignment.timeliness} />
          </>
        )}
      </p>
      {reports.map((one) => (
        <p key={one.reportId} className={styles['entry']}>
          <span className="quiet numbers">
            {t(one.final ? 'assignment.report' : 'assignment.interim')} · {one.reportedBy}, {words.instant(one.reportedAt)}:
          </span>{' '}
          {one.text} {one.final ? <span className="quiet numbers">— {reportState(one)}</span> : null}
        </p>
      ))}
      {extensions.map((one) => (
        <p key={one.requestId} className={styles['entry']}>
          <span className="quiet numbers">
            {t('assignment.extension', { day: words.day(one.until) })} · {one.requestedBy}, {words.instant(one.requestedAt)}:
          </span>{' '}
          {one.reason} <span className="quiet numbers">— {requestState(one)}</span>
        </p>
      ))}
      {error === null ? null : <ErrorNote error={error} />}
      {form === null ? actions() : <ExecutionForm step={step} kind={form} dueOn={assignment.dueOn} reportId={report?.reportId ?? null} requestId={request?.requestId ?? null} onDone={() => done(true)} onCancel={() => setForm(null)} />}
    </div>
  );

  function actions() {
    if (may.length === 0) return null;
    return (
      <Group gap="xs" mt={4}>
        {may.includes('note') ? (
          <Button size="compact-sm" loading={note.running} onClick={() => void note.run(null).then(done)}>
            {t('assignment.action.note')}
          </Button>
        ) : null}
        {may.includes('executionReport') ? (
          <Button size="compact-sm" onClick={() => setForm('executionReport')}>
            {t('assignment.action.executionReport')}
          </Button>
        ) : null}
        {may.includes('accept') && report !== null ? (
          <Button size="compact-sm" loading={accept.running} onClick={() => void accept.run(report.reportId).then(done)}>
            {t('assignment.action.accept')}
          </Button>
        ) : null}
        {may.includes('return') && report !== null ? (
          <Button size="compact-sm" variant="default" onClick={() => setForm('return')}>
            {t('assignment.action.return')}
          </Button>
        ) : null}
        {may.includes('interimReport') ? (
          <Button size="compact-sm" variant="default" onClick={() => setForm('interimReport')}>
            {t('assignment.action.interimReport')}
          </Button>
        ) : null}
        {may.includes('requestExtension') ? (
          <Button size="compact-sm" variant="default" onClick={() => setForm('requestExtension')}>
            {t('assignment.action.requestExtension')}
          </Button>
        ) : null}
        {may.includes('decideExtension') && request !== null ? (
          <>
            <Button size="compact-sm" loading={grant.running} onClick={() => void grant.run(request.requestId).then(done)}>
              {t('assignment.action.grant')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setForm('refuse')}>
              {t('assignment.action.refuse')}
            </Button>
          </>
        ) : null}
      </Group>
    );
  }

  function reportState({ accepted, decidedBy, decidedAt, decisionReason }: ExecutionReport): string {
    if (accepted === null) return t('assignment.waits');
    return decided(t(accepted ? 'assignment.accepted' : 'assignment.returned'), decidedBy, decidedAt, decisionReason);
  }

  function requestState({ granted, decidedBy, decidedAt, decisionReason }: ExtensionRequest): string {
    if (granted === null) return t('assignment.waits');
    return decided(t(granted ? 'assignment.granted' : 'assignment.refused'), decidedBy, decidedAt, decisionReason);
  }

  function decided(what: string, by: string | null, at: string | null, reason: string | null): string {
    const whole = [what, by, at === null ? null : words.instant(at)].filter((part) => part !== null).join(', ');
    return reason === null || reason === '' ? whole : `${whole}: ${reason}`;
  }
}
