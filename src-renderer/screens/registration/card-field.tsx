import { Checkbox, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { LANGUAGES } from '#shared/domain/languages.ts';
import { DELIVERY_WAYS, PAPER_GROUNDS, type Requisites, SUBJECT_LIMIT, TEXT_LIMIT } from '#shared/domain/registration-card.ts';
import { todayIn } from '../../app/formats.ts';
import { useWords } from '../../app/use-text.ts';
import { DayField } from '../../ui/fields/day-field.tsx';
import styles from './card-fields.module.css';
import type { CardField as FieldName } from '#shared/domain/requisite-template.ts';
import type { CardContext, CardProblem } from './card-rules.ts';
import { CaseField } from './case-field.tsx';
import { CorrespondentField } from './correspondent-field.tsx';
import { PersonField } from './person-field.tsx';
import type { Offer } from './suggestions.ts';
import { useFieldLabel } from './use-field-label.ts';

interface Props {
  readonly name: FieldName;
  readonly requisites: Requisites;
  readonly context: CardContext;
  readonly mandatory: boolean;
  readonly problem: CardProblem | null;
  readonly offer: Offer | null;
  readonly onChange: (changes: Partial<Requisites>) => void;
}

const WIDTHS: Readonly<Record<FieldName, 'whole' | 'half' | 'quarter'>> = {
  correspondent: 'whole',
  correspondentNumber: 'half',
  correspondentDate: 'half',
  subject: 'whole',
  sheets: 'half',
  attachmentSheets: 'half',
  caseId: 'whole',
  addressee: 'half',
  author: 'half',
  unitId: 'half',
  language: 'half',
  delivery: 'half',
  postalTrack: 'half',
  receivedDate: 'half',
  outageId: 'half',
  restricted: 'half',
  distributionBarred: 'half',
  paperGround: 'whole',
  note: 'whole',
};

/** One requisite with its suggestion and its problem. */
export function CardField(props: Props) {
  const { t } = useWords();
  const { name, offer, onChange } = props;
  return (
    <div className={styles[WIDTHS[name]]}>
      <FieldControl {...props} />
      {offer === null ? null : (
        <button type="button" className={styles['offer']} tabIndex={-1} onClick={() => onChange(offer.changes)}>
          {t('requisite.takeSuggestion', { value: offer.text })}
        </button>
      )}
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  readonly 'data-field': string;
  readonly label: string;
  readonly error: string | null;
  readonly required: boolean;
  readonly withAsterisk: boolean;
  readonly value: Value | null;
  readonly of: readonly { readonly value: Value; readonly label: string }[];
  readonly onChoose: (value: Value | null) => void;
}

/** One of a few values, or none. */
function Choice<Value extends string>({ value, of, onChoose, ...field }: ChoiceProps<Value>) {
  const { t } = useWords();
  return <NativeSelect {...field} value={value ?? ''} onChange={(event) => onChoose(of.find((one) => one.value === event.currentTarget.value)?.value ?? null)} data={[{ value: '', label: t('common.notChosen') }, ...of]} />;
}

function FieldControl({ name, requisites, context, mandatory, problem, onChange }: Props) {
  const { t, instant } = useWords();
  const label = useFieldLabel(requisites.direction)(name);
  const common = {
    'data-field': name,
    label,
    error: problem === null ? null : t(problem.message),
    required: mandatory,
    withAsterisk: mandatory,
  };
  switch (name) {
    case 'correspondent':
      return <CorrespondentField {...common} value={requisites.correspondent ?? ''} correspondentId={requisites.correspondentId} onChange={onChange} />;
    case 'correspondentDate':
    case 'receivedDate': {
      const today = todayIn(context.office.zone);
      return <DayField {...common} value={requisites[name]} today={today} latest={today} onDay={(day) => onChange({ [name]: day })} />;
    }
    case 'subject':
      // One letter over the limit may be typed, so that a pasted text is seen as too long rather than silently cut.
      return <Textarea {...common} autosize minRows={2} maxRows={6} maxLength={SUBJECT_LIMIT + 1} value={requisites.subject} onChange={(event) => onChange({ subject: event.currentTarget.value })} />;
    case 'sheets':
    case 'attachmentSheets':
      return <NumberInput {...common} autoComplete="off" allowDecimal={false} min={0} value={requisites[name] ?? ''} onChange={(value) => onChange({ [name]: typeof value === 'number' ? value : null })} />;
    case 'caseId':
      return (
        <CaseField
          {...common}
          {...(context.choices.casesOf?.fallback === true ? { description: t('nomenclature.fallback', { year: context.choices.casesOf.year }) } : {})}
          cases={context.choices.cases}
          value={requisites.caseId}
          onChoose={(caseId) => onChange({ caseId })}
        />
      );
    case 'language':
      return (
        <NativeSelect
          {...common}
          value={requisites.language ?? ''}
          onChange={(event) => onChange({ language: event.currentTarget.value === '' ? null : event.currentTarget.value })}
          data={[{ value: '', label: t('common.notChosen') }, ...LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) }))]}
        />
      );
    case 'paperGround':
      return <Choice {...common} value={requisites.paperGround} of={PAPER_GROUNDS.map((value) => ({ value, label: t(`requisite.paperGround.${value}`) }))} onChoose={(paperGround) => onChange({ paperGround })} />;
    case 'delivery':
      return <Choice {...common} value={requisites.delivery} of={DELIVERY_WAYS.map((value) => ({ value, label: t(`requisite.delivery.${value}`) }))} onChoose={(delivery) => onChange({ delivery })} />;
    case 'unitId':
      return <Choice {...common} value={requisites.unitId} of={context.choices.units.map(({ unitId, index, name: unitName }) => ({ value: unitId, label: `${index} ${unitName}`.trim() }))} onChoose={(unitId) => onChange({ unitId })} />;
    case 'outageId':
      return <Choice {...common} value={requisites.outageId} of={context.choices.outages.map(({ outageId, from, until }) => ({ value: outageId, label: `${instant(from)} – ${until === null ? '…' : instant(until)}` }))} onChoose={(outageId) => onChange({ outageId })} />;
    case 'restricted':
    case 'distributionBarred':
      return <Checkbox data-field={name} mt={26} label={label} checked={requisites[name]} onChange={(event) => onChange({ [name]: event.currentTarget.checked })} />;
    case 'addressee':
    case 'author':
      return <PersonField {...common} maxLength={TEXT_LIMIT} people={context.choices.people} value={requisites[name] ?? ''} onChange={(value) => onChange({ [name]: value })} />;
    case 'correspondentNumber':
    case 'postalTrack':
    case 'note':
      return <TextInput {...common} autoComplete="off" maxLength={TEXT_LIMIT} value={requisites[name] ?? ''} onChange={(event) => onChange({ [name]: event.currentTarget.value })} />;
  }
}
