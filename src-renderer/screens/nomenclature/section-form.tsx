import { Button, Group, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { MethodInput } from '#shared/contract/index.ts';
import type { NomenclatureWhole } from '#shared/contract/nomenclature.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import type { Chosen } from './case-tree.tsx';
import styles from './nomenclature.module.css';

interface Props {
  readonly whole: NomenclatureWhole;
  /** Null: a new section. */
  readonly section: NomenclatureWhole['sections'][number] | null;
  readonly mayEdit: boolean;
  readonly onChoose: (chosen: Chosen | null) => void;
  readonly onChanged: () => void;
}

/** A section: code of the unit, name, person responsible (NOM-04). */
export function SectionForm({ whole, section, mayEdit, onChoose, onChanged }: Props) {
  const words = useWords();
  const { t } = words;
  const { nomenclatureId } = whole.nomenclature;
  const [fields, setFields] = useState({ index: section?.index ?? '', title: section?.title ?? '', owner: section?.owner ?? '', basis: '' });
  const save = useCall((client, input: MethodInput<'nomenclature.defineSection'>, options) => client.nomenclature.defineSection(input, options));
  const remove = useCall((client, sectionId: string, options) => client.nomenclature.removeSection({ nomenclatureId, sectionId }, options));
  const needsBasis = whole.editing === 'additions' && section === null;
  const empty = section !== null && !whole.cases.some((entry) => entry.sectionId === section.sectionId);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const made = await save.run({ nomenclatureId, sectionId: section?.sectionId ?? null, index: fields.index, title: fields.title, owner: fields.owner === '' ? null : fields.owner, basis: fields.basis === '' ? null : fields.basis });
    if (made === null) return;
    toastsFor(words).done(t('nomenclature.changedNotice'));
    onChanged();
    const saved = made.sections.find(({ index }) => index === fields.index.trim());
    onChoose(saved === undefined ? null : { of: 'section', sectionId: saved.sectionId });
  }

  async function removeIt(sectionId: string): Promise<void> {
    if ((await remove.run(sectionId)) === null) return;
    onChoose(null);
    onChanged();
  }

  const field = (name: keyof typeof fields) => ({ readOnly: !mayEdit, value: fields[name], autoComplete: 'off', onChange: (event: { readonly currentTarget: { readonly value: string } }) => setFields({ ...fields, [name]: event.currentTarget.value }) });
  return (
    <section>
      <h2>{section === null ? t('nomenclature.addSection') : `${section.index} ${section.title}`}</h2>
      <form className={styles['form']} data-nomenclature-form onSubmit={(event) => void submit(event)} noValidate>
        <div className={styles['pair']}>
          <TextInput label={t('nomenclature.sectionIndex')} required withAsterisk maxLength={40} {...field('index')} />
          <TextInput label={t('nomenclature.owner')} maxLength={200} {...field('owner')} />
        </div>
        <TextInput label={t('nomenclature.sectionTitle')} required withAsterisk maxLength={1000} {...field('title')} />
        {needsBasis ? <TextInput label={t('nomenclature.basis')} description={t('nomenclature.basisHint')} required withAsterisk maxLength={500} {...field('basis')} /> : null}
        {save.error === null ? null : <ErrorNote error={save.error} />}
        {remove.error === null ? null : <ErrorNote error={remove.error} />}
        {mayEdit ? (
          <Group gap="xs">
            <Button type="submit" loading={save.running} disabled={fields.index.trim() === '' || fields.title.trim() === ''}>
              {t('common.save')}
            </Button>
            {empty ? (
              <Button variant="default" loading={remove.running} onClick={() => void removeIt(section.sectionId)}>
                {t('nomenclature.removeSection')}
              </Button>
            ) : null}
          </Group>
        ) : null}
      </form>
    </section>
  );
}
