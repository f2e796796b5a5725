import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { MethodInput, MethodOutput } from '#shared/contract/index.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import styles from '../administration/administration.module.css';
import directories from '../directories/directories.module.css';
import { DelegationForm } from './delegation-form.tsx';
import { DelegationTable } from './delegation-table.tsx';

interface Props {
  readonly overview: MethodOutput<'structure.overview'>;
  readonly show: MethodInput<'structure.delegations'>['show'];
}

const TITLES = { all: 'delegation.title', givenByMe: 'delegation.title', givenToMe: 'delegation.toMe' } as const;

/** Assistants and deputies: appointed by a document, for a time, and ended (RES-12, RES-13). */
export function Delegations({ overview, show }: Props) {
  const words = useWords();
  const { t } = words;
  const [appointing, setAppointing] = useState(false);
  const list = useAsk(`structure.delegations:${show}`, (client, options) => client.structure.delegations({ show }, options), ['directories']);
  const remove = useCall((client, delegationId: string, options) => client.structure.removeDelegation({ delegationId }, options));
  const principals = overview.people.filter(({ personId }) => show === 'all' || overview.ownPersonIds.includes(personId));
  const appoints = show !== 'givenToMe' && principals.length > 0;
  if (list.error !== null && list.value === null) return <ErrorNote error={list.error} again={list.again} />;
  if (list.value === null) return <SlowLoading label={t('common.loading')} lines={3} />;
  const { delegations } = list.value;
  return (
    <section className={directories['section']} aria-label={t(TITLES[show])}>
      <div className={styles['bar']}>
        <h2 className={directories['title']}>{t(TITLES[show])}</h2>
        {appoints && !appointing ? (
          <Button variant="default" leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setAppointing(true)}>
            {t('delegation.new')}
          </Button>
        ) : null}
      </div>
      {appointing ? <DelegationForm principals={principals} people={overview.people} onClose={() => setAppointing(false)} /> : null}
      {remove.error === null ? null : <ErrorNote error={remove.error} />}
      {delegations.length === 0 ? (
        <p className="quiet">{t(show === 'givenToMe' ? 'delegation.emptyToMe' : 'delegation.empty')}</p>
      ) : (
        <DelegationTable
          label={t(TITLES[show])}
          delegations={delegations}
          show={show}
          running={remove.running}
          onRemove={(delegationId) => {
            void remove.run(delegationId).then((done) => {
              if (done !== null) toastsFor(words).done(t('delegation.ended', { name: done.deputyName }));
            });
          }}
        />
      )}
    </section>
  );
}
