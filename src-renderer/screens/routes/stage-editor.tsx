import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import type { Language } from '#shared/domain/languages.ts';
import type { TemplateProblem, TemplateStep } from '#shared/domain/routes/template.ts';
import { useWords } from '../../app/use-text.ts';
import drafts from '../drafts/drafts.module.css';
import { type EditedStage, moved, named, newStep } from './edited-template.ts';
import styles from './routes.module.css';
import { StepEditor } from './step-editor.tsx';
import type { Known } from './taker-fields.tsx';
import { WhenField } from './when-field.tsx';

interface Props {
  readonly stage: EditedStage;
  readonly at: number;
  readonly language: Language;
  readonly known: Known;
  readonly problems: readonly TemplateProblem[];
  readonly onStage: (stage: EditedStage) => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onRemove: () => void;
}

/** One stage with its parallel steps; Alt and Shift with an arrow move it on the route. */
export function StageEditor({ stage, at, language, known, problems, onStage, onMove, onRemove }: Props) {
  const { t } = useWords();
  const name = t('route.stage', { number: at + 1 });
  const setSteps = (steps: readonly TemplateStep[]): void => onStage({ ...stage, steps });
  const own = problems.filter(({ stepId }) => stepId === null);
  return (
    <fieldset
      className={styles['stage']}
      onKeyDown={(event) => {
        if (!event.altKey || !event.shiftKey || (event.code !== 'ArrowUp' && event.code !== 'ArrowDown')) return;
        event.preventDefault();
        onMove(event.code === 'ArrowUp' ? -1 : 1);
      }}
    >
      <legend>{name}</legend>
      {own.map(({ problem }) => (
        <p key={problem} className={styles['problem']} role="alert">
          {t(`routing.problem.${problem}`)}
        </p>
      ))}
      <TextInput label={t('routeEditor.stageName')} maxLength={300} value={stage.names[language] ?? ''} onChange={(event) => onStage({ ...stage, names: named(stage.names, language, event.currentTarget.value) })} />
      <WhenField when={stage.when} onWhen={(when) => onStage({ ...stage, when })} />
      {stage.steps.map((step, place) => (
        <StepEditor
          key={step.stepId}
          step={step}
          language={language}
          known={known}
          problems={problems.filter(({ stepId }) => stepId === step.stepId)}
          onStep={(next) => setSteps(stage.steps.map((one, other) => (other === place ? next : one)))}
          onMove={(by) => setSteps(moved(stage.steps, place, by))}
          onRemove={() => setSteps(stage.steps.filter((_one, other) => other !== place))}
        />
      ))}
      <div className={drafts['line']}>
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setSteps([...stage.steps, { ...newStep(), role: stage.steps[0]?.role ?? 'approver' }])}>
          {t('routeEditor.addStep')}
        </Button>
        <ActionIcon aria-label={t('routeEditor.earlier', { name })} title="Alt+Shift+↑" onClick={() => onMove(-1)}>
          <IconArrowUp size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={t('routeEditor.later', { name })} title="Alt+Shift+↓" onClick={() => onMove(1)}>
          <IconArrowDown size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={t('routeEditor.remove', { name })} onClick={onRemove}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </div>
    </fieldset>
  );
}
