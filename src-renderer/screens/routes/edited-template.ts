import type { Language } from '#shared/domain/languages.ts';
import type { LocalNames, RouteTemplate, StepTaker, TemplateStage, TemplateStep } from '#shared/domain/routes/template.ts';

/** A template while it is edited: its stages have keys, so that the focus stays on one that is moved. */
export interface EditedTemplate extends Omit<RouteTemplate, 'stages'> {
  readonly stages: readonly EditedStage[];
}

export interface EditedStage extends TemplateStage {
  readonly key: string;
}

export function toEdited(template: RouteTemplate): EditedTemplate {
  return { ...template, stages: template.stages.map((stage, at) => ({ ...stage, key: `${at}` })) };
}

export function toTemplate({ stages, ...rest }: EditedTemplate): RouteTemplate {
  return { ...rest, stages: stages.map(({ names, when, steps }) => ({ names, when, steps })) };
}

const newKey = (): string => crypto.randomUUID().slice(0, 8);

export function newStep(): TemplateStep {
  return { stepId: newKey(), role: 'approver', names: {}, taker: { by: 'authorUnitHead' }, when: [], mayBeNobody: false };
}

export function newStage(): EditedStage {
  return { key: newKey(), names: {}, when: [], steps: [newStep()] };
}

/** The least that a route may be: one signature (SIGN-06). */
export function newTemplate(): RouteTemplate {
  return { names: {}, stages: [{ names: {}, when: [], steps: [{ ...newStep(), role: 'signer', taker: { by: 'namedSigner' } }] }], approval: 'action-or-signature', signing: 'single', signerMeans: ['signature'], restart: 'from-beginning' };
}

/** A name in one language; an empty one is none. */
export function named(names: LocalNames, language: Language, text: string): LocalNames {
  const others = Object.fromEntries(Object.entries(names).filter(([other]) => other !== language));
  return text.trim() === '' ? others : { ...others, [language]: text };
}

/** The list with an entry moved by one place; the same where there is no place to move to. */
export function moved<Entry>(list: readonly Entry[], at: number, by: 1 | -1): readonly Entry[] {
  const to = at + by;
  const entry = list[at];
  if (entry === undefined || to < 0 || to >= list.length) return list;
  const without = list.filter((_one, place) => place !== at);
  return [...without.slice(0, to), entry, ...without.slice(to)];
}

export const TAKERS = ['person', 'position', 'positionInAuthorUnit', 'unitHead', 'namedUnitHead', 'author', 'authorUnitHead', 'headAboveAuthorUnit', 'namedSigner', 'namedExecutors', 'responsibleUnitHeads', 'coordinator', 'officeHead'] as const satisfies readonly StepTaker['by'][];

/** A taker of another kind, with nobody named yet. */
export function takerOf(by: (typeof TAKERS)[number]): StepTaker {
  switch (by) {
    case 'person':
      return { by, personId: '' };
    case 'position':
    case 'positionInAuthorUnit':
      return { by, positions: [] };
    case 'unitHead':
      return { by, unitId: '' };
    case 'namedUnitHead':
      return { by, unitNames: [] };
    default:
      return { by };
  }
}
