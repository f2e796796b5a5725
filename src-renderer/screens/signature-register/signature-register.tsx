import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconFilePlus, IconId, IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import type { InteractionAgreementShown } from '#shared/contract/agreements.ts';
import { AGREEMENT_STATES, AGREEMENT_SUBJECTS, type AgreementState, type AgreementSubject } from '#shared/domain/interaction-agreement.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import styles from '../administration/administration.module.css';
import own from '../directories/directories.module.css';
import { AgreementForm } from './agreement-form.tsx';
import { AgreementTable } from './agreement-table.tsx';
import { CheckTable } from './check-table.tsx';
import { EndAgreement } from './end-agreement.tsx';
import { HoldingsSection } from './holdings-section.tsx';
import { IdentityForm } from './identity-form.tsx';

/** By what employees may sign: agreements, consents, the checks of identity on which they rest, and the signatures that were issued (SIGN-15, SIGN-16, SIGN-17, HRC-01). */
export function SignatureRegister() {
  const { t } = useWords();
  const [dialog, setDialog] = useState<'register' | 'check' | 'issue' | null>(null);
  const [ending, setEnding] = useState<InteractionAgreementShown | null>(null);
  const [name, setName] = useState('');
  const [subject, setSubject] = useState<AgreementSubject | null>(null);
  const [state, setState] = useState<AgreementState | null>(null);
  const list = useAsk('agreements.list', (client, options) => client.agreements.list({}, options), ['signatures']);
  const overview = useAsk('structure.overview', (client, options) => client.structure.overview({}, options), ['directories']);
  useScreenShortcuts([
    { id: 'newLetter', keys: ['Alt+N'], label: 'signatureRegister.register', group: 'screen', run: () => setDialog('register') },
    { id: 'issueSignature', keys: ['Alt+G'], label: 'holding.issue', group: 'screen', run: () => setDialog('issue') },
    { id: 'checkIdentity', keys: ['Alt+I'], label: 'signatureRegister.check', group: 'screen', run: () => setDialog('check') },
  ]);
  const error = list.error ?? overview.error;
  if (error !== null && (list.value === null || overview.value === null)) {
    return (
      <ErrorNote
        error={error}
        again={() => {
          list.again();
          overview.again();
        }}
      />
    );
  }
  if (list.value === null || overview.value === null) return <SlowLoading label={t('common.loading')} lines={6} />;
  const { agreements, checks, today } = list.value;
  const { people } = overview.value;
  const wanted = name.trim().toLocaleLowerCase();
  const shown = agreements.filter((one) => (subject === null || one.subject === subject) && (state === null || one.state === state) && one.personName.toLocaleLowerCase().includes(wanted));

  return (
    <>
      <div className={styles['bar']}>
        <h1 className={own['title']}>{t('signatureRegister.agreements')}</h1>
        <div className={own['buttons']}>
          <Button variant="default" leftSection={<IconId size={16} aria-hidden />} onClick={() => setDialog('check')}>
            {t('signatureRegister.check')}
          </Button>
          <Button leftSection={<IconFilePlus size={16} aria-hidden />} onClick={() => setDialog('register')}>
            {t('signatureRegister.register')}
          </Button>
        </div>
      </div>
      {agreements.length === 0 ? (
        <Empty icon={<IconSignature size={40} stroke={1.2} aria-hidden />} title={t('signatureRegister.none')} hint={t('signatureRegister.noneHint')} />
      ) : (
        <>
          <div className={own['filters']}>
            <TextInput aria-label={t('signatureRegister.person')} placeholder={t('signatureRegister.person')} value={name} maxLength={200} onChange={(event) => setName(event.currentTarget.value)} />
            <NativeSelect aria-label={t('signatureRegister.subject')} value={subject ?? ''} onChange={(event) => setSubject(AGREEMENT_SUBJECTS.find((one) => one === event.currentTarget.value) ?? null)} data={[{ value: '', label: t('signatureRegister.anySubject') }, ...AGREEMENT_SUBJECTS.map((one) => ({ value: one, label: t(`agreement.subject.${one}`) }))]} />
            <NativeSelect aria-label={t('signatureRegister.state')} value={state ?? ''} onChange={(event) => setState(AGREEMENT_STATES.find((one) => one === event.currentTarget.value) ?? null)} data={[{ value: '', label: t('signatureRegister.anyState') }, ...AGREEMENT_STATES.map((one) => ({ value: one, label: t(`agreement.state.${one}`) }))]} />
          </div>
          {shown.length === 0 ? <p className="quiet">{t('palette.nothing')}</p> : <AgreementTable agreements={shown} onEnd={setEnding} />}
        </>
      )}
      {checks.length === 0 ? null : (
        <section className={own['section']} aria-labelledby="identity-checks">
          <h2 id="identity-checks" className={own['title']}>
            {t('signatureRegister.checks')}
          </h2>
          <CheckTable checks={checks} />
        </section>
      )}
      <HoldingsSection people={people} issuing={dialog === 'issue'} onIssue={() => setDialog('issue')} onIssued={() => setDialog(null)} />
      <AgreementForm opened={dialog === 'register'} people={people} checks={checks} today={today} onClose={() => setDialog(null)} />
      <IdentityForm opened={dialog === 'check'} people={people} onClose={() => setDialog(null)} />
      <EndAgreement agreement={ending} today={today} onClose={() => setEnding(null)} />
    </>
  );
}
