import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import type { PersonInStructure } from '#shared/contract/structure.ts';
import { HOLDING_LEVELS, HOLDING_STATES, type HoldingLevel, type HoldingState } from '#shared/domain/signature-holdings.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import styles from '../administration/administration.module.css';
import own from '../directories/directories.module.css';
import { HoldingTable } from './holding-table.tsx';
import { IssueForm } from './issue-form.tsx';
import { TellHolding, type ToldOf } from './tell-holding.tsx';

interface Props {
  readonly people: readonly PersonInStructure[];
  readonly issuing: boolean;
  readonly onIssue: () => void;
  readonly onIssued: () => void;
}

/** Register of who holds which signature, and what became of it (SIGN-16, SIGN-17). */
export function HoldingsSection({ people, issuing, onIssue, onIssued }: Props) {
  const { t } = useWords();
  const [name, setName] = useState('');
  const [level, setLevel] = useState<HoldingLevel | null>(null);
  const [state, setState] = useState<HoldingState | null>(null);
  const [telling, setTelling] = useState<ToldOf | null>(null);
  const list = useAsk('agreements.holdings', (client, options) => client.agreements.holdings({}, options), ['signatures']);
  if (list.error !== null && list.value === null) return <ErrorNote error={list.error} again={list.again} />;
  if (list.value === null) return <SlowLoading label={t('common.loading')} lines={4} />;
  const { holdings, today } = list.value;
  const wanted = name.trim().toLocaleLowerCase();
  const shown = holdings.filter((one) => (level === null || one.level === level) && (state === null || one.state === state) && [one.personName, one.serial ?? ''].some((text) => text.toLocaleLowerCase().includes(wanted)));

  return (
    <section className={own['section']} aria-labelledby="signatures-issued">
      <div className={styles['bar']}>
        <h2 id="signatures-issued" className={own['title']}>
          {t('holding.title')}
        </h2>
        <Button variant="default" leftSection={<IconKey size={16} aria-hidden />} aria-keyshortcuts="Alt+G" onClick={onIssue}>
          {t('holding.issue')}
        </Button>
      </div>
      {holdings.length === 0 ? (
        <p className="quiet">{t('holding.none')}</p>
      ) : (
        <>
          <div className={own['filters']}>
            <TextInput aria-label={t('holding.find')} placeholder={t('holding.find')} value={name} maxLength={200} onChange={(event) => setName(event.currentTarget.value)} />
            <NativeSelect aria-label={t('holding.level')} value={level ?? ''} onChange={(event) => setLevel(HOLDING_LEVELS.find((one) => one === event.currentTarget.value) ?? null)} data={[{ value: '', label: t('holding.anyLevel') }, ...HOLDING_LEVELS.map((one) => ({ value: one, label: t(`holding.level.${one}`) }))]} />
            <NativeSelect aria-label={t('holding.state')} value={state ?? ''} onChange={(event) => setState(HOLDING_STATES.find((one) => one === event.currentTarget.value) ?? null)} data={[{ value: '', label: t('signatureRegister.anyState') }, ...HOLDING_STATES.map((one) => ({ value: one, label: t(`holding.state.${one}`) }))]} />
          </div>
          {shown.length === 0 ? <p className="quiet">{t('palette.nothing')}</p> : <HoldingTable holdings={shown} onTell={(holding, step) => setTelling({ holding, step })} />}
        </>
      )}
      <IssueForm opened={issuing} people={people} today={today} onClose={onIssued} />
      <TellHolding told={telling} today={today} onClose={() => setTelling(null)} />
    </section>
  );
}
