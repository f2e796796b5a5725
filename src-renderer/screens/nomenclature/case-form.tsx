import { Button, Checkbox, Group, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { MethodInput } from '#shared/contract/index.ts';
import type { NomenclatureCase, NomenclatureWhole } from '#shared/contract/nomenclature.ts';
import { MEDIA, type Medium, nextIndexOf } from '#shared/domain/nomenclature.ts';
import { RETENTION_PERIODS, type Retention, type RetentionPeriod } from '#shared/domain/retention.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { isMessageKey } from '#shared/i18n/translate.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { ArticleChoice } from './article-choice.tsx';
import { CaseActions } from './case-actions.tsx';
import type { Chosen } from './case-tree.tsx';
import styles from './nomenclature.module.css';

interface Props {
  readonly whole: NomenclatureWhole;
  /** Null: a new case. */
  readonly entry: NomenclatureCase | null;
  readonly sectionId: string | null;
  readonly onChoose: (chosen: Chosen | null) => void;
  readonly onChanged: () => void;
}

type Fields = MethodInput<'nomenclature.defineCase'>['fields'];

function firstFields(whole: NomenclatureWhole, entry: NomenclatureCase | null, sectionId: string | null): Fields {
  const section = whole.sections.find((one) => one.sectionId === sectionId) ?? whole.sections[0];
  if (entry !== null) {
    const { index, title, medium, note, owner, transit } = entry;
    return { sectionId: entry.sectionId, index, title, medium, note, owner, transit, retention: entry.retention ?? { period: 'years', years: null, event: null, article: null, expertMark: false } };
  }
  return {
    sectionId: section?.sectionId ?? '',
    index: section === undefined ? '' : nextIndexOf(section.index, whole.cases.map(({ index }) => index)),
    title: '',
    medium: 'mixed',
    note: '',
    owner: section?.owner ?? null,
    transit: false,
    retention: { period: 'years', years: 5, event: null, article: null, expertMark: false },
  };
}

const WITH_YEARS: readonly RetentionPeriod[] = ['years', 'personnel', 'event'];

/** A case with its retention, to be filled in or changed. */
export function CaseForm({ whole, entry, sectionId, onChoose, onChanged }: Props) {
  const words = useWords();
  const { t } = words;
  const [fields, setFields] = useState<Fields>(() => firstFields(whole, entry, sectionId));
  const [basis, setBasis] = useState('');
  const save = useCall((client, input: MethodInput<'nomenclature.defineCase'>, options) => client.nomenclature.defineCase(input, options));
  const change = (part: Partial<Fields>): void => setFields((before) => ({ ...before, ...part }));
  const retain = (part: Partial<Retention>): void => setFields((before) => ({ ...before, retention: { ...before.retention, ...part } }));
  const problem = (path: string): string | null => {
    const found = save.error?.issues.find((issue) => issue.path === path)?.message;
    return found !== undefined && isMessageKey(found) ? t(found) : null;
  };
  const { retention } = fields;
  const needsBasis = whole.editing === 'additions' && entry === null;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const made = await save.run({ nomenclatureId: whole.nomenclature.nomenclatureId, caseId: entry?.caseId ?? null, fields, basis: needsBasis && basis.trim() !== '' ? basis : null });
    if (made === null) return;
    toastsFor(words).done(t('nomenclature.changedNotice'));
    onChanged();
    const saved = made.cases.find(({ index }) => index === fields.index);
    onChoose(saved === undefined ? null : { of: 'case', caseId: saved.caseId });
  }

  return (
    <section>
      <h2>{entry === null ? t('nomenclature.addCase') : `${entry.index} ${entry.title}`}</h2>
      {entry === null ? null : <CaseActions whole={whole} entry={entry} mayAct mayRemove onChoose={onChoose} onChanged={onChanged} />}
      <form className={styles['form']} data-nomenclature-form onSubmit={(event) => void submit(event)} noValidate>
        <div className={styles['pair']}>
          <NativeSelect
            label={t('nomenclature.section')}
           
            value={fields.sectionId}
            onChange={(event) => {
              const section = whole.sections.find((one) => one.sectionId === event.currentTarget.value);
              change({ sectionId: event.currentTarget.value, ...(entry === null && section !== undefined ? { index: nextIndexOf(section.index, whole.cases.map(({ index }) => index)) } : {}) });
            }}
            data={whole.sections.map((section) => ({ value: section.sectionId, label: `${section.index} ${section.title}` }))}
          />
          <TextInput label={t('nomenclature.index')} required withAsterisk error={problem('index')} value={fields.index} onChange={(event) => change({ index: event.currentTarget.value })} autoComplete="off" />
        </div>
        <Textarea label={t('nomenclature.title')} required withAsterisk autosize minRows={2} maxLength={1000} value={fields.title} onChange={(event) => change({ title: event.currentTarget.value })} />
        <div className={styles['pair']}>
          <NativeSelect
            label={t('nomenclature.retention')}
           
            error={problem('retention')}
            value={retention.period}
            onChange={(event) => {
              const period = RETENTION_PERIODS.find((one) => one === event.currentTarget.value) ?? 'years';
              retain({ period, years: WITH_YEARS.includes(period) ? (period === 'personnel' ? 75 : retention.years) : null, event: period === 'event' ? retention.event : null });
            }}
            data={RETENTION_PERIODS.map((value) => ({ value, label: t(`retention.kind.${value}`) }))}
          />
          {WITH_YEARS.includes(retention.period) ? <NumberInput label={t('nomenclature.years')} allowDecimal={false} min={1} max={100} value={retention.years ?? ''} onChange={(value) => retain({ years: typeof value === 'number' ? value : null })} /> : null}
          {retention.period === 'event' ? <TextInput label={t('nomenclature.event')} value={retention.event ?? ''} onChange={(event) => retain({ event: event.currentTarget.value })} /> : null}
          <TextInput label={t('nomenclature.article')} value={retention.article ?? ''} onChange={(event) => retain({ article: event.currentTarget.value === '' ? null : event.currentTarget.value })} autoComplete="off" />
        </div>
        <Checkbox label={t('nomenclature.expertMark')} checked={retention.expertMark} onChange={(event) => retain({ expertMark: event.currentTarget.checked })} />
        <ArticleChoice onChoose={(chosen) => retain(chosen)} />
        <div className={styles['pair']}>
          <NativeSelect label={t('nomenclature.medium')} value={fields.medium} onChange={(event) => change({ medium: event.currentTarget.value as Medium })} data={MEDIA.map((value) => ({ value, label: t(`nomenclature.medium.${value}`) }))} />
          <TextInput label={t('nomenclature.owner')} maxLength={200} value={fields.owner ?? ''} onChange={(event) => change({ owner: event.currentTarget.value === '' ? null : event.currentTarget.value })} autoComplete="off" />
        </div>
        <TextInput label={t('nomenclature.note')} maxLength={1000} value={fields.note} onChange={(event) => change({ note: event.currentTarget.value })} autoComplete="off" />
        <Checkbox label={t('nomenclature.transit')} checked={fields.transit} onChange={(event) => change({ transit: event.currentTarget.checked })} />
        {needsBasis ? <TextInput label={t('nomenclature.basis')} description={t('nomenclature.basisHint')} required withAsterisk maxLength={500} error={problem('basis')} value={basis} onChange={(event) => setBasis(event.currentTarget.value)} /> : null}
        {save.error === null ? null : <ErrorNote error={save.error} />}
        <Group gap="xs">
          <Button type="submit" loading={save.running}>
            {t('common.save')}
          </Button>
          {entry === null ? (
            <Button variant="default" onClick={() => onChoose(null)}>
              {t('common.cancel')}
            </Button>
          ) : null}
        </Group>
      </form>
    </section>
  );
}
