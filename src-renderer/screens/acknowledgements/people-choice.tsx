import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PersonOfOffice } from '#shared/contract/review.ts';
import { useChoices } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './acknowledgements.module.css';

interface Props {
  readonly people: readonly PersonOfOffice[];
  readonly chosen: ReadonlySet<string>;
  readonly error: string | null;
  readonly onChosen: (chosen: ReadonlySet<string>) => void;
}

/** People of the office by unit; a unit is chosen whole, or one by one. */
export function PeopleChoice({ people, chosen, error, onChosen }: Props) {
  const { t, number } = useWords();
  const choices = useChoices();
  const [sought, setSought] = useState('');
  const shown = people.filter(({ name, position }) => `${name} ${position}`.toLowerCase().includes(sought.trim().toLowerCase()));
  const known = choices.value?.units ?? [];
  const unitIds = [...new Set(shown.map(({ unitId }) => unitId))];
  const units = unitIds
    .map((unitId) => ({ unitId, name: known.find((unit) => unit.unitId === unitId)?.name ?? t('acknowledgement.unit.none'), members: shown.filter((person) => person.unitId === unitId) }))
    .toSorted((one, other) => (one.unitId === null ? 1 : 0) - (other.unitId === null ? 1 : 0) || one.name.localeCompare(other.name));

  function toggle(members: readonly PersonOfOffice[], on: boolean): void {
    const next = new Set(chosen);
    for (const { personId } of members) {
      if (on) next.add(personId);
      else next.delete(personId);
    }
    onChosen(next);
  }
  const among = (members: readonly PersonOfOffice[]): number => members.filter(({ personId }) => chosen.has(personId)).length;

  if (people.length === 0) return <p className="quiet">{t('acknowledgement.nobody')}</p>;
  return (
    <fieldset className={styles['unit']}>
      <legend>
        {t('acknowledgement.people')} · {t('acknowledgement.chosen', { count: number(chosen.size) })}
      </legend>
      <TextInput data-autofocus aria-label={t('acknowledgement.find')} placeholder={t('acknowledgement.find')} value={sought} onChange={(event) => setSought(event.currentTarget.value)} error={error} />
      <div className={styles['people']}>
        {units.map(({ unitId, name, members }) => (
          <div key={unitId ?? ''} role="group" aria-label={name} className={styles['unit']}>
            <Checkbox label={<strong>{`${name} (${number(members.length)})`}</strong>} checked={among(members) === members.length} indeterminate={among(members) > 0 && among(members) < members.length} onChange={(event) => toggle(members, event.currentTarget.checked)} />
            {members.map((person) => (
              <Checkbox key={person.personId} ml="lg" label={[person.name, person.position].filter((part) => part !== '').join(', ')} description={person.accountId === null ? t('acknowledgement.noAccount') : null} checked={chosen.has(person.personId)} onChange={(event) => toggle([person], event.currentTarget.checked)} />
            ))}
          </div>
        ))}
      </div>
    </fieldset>
  );
}
