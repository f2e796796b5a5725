import { Button, Group, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { ActPage } from '#shared/contract/destruction.ts';
import type { ContractError } from '#shared/contract/index.ts';
import { todayIn } from '../../../app/formats.ts';
import { useCall } from '../../../app/use-call.ts';
import { useWords } from '../../../app/use-text.ts';
import { hasPersonRight, type Person, useDesk } from '../../../state/desk.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { DayField } from '../../../ui/fields/day-field.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import styles from '../../administration/administration.module.css';

type Step = 'commission' | 'archive' | 'approve' | 'begin' | 'confirm' | 'resume';

/** The step that comes next: agreement, approval, then the two persons. Null: the act is executed, or its desk is at it. */
function nextStep({ act, archivalFund, resumable }: ActPage): Step | null {
  if (act.state === 'executed') return null;
  if (act.state === 'executing') return resumable ? 'resume' : null;
  if (act.state === 'begun') return 'confirm';
  if (act.state === 'approved') return 'begin';
  if (act.commission === null) return 'commission';
  return archivalFund && act.archive === null ? 'archive' : 'approve';
}

/** The form of the next step of an act, and the way back: to a draft, and of a draft to nothing. */
export function ActSteps({ page, person, onDiscarded }: { readonly page: ActPage; readonly person: Person; readonly onDiscarded: () => void }) {
  const { t } = useWords();
  const { act } = page;
  const { actId } = act;
  const [returning, setReturning] = useState(false);
  const back = useCall((client, reason: string, options) => client.destruction.returnToDraft({ actId, reason }, options));
  const discard = useCall((client, reason: string, options) => client.destruction.discard({ actId, reason }, options));
  const step = nextStep(page);
  if (step === null) return null;
  if (step === 'resume') {
    return (
      <section className={styles['section']} aria-label={t('destruction.resume')}>
        {hasPersonRight(person, 'archive.destroy') ? <ExecuteForm step={step} page={page} /> : null}
      </section>
    );
  }
  const draft = act.state === 'draft';
  const own = act.begun?.accountId === person.accountId;
  return (
    <section className={styles['section']} aria-label={t(`destruction.state.${act.state}`)}>
      {step === 'begin' || step === 'confirm' ? (
        !hasPersonRight(person, 'archive.destroy') || (step === 'confirm' && own) ? <p>{t('destruction.confirmByOther', { name: act.begun?.by ?? '' })}</p> : <ExecuteForm key={step} step={step} page={page} />
      ) : (
        <AgreeForm key={step} step={step} page={page} />
      )}
      <Group>
        <Button variant="default" onClick={() => setReturning(true)}>
          {t(draft ? 'destruction.discard' : 'destruction.return')}
        </Button>
      </Group>
      <ReasonDialog opened={returning && draft} title={t('destruction.discard')} explain={t('destruction.discardExplain')} action={t('destruction.discard')} call={discard} onClose={() => setReturning(false)} onReason={(reason) => void discard.run(reason).then((done) => (done === null ? undefined : onDiscarded()))} />
      <ReasonDialog opened={returning && !draft} title={t('destruction.return')} explain={t('destruction.returnExplain')} action={t('destruction.return')} call={back} onClose={() => setReturning(false)} onReason={(reason) => void back.run(reason).then((done) => (done === null ? undefined : setReturning(false)))} />
    </section>
  );
}

function AgreeForm({ step, page: { act, obstructed } }: { readonly step: 'commission' | 'archive' | 'approve'; readonly page: ActPage }) {
  const { t } = useWords();
  const today = todayIn(useDesk((desk) => desk.state?.office?.zone) ?? 'UTC');
  const [text, setText] = useState('');
  const [day, setDay] = useState<string | null>(null);
  const { actId } = act;
  const take = useCall((client, on: string, options) => (step === 'approve' ? client.destruction.approve({ actId, by: text, on }, options) : client.destruction.agree({ actId, by: step, protocolNumber: text, protocolDate: on }, options)));
  const approve = step === 'approve';
  return (
    <StepForm title={approve ? t('destruction.approve') : t(`destruction.agree.${step}`)} running={take.running} error={take.error} ready={text.trim() !== '' && day !== null && obstructed.length === 0} onSubmit={() => (day === null ? undefined : void take.run(day))}>
      <Group gap="sm" align="start">
        <TextInput label={t(approve ? 'destruction.approvedBy' : 'destruction.protocolNumber')} value={text} maxLength={approve ? 300 : 40} onChange={(event) => setText(event.currentTarget.value)} autoComplete="off" />
        <DayField label={t(approve ? 'destruction.approvedOn' : 'destruction.protocolDate')} value={day} today={today} latest={today} onDay={setDay} />
      </Group>
    </StepForm>
  );
}

function ExecuteForm({ step, page: { act, obstructed } }: { readonly step: 'begin' | 'confirm' | 'resume'; readonly page: ActPage }) {
  const { t, number } = useWords();
  const [way, setWay] = useState('');
  const [password, setPassword] = useState('');
  const { actId } = act;
  const take = useCall((client, given: string, options) => (step === 'begin' ? client.destruction.begin({ actId, method: way, password: given }, options) : client.destruction[step]({ actId, password: given }, options)));
  return (
    <StepForm title={t(`destruction.${step}`)} explain={step === 'confirm' ? t('destruction.confirmExplain', { count: number(act.cases) }) : t(`destruction.${step}Explain`)} running={take.running} error={take.error} ready={password !== '' && obstructed.length === 0 && (step !== 'begin' || way.trim() !== '')} onSubmit={() => void take.run(password).then(() => setPassword(''))}>
      {step === 'begin' ? <TextInput label={t('destruction.method')} value={way} maxLength={300} onChange={(event) => setWay(event.currentTarget.value)} autoComplete="off" /> : null}
      <PasswordInput label={t('destruction.password')} value={password} onChange={(event) => setPassword(event.currentTarget.value)} autoComplete="current-password" />
    </StepForm>
  );
}

interface StepFormProps {
  readonly title: string;
  readonly explain?: string;
  readonly running: boolean;
  readonly error: ContractError | null;
  readonly ready: boolean;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

function StepForm({ title, explain, running, error, ready, onSubmit, children }: StepFormProps) {
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (ready) onSubmit();
      }}
    >
      <h2>{title}</h2>
      {explain === undefined ? null : <p>{explain}</p>}
      {children}
      {error === null ? null : <ErrorNote error={error} />}
      <Group>
        <Button type="submit" loading={running} disabled={!ready}>
          {title}
        </Button>
      </Group>
    </form>
  );
}
