import { WideTable } from '../../ui/wide-table.tsx';
import { Button } from '@mantine/core';
import type { MethodInput } from '#shared/contract/index.ts';
import type { DelegationRecord } from '#shared/contract/structure.ts';
import { formatDay } from '../../app/formats.ts';
import { useChoices } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';
import own from './structure.module.css';

interface Props {
  readonly label: string;
  readonly delegations: readonly DelegationRecord[];
  readonly show: MethodInput<'structure.delegations'>['show'];
  readonly running: boolean;
  readonly onRemove: (delegationId: string) => void;
}

/** Who acts for whom: what he may do, by which document, how long, and whether it holds now. */
export function DelegationTable({ label, delegations, show, running, onRemove }: Props) {
  const words = useWords();
  const { t } = words;
  const choices = useChoices().value;

  function scopeOf({ kindIds, journalIds }: DelegationRecord): string {
    const names = [
      ...(choices?.kinds ?? []).filter(({ kindId }) => kindIds?.includes(kindId)).map((kind) => words.named(kind.names)),
      ...(choices?.journals ?? []).filter(({ journalId }) => journalIds?.includes(journalId)).map((journal) => words.named(journal.names)),
    ];
    return kindIds === null && journalIds === null ? t('delegation.allDocuments') : names.join(', ');
  }

  function stateOf({ removedAt, removedBy, inForce }: DelegationRecord): string {
    if (removedAt !== null) return t('delegation.removed', { time: words.instant(removedAt), name: removedBy ?? '' });
    return t(inForce ? 'delegation.inForce' : 'delegation.notInForce');
  }

  const period = ({ fromDay, untilDay }: DelegationRecord): string => (untilDay === null ? t('delegation.periodOpen', { from: formatDay(fromDay) }) : `${formatDay(fromDay)} – ${formatDay(untilDay)}`);
  return (
    <WideTable label={label}>
      <thead>
        <tr>
          {show === 'givenByMe' ? null : <th scope="col">{t('delegation.principal')}</th>}
          {show === 'givenToMe' ? null : <th scope="col">{t('delegation.deputy')}</th>}
          <th scope="col">{t('delegation.actions')}</th>
          <th scope="col">{t('delegation.basis')}</th>
          <th scope="col">{t('delegation.period')}</th>
          <th scope="col">{t('delegation.state')}</th>
          {show === 'givenToMe' ? null : <th scope="col">{t('account.actions')}</th>}
        </tr>
      </thead>
      <tbody>
        {delegations.map((delegation) => (
          <tr key={delegation.delegationId}>
            {show === 'givenByMe' ? null : <td>{delegation.principalName}</td>}
            {show === 'givenToMe' ? null : (
              <td>
                {delegation.deputyName}
                <span className="quiet"> {t(`delegation.capacity.${delegation.capacity}`)}</span>
              </td>
            )}
            <td>
              {delegation.actions.map((action) => t(`delegation.action.${action}`)).join(', ')}
              <span className="quiet"> ({scopeOf(delegation)})</span>
            </td>
            <td className={own['basis']}>{t('delegation.basisText', { ...delegation.basis, date: formatDay(delegation.basis.date) })}</td>
            <td className="numbers">{period(delegation)}</td>
            <td>{stateOf(delegation)}</td>
            {show === 'givenToMe' ? null : (
              <td>
                {delegation.mayRemove ? (
                  <Button variant="subtle" disabled={running} aria-label={`${t('delegation.remove')}: ${delegation.deputyName}`} onClick={() => onRemove(delegation.delegationId)}>
                    {t('delegation.remove')}
                  </Button>
                ) : null}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
