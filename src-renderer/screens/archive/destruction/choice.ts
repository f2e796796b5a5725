/**
 * Which proposed cases an act takes. All but some, or some alone: of a long proposal only the beginning is read, so that a
 * choice cannot be a list of what is shown.
 */
export interface Choice {
  readonly all: boolean;
  readonly but: ReadonlySet<string>;
}

export const EVERY_CASE: Choice = { all: true, but: new Set() };
export const NO_CASE: Choice = { all: false, but: new Set() };

export function isChosen({ all, but }: Choice, caseId: string): boolean {
  return all !== but.has(caseId);
}

export function toggled({ all, but }: Choice, caseId: string): Choice {
  return { all, but: new Set(but.has(caseId) ? [...but].filter((one) => one !== caseId) : [...but, caseId]) };
}

export function chosenCount({ all, but }: Choice, total: number): number {
  return all ? total - but.size : but.size;
}
