import { Button, Group, Textarea } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { DayField } from '../../ui/fields/day-field.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';

export type ExecutionFormKind = 'interimReport' | 'executionReport' | 'requestExtension' | 'return' | 'refuse';

interface Props {
  readonly step: { readonly documentId: string; readonly assignmentId: string };
  readonly kind: ExecutionFormKind;
  readonly dueOn: string | null;
  /** The report or the request that is sent back or refused. */
  readonly reportId: string | null;
  readonly requestId: string | null;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Words of a report, a request or a refusal; Ctrl+Enter records it. */
export function ExecutionForm({ step, kind, dueOn, reportId, requestId, onDone, onCancel }: Props) {
  const words = useWords();
  const { t } = words;
  const [text, setText] = useState('');
  const [until, setUntil] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  // The same press twice is one step.
  const [stepId] = useState(() => crypto.randomUUID());
  const send = useCall((client, _: null, options) => {
    if (kind === 'return') return client.resolutions.decideReport({ ...step, reportId: reportId ?? '', accepted: false, reason: text }, options);
    if (kind === 'refuse') return client.resolutions.decideExtension({ ...step, requestId: requestId ?? '', granted: false, reason: text }, options);
    if (kind === 'requestExtension') return client.resolutions.requestExtension({ ...step, requestId: stepId, until: until ?? '', reason: text }, options);
    return client.resolutions.report({ ...step, reportId: stepId, final: kind === 'executionReport', text }, options);
  });
  const reports = kind === 'executionReport' || kind === 'interimReport';
  const whole = text.trim() !== '' && (kind !== 'requestExtension' || isDay(until));

  function submit(event: FormEvent | KeyboardEvent): void {
    event.preventDefault();
    setTried(true);
    if (whole && !send.running) void send.run(null).then((done) => (done === null ? undefined : onDone()));
  }

  return (
    <form
      noValidate
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey) submit(event);
      }}
    >
      {kind === 'requestExtension' ? <DayField autoFocus label={t('assignment.until')} value={until} today={dueOn ?? words.todayDay()} error={tried && !isDay(until) ? t('requisite.invalid.notACalendarDay') : null} onDay={setUntil} w={180} /> : null}
      <Textarea autoFocus={kind !== 'requestExtension'} label={t(reports ? 'assignment.reportText' : 'common.reason')} autosize minRows={2} maxLength={2000} value={text} onChange={(event) => setText(event.currentTarget.value)} error={tried && text.trim() === '' ? t('common.reasonNeeded') : null} />
      {send.error === null ? null : <ErrorNote error={send.error} />}
      <Group gap="xs" mt="xs">
        <Button type="submit" size="compact-sm" loading={send.running}>
          {t(`assignment.action.${kind}`)}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </Group>
    </form>
  );
}
