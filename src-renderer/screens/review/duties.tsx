import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { MethodOutput } from '#shared/contract/index.ts';
import { useCall } from '../../app/use-call.ts';
import type { Choices } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import styles from '../administration/administration.module.css';
import own from '../directories/directories.module.css';
import { DutyEditor } from './duty-editor.tsx';

export type Settings = MethodOutput<'review.settings'>;
export type DutyRow = Settings['duties'][number];

interface Props {
  readonly duties: Settings['duties'];
  readonly people: Settings['people'];
  readonly choices: Choices;
  readonly edits: boolean;
}

/** The table of duties: the first row that fits decides, so its order is part of it. */
export function Duties({ duties, people, choices, edits }: Props) {
  const words = useWords();
  const { t } = words;
  const [editing, setEditing] = useState<DutyRow | 'new' | null>(null);
  const order = useCall((client, dutyIds: string[], options) => client.review.orderDuties({ dutyIds }, options));
  const remove = useCall((client, dutyId: string, options) => client.review.removeDuty({ dutyId }, options));

  function conditions(duty: DutyRow): string {
    const parts = [
      words.named(choices.journals.find(({ journalId }) => journalId === duty.journalId)?.names ?? {}),
      words.named(choices.kinds.find(({ kindId }) => kindId === duty.kindId)?.names ?? {}),
      duty.category === null ? '' : t(`correspondents.category.${duty.category}`),
      duty.caseIndex === null ? '' : `${duty.caseIndex} ${choices.cases.find(({ index }) => index === duty.caseIndex)?.title ?? `(${t('review.duty.caseGone')})`}`,
      duty.words.map((word) => `«${word}»`).join(', '),
    ].filter((part) => part !== '');
    return parts.length === 0 ? t('review.duty.any') : parts.join(' · ');
  }

  function move(at: number, by: 1 | -1): void {
    const ids = duties.map(({ dutyId }) => dutyId);
    const [moved] = ids.splice(at, 1);
    if (moved === undefined) return;
    ids.splice(at + by, 0, moved);
    void order.run(ids);
  }
  const error = order.error ?? remove.error;

  return (
    <section className={own['section']} aria-labelledby="duties-title">
      <div className={styles['bar']}>
        <h2 id="duties-title">{t('review.duties')}</h2>
        {edits ? (
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing('new')}>
            {t('review.duty.new')}
          </Button>
        ) : null}
      </div>
      <p className="quiet">{t('review.dutiesHint')}</p>
      {error === null ? null : <ErrorNote error={error} />}
      {duties.length === 0 ? (
        <p>{t('review.dutiesEmpty')}</p>
      ) : (
        <WideTable label={t('review.duties')}>
          <thead>
            <tr>
              <th scope="col">№</th>
              <th scope="col">{t('review.duty.when')}</th>
              <th scope="col">{t('review.reviewer')}</th>
              {edits ? <th scope="col">{t('account.actions')}</th> : null}
            </tr>
          </thead>
          <tbody>
            {duties.map((duty, at) => {
              const name = people.find(({ personId }) => personId === duty.reviewerPersonId)?.name ?? duty.reviewerPersonId;
              const actions = [
                { label: t('review.duty.up'), icon: <IconArrowUp size={16} aria-hidden />, disabled: at === 0, run: () => move(at, -1) },
                { label: t('review.duty.down'), icon: <IconArrowDown size={16} aria-hidden />, disabled: at === duties.length - 1, run: () => move(at, 1) },
                { label: t('review.duty.edit'), icon: <IconPencil size={16} aria-hidden />, disabled: false, run: () => setEditing(duty) },
                { label: t('review.duty.remove'), icon: <IconTrash size={16} aria-hidden />, disabled: false, run: () => void remove.run(duty.dutyId) },
              ];
              return (
                <tr key={duty.dutyId}>
                  <td>{at + 1}</td>
                  <td>{conditions(duty)}</td>
                  <td>{name}</td>
                  {edits ? (
                    <td>
                      <div className={styles['actions']}>
                        {actions.map(({ label, icon, disabled, run }) => (
                          <ActionIcon key={label} aria-label={`${label}: ${at + 1}, ${name}`} title={label} disabled={disabled || order.running || remove.running} onClick={run}>
                            {icon}
                          </ActionIcon>
                        ))}
                      </div>
                    </td>
                  ) : null}
                </tr>
              );
            })}
          </tbody>
        </WideTable>
      )}
      <DutyEditor opened={editing !== null} duty={editing === 'new' ? null : editing} people={people} choices={choices} onClose={() => setEditing(null)} />
    </section>
  );
}
