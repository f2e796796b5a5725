import { Checkbox, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { MethodInput, MethodOutput } from '#shared/contract/index.ts';
import type { PlanRecord } from '#shared/contract/structure.ts';
import { type PlanScope, planScopeKey } from '#shared/domain/work-plan.ts';
import { WEEKDAYS } from '#shared/domain/working-day.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import { useFocusOnShow } from '../../ui/use-focus-on-show.ts';
import directories from '../directories/directories.module.css';
import { clockText, minuteOf } from './clock.ts';
import { personOptions, unitText } from './names.ts';
import own from './structure.module.css';

interface Props {
  readonly overview: MethodOutput<'structure.overview'>;
  /** What stands: choosing one of them changes it. */
  readonly plans: readonly PlanRecord[];
  readonly onClose: () => void;
}

/** The day that requirements D.1 begins with. */
const FIRST: PlanRecord['plan'] = { start: 540, end: 1080, lunch: { start: 780, end: 840 }, weekdays: [1, 2, 3, 4, 5] };

const TIMES = ['start', 'lunchStart', 'lunchEnd', 'end'] as const;
type Times = Readonly<Record<(typeof TIMES)[number], string>>;

const timesOf = ({ start, end, lunch }: PlanRecord['plan']): Times => ({ start: clockText(start), end: clockText(end), lunchStart: lunch === null ? '' : clockText(lunch.start), lunchEnd: lunch === null ? '' : clockText(lunch.end) });

/** Sets the hours of the office, of a unit or of a person. */
export function WorkPlanForm({ overview, plans, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const [scope, setScope] = useState<PlanScope>({ of: 'office' });
  const standing = (of: PlanScope): PlanRecord['plan'] => plans.find((one) => planScopeKey(one.scope) === planScopeKey(of))?.plan ?? FIRST;
  const [times, setTimes] = useState<Times>(() => timesOf(standing(scope)));
  const [weekdays, setWeekdays] = useState(() => standing(scope).weekdays);
  const [tried, setTried] = useState(false);
  const first = useFocusOnShow<HTMLInputElement>();
  const save = useCall((client, given: MethodInput<'structure.setPlan'>, options) => client.structure.setPlan(given, options));
  const scopes: readonly PlanScope[] = [{ of: 'office' }, ...overview.units.map(({ unitId }) => ({ of: 'unit', unitId }) as const), ...overview.people.map(({ personId }) => ({ of: 'person', personId }) as const)];
  const options = [
    { value: planScopeKey({ of: 'office' }), label: t('workPlan.office') },
    ...overview.units.map((unit) => ({ value: planScopeKey({ of: 'unit', unitId: unit.unitId }), label: unitText(unit) })),
    ...personOptions(overview.people).map(({ value, label }) => ({ value: planScopeKey({ of: 'person', personId: value }), label })),
  ];
  const halfLunch = (times.lunchStart === '') !== (times.lunchEnd === '');
  const missing = { start: times.start === '', end: times.end === '', lunchStart: halfLunch && times.lunchStart === '', lunchEnd: halfLunch && times.lunchEnd === '' };

  function choose(key: string | null): void {
    const chosen = scopes.find((one) => planScopeKey(one) === key);
    if (chosen === undefined) return;
    setScope(chosen);
    setTimes(timesOf(standing(chosen)));
    setWeekdays(standing(chosen).weekdays);
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    const [start, end, lunchStart, lunchEnd] = [minuteOf(times.start), minuteOf(times.end), minuteOf(times.lunchStart), minuteOf(times.lunchEnd)];
    if (start === null || end === null || halfLunch || save.running) return;
    void save.run({ scope, plan: { start, end, lunch: lunchStart === null || lunchEnd === null ? null : { start: lunchStart, end: lunchEnd }, weekdays } }).then((done) => {
      if (done === null) return;
      toastsFor(words).done(t('workPlan.saved'));
      onClose();
    });
  }

  return (
    <form className={directories['inner']} aria-label={t('workPlan.new')} noValidate autoComplete="off" onSubmit={submit}>
      {save.error === null ? null : <ErrorNote error={save.error} />}
      <Select ref={first} openOnFocus={false} label={t('workPlan.whose')} searchable allowDeselect={false} nothingFoundMessage={t('palette.nothing')} value={planScopeKey(scope)} onChange={choose} data={options} />
      <div className={own['fields']}>
        {TIMES.map((time) => (
          <TextInput key={time} type="time" label={t(`workPlan.${time}`)} value={times[time]} error={tried && missing[time] ? t('setup.fieldNeeded') : undefined} onChange={(event) => setTimes({ ...times, [time]: event.currentTarget.value })} />
        ))}
      </div>
      <Checkbox.Group label={t('workPlan.weekdays')} value={weekdays.map(String)} onChange={(chosen) => setWeekdays(WEEKDAYS.filter((weekday) => chosen.includes(String(weekday))))}>
        <div className={directories['filters']}>
          {WEEKDAYS.map((weekday) => (
            <Checkbox key={weekday} value={String(weekday)} label={t(`workPlan.weekday.${weekday}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <FormFoot action={t('common.save')} running={save.running} onCancel={onClose} />
    </form>
  );
}
