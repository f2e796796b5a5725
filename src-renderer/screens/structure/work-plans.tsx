import { Button } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useState } from 'react';
import type { MethodInput, MethodOutput } from '#shared/contract/index.ts';
import type { PlanRecord } from '#shared/contract/structure.ts';
import { planScopeKey } from '#shared/domain/work-plan.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import styles from '../administration/administration.module.css';
import directories from '../directories/directories.module.css';
import { clockText } from './clock.ts';
import { WorkPlanForm } from './work-plan-form.tsx';

interface Props {
  readonly overview: MethodOutput<'structure.overview'>;
  readonly edits: boolean;
}

/** Working hours of the office, of units, of people (requirements D.1). */
export function WorkPlans({ overview, edits }: Props) {
  const { t } = useWords();
  const [setting, setSetting] = useState(false);
  const list = useAsk('structure.plans', (client, options) => client.structure.plans({}, options), ['directories']);
  const remove = useCall((client, given: MethodInput<'structure.setPlan'>, options) => client.structure.setPlan(given, options));
  if (list.error !== null && list.value === null) return <ErrorNote error={list.error} again={list.again} />;
  if (list.value === null) return <SlowLoading label={t('common.loading')} lines={3} />;
  const { plans } = list.value;

  function whose({ scope }: PlanRecord): string {
    if (scope.of === 'office') return t('workPlan.office');
    if (scope.of === 'unit') return overview.units.find(({ unitId }) => unitId === scope.unitId)?.name ?? '';
    return overview.people.find(({ personId }) => personId === scope.personId)?.name ?? '';
  }

  function hours({ plan: { start, end, lunch } }: PlanRecord): string {
    const day = `${clockText(start)}–${clockText(end)}`;
    return lunch === null ? day : t('workPlan.withLunch', { day, lunch: `${clockText(lunch.start)}–${clockText(lunch.end)}` });
  }

  return (
    <section className={directories['section']} aria-labelledby="plans-title">
      <div className={styles['bar']}>
        <h2 id="plans-title" className={directories['title']}>
          {t('workPlan.title')}
        </h2>
        {edits && !setting ? (
          <Button variant="default" leftSection={<IconClock size={16} aria-hidden />} onClick={() => setSetting(true)}>
            {t('workPlan.new')}
          </Button>
        ) : null}
      </div>
      {setting ? <WorkPlanForm overview={overview} plans={plans} onClose={() => setSetting(false)} /> : null}
      {remove.error === null ? null : <ErrorNote error={remove.error} />}
      {plans.length === 0 ? (
        <p className="quiet">{t('workPlan.empty')}</p>
      ) : (
        <>
          <p className="quiet">{t('workPlan.hint')}</p>
          <WideTable label={t('workPlan.title')}>
            <thead>
              <tr>
                <th scope="col">{t('workPlan.whose')}</th>
                <th scope="col">{t('workPlan.hours')}</th>
                <th scope="col">{t('workPlan.weekdays')}</th>
                {edits ? <th scope="col">{t('account.actions')}</th> : null}
              </tr>
            </thead>
            <tbody>
              {plans.map((record) => (
                <tr key={planScopeKey(record.scope)}>
                  <td>{whose(record)}</td>
                  <td className="numbers">{hours(record)}</td>
                  <td>{record.plan.weekdays.map((weekday) => t(`workPlan.weekday.${weekday}`)).join(', ')}</td>
                  {edits ? (
                    <td>
                      <Button variant="subtle" disabled={remove.running} aria-label={`${t('workPlan.remove')}: ${whose(record)}`} onClick={() => void remove.run({ scope: record.scope, plan: null })}>
                        {t('workPlan.remove')}
                      </Button>
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </WideTable>
        </>
      )}
    </section>
  );
}
