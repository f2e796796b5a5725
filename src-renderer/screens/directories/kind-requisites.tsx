import type { RequisiteName } from '#shared/domain/registration-card.ts';
import { CARD_FIELDS, type CardField } from '#shared/domain/requisite-template.ts';
import { useWords } from '../../app/use-text.ts';
import { WideTable } from '../../ui/wide-table.tsx';
import own from './directories.module.css';

const GROUPS = ['mandatory', 'additional', 'optional'] as const;
type Group = (typeof GROUPS)[number];

interface Props {
  readonly mandatory: readonly RequisiteName[];
  readonly additional: readonly RequisiteName[];
  readonly error: string | undefined;
  readonly onChange: (groups: { readonly mandatory: RequisiteName[]; readonly additional: RequisiteName[] }) => void;
}

/** The ground for paper is demanded by rule and not by template. */
const CHOSEN_FIELDS = CARD_FIELDS.filter((name) => name !== 'paperGround');
/** A mark that may rightly be unset, and what only some cards have, cannot be demanded of every card. */
const NEVER_MANDATORY: ReadonlySet<CardField> = new Set(['restricted', 'distributionBarred', 'outageId']);

/** The template of requisites: which a card of the kind must have, which it shows, which it may have (CARD-04, CARD-06). */
export function KindRequisites({ mandatory, additional, error, onChange }: Props) {
  const { t } = useWords();
  const groupOf = (name: CardField): Group => (mandatory.includes(name) ? 'mandatory' : additional.includes(name) ? 'additional' : 'optional');

  function put(name: CardField, group: Group): void {
    onChange({
      mandatory: [...mandatory.filter((one) => one !== name), ...(group === 'mandatory' ? [name] : [])],
      additional: [...additional.filter((one) => one !== name), ...(group === 'additional' ? [name] : [])],
    });
  }
  return (
    <fieldset className={own['inner']}>
      <legend>{t('kinds.requisites')}</legend>
      <p className="quiet">{t('kinds.requisitesHint')}</p>
      {error === undefined ? null : <p role="alert">{error}</p>}
      <WideTable label={t('kinds.requisites')}>
        <thead>
          <tr>
            <th scope="col">{t('kinds.requisite')}</th>
            {GROUPS.map((group) => (
              <th key={group} scope="col" className={own['centred']}>
                {t(`kinds.${group}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {CHOSEN_FIELDS.map((name) => (
            <tr key={name}>
              <th scope="row">{t(`requisite.${name}`)}</th>
              {GROUPS.map((group) => (
                <td key={group} className={own['centred']}>
                  <input
                    type="radio"
                    name={`requisite-${name}`}
                    aria-label={`${t(`requisite.${name}`)}: ${t(`kinds.${group}`)}`}
                    checked={groupOf(name) === group}
                    disabled={group === 'mandatory' && NEVER_MANDATORY.has(name) && groupOf(name) !== group}
                    onChange={() => put(name, group)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </WideTable>
    </fieldset>
  );
}
