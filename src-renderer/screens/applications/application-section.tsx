import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ApplicationView } from '#shared/contract/applications.ts';
import type { Card } from '#shared/contract/registration.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { type ApplicationStep, ApplicationDialog } from './application-dialog.tsx';
import styles from '../../ui/steps-section.module.css';

/** How an HR application stands on its way to legal force (VER-05, VER-08, VER-10). Nothing for other documents. */
export function ApplicationSection({ card, readOnly }: { readonly card: Card; readonly readOnly: boolean }) {
  const { documentId } = card;
  const answer = useAsk(`applications:${documentId}`, (client, options) => client.applications.ofDocument({ documentId }, options), ['cards']);
  if (answer.error !== null && answer.value === null) return <ErrorNote error={answer.error} again={answer.again} />;
  const application = answer.value?.application ?? null;
  return application === null ? null : <Application application={application} readOnly={readOnly} />;
}

function Application({ application, readOnly }: { readonly application: ApplicationView; readonly readOnly: boolean }) {
  const words = useWords();
  const { t } = words;
  const { documentId, state, received, accepted, checklist, withoutEffect, declaration } = application;
  const [opened, setOpened] = useState<ApplicationStep | null>(null);
  const verify = useCall((client, _nothing: null, options) => client.applications.verify({ documentId, stepId: crypto.randomUUID() }, options));
  const accept = useCall((client, _nothing: null, options) => client.applications.accept({ documentId, stepId: crypto.randomUUID() }, options));
  const error = verify.error ?? accept.error;
  const mayPrepare = application.mayPrepare && !readOnly && accepted === null;
  const told = (done: ApplicationView | null): void => {
    if (done !== null) toastsFor(words).done(t('application.done'));
  };
  function close(done: boolean): void {
    setOpened(null);
    if (done) toastsFor(words).done(t('application.done'));
  }

  return (
    <section className={styles['section']} aria-label={t('application.title')}>
      <p>
        <strong>{t('application.title')}</strong> · {t(`application.state.${state}`)}
      </p>
      <div className={styles['line']}>
        {application.mayAccept && !readOnly ? <Button loading={accept.running} onClick={() => void accept.run(null).then(told)}>{t('application.accept')}</Button> : null}
        {mayPrepare ? <Button variant={received === null ? 'filled' : 'default'} onClick={() => setOpened('receive')}>{t('application.receive')}</Button> : null}
        {mayPrepare && received !== null ? <Button variant={state === 'awaitsVerification' ? 'filled' : 'default'} loading={verify.running} onClick={() => void verify.run(null).then(told)}>{t('application.verify')}</Button> : null}
        {mayPrepare && received !== null ? <Button variant="default" onClick={() => setOpened('import')}>{t('application.import')}</Button> : null}
        {application.mayDecide && !readOnly ? <Button variant={state === 'inDoubt' ? 'filled' : 'default'} onClick={() => setOpened('decideForce')}>{t('application.decideForce')}</Button> : null}
        {declaration === null || readOnly ? null : <Button variant="default" onClick={() => setOpened('declare')}>{t('application.declare')}</Button>}
      </div>
      {state === 'preliminary' || state === 'inDoubt' ? <p className="quiet">{t(`application.hint.${state}`)}</p> : null}
      {error === null ? null : <ErrorNote error={error} />}
      <Facts application={application} />
      {checklist.length === 0 ? null : (
        <div role="group" aria-label={t('application.checklist')}>
          <span>{t('application.checklist')}</span>
          <ul className={styles['rules']}>
            {checklist.map(({ what, name, present }) => (
              <li key={`${what} ${name}`}>
                {t(`application.check.${what}`)}, {name}: {present ? t('application.check.present') : <strong>{t('application.check.missing')}</strong>}
              </li>
            ))}
          </ul>
        </div>
      )}
      {withoutEffect === 0 ? null : <p className="quiet">{t('application.withoutEffect', { count: withoutEffect })}</p>}
      {opened === null ? null : <ApplicationDialog application={application} step={opened} onClose={() => close(false)} onDone={() => close(true)} />}
    </section>
  );
}

function Facts({ application }: { readonly application: ApplicationView }) {
  const words = useWords();
  const { t } = words;
  const { received, verified, imported, declared, accepted, decided, failedNow } = application;
  const facts: (readonly [string, ReactNode])[] = [];
  if (received !== null) facts.push([t('application.author'), received.author.name], [t('application.addressee'), received.addressee.name], [t('application.receivedOn'), words.day(received.receivedOn)]);
  if (verified !== null) {
    facts.push([t('application.protocol'), <>{t(`contract.answer.${verified.answer}`)} <span className="quiet numbers">({words.instant(verified.at)})</span>{failedNow ? <div><strong>{t('application.failedNow')}</strong></div> : null}</>]);
  }
  if (imported !== null) facts.push([t('application.importedProtocol'), `${imported.fileName} — ${imported.by}, ${words.instant(imported.at)}`]);
  if (declared !== null) facts.push([t('application.head'), <>{declared.head.name}<div lang={declared.words.language}>«{declared.words.text}»</div></>]);
  if (accepted !== null) facts.push([t('application.accepted'), `${accepted.addressee.name}, ${words.instant(accepted.at)}`]);
  if (decided !== null) facts.push([t(decided.keeps ? 'application.forceKept' : 'application.forceLost'), <>«{decided.basis}»<div className="quiet">{decided.decidedBy.name}, {words.instant(decided.at)}</div></>]);
  if (facts.length === 0) return null;
  return (
    <dl className={styles['facts']}>
      {facts.map(([name, value]) => (
        <Fact key={name} name={name} value={value} />
      ))}
    </dl>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
