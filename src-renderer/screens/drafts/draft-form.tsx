import { Checkbox, FileInput, MultiSelect, Select, Textarea } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import type { FormEvent, KeyboardEvent } from 'react';
import { useState } from 'react';
import type { ContractError, MethodOutput } from '#shared/contract/index.ts';
import { DRAFT_CONCERNS } from '#shared/domain/routes/template.ts';
import { useAsk } from '../../app/use-ask.ts';
import { type Choices, useChoices } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';
import type { EnteredDraft } from '../../state/entered-draft.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { useFocusOnShow } from '../../ui/use-focus-on-show.ts';
import { personOptions } from '../structure/names.ts';
import { AnnexFields } from './annex-fields.tsx';
import styles from './drafts.module.css';

interface Props {
  readonly label: string;
  readonly action: string;
  readonly draft: EnteredDraft;
  /** Name of the file that stays where no other is chosen; null: one has to be chosen. */
  readonly keptFile: string | null;
  readonly call: { readonly running: boolean; readonly error: ContractError | null };
  readonly onChange: (draft: EnteredDraft) => void;
  readonly onSave: () => void;
  readonly onCancel: () => void;
}

type People = MethodOutput<'routing.people'>['people'];

/** What a draft is, what it touches and whom it names (ROUTE-01, ROUTE-08). */
export function DraftForm(props: Props) {
  const { t } = useWords();
  const choices = useChoices();
  const people = useAsk('routing.people', (client, options) => client.routing.people({}, options), ['directories']);
  const failed = choices.error !== null && choices.value === null ? choices : people.error !== null && people.value === null ? people : null;
  if (failed !== null && failed.error !== null) return <ErrorNote error={failed.error} again={failed.again} />;
  if (choices.value === null || people.value === null) return <SlowLoading label={t('common.loading')} lines={6} />;
  return <Fields {...props} choices={choices.value} people={people.value.people} />;
}

function Fields({ label, action, draft, keptFile, call, onChange, onSave, onCancel, choices, people }: Props & { readonly choices: Choices; readonly people: People }) {
  const words = useWords();
  const { t } = words;
  const { content, file, annexFiles } = draft;
  const [tried, setTried] = useState(false);
  const first = useFocusOnShow<HTMLTextAreaElement>();
  const set = (changes: Partial<EnteredDraft['content']>): void => onChange({ ...draft, content: { ...content, ...changes } });
  const needed = (filled: boolean): string | null => (tried && !filled ? t('setup.fieldNeeded') : null);

  function submit(event: FormEvent | KeyboardEvent): void {
    event.preventDefault();
    setTried(true);
    if (content.title.trim() !== '' && content.kindId !== '' && (file !== null || keptFile !== null) && !call.running) onSave();
  }

  // Access is said when the draft is entered: a change finds it as it is.
  const entered = keptFile !== null;
  const ofKind = choices.kinds.find(({ kindId }) => kindId === content.kindId)?.access === 'restricted';
  const persons = personOptions(people);
  const several = { searchable: true, clearable: true, nothingFoundMessage: t('palette.nothing') } as const;
  return (
    <form className={styles['form']} aria-label={label} noValidate autoComplete="off" onSubmit={submit} onKeyDown={(event) => (event.key === 'Enter' && event.ctrlKey ? submit(event) : undefined)}>
      {call.error === null ? null : <ErrorNote error={call.error} />}
      <Textarea ref={first} label={t('draft.title')} required autosize minRows={1} maxLength={1000} value={content.title} error={needed(content.title.trim() !== '')} onChange={(event) => set({ title: event.currentTarget.value })} />
      <div className={styles['fields']}>
        <Select label={t('draft.kind')} required searchable allowDeselect={false} placeholder={t('common.notChosen')} nothingFoundMessage={t('palette.nothing')} value={content.kindId === '' ? null : content.kindId} error={needed(content.kindId !== '')} onChange={(kindId) => set({ kindId: kindId ?? '' })} data={choices.kinds.map((kind) => ({ value: kind.kindId, label: words.named(kind.names) }))} />
        <FileInput label={t('draft.file')} required={keptFile === null} placeholder={t('draft.fileChoose')} description={keptFile === null ? null : t('draft.fileKept', { file: keptFile })} leftSection={<IconFile size={16} aria-hidden />} value={file} error={needed(file !== null || keptFile !== null)} onChange={(next) => onChange({ ...draft, file: next })} />
        <AnnexFields kept={content.annexes ?? []} added={annexFiles} onKept={(annexes) => set({ annexes })} onAdded={(next) => onChange({ ...draft, annexFiles: next })} />
        <Select label={t('draft.signer')} description={t('draft.signerHint')} {...several} clearButtonProps={{ 'aria-label': t('common.notChosen') }} placeholder={t('common.notChosen')} value={content.signerPersonId} onChange={(signerPersonId) => set({ signerPersonId })} data={persons} />
        <MultiSelect label={t('draft.executors')} {...several} clearButtonProps={{ 'aria-label': t('common.notChosen') }} placeholder={content.executorPersonIds.length === 0 ? t('common.notChosen') : ''} value={[...content.executorPersonIds]} onChange={(executorPersonIds) => set({ executorPersonIds })} data={persons} />
        <MultiSelect label={t('draft.units')} {...several} clearButtonProps={{ 'aria-label': t('common.notChosen') }} placeholder={content.responsibleUnitIds.length === 0 ? t('common.notChosen') : ''} value={[...content.responsibleUnitIds]} onChange={(responsibleUnitIds) => set({ responsibleUnitIds })} data={choices.units.map(({ unitId, name }) => ({ value: unitId, label: name }))} />
      </div>
      <Checkbox.Group label={t('draft.concerns')} value={[...content.concerns]} onChange={(concerns) => set({ concerns: DRAFT_CONCERNS.filter((one) => concerns.includes(one)) })}>
        <div className={styles['boxes']}>
          {DRAFT_CONCERNS.map((concern) => (
            <Checkbox key={concern} value={concern} label={t(`draft.concern.${concern}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <Checkbox label={t('draft.urgent')} checked={content.urgent} onChange={(event) => set({ urgent: event.currentTarget.checked })} />
      <Checkbox label={t('draft.paperCopy')} checked={content.keptAsPaperCopy} onChange={(event) => set({ keptAsPaperCopy: event.currentTarget.checked })} />
      <Checkbox
        label={t('requisite.restricted')}
        description={t(entered ? 'draft.restrictedStays' : ofKind ? 'draft.restrictedKind' : 'draft.restrictedHint')}
        checked={content.restricted === true || (!entered && ofKind)}
        disabled={entered || ofKind}
        onChange={(event) => set({ restricted: event.currentTarget.checked })}
      />
      <FormFoot action={action} running={call.running} onCancel={onCancel} />
    </form>
  );
}
