import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconFileUpload, IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import type { DraftView, RouteView } from '#shared/contract/routing.ts';
import type { StepMeans } from '#shared/domain/routes/means.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, useDesk } from '../../state/desk.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import styles from './drafts.module.css';
import { SignStep } from './sign-step.tsx';
import type { Step } from './step-content.tsx';
import { nameIn } from './step-names.ts';
import { useRegisterDraft } from './use-register-draft.ts';

interface Props {
  readonly shown: DraftView;
  readonly route: RouteView;
  readonly step: Step;
  /** Of several steps that wait for one person the first has the keys. */
  readonly hasKeys: boolean;
}

/** What the person may do on a step that waits for him. */
export function StepActions({ shown, route, step, hasKeys }: Props) {
  const words = useWords();
  const { t } = words;
  const [deciding, setDeciding] = useState<StepMeans | null>(null);
  const [signing, setSigning] = useState(false);
  const [returning, setReturning] = useState(false);
  const [returnId] = useState(() => crypto.randomUUID());
  const giveBack = useCall((client, reason: string, options) => client.routing.returnDraft({ routeId: route.routeId, eventId: returnId, stepId: step.stepId, round: step.round, contentSha256: route.contentSha256, annexes: route.annexes, reason }, options));
  const register = useRegisterDraft(shown, step);
  const [usual = 'action'] = step.means;
  // A key pressed before the journals are known would mark the step as taken without a card.
  const loading = register === 'loading';
  const signsHere = useDesk((desk) => hasPersonRight(desk.person, 'document.sign'));
  const sign = (): void => {
    if (signsHere) setSigning(true);
    else setDeciding('signature');
  };
  const act = (): void => {
    if (register === 'loading') return;
    if (register !== null) register();
    else if (usual === 'signature') sign();
    else setDeciding(usual);
  };
  const name = t(register === null ? `route.act.${step.role}` : 'route.register');
  const bySignature = usual !== 'signature' && step.means.includes('signature');
  const mayReturn = step.role === 'approver' || step.role === 'signer';
  useScreenShortcuts(!hasKeys || loading ? [] : [
    { id: 'decide', keys: ['Ctrl+Enter'], label: register === null ? `route.act.${step.role}` : 'route.register', group: 'screen', run: act },
    ...(bySignature ? [{ id: 'decideBySignature', keys: ['Alt+S'], label: 'route.bySignature', group: 'screen', run: sign } as const] : []),
    ...(mayReturn ? [{ id: 'return', keys: ['Alt+R'], label: 'route.return', group: 'screen', run: () => setReturning(true) } as const] : []),
  ]);

  return (
    <section className={styles['mine']} aria-label={t('route.yours')}>
      <p>
        <b>{t('route.yours')}</b>: {nameIn(words, step.names)}
        {step.own ? null : ` · ${t('route.yoursFor', { name: step.personName })}`}
      </p>
      <div className={styles['line']}>
        <Button disabled={loading} leftSection={<IconCheck size={16} aria-hidden />} rightSection={hasKeys ? <kbd className={styles['key']}>Ctrl+Enter</kbd> : null} onClick={act}>
          {name}
        </Button>
        {register === null ? null : (
          <Button variant="default" onClick={() => setDeciding(usual)}>
            {t('route.act.registrar')}
          </Button>
        )}
        {bySignature ? (
          <Button variant="default" leftSection={<IconSignature size={16} aria-hidden />} rightSection={hasKeys ? <kbd className={styles['key']}>Alt+S</kbd> : null} onClick={sign}>
            {t('route.bySignature')}
          </Button>
        ) : null}
        {signsHere && step.means.includes('signature') ? (
          <Button variant="default" leftSection={<IconFileUpload size={16} aria-hidden />} onClick={() => setDeciding('signature')}>
            {t('route.signedOutside')}
          </Button>
        ) : null}
        {mayReturn ? (
          <Button variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden />} rightSection={hasKeys ? <kbd className={styles['key']}>Alt+R</kbd> : null} onClick={() => setReturning(true)}>
            {t('route.return')}
          </Button>
        ) : null}
      </div>
      {signing ? <SignStep shown={shown} route={route} step={step} onClose={() => setSigning(false)} /> : null}
      {deciding === null ? null : <DecideDialog route={route} step={step} first={deciding} onClose={() => setDeciding(null)} />}
      <ReasonDialog
        opened={returning}
        title={t('route.return')}
        explain={t('route.returnHint')}
        action={t('route.return')}
        call={giveBack}
        onClose={() => setReturning(false)}
        onReason={(reason) =>
          void giveBack.run(reason).then((done) => {
            if (done === null) return;
            toastsFor(words).done(t('route.returned'));
            setReturning(false);
          })
        }
      />
    </section>
  );
}
