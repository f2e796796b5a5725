import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { IconDeviceFloppy, IconPlus } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { TemplateRecord } from '#shared/contract/routing.ts';
import { APPROVAL_MODES, RESTART_RULES, type RouteTemplate, SIGNER_MEANS, SIGNING_PROFILES, templateProblems } from '#shared/domain/routes/template.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { useDesk } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import drafts from '../drafts/drafts.module.css';
import { nameIn } from '../drafts/step-names.ts';
import { type EditedTemplate, moved, named, newStage, toEdited, toTemplate } from './edited-template.ts';
import styles from './routes.module.css';
import { StageEditor } from './stage-editor.tsx';
import type { Known } from './taker-fields.tsx';
import { TemplatePicture } from './template-picture.tsx';

interface Props {
  /** Null: a new one. */
  readonly templateId: string | null;
  readonly template: RouteTemplate;
  readonly known: Known;
  readonly onKept: (record: TemplateRecord) => void;
}

/** Edits a typical route: its picture follows each change, and what would make it unusable is told at its place (ROUTE-06). */
export function RouteEditor({ templateId, template: given, known, onKept }: Props) {
  const words = useWords();
  const { t, number } = words;
  // Names are those of the office's documents, whatever the language of the window.
  const language = useDesk((desk) => desk.state?.office?.documentLanguages[0]) ?? words.language;
  const [edited, setEdited] = useState<EditedTemplate>(() => toEdited(given));
  const [tried, setTried] = useState(false);
  const [tries, setTries] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  // The hand is led to the first place that has to be mended.
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);
  const keep = useCall((client, template: RouteTemplate, options) => client.routing.defineTemplate({ templateId, template }, options));
  const found = templateProblems(edited);
  // A step that was only just added is not blamed for what nobody could have written yet.
  const problems = tried ? found : [];
  const whole = problems.filter(({ stage, problem }) => stage === null && problem !== 'unnamed' && problem !== 'noMeans');
  const set = (changes: Partial<EditedTemplate>): void => setEdited({ ...edited, ...changes });
  const told = (wanted: 'unnamed' | 'noMeans'): string | null => (problems.some(({ problem, stage }) => problem === wanted && stage === null) ? t(`routing.problem.${wanted}`) : null);

  function save(event?: FormEvent): void {
    event?.preventDefault();
    setTried(true);
    if (found.length > 0) return setTries((before) => before + 1);
    if (keep.running) return;
    void keep.run(toTemplate(edited)).then((record) => {
      if (record === null) return;
      toastsFor(words).done(t('routeEditor.saved', { count: number(record.version) }));
      onKept(record);
    });
  }
  useScreenShortcuts([{ id: 'keepRoute', keys: ['Ctrl+Enter'], label: 'routeEditor.save', group: 'screen', run: () => save() }]);

  return (
    <form ref={form} className={styles['editor']} aria-label={t('routeEditor.title')} noValidate autoComplete="off" onSubmit={save}>
      <TemplatePicture template={edited} known={known} problems={problems} />
      {keep.error === null ? null : <ErrorNote error={keep.error} />}
      {problems.length === 0 ? null : (
        <div className="attention-note" role="alert">
          <div>
            <p>
              <b>{t('routeEditor.problems')}</b>
            </p>
            {whole.map(({ problem }) => (
              <p key={problem}>{t(`routing.problem.${problem}`)}</p>
            ))}
          </div>
        </div>
      )}
      <TextInput label={t('routeEditor.name')} required maxLength={300} placeholder={nameIn(words, edited.names)} value={edited.names[language] ?? ''} error={told('unnamed')} onChange={(event) => set({ names: named(edited.names, language, event.currentTarget.value) })} />
      <div className={drafts['fields']}>
        <NativeSelect label={t('routeEditor.approval')} value={edited.approval} onChange={(event) => set({ approval: APPROVAL_MODES.find((one) => one === event.currentTarget.value) ?? edited.approval })} data={APPROVAL_MODES.map((one) => ({ value: one, label: t(`routeEditor.approval.${one}`) }))} />
        <NativeSelect label={t('routeEditor.signing')} value={edited.signing} onChange={(event) => set({ signing: SIGNING_PROFILES.find((one) => one === event.currentTarget.value) ?? edited.signing })} data={SIGNING_PROFILES.map((one) => ({ value: one, label: t(`routeEditor.signing.${one}`) }))} />
        <NativeSelect label={t('routeEditor.restart')} value={edited.restart} onChange={(event) => set({ restart: RESTART_RULES.find((one) => one === event.currentTarget.value) ?? edited.restart })} data={RESTART_RULES.map((one) => ({ value: one, label: t(`routeEditor.restart.${one}`) }))} />
      </div>
      <Checkbox.Group label={t('routeEditor.signerMeans')} value={[...edited.signerMeans]} error={told('noMeans')} onChange={(means) => set({ signerMeans: SIGNER_MEANS.filter((one) => means.includes(one)) })}>
        <div className={drafts['boxes']}>
          {SIGNER_MEANS.map((means) => (
            <Checkbox key={means} value={means} label={t(`route.means.${means}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <h2>{t('routeEditor.stages')}</h2>
      <p className="quiet">{t('routeEditor.moveHint')}</p>
      {edited.stages.map((stage, at) => (
        <StageEditor
          key={stage.key}
          stage={stage}
          at={at}
          language={language}
          known={known}
          problems={problems.filter((problem) => problem.stage === at)}
          onStage={(next) => set({ stages: edited.stages.map((one, other) => (other === at ? next : one)) })}
          onMove={(by) => set({ stages: moved(edited.stages, at, by) })}
          onRemove={() => set({ stages: edited.stages.filter((_one, other) => other !== at) })}
        />
      ))}
      <div className={drafts['line']}>
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => set({ stages: [...edited.stages, newStage()] })}>
          {t('routeEditor.addStage')}
        </Button>
        <Button type="submit" leftSection={<IconDeviceFloppy size={16} aria-hidden />} rightSection={<kbd className={drafts['key']}>Ctrl+Enter</kbd>} loading={keep.running}>
          {t('routeEditor.save')}
        </Button>
      </div>
    </form>
  );
}
