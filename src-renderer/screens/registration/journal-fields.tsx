import { NativeSelect } from '@mantine/core';
import { MEDIA, type Requisites } from '#shared/domain/registration-card.ts';
import type { Choices } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './card-fields.module.css';
import type { CardProblem } from './card-rules.ts';

interface Props {
  readonly requisites: Requisites;
  readonly choices: Choices;
  readonly problems: readonly CardProblem[];
  /** False where the journal stands, as in a correction. */
  readonly withJournal?: boolean;
  readonly onChange: (changes: Partial<Requisites>) => void;
}

/** Journal and kind: they decide everything that the card asks for after them. */
export function JournalFields({ requisites, choices, problems, withJournal = true, onChange }: Props) {
  const { t, named } = useWords();
  const kinds = choices.kinds.filter((kind) => kind.directions.includes(requisites.direction));
  const errorOf = (name: CardProblem['name']): string | null => {
    const problem = problems.find((one) => one.name === name);
    return problem === undefined ? null : t(problem.message);
  };

  function chooseJournal(journalId: string): void {
    const journal = choices.journals.find((one) => one.journalId === journalId);
    if (journal === undefined) return;
    const fits = choices.kinds.find((kind) => kind.kindId === requisites.kindId)?.directions.includes(journal.direction) === true;
    const kindId = fits ? requisites.kindId : (choices.kinds.find((kind) => kind.directions.includes(journal.direction))?.kindId ?? '');
    // What the office makes itself is electronic unless the clerk says otherwise.
    const medium = journal.direction === 'incoming' || journal.direction === requisites.direction ? requisites.medium : 'electronic';
    const restricted = requisites.restricted || journal.access === 'restricted';
    onChange({ journalId, direction: journal.direction, kindId, medium, restricted, ...(medium === 'electronic' ? { paperGround: null, outageId: null } : {}) });
  }

  return (
    <div className={styles['fields']}>
      {withJournal ? (
        <NativeSelect
          className={styles['whole']}
          data-field="journalId"
          label={t('requisite.journalId')}
          value={requisites.journalId}
          error={errorOf('journalId')}
          onChange={(event) => chooseJournal(event.currentTarget.value)}
          data={choices.journals.map((journal) => ({ value: journal.journalId, label: named(journal.names) }))}
        />
      ) : null}
      <NativeSelect
        className={styles['half']}
        data-field="kindId"
        label={t('requisite.kindId')}
        value={requisites.kindId}
        error={errorOf('kindId')}
        onChange={(event) => onChange({ kindId: event.currentTarget.value })}
        data={kinds.map((kind) => ({ value: kind.kindId, label: named(kind.names) }))}
      />
      <NativeSelect
        className={styles['half']}
        data-field="medium"
        label={t('requisite.medium')}
        value={requisites.medium}
        error={errorOf('medium')}
        onChange={(event) => onChange({ medium: event.currentTarget.value === 'paper' ? 'paper' : 'electronic', ...(event.currentTarget.value === 'paper' ? {} : { paperGround: null, outageId: null }) })}
        data={MEDIA.map((medium) => ({ value: medium, label: t(`requisite.medium.${medium}`) }))}
      />
    </div>
  );
}
