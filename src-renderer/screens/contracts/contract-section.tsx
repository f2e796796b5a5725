import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ContractView } from '#shared/contract/contracts.ts';
import type { Card } from '#shared/contract/registration.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { ContractClauses } from './contract-clauses.tsx';
import { ContractFacts } from './contract-facts.tsx';
import styles from '../../ui/steps-section.module.css';
import { StepDialog } from './step-dialog.tsx';

const KEY = 'Alt+G';

/** How a contract stands on its way to the electronic conclusion, and its next step (SIGN-18 … SIGN-22). Nothing for other kinds. */
export function ContractSection({ card, zone, readOnly }: { readonly card: Card; readonly zone: string; readonly readOnly: boolean }) {
  const { documentId } = card;
  const answer = useAsk(`contracts:${documentId}`, (client, options) => client.contracts.ofDocument({ documentId }, options), ['cards']);
  if (answer.error !== null && answer.value === null) return <ErrorNote error={answer.error} again={answer.again} />;
  const contract = answer.value?.contract ?? null;
  return contract === null ? null : <Contract card={card} contract={contract} zone={zone} readOnly={readOnly} />;
}

function Contract({ card, contract, zone, readOnly }: { readonly card: Card; readonly contract: ContractView; readonly zone: string; readonly readOnly: boolean }) {
  const words = useWords();
  const { t } = words;
  const { documentId } = card;
  const { state, concludedAt, next, withoutEffect } = contract;
  const [opened, setOpened] = useState(false);
  const check = useCall((client, _nothing: null, options) => client.contracts.checkHead({ documentId, stepId: crypto.randomUUID() }, options));
  const compose = useCall((client, receiptStepId: string, options) => client.contracts.composeProtocol({ documentId, stepId: crypto.randomUUID(), receiptStepId }, options));
  const running = check.running || compose.running;
  const error = check.error ?? compose.error;
  const mayAct = contract.mayAct && !readOnly && next !== null;
  // The newest file that came: of those without a protocol first.
  const receipt = contract.receipts.findLast(({ protocol }) => protocol === null) ?? contract.receipts.findLast(({ protocol }) => protocol?.answer === 'passed' || protocol?.answer === 'undetermined');

  function run(): void {
    if (!mayAct || running || opened) return;
    check.clear();
    compose.clear();
    if (next === 'checkHead') void check.run(null).then(told);
    else if (next === 'composeProtocol') void (receipt === undefined ? null : compose.run(receipt.stepId).then(told));
    else setOpened(true);
  }
  function told(done: ContractView | null): void {
    if (done !== null) toastsFor(words).done(t('contract.done'));
  }
  useScreenShortcuts(mayAct ? [{ id: 'contractStep', keys: [KEY], label: 'shortcut.contractStep', group: 'screen', run }] : []);
  const hint = state === 'awaitsHead' || state === 'toBeSent' || state === 'preliminary' || state === 'notConcluded' || state === 'inDoubt' ? t(`contract.hint.${state}`) : null;

  return (
    <section className={styles['section']} aria-label={t('contract.title')}>
      <p>
        <strong>{t(`contract.kind.${contract.kind}`)}</strong> · {t(`contract.state.${state}`)}
        {concludedAt === null ? null : <span className="numbers"> · {words.instant(concludedAt)}</span>}
      </p>
      {concludedAt === null ? null : <p className="quiet">{t('contract.concludedAt')}</p>}
      {mayAct ? (
        <div className={styles['line']}>
          <Button loading={running} rightSection={<kbd className={styles['key']}>{KEY}</kbd>} variant={state === 'concluded' ? 'default' : 'filled'} onClick={run}>
            {t(`contract.step.${next}`)}
          </Button>
        </div>
      ) : null}
      {hint === null ? null : <p className="quiet">{hint}</p>}
      {error === null ? null : <ErrorNote error={error} />}
      <ContractFacts contract={contract} />
      {contract.mayAct && contract.sent.length === 0 ? <ContractClauses documentId={documentId} /> : null}
      {withoutEffect === 0 ? null : <p className="quiet">{t('contract.withoutEffect', { count: withoutEffect })}</p>}
      {opened && next !== null ? (
        <StepDialog
          contract={contract}
          step={next}
          files={card.files.filter(({ role }) => role !== 'main')}
          zone={zone}
          onClose={() => setOpened(false)}
          onDone={() => {
            setOpened(false);
            toastsFor(words).done(t('contract.done'));
          }}
        />
      ) : null}
    </section>
  );
}
