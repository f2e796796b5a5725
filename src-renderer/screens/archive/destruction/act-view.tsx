import { Button, Progress } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import type { ActPage, ProposedCase } from '#shared/contract/destruction.ts';
import { useAsk } from '../../../app/use-ask.ts';
import { useCall } from '../../../app/use-call.ts';
import { useMadeFile } from '../../../app/use-made-file.ts';
import { useWords } from '../../../app/use-text.ts';
import type { Person } from '../../../state/desk.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import styles from '../../administration/administration.module.css';
import own from '../../directories/directories.module.css';
import { ActLines } from './act-lines.tsx';
import { ActReports } from './act-reports.tsx';
import { ActSteps } from './act-steps.tsx';
import { CaseTable } from './case-table.tsx';

/** An act: where it stands, its next step, what it names, what stands against it or stayed, and what the places told. */
export function ActView({ actId, person, onBack }: { readonly actId: string; readonly person: Person; readonly onBack: () => void }) {
  const { t } = useWords();
  const answer = useAsk(`destruction.act:${actId}`, (client, options) => client.destruction.act({ actId }, options), ['archive', 'nomenclature']);
  const print = useCall((client, _input: null, options) => client.destruction.print({ actId }, options));
  const file = useMadeFile();
  const [leaving, setLeaving] = useState<string | null>(null);
  const leave = useCall((client, input: { caseId: string; reason: string }, options) => client.destruction.leaveOut({ actId, ...input }, options));
  if (answer.value === null) return answer.error === null ? <SlowLoading label={t('common.loading')} lines={6} /> : <ErrorNote error={answer.error} again={answer.again} />;
  const page = answer.value;
  const { act } = page;

  const leaveOut = (caseId: string) => (
    <button type="button" className="text-button" onClick={() => setLeaving(caseId)}>
      {t('destruction.leaveOut')}
    </button>
  );
  return (
    <>
      <div className={styles['bar']}>
        <h1 className={own['title']}>
          {t('destruction.actCalled', { number: act.number, year: act.year })} · {t(`destruction.state.${act.state}`)}
        </h1>
        <div className={own['buttons']}>
          <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} loading={print.running} onClick={() => void print.run(null).then(file.print)}>
            {t('destruction.print')}
          </Button>
          <Button variant="default" onClick={onBack}>
            {t('destruction.back')}
          </Button>
        </div>
      </div>
      {print.error === null ? null : <ErrorNote error={print.error} />}
      <ActFacts page={page} />
      {page.obstructed.length === 0 ? null : (
        <section className={own['section']} aria-labelledby="obstructed">
          <h2 id="obstructed">{t('destruction.obstructed')}</h2>
          <p>{t('destruction.obstructedHint')}</p>
          <CaseTable label={t('destruction.obstructed')} cases={page.obstructed} action={({ caseId }: ProposedCase) => leaveOut(caseId)} />
        </section>
      )}
      {act.state === 'executing' ? <Executing page={page} /> : null}
      <ActSteps page={page} person={person} onDiscarded={onBack} />
      {page.stayed.length === 0 ? null : (
        <section className={own['section']} aria-labelledby="stayed">
          <h2 id="stayed">{t('destruction.stayed')}</h2>
          <ul>
            {page.stayed.map(({ caseId, index, title, reason, obstacle }) => (
              <li key={caseId}>
                {index} {title}. {reason === null ? (obstacle === null ? t('destruction.stayedOther') : t(`destruction.obstacle.${obstacle}`)) : t(`sync.reason.${reason}`)}
              </li>
            ))}
          </ul>
        </section>
      )}
      {act.state === 'executed' ? <ActReports page={page} /> : null}
      <ActLines page={page} {...(act.confirmed !== null ? {} : { action: leaveOut })} />
      <ReasonDialog opened={leaving !== null} title={t('destruction.leaveOut')} explain={t('destruction.leaveOutExplain')} action={t('destruction.leaveOut')} call={leave} onClose={() => setLeaving(null)} onReason={(reason) => (leaving === null ? undefined : void leave.run({ caseId: leaving, reason }).then((done) => (done === null ? undefined : setLeaving(null))))} />
    </>
  );
}

/** How far a long act has come, which goes on beside all other work. */
function Executing({ page: { act, resumable } }: { readonly page: ActPage }) {
  const { t, number } = useWords();
  return (
    <section className={own['section']} aria-label={t('destruction.progressLabel')}>
      <Progress maw={640} value={act.cases === 0 ? 0 : (100 * act.destroyed) / act.cases} aria-label={t('destruction.progressLabel')} />
      <p>{t(resumable ? 'destruction.progressStopped' : 'destruction.progress', { done: number(act.destroyed), total: number(act.cases) })}</p>
    </section>
  );
}

function ActFacts({ page: { act } }: { readonly page: ActPage }) {
  const { t, day, instant } = useWords();
  const facts = [
    [t('destruction.drawnUpOn'), `${day(act.drawnUpOn)}, ${act.drawnUpBy}`],
    ...(act.commission === null ? [] : [[t('destruction.agreed.commission'), `№ ${act.commission.number}, ${day(act.commission.date)}`]]),
    ...(act.archive === null ? [] : [[t('destruction.agreed.archive'), `№ ${act.archive.number}, ${day(act.archive.date)}`]]),
    ...(act.approved === null ? [] : [[t('destruction.approvedBy'), `${act.approved.by}, ${day(act.approved.on)}`]]),
    ...(act.method === null ? [] : [[t('destruction.method'), act.method]]),
    ...(act.begun === null || act.confirmed === null ? [] : [[t('destruction.persons'), `${act.begun.by}, ${act.confirmed.by}`]]),
    ...(act.resumed.length === 0 ? [] : [[t('destruction.resumed'), act.resumed.map(({ at, by }) => `${by}, ${instant(at)}`).join('; ')]]),
  ];
  return (
    <dl className={own['facts']}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt className="quiet">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
