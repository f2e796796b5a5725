import { Button, Group, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { MethodInput } from '#shared/contract/index.ts';
import type { NomenclatureWhole } from '#shared/contract/nomenclature.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { useDesk } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { DayField } from '../../ui/fields/day-field.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { todayIn } from '../../app/formats.ts';
import styles from './nomenclature.module.css';

type Step = MethodInput<'nomenclature.move'>['step'];

/** Where the year stands, what its next step lacks, and the step itself. */
export function YearSteps({ whole, mayEdit, onChanged }: { readonly whole: NomenclatureWhole; readonly mayEdit: boolean; readonly onChanged: () => void }) {
  const words = useWords();
  const { t } = words;
  const today = todayIn(useDesk((desk) => desk.state?.office?.zone) ?? 'UTC');
  const { nomenclature, next } = whole;
  const [text, setText] = useState('');
  const [day, setDay] = useState<string | null>(null);
  const [returning, setReturning] = useState(false);
  const move = useCall((client, step: Step, options) => client.nomenclature.move({ nomenclatureId: nomenclature.nomenclatureId, step }, options));
  const obstacles = next?.missing.filter(({ hint }) => !hint) ?? [];
  const hints = next?.missing.filter(({ hint }) => hint) ?? [];

  async function take(step: Step): Promise<void> {
    if ((await move.run(step)) === null) return;
    setReturning(false);
    onChanged();
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    switch (next?.state) {
      case 'agreed':
        return void take({ to: 'agreed', protocolNumber: text, protocolDate: day ?? '' });
      case 'approved':
        return void take({ to: 'approved', by: text, on: day ?? '' });
      case 'in-use':
      case 'summarised':
        return void take({ to: next.state });
      case 'draft':
      case undefined:
    }
  }

  return (
    <section aria-label={t(`nomenclature.state.${nomenclature.state}`)}>
      <h2>{t(`nomenclature.state.${nomenclature.state}`)}</h2>
      <p className="quiet">
        {[
          nomenclature.agreed === null ? null : `${t('nomenclature.protocolNumber')} ${nomenclature.agreed.protocolNumber}, ${words.day(nomenclature.agreed.protocolDate)}`,
          nomenclature.approved === null ? null : `${nomenclature.approved.by}, ${words.day(nomenclature.approved.on)}`,
        ].filter((part) => part !== null).join(' · ')}
      </p>
      {next === null ? null : obstacles.length === 0 ? <p>{t('nomenclature.ready')}</p> : <Points title={t('nomenclature.missing')} points={obstacles} />}
      {hints.length === 0 || nomenclature.state === 'in-use' ? null : <Points title={t('nomenclature.hint')} points={hints} />}
      {mayEdit && next !== null && next.state !== 'draft' ? (
        <form className={styles['form']} onSubmit={submit} noValidate>
          {next.state === 'agreed' || next.state === 'approved' ? (
            <div className={styles['pair']}>
              <TextInput label={t(next.state === 'agreed' ? 'nomenclature.protocolNumber' : 'nomenclature.approvedBy')} value={text} maxLength={200} onChange={(event) => setText(event.currentTarget.value)} autoComplete="off" />
              <DayField label={t(next.state === 'agreed' ? 'nomenclature.protocolDate' : 'nomenclature.approvedOn')} value={day} today={today} latest={today} onDay={setDay} />
            </div>
          ) : null}
          {move.error === null ? null : <ErrorNote error={move.error} />}
          <Group gap="xs">
            <Button type="submit" loading={move.running} disabled={obstacles.length > 0 || ((next.state === 'agreed' || next.state === 'approved') && (text.trim() === '' || !/^\d{4}-\d{2}-\d{2}$/.test(day ?? '')))}>
              {t(`nomenclature.step.${next.state}`)}
            </Button>
            {nomenclature.state === 'agreed' ? (
              <Button variant="default" onClick={() => setReturning(true)}>
                {t('nomenclature.step.draft')}
              </Button>
            ) : null}
          </Group>
        </form>
      ) : null}
      <ReasonDialog opened={returning} title={t('nomenclature.step.draft')} explain={t('nomenclature.step.draftExplain')} action={t('nomenclature.step.draft')} call={move} onClose={() => setReturning(false)} onReason={(reason) => void take({ to: 'draft', reason })} />
    </section>
  );
}

/** Points of one kind together, with the indexes that they are about. */
function Points({ title, points }: { readonly title: string; readonly points: readonly { readonly code: string; readonly about: string | null }[] }) {
  const { tKnown, day } = useWords();
  const shown = (about: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(about) ? day(about) : about);
  const byCode = Map.groupBy(points, ({ code }) => code);
  return (
    <>
      <p>{title}:</p>
      <ul className={styles['points']}>
        {[...byCode].map(([code, list]) => (
          <li key={code}>
            {tKnown(`nomenclature.missing.${code}`, 'nomenclature.hint')}
            {list.some(({ about }) => about !== null) ? `: ${list.flatMap(({ about }) => (about === null ? [] : [shown(about)])).join(', ')}` : ''}
          </li>
        ))}
      </ul>
    </>
  );
}
