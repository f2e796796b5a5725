import { Button, FileButton, NativeSelect, Select, TextInput } from '@mantine/core';
import { IconCheck, IconPrinter, IconRubberStamp, IconScan } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Card } from '#shared/contract/registration.ts';
import { LABEL_SIZES, type LabelSize } from '#shared/domain/paper-intake.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useMadeFile } from '../../app/use-made-file.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { usePreferences } from '../../state/preferences.ts';
import { ErrorNote } from '../error-note.tsx';
import styles from './paper-steps.module.css';
import { StampPlace } from './stamp-place.tsx';
import { useScan } from './use-scan.ts';

interface Props {
  readonly card: Card;
  readonly mayRegister: boolean;
  readonly onChanged: () => void;
  /** Given where the steps lead the hand: the button of the step that is due takes the focus, and this is called when none is due. */
  readonly onWayDone?: () => void;
}

/** The way of a paper: number, stamp, full scan, review (KhAI 3.6). The step that is due is open; Ctrl+P prints the label, F2 takes the scan. */
export function PaperSteps({ card, mayRegister, onChanged, onWayDone }: Props) {
  const words = useWords();
  const { t } = words;
  const { documentId } = card;
  const state = useAsk(`paper:${documentId}`, (client, options) => client.paperIntake.state({ documentId }, options), ['cards']);
  const waiting = useAsk(mayRegister ? 'intake.list' : null, (client, options) => client.intake.list({}, options), ['letters']);
  const label = useCall((client, given: { format: 'pdf' | 'zpl'; size: LabelSize; reason: string | null }, options) => client.paperIntake.label({ documentId, ...given }, options));
  const stamp = useCall((client, _given: null, options) => client.paperIntake.stampByHand({ documentId }, options));
  const file = useMadeFile();
  const size = usePreferences((preferences) => preferences.labelSize);
  const format = usePreferences((preferences) => preferences.labelFormat);
  const choose = useRef<HTMLButtonElement>(null);
  const labelButton = useRef<HTMLButtonElement>(null);
  const [reason, setReason] = useState('');
  const scan = useScan(documentId, () => {
    setReason('');
    state.again();
    onChanged();
  });
  const stage = state.value?.stage ?? 'stamp';
  const again = (state.value?.stampings.length ?? 0) > 0;

  const due = state.value?.stage ?? null;
  const wayDone = useRef(onWayDone);
  useEffect(() => {
    wayDone.current = onWayDone;
  });
  useEffect(() => {
    if (wayDone.current === undefined || due === null) return;
    if (due === 'review') wayDone.current();
    else (due === 'stamp' ? labelButton : choose).current?.focus();
  }, [due]);

  function print(): void {
    const why = again ? t('paper.label.lost') : null;
    void label.run({ format, size, reason: why }).then((made) => {
      if (made === null) return;
      // A label printer's own language goes to its queue as a file; a PDF to the print dialog.
      if (format === 'zpl') file.save(made);
      else void file.print(made);
      state.again();
      onChanged();
    });
  }

  function stamped(): void {
    void stamp.run(null).then((done) => {
      if (done === null) return;
      state.again();
      onChanged();
    });
  }

  useScreenShortcuts(
    mayRegister
      ? [
          { id: 'label', keys: ['Ctrl+P'], label: 'shortcut.printLabel', group: 'screen', run: print },
          { id: 'scan', keys: ['F2'], label: 'shortcut.scan', group: 'screen', run: () => choose.current?.click() },
        ]
      : [],
  );

  if (state.error !== null && state.value === null) return <ErrorNote error={state.error} again={state.again} />;
  if (state.value === null) return null;
  const { stampings, scan: taken, stampLines } = state.value;
  const lastStamp = stampings.at(-1);
  return (
    <ol className={styles['steps']} aria-label={t('paper.steps')}>
      <Step done title={t('paper.step.number')} detail={`№ ${card.registrationIndex}`} />
      <Step done={stage !== 'stamp'} title={t('paper.step.stamp')} detail={lastStamp === undefined ? null : `${t(`document.stamp.${lastStamp.method}`)} · ${words.instant(lastStamp.at)}`}>
        {mayRegister ? (
          <>
            <div className={styles['actions']}>
              <Button ref={labelButton} variant={stage === 'stamp' ? 'filled' : 'default'} leftSection={<IconPrinter size={16} aria-hidden />} rightSection={<kbd className={styles['key']}>Ctrl+P</kbd>} loading={label.running} onClick={print}>
                {t(again ? 'paper.label.again' : 'paper.label.print')}
              </Button>
              {stage === 'stamp' ? (
                <Button variant="default" leftSection={<IconRubberStamp size={16} aria-hidden />} loading={stamp.running} onClick={stamped}>
                  {t('paper.stamp.byHand')}
                </Button>
              ) : null}
              <NativeSelect aria-label={t('paper.label.size')} value={size} onChange={(event) => usePreferences.getState().setLabel(LABEL_SIZES.find((one) => one === event.currentTarget.value) ?? size, format)} data={LABEL_SIZES.map((value) => ({ value, label: `${value.replace('x', ' × ')} ${t('paper.millimetres')}` }))} />
              <NativeSelect aria-label={t('paper.label.format')} value={format} onChange={(event) => usePreferences.getState().setLabel(size, event.currentTarget.value === 'zpl' ? 'zpl' : 'pdf')} data={[{ value: 'pdf', label: 'PDF' }, { value: 'zpl', label: 'ZPL' }]} />
            </div>
            {stage === 'stamp' ? <StampPlace lines={stampLines} /> : null}
          </>
        ) : null}
        {label.error === null ? null : <ErrorNote error={label.error} />}
        {stamp.error === null ? null : <ErrorNote error={stamp.error} />}
      </Step>
      <Step
        done={stage === 'review'}
        title={t('paper.step.scan')}
        detail={taken === null ? null : `${t('paper.scan.pages', { pages: taken.pages ?? '—', sheets: taken.sheets ?? '—' })} · ${t(`paper.certification.${taken.certification}`)}${taken.differenceReason === null ? '' : ` · ${taken.differenceReason}`}`}
      >
        {mayRegister && stage !== 'stamp' ? (
          <div className={styles['actions']}>
            <FileButton multiple accept="application/pdf,image/*" onChange={scan.fromFiles}>
              {(props) => (
                <Button {...props} ref={choose} variant={stage === 'scan' ? 'filled' : 'default'} leftSection={<IconScan size={16} aria-hidden />} rightSection={<kbd className={styles['key']}>F2</kbd>} loading={scan.running}>
                  {t(taken === null ? 'paper.scan.choose' : 'paper.scan.replace')}
                </Button>
              )}
            </FileButton>
            {(waiting.value?.letters.length ?? 0) > 0 ? (
              <Select
                aria-label={t('paper.scan.fromWaiting')}
                placeholder={t('paper.scan.fromWaiting')}
                searchable
                value={null}
                onChange={(letterId) => (letterId === null ? undefined : scan.fromLetter(letterId))}
                data={(waiting.value?.letters ?? []).map((letter) => ({ value: letter.letterId, label: letter.fileName }))}
              />
            ) : null}
          </div>
        ) : null}
        {scan.error === null ? null : <ErrorNote error={scan.error} />}
        {scan.waiting === null || scan.error?.issues.some(({ path }) => path === 'differenceReason') !== true ? null : (
          <form
            className={styles['actions']}
            onSubmit={(event) => {
              event.preventDefault();
              if (reason.trim() !== '') scan.withReason(reason.trim());
            }}
          >
            <TextInput ref={focusOnce} aria-label={t('paper.scan.reason')} placeholder={t('paper.scan.reason')} value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} className={styles['reason']} />
            <Button type="submit" variant="default" disabled={reason.trim() === ''}>
              {t('paper.scan.attachAnyway')}
            </Button>
          </form>
        )}
      </Step>
    </ol>
  );
}

/** What appears because the desk asks for it is written in at once. */
function focusOnce(field: HTMLInputElement | null): void {
  field?.focus();
}

function Step({ done, title, detail, children }: { readonly done: boolean; readonly title: string; readonly detail: string | null; readonly children?: ReactNode }) {
  const { t } = useWords();
  return (
    <li className={styles['step']} data-done={done || undefined}>
      <p className={styles['title']}>
        <span className={styles['mark']} aria-hidden>
          {done ? <IconCheck size={14} /> : null}
        </span>
        {title}
        <span className="visually-hidden">{t(done ? 'paper.done' : 'paper.due')}</span>
        {detail === null ? null : <span className={`${styles['detail']} quiet numbers`}>{detail}</span>}
      </p>
      {children}
    </li>
  );
}
