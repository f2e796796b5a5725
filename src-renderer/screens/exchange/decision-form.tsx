import { Button, Radio, Textarea } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import type { MethodInput } from '#shared/contract/index.ts';
import type { Conflict } from '#shared/contract/sync.ts';
import type { ConflictDecision } from '#shared/sync/conflicts.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useFocusOnShow } from '../../ui/use-focus-on-show.ts';
import styles from './conflict-detail.module.css';
import { decisionName, needsReason } from './conflict-texts.ts';

const REASON_LIMIT = 1000;

interface Props {
  readonly conflict: Conflict;
  readonly decision: ConflictDecision;
  readonly effect: string;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly onBack: () => void;
  readonly onSettled: () => void;
}

/** The chosen decision before it is written: what it does, its reason, and of two documents which one is voided. */
export function DecisionForm({ conflict, decision, effect, reason, onReason, onBack, onSettled }: Props) {
  const words = useWords();
  const { t } = words;
  const form = useRef<HTMLFormElement>(null);
  const first = useFocusOnShow<HTMLTextAreaElement>();
  const [tried, setTried] = useState(false);
  const ofTwo = [
    { document: conflict.document, which: 'sync.side.later.duplicate' },
    { document: conflict.otherDocument, which: 'sync.side.earlier.duplicate' },
  ] as const;
  const alreadyVoid = decision === 'oneVoided' && ofTwo.some(({ document }) => document?.void === true);
  const voidable = decision === 'oneVoided' && !alreadyVoid ? ofTwo.flatMap(({ document, which }) => (document === null ? [] : [{ ...document, which }])) : [];
  const [voided, setVoided] = useState(voidable[0]?.documentId ?? null);
  const required = needsReason(decision);
  const missing = required && reason.trim() === '';
  const settle = useCall((client, input: MethodInput<'sync.settle'>, options) => client.sync.settle(input, options));
  useScreenShortcuts([
    { id: 'main', keys: ['Ctrl+Enter'], label: 'sync.settleAction', group: 'screen', run: () => form.current?.requestSubmit() },
    { id: 'back', keys: ['Esc'], label: 'shortcut.back', group: 'screen', run: onBack },
  ]);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (missing || settle.running) return;
    const done = await settle.run({ conflictId: conflict.conflictId, decision, reason, voidDocumentId: voided });
    if (done === null) return;
    toastsFor(words).done(t('sync.settledToast'));
    onSettled();
  }

  return (
    <form ref={form} className={styles['decisions']} aria-labelledby="decision-title" onSubmit={(event) => void submit(event)} noValidate>
      <h3 id="decision-title">{decisionName(conflict.sort, decision, words)}</h3>
      {alreadyVoid ? <p>{t('sync.alreadyVoid')}</p> : effect === '' ? null : <p>{effect}</p>}
      {voidable.length === 0 ? null : (
        <Radio.Group label={t('sync.whichVoid')} value={voided} onChange={setVoided}>
          <div className={styles['choices']}>
            {voidable.map(({ documentId, registrationIndex, which }) => (
              <Radio key={documentId} value={documentId} label={`№ ${registrationIndex} · ${t(which)}`} />
            ))}
          </div>
        </Radio.Group>
      )}
      <Textarea
        ref={first}
        label={t(required ? 'common.reason' : 'sync.reasonFree')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={REASON_LIMIT}
        required={required}
        withAsterisk={false}
        value={reason}
        onChange={(event) => onReason(event.currentTarget.value)}
        error={tried && missing ? t('common.reasonNeeded') : null}
      />
      {settle.error === null ? null : <ErrorNote error={settle.error} />}
      <div className={styles['buttons']}>
        <Button type="submit" loading={settle.running} rightSection={<kbd aria-hidden>Ctrl+Enter</kbd>}>
          {t('sync.settleAction')}
        </Button>
        <Button variant="default" rightSection={<kbd aria-hidden>Esc</kbd>} onClick={onBack}>
          {t('common.back')}
        </Button>
      </div>
    </form>
  );
}
