import { Button, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { MethodInput, MethodOutput } from '#shared/contract/index.ts';
import type { PersonOfOffice } from '#shared/contract/review.ts';
import type { UnitInTree } from '#shared/contract/structure.ts';
import { PERSON_CATEGORIES } from '#shared/domain/person-category.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import styles from '../administration/administration.module.css';
import own from '../directories/directories.module.css';
import { unitText } from './names.ts';

interface Props {
  readonly overview: MethodOutput<'structure.overview'>;
  readonly edits: boolean;
}

/** People of the office, with their posts and the accounts under which they work. */
export function People({ overview: { people, units }, edits }: Props) {
  const words = useWords();
  const { t } = words;
  const [editing, setEditing] = useState<PersonOfOffice | 'new' | null>(null);
  const accounts = useAsk(edits ? 'review.accountsOfPeople' : null, (client, options) => client.review.accountsOfPeople({}, options), ['accounts']);
  const known = accounts.value?.accounts ?? [];
  return (
    <section className={own['section']} aria-labelledby="people-title">
      <div className={styles['bar']}>
        <h2 id="people-title" className={own['title']}>{t('review.people')}</h2>
        {edits ? (
          <Button variant="default" leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setEditing('new')}>
            {t('review.person.new')}
          </Button>
        ) : null}
      </div>
      {people.length === 0 ? (
        <p className="quiet">{t('structure.people.empty')}</p>
      ) : (
        <WideTable label={t('review.people')}>
          <thead>
            <tr>
              <th scope="col">{t('review.person.name')}</th>
              <th scope="col">{t('review.person.position')}</th>
              <th scope="col">{t('review.person.unit')}</th>
              <th scope="col">{t('structure.post')}</th>
              {edits ? <th scope="col">{t('review.person.account')}</th> : null}
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr key={person.personId}>
                <td>
                  {edits ? (
                    <button type="button" className="text-button" onClick={() => setEditing(person)}>
                      {person.name}
                    </button>
                  ) : (
                    person.name
                  )}
                  {person.absentUntil === null ? null : <span className="quiet"> {t('structure.absentUntil', { time: words.instant(person.absentUntil) })}</span>}
                </td>
                <td>
                  {person.position}
                  {person.category === null || person.category === undefined ? null : <div className="quiet">{t(`person.category.${person.category}`)}</div>}
                </td>
                <td>{units.find(({ unitId }) => unitId === person.unitId)?.name}</td>
                <td>{t(`structure.post.${person.post}`)}</td>
                {edits ? <td>{known.find(({ accountId }) => accountId === person.accountId)?.login}</td> : null}
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      <Modal opened={editing !== null} onClose={() => setEditing(null)} title={t(editing === 'new' ? 'review.person.new' : 'review.person.edit')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <PersonForm key={editing === null || editing === 'new' ? 'new' : editing.personId} person={editing === 'new' ? null : editing} units={units} accounts={known} onClose={() => setEditing(null)} />
      </Modal>
    </section>
  );
}

interface FormProps {
  readonly person: PersonOfOffice | null;
  readonly units: readonly UnitInTree[];
  readonly accounts: readonly { readonly accountId: string; readonly name: string; readonly login: string }[];
  readonly onClose: () => void;
}

function PersonForm({ person, units, accounts, onClose }: FormProps) {
  const words = useWords();
  const { t } = words;
  const save = useCall((client, given: MethodInput<'review.definePerson'>, options) => client.review.definePerson(given, options));
  const form = useForm({
    initialValues: { name: person?.name ?? '', position: person?.position ?? '', unitId: person?.unitId ?? '', accountId: person?.accountId ?? '', category: person?.category ?? '' },
    validate: { name: (value) => (value.trim() === '' ? t('setup.fieldNeeded') : null) },
  });
  const submit = form.onSubmit(({ name, position, unitId, accountId, category }) => {
    void save.run({ personId: person?.personId ?? null, name, position, unitId: unitId === '' ? null : unitId, accountId: accountId === '' ? null : accountId, category: PERSON_CATEGORIES.find((one) => one === category) ?? null }).then((saved) => {
      if (saved === null) return;
      toastsFor(words).done(t('review.saved'));
      onClose();
    });
  });
  const none = { value: '', label: t('common.notChosen') };
  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        {save.error === null ? null : <ErrorNote error={save.error} />}
        <TextInput data-autofocus label={t('review.person.name')} required maxLength={200} {...form.getInputProps('name')} />
        <TextInput label={t('review.person.position')} maxLength={300} {...form.getInputProps('position')} />
        <NativeSelect label={t('review.person.unit')} data={[none, ...units.map((unit) => ({ value: unit.unitId, label: unitText(unit) }))]} {...form.getInputProps('unitId')} />
        <NativeSelect label={t('person.category')} data={[{ value: '', label: t('person.category.none') }, ...PERSON_CATEGORIES.map((value) => ({ value, label: t(`person.category.${value}`) }))]} {...form.getInputProps('category')} />
        <NativeSelect label={t('review.person.account')} data={[none, ...accounts.map((account) => ({ value: account.accountId, label: `${account.name} (${account.login})` }))]} {...form.getInputProps('accountId')} />
        <FormFoot action={t('common.save')} running={save.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}
