import { ActionIcon, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import type { Language } from '#shared/domain/languages.ts';
import { STEP_ROLES, type TemplateProblem, type TemplateStep } from '#shared/domain/routes/template.ts';
import { useWords } from '../../app/use-text.ts';
import drafts from '../drafts/drafts.module.css';
import { nameIn } from '../drafts/step-names.ts';
import { named } from './edited-template.ts';
import styles from './routes.module.css';
import { type Known, TakerFields } from './taker-fields.tsx';
import { WhenField } from './when-field.tsx';

interface Props {
  readonly step: TemplateStep;
  readonly language: Language;
  readonly known: Known;
  readonly problems: readonly TemplateProblem[];
  readonly onStep: (step: TemplateStep) => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onRemove: () => void;
}

/** One step of a stage; Alt with an arrow moves it among those beside it. */
export function StepEditor({ step, language, known, problems, onStep, onMove, onRemove }: Props) {
  const words = useWords();
  const { t } = words;
  const set = (changes: Partial<TemplateStep>): void => onStep({ ...step, ...changes });
  const told = (...wanted: readonly TemplateProblem['problem'][]): string | null => problems.filter(({ problem }) => wanted.includes(problem)).map(({ problem }) => t(`routing.problem.${problem}`)).join('; ') || null;
  const shown = nameIn(words, step.names);
  const name = shown === '' ? t(`route.role.${step.role}`) : shown;
  return (
    <fieldset
      className={styles['step']}
      onKeyDown={(event) => {
        if (!event.altKey || event.shiftKey || (event.code !== 'ArrowUp' && event.code !== 'ArrowDown')) return;
        event.preventDefault();
        onMove(event.code === 'ArrowUp' ? -1 : 1);
      }}
    >
      <legend>{name}</legend>
      <div className={styles['fields']}>
        <TextInput label={t('routeEditor.stepName')} required maxLength={300} placeholder={shown} value={step.names[language] ?? ''} error={told('unnamed', 'duplicateStep')} onChange={(event) => set({ names: named(step.names, language, event.currentTarget.value) })} />
        <NativeSelect label={t('routeEditor.role')} value={step.role} error={told('orderBroken', 'countersignerUnreachable')} onChange={(event) => set({ role: STEP_ROLES.find((role) => role === event.currentTarget.value) ?? step.role })} data={STEP_ROLES.map((role) => ({ value: role, label: t(`route.role.${role}`) }))} />
        <TakerFields taker={step.taker} known={known} error={told('nobodyNamed')} onTaker={(taker) => set({ taker })} />
      </div>
      <WhenField when={step.when} onWhen={(when) => set({ when })} />
      <Checkbox label={t('routeEditor.mayBeNobody')} checked={step.mayBeNobody} onChange={(event) => set({ mayBeNobody: event.currentTarget.checked })} />
      <div className={drafts['line']}>
        <ActionIcon aria-label={t('routeEditor.earlier', { name })} title="Alt+↑" onClick={() => onMove(-1)}>
          <IconArrowUp size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={t('routeEditor.later', { name })} title="Alt+↓" onClick={() => onMove(1)}>
          <IconArrowDown size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={t('routeEditor.remove', { name })} onClick={onRemove}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </div>
    </fieldset>
  );
}
