import { useState } from 'react';
import type { Requisites } from '#shared/domain/registration-card.ts';
import { useWords } from '../../app/use-text.ts';
import { CardField } from './card-field.tsx';
import styles from './card-fields.module.css';
import { type CardContext, type CardProblem, fieldsOf } from './card-rules.ts';
import type { Offer } from './suggestions.ts';

interface Props {
  readonly requisites: Requisites;
  readonly context: CardContext;
  readonly problems: readonly CardProblem[];
  readonly offered: Readonly<Record<string, Offer>>;
  readonly onChange: (changes: Partial<Requisites>) => void;
}

/** The requisites of the card: mandatory, additional, and the optional rest when it is asked for. */
export function CardFields({ requisites, context, problems, offered, onChange }: Props) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const groups = fieldsOf(requisites, context);
  return (
    <>
      {([...(['mandatory', 'additional'] as const), ...(all ? (['optional'] as const) : [])] as const).map((group) =>
        groups[group].length === 0 ? null : (
          <fieldset key={group} className={styles['group']}>
            <legend>{t(`registration.card.${group}`)}</legend>
            <div className={styles['fields']}>
              {groups[group].map((name) => (
                <CardField
                  key={name}
                  name={name}
                  requisites={requisites}
                  context={context}
                  mandatory={group === 'mandatory'}
                  problem={problems.find((problem) => problem.name === name) ?? null}
                  offer={offered[name] ?? null}
                  onChange={onChange}
                />
              ))}
            </div>
          </fieldset>
        ),
      )}
      {all || groups.optional.length === 0 ? null : (
        <button type="button" className={`${styles['more']} text-button`} onClick={() => setAll(true)}>
          {t('registration.card.moreRequisites')}
        </button>
      )}
    </>
  );
}
