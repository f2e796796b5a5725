import type { ActRequirement } from '#shared/domain/required-acts.ts';
import type { Words } from '../../app/use-text.ts';
import { unitNames } from './unit-names.ts';

/** Whom an act has to reach, in words: units, and of them categories of people. */
export function whomText({ unitIds, categories }: ActRequirement, units: Parameters<typeof unitNames>[1], t: Words['t']): string {
  const of = (categories ?? []).map((category) => t(`person.category.${category}`)).join(', ');
  if (unitIds === null) return of === '' ? t('required.everybody') : of;
  return [unitNames(unitIds, units), of].filter((text) => text !== '').join(' · ');
}
