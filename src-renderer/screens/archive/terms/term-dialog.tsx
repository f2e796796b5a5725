import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import type { TermOfCase } from '#shared/contract/retention-terms.ts';
import { toastsFor } from '../../../app/toasts.tsx';
import { useAsk } from '../../../app/use-ask.ts';
import { useWords } from '../../../app/use-text.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import { DecideForm } from './decide-form.tsx';
import { EventForm } from './event-form.tsx';
import styles from './terms.module.css';

type View = 'explained' | 'event' | 'decide';

/** The term of one case, how it comes about and what may be done about it. */
export function TermDialog({ caseId, onClose }: { readonly caseId: string; readonly onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const [view, setView] = useState<View>('explained');
  const { value, error, again } = useAsk(`retentionTerms.ofCase:${caseId}`, (client, options) => client.retentionTerms.ofCase({ caseId }, options), ['archive', 'nomenclature']);
  const titles: Readonly<Record<View, string>> = { explained: t('terms.explainOf', { index: value?.index ?? '' }), event: t('terms.event'), decide: t('terms.decide') };
  const back = (): void => setView('explained');
  const done = (): void => {
    toastsFor(words).done(t('terms.saved'));
    back();
  };
  return (
    <Modal opened size="lg" onClose={onClose} title={titles[view]} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {error === null ? null : <ErrorNote error={error} again={again} />}
      {value === null ? (
        error === null ? <SlowLoading label={t('common.loading')} /> : null
      ) : view === 'event' ? (
        <EventForm caseId={caseId} onCancel={back} onDone={done} />
      ) : view === 'decide' ? (
        <DecideForm whole={value} onCancel={back} onDone={done} />
      ) : (
        <Explained whole={value} onView={setView} />
      )}
    </Modal>
  );
}

function Explained({ whole, onView }: { readonly whole: TermOfCase; readonly onView: (view: View) => void }) {
  const words = useWords();
  const { t, day } = words;
  return (
    <Stack gap="sm">
      <div className={styles['facts']}>
        <p>
          {whole.title} ({whole.year})
        </p>
        <p>
          <strong>{whole.retentionText}</strong>
        </p>
        <p>{t(whole.destroyed ? 'terms.destroyed' : `terms.reason.${whole.term.reason}`)}</p>
      </div>
      {whole.points.length === 0 ? null : (
        <ol className={styles['points']}>
          {whole.points.map(({ point, on, rule }) => (
            <li key={point}>
              <span className="numbers">{day(on)}</span>
              <span>
                {t(`terms.point.${point}`)}
                {rule === null ? null : <span className="quiet">{` (${t(`terms.rule.${rule}`)})`}</span>}
                {point === 'happened' && whole.event !== null ? <span className="quiet">{` (${whole.event.basis})`}</span> : null}
              </span>
            </li>
          ))}
        </ol>
      )}
      {whole.packVersion === null ? null : <p className="quiet">{t('terms.pack', { version: whole.packVersion })}</p>}
      {whole.holds.length === 0 ? null : (
        <div className={styles['facts']}>
          <h3>{t('terms.holds')}</h3>
          {whole.holds.map((hold) => (
            <p key={hold.holdId}>
              {t(`hold.ground.${hold.ground}`)}: {hold.reason}
              {hold.reference === null ? null : <span className="quiet">{` · ${hold.reference}`}</span>}
            </p>
          ))}
        </div>
      )}
      {whole.decisions.length === 0 ? null : (
        <div className={styles['facts']}>
          <h3>{t('terms.decisions')}</h3>
          {whole.decisions.map((decision) => (
            <p key={decision.at + decision.after}>
              {words.instant(decision.at)} · {decision.before === decision.after ? t('terms.kept') : `${decision.before ?? '—'} → ${decision.after}`}
              <span className="quiet">
                {` · ${t(`terms.ground.${decision.ground}`)}`}
                {decision.protocol === null ? '' : ` ${t('terms.protocolOf', { number: decision.protocol.number, date: day(decision.protocol.date) })}`}
                {decision.list === null ? '' : ` · ${decision.list}`}
                {` · ${decision.basis} · ${decision.by}`}
              </span>
            </p>
          ))}
        </div>
      )}
      {whole.destroyed ? null : (
        <Group justify="flex-end" gap="xs">
          {whole.takesEvent ? (
            <Button variant="default" onClick={() => onView('event')}>
              {t('terms.event')}
            </Button>
          ) : null}
          <Button variant="default" onClick={() => onView('decide')}>
            {t('terms.decide')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
