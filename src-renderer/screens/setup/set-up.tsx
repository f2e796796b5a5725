import { Radio } from '@mantine/core';
import { useState } from 'react';
import type { DeskState } from '#shared/contract/desk.ts';
import { useWords } from '../../app/use-text.ts';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { JoinOffice } from './join-office.tsx';
import { NewOffice } from './new-office.tsx';
import styles from './set-up.module.css';

const WAYS = ['new', 'join'] as const;
type Way = (typeof WAYS)[number];

/** The desk's first page: a new office begins here, or the desk joins one that has a server. Done by keyboard alone. */
export function SetUp({ state }: { readonly state: DeskState }) {
  const { t } = useWords();
  const [way, setWay] = useState<Way>('new');
  const [busy, setBusy] = useState(false);
  return (
    <main className={styles['page']}>
      <div className={styles['sheet']}>
        <header className={styles['head']}>
          <div>
            <h1>{t('setup.title')}</h1>
            {way === 'new' ? <p className="quiet">{t('setup.lead')}</p> : null}
          </div>
          <LanguageSwitch />
        </header>
        <Radio.Group label={t('setup.way')} value={way} onChange={(value) => setWay(WAYS.find((one) => one === value) ?? 'new')}>
          <div className={styles['ways']}>
            {WAYS.map((one) => (
              <Radio key={one} value={one} disabled={busy} label={t(`setup.way.${one}`)} description={t(`setup.way.${one}Hint`)} />
            ))}
          </div>
        </Radio.Group>
        {way === 'new' ? <NewOffice state={state} /> : <JoinOffice passphraseNeeded={state.passphraseNeeded} onBusy={setBusy} />}
      </div>
    </main>
  );
}
