import { Button, Group, NumberInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { MethodInput } from '#shared/contract/index.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { DayField } from '../../ui/fields/day-field.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './card-section.module.css';

type Duplicate = MethodInput<'paperDuplicates.record'>['duplicate'];

/** Where the paper duplicate of an electronic document lies, and recording its place (PAP-08). */
export function DuplicateSection({ documentId, mayRecord, onChanged }: { readonly documentId: string; readonly mayRecord: boolean; readonly onChanged: () => void }) {
  const words = useWords();
  const { t } = words;
  const answer = useAsk(`paperDuplicates.state:${documentId}`, (client, options) => client.paperDuplicates.state({ documentId }, options), ['cards']);
  const [edited, setEdited] = useState<Duplicate | null>(null);
  const record = useCall((client, duplicate: Duplicate, options) => client.paperDuplicates.record({ documentId, duplicate }, options));
  if (answer.error !== null && answer.value === null) return <ErrorNote error={answer.error} again={answer.again} />;
  if (answer.value === null) return null;
  const { duplicate } = answer.value;
  const dayWritten = edited === null || /^\d{4}-\d{2}-\d{2}$/.test(edited.madeOn);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (edited === null || (await record.run(edited)) === null) return;
    setEdited(null);
    answer.again();
    onChanged();
  }

  return (
    <section aria-label={t('paperDuplicate.title')}>
      <h2 className={styles['heading']}>{t('paperDuplicate.title')}</h2>
      {duplicate === null ? (
        <p className="quiet">{t('paperDuplicate.none')}</p>
      ) : (
        <p>
          {t('paperDuplicate.lies', { place: duplicate.place })}
          <span className="quiet numbers">
            {' '}
            · {t('paperDuplicate.made', { day: words.day(duplicate.madeOn) })}
            {duplicate.sheets === null ? null : ` · ${t('paperDuplicate.sheetCount', { count: duplicate.sheets })}`} · {duplicate.by}, {words.instant(duplicate.at)}
          </span>
        </p>
      )}
      {mayRecord && edited === null ? (
        <Button variant="default" onClick={() => setEdited({ place: duplicate?.place ?? '', madeOn: duplicate?.madeOn ?? words.todayDay(), sheets: duplicate?.sheets ?? null })}>
          {t(duplicate === null ? 'paperDuplicate.record' : 'paperDuplicate.move')}
        </Button>
      ) : null}
      {edited === null ? null : (
        <form onSubmit={(event) => void save(event)} noValidate>
          <TextInput autoFocus label={t('paperDuplicate.place')} description={t('paperDuplicate.placeHint')} maxLength={300} value={edited.place} onChange={(event) => setEdited({ ...edited, place: event.currentTarget.value })} />
          <Group gap="xs" align="start" mt="xs">
            <DayField label={t('paperDuplicate.madeOn')} value={edited.madeOn} today={words.todayDay()} latest={words.todayDay()} error={dayWritten ? null : t('requisite.invalid.notACalendarDay')} onDay={(day) => setEdited({ ...edited, madeOn: day ?? '' })} />
            <NumberInput label={t('paperDuplicate.sheets')} style={{ width: 120 }} allowDecimal={false} min={1} value={edited.sheets ?? ''} onChange={(value) => setEdited({ ...edited, sheets: typeof value === 'number' ? value : null })} />
          </Group>
          {record.error === null ? null : <ErrorNote error={record.error} />}
          <Group gap="xs" mt="xs">
            <Button type="submit" loading={record.running} disabled={edited.place.trim() === '' || !dayWritten}>
              {t('common.save')}
            </Button>
            <Button variant="default" onClick={() => setEdited(null)}>
              {t('common.cancel')}
            </Button>
          </Group>
        </form>
      )}
    </section>
  );
}
