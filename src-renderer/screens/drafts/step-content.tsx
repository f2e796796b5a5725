import { IconArrowBackUp, IconCheck, IconHourglass } from '@tabler/icons-react';
import type { RouteView } from '#shared/contract/routing.ts';
import { useWords } from '../../app/use-text.ts';
import { TimestampMark } from '../../ui/signing/timestamp-mark.tsx';
import styles from './drafts.module.css';
import { nameIn } from './step-names.ts';

export type Step = RouteView['stages'][number]['steps'][number];

/** Whether a step waits for its person now: on a route that stands still nothing does. */
export function isAsked(step: Pick<Step, 'state'>, phase: RouteView['phase']): boolean {
  return phase === 'running' && step.state === 'open';
}

/** Who takes a step, how it stands, and how, when and on whose behalf it was taken. */
export function StepContent({ step, phase }: { readonly step: Step; readonly phase: RouteView['phase'] }) {
  const words = useWords();
  const { t } = words;
  return (
    <>
      <p>
        <b>{step.personName}</b>
      </p>
      <p className="quiet">{nameIn(words, step.names)}</p>
      {step.state === 'done' ? <Taken step={step} /> : null}
      {isAsked(step, phase) ? (
        <p className={styles['mark']}>
          <IconHourglass size={14} aria-hidden /> {t('route.state.open')} {step.openedAt === null ? null : t('route.since', { time: words.instant(step.openedAt) })}
        </p>
      ) : null}
      {step.state === 'open' && phase === 'returned' ? (
        <p className={styles['mark']}>
          <IconArrowBackUp size={14} aria-hidden /> {t('route.state.stopped')}
        </p>
      ) : null}
      {step.state === 'ahead' ? <p className="quiet">{t('route.state.ahead')}</p> : null}
      {step.state === 'replaced' ? <p className="quiet">{t('route.state.replaced')}{step.decidedAt === null ? null : `, ${words.instant(step.decidedAt)}`}</p> : null}
      {step.state === 'cancelled' ? <p className="quiet">{t('route.state.cancelled')}</p> : null}
    </>
  );
}

function Taken({ step }: { readonly step: Step }) {
  const words = useWords();
  const { t } = words;
  const { usedMeans, decidedAt, decidedBy, onBehalf, signature, timestamp, note, role } = step;
  return (
    <>
      <p className={styles['taken']}>
        <IconCheck size={14} aria-hidden /> {t(`route.done.${role}`)}
        {decidedAt === null ? null : `, ${words.instant(decidedAt)}`}
      </p>
      {usedMeans === null ? null : <p className="quiet">{t(`route.means.${usedMeans}`)}</p>}
      {onBehalf && decidedBy !== null ? <p className="quiet">{t('route.onBehalf', { name: decidedBy })}</p> : null}
      {signature === null || signature.signers.length === 0 ? null : <p className="quiet">{t('route.signers', { names: signature.signers.join(', ') })}</p>}
      {signature?.verdict === 'undetermined' ? <p className="quiet">{t('route.signatureUndetermined')}</p> : null}
      {timestamp === null ? null : (
        <p className="quiet">
          <TimestampMark state={timestamp} />
        </p>
      )}
      {note === '' ? null : <p>«{note}»</p>}
    </>
  );
}
