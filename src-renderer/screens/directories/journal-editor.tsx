import { Button, Group, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { MethodInput } from '#shared/contract/index.ts';
import { DEFAULT_ACCESS } from '#shared/domain/document-kinds.ts';
import { NUMBERING, PLAIN_JOURNAL } from '#shared/domain/journals.ts';
import { DIRECTIONS } from '#shared/domain/registration-card.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import type { Choices, Journal } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';
import { useDesk } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import own from './directories.module.css';
import { issueAt } from './issues.ts';
import { NameFields } from './name-fields.tsx';
import { PatternField } from './pattern-field.tsx';

type Record = MethodInput<'directories.defineJournal'>['journal'];

interface Props {
  /** Null: a new journal. */
  readonly journal: Journal | null;
  readonly choices: Choices;
  /** The journal has given numbers: its direction and count stand. */
  readonly inUse: boolean;
  readonly readOnly: boolean;
  readonly onSaved: (journalId: string) => void;
}

const BLANK: Record = { ...PLAIN_JOURNAL, journalId: null, direction: 'incoming', names: {}, pattern: '{n}' };

function recordOf({ year: _year, next: _next, ...record }: Journal): Record {
  return record;
}

/** One journal: its names, its index, how it counts. */
export function JournalEditor({ journal, choices, inUse, readOnly, onSaved }: Props) {
  const words = useWords();
  const { t } = words;
  const deskCode = useDesk((desk) => desk.state?.office?.deskCode ?? null);
  const [record, setRecord] = useState<Record>(journal === null ? BLANK : recordOf(journal));
  const save = useCall((client, given: Record, options) => client.directories.defineJournal({ journal: given }, options));
  const set = (changes: Partial<Record>): void => setRecord((before) => ({ ...before, ...changes }));
  const kinds = choices.kinds.filter(({ directions }) => directions.includes(record.direction));
  const letter = choices.kinds.find(({ kindId }) => kindId === record.defaultKindId)?.letter ?? '';
  const sample = {
    n: String(journal?.next ?? 1),
    case: choices.cases[0]?.index ?? '01-05',
    unit: choices.units.find(({ index }) => index !== '')?.index ?? '07',
    corr: 'М',
    kind: letter === '' ? 'К' : letter,
    desk: deskCode ?? '1',
    yy: words.todayDay().slice(2, 4),
  };

  function write(given: Record): void {
    void save.run(given).then((saved) => {
      if (saved === null) return;
      toastsFor(words).done(t('journals.saved', { name: words.named(saved.names) }));
      setRecord(saved);
      onSaved(saved.journalId);
    });
  }
  const standing = inUse ? t('journals.stands') : null;

  return (
    <form
      noValidate
      autoComplete="off"
      aria-label={journal === null ? t('journals.new') : words.named(journal.names)}
      onSubmit={(event) => {
        event.preventDefault();
        write(record);
      }}
    >
      <fieldset className={own['editor']} disabled={readOnly}>
        {save.error === null ? null : <ErrorNote error={save.error} />}
        {record.closed ? <p role="status">{t('journals.closed')}</p> : null}
        <NameFields names={record.names} error={issueAt(save.error, 'journal.names', words)} onNames={(names) => set({ names })} />
        <NativeSelect
          label={t('requisite.direction')}
          description={standing}
          disabled={inUse}
          value={record.direction}
          error={issueAt(save.error, 'journal.direction', words)}
          data={DIRECTIONS.map((one) => ({ value: one, label: t(`direction.${one}`) }))}
          onChange={(event) => set({ direction: DIRECTIONS.find((one) => one === event.currentTarget.value) ?? record.direction, defaultKindId: null })}
        />
        <PatternField pattern={record.pattern} numbering={record.numbering} sample={sample} error={issueAt(save.error, 'journal.pattern', words)} onPattern={(pattern) => set({ pattern })} />
        <div className={own['twins']}>
          <NativeSelect
            label={t('journals.counting')}
            description={standing}
            disabled={inUse}
            value={record.yearly ? 'yearly' : 'on'}
            error={issueAt(save.error, 'journal.yearly', words)}
            data={[
              { value: 'yearly', label: t('journals.yearly') },
              { value: 'on', label: t('journals.runsOn') },
            ]}
            onChange={(event) => set({ yearly: event.currentTarget.value === 'yearly' })}
          />
          <NativeSelect
            label={t('journals.numbering')}
            description={standing}
            disabled={inUse}
            value={record.numbering}
            data={NUMBERING.map((one) => ({ value: one, label: t(`journals.numbering.${one}`) }))}
            onChange={(event) => set({ numbering: NUMBERING.find((one) => one === event.currentTarget.value) ?? record.numbering })}
          />
          <NativeSelect
            label={t('journals.defaultKind')}
            value={record.defaultKindId ?? ''}
            error={issueAt(save.error, 'journal.defaultKindId', words)}
            data={[{ value: '', label: t('directory.none') }, ...kinds.map((kind) => ({ value: kind.kindId, label: words.named(kind.names) }))]}
            onChange={(event) => set({ defaultKindId: event.currentTarget.value === '' ? null : event.currentTarget.value })}
          />
          <NativeSelect
            label={t('journals.access')}
            value={record.access}
            data={DEFAULT_ACCESS.map((one) => ({ value: one, label: t(`journals.access.${one}`) }))}
            onChange={(event) => set({ access: DEFAULT_ACCESS.find((one) => one === event.currentTarget.value) ?? record.access })}
          />
        </div>
        {readOnly ? null : (
          <Group justify="space-between" gap="xs">
            {journal === null ? (
              <span />
            ) : (
              <Button variant="default" loading={save.running} onClick={() => write({ ...recordOf(journal), closed: !journal.closed })}>
                {t(journal.closed ? 'journals.reopen' : 'journals.close')}
              </Button>
            )}
            <Button type="submit" loading={save.running}>
              {t('common.save')}
            </Button>
          </Group>
        )}
      </fieldset>
    </form>
  );
}
