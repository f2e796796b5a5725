import { NativeSelect, Select, TagsInput } from '@mantine/core';
import type { MethodOutput } from '#shared/contract/index.ts';
import type { StepTaker } from '#shared/domain/routes/template.ts';
import { useWords } from '../../app/use-text.ts';
import { personOptions } from '../structure/names.ts';
import { takerOf, TAKERS } from './edited-template.ts';

export interface Known {
  readonly people: MethodOutput<'routing.people'>['people'];
  readonly units: readonly { readonly unitId: string; readonly name: string }[];
}

interface Props {
  readonly taker: StepTaker;
  readonly known: Known;
  readonly error: string | null;
  readonly onTaker: (taker: StepTaker) => void;
}

/** Who takes a step: by what he is to the draft, by his position, his unit, or himself. */
export function TakerFields({ taker, known, error, onTaker }: Props) {
  const { t } = useWords();
  const search = { searchable: true, allowDeselect: false, placeholder: t('common.notChosen'), nothingFoundMessage: t('palette.nothing'), error } as const;
  const tags = { clearable: false, maxTags: 30, error, acceptValueOnBlur: true } as const;
  return (
    <>
      <NativeSelect
        label={t('routeEditor.taker')}
        value={taker.by}
        onChange={(event) => {
          const by = TAKERS.find((one) => one === event.currentTarget.value);
          if (by !== undefined) onTaker(takerOf(by));
        }}
        data={TAKERS.map((by) => ({ value: by, label: t(`routeEditor.taker.${by}`) }))}
      />
      {taker.by === 'person' ? <Select label={t('routeEditor.person')} {...search} value={taker.personId === '' ? null : taker.personId} onChange={(personId) => onTaker({ by: 'person', personId: personId ?? '' })} data={personOptions(known.people)} /> : null}
      {taker.by === 'unitHead' ? <Select label={t('routeEditor.unit')} {...search} value={taker.unitId === '' ? null : taker.unitId} onChange={(unitId) => onTaker({ by: 'unitHead', unitId: unitId ?? '' })} data={known.units.map(({ unitId, name }) => ({ value: unitId, label: name }))} /> : null}
      {taker.by === 'position' || taker.by === 'positionInAuthorUnit' ? <TagsInput label={t('routeEditor.positions')} {...tags} value={[...taker.positions]} onChange={(positions) => onTaker({ by: taker.by, positions })} data={[...new Set(known.people.map(({ position }) => position).filter((position) => position !== ''))]} /> : null}
      {taker.by === 'namedUnitHead' ? <TagsInput label={t('routeEditor.unitNames')} {...tags} value={[...taker.unitNames]} onChange={(unitNames) => onTaker({ by: 'namedUnitHead', unitNames })} data={[...new Set(known.units.map(({ name }) => name))]} /> : null}
    </>
  );
}
