import { PERIOD_CLASSES, type PeriodClass, periodClassOf, type Retention, retentionProblems } from './retention.ts';

/** Life of a year's nomenclature of cases (C.6). Each step is taken once and in this order. */
export const NOMENCLATURE_STATES = ['draft', 'agreed', 'approved', 'in-use', 'summarised'] as const;
export type NomenclatureState = (typeof NOMENCLATURE_STATES)[number];

export const MEDIA = ['paper', 'electronic', 'mixed'] as const;
export type Medium = (typeof MEDIA)[number];

export interface SectionOfNomenclature {
  readonly sectionId: string;
  /** Code of the unit, the first part of its cases' indexes. */
  readonly index: string;
  readonly title: string;
}

export interface CaseOfYear {
  readonly caseId: string;
  readonly sectionId: string;
  readonly index: string;
  readonly title: string;
  /** Null where the old records have words that cannot be read as a period. */
  readonly retention: Retention | null;
  /** Continues in the next year (перехідна, переходящее). */
  readonly transit: boolean;
  /** Will not be kept in the next year. */
  readonly discontinued: boolean;
  /** Volumes (parts) that exist, those carried from former years included. */
  readonly volumes: number;
}

export interface NomenclatureOfYear {
  readonly year: number;
  readonly state: NomenclatureState;
  /** Written at set-up from the rule pack's sample or by an old program: nobody has agreed or approved it. */
  readonly initial: boolean;
}

export type MissingCode = 'noSections' | 'noCases' | 'emptySection' | 'retention' | 'article' | 'title' | 'pattern' | 'sectionCode' | 'duplicateIndex' | 'notBegun' | 'otherInUse' | 'yearNotOver';

/** One thing that is missing, with the index or title it is about; `hint`: worth saying, but no obstacle. */
export interface MissingPoint {
  readonly code: MissingCode;
  readonly about: string | null;
  readonly hint: boolean;
}

/** Unit code – case number, e.g. `02-10`; the unit code may have parts of its own, as in `02-01-10`. */
const INDEX_PATTERN = /^[\p{L}\d]+(?:[./-][\p{L}\d]+)*-\d{1,4}[\p{L}]?$/u;

export function isCaseIndex(index: string): boolean {
  return INDEX_PATTERN.test(index);
}

/** Number of a case within its unit, or null where the index does not begin with the unit's code. */
export function caseNumberIn(sectionIndex: string, index: string): number | null {
  if (!index.startsWith(`${sectionIndex}-`)) return null;
  const number = /^(\d{1,4})\p{L}?$/u.exec(index.slice(sectionIndex.length + 1))?.[1];
  return number === undefined ? null : Number(number);
}

/** The next free index of a section, e.g. `02-11` after `02-10`. */
export function nextIndexOf(sectionIndex: string, taken: readonly string[]): string {
  const highest = Math.max(0, ...taken.map((index) => caseNumberIn(sectionIndex, index) ?? 0));
  return `${sectionIndex}-${String(highest + 1).padStart(2, '0')}`;
}

/** The state that follows; null after the summary. */
export function nextState(state: NomenclatureState): NomenclatureState | null {
  return NOMENCLATURE_STATES[NOMENCLATURE_STATES.indexOf(state) + 1] ?? null;
}

/**
 * What is missing before the nomenclature may take its next step (C.6). Every case must have a retention
 * before it can be used: its class decides its destiny (MoReq2010, C.8).
 *
 * @param today calendar day of the office
 * @param othersInUse years of other nomenclatures that are in use
 */
export function missingBeforeNext(nomenclature: NomenclatureOfYear, sections: readonly SectionOfNomenclature[], cases: readonly CaseOfYear[], today: string, othersInUse: readonly number[]): MissingPoint[] {
  switch (nomenclature.state) {
    case 'draft':
    case 'agreed':
      return contentPoints(sections, cases);
    case 'approved':
      return [
        ...contentPoints(sections, cases),
        ...(today < `${nomenclature.year}-01-01` ? [{ code: 'notBegun', about: `${nomenclature.year}-01-01`, hint: false } as const] : []),
        ...(othersInUse.includes(nomenclature.year) ? [{ code: 'otherInUse', about: String(nomenclature.year), hint: false } as const] : []),
      ];
    case 'in-use':
      return today <= `${nomenclature.year}-12-31` ? [{ code: 'yearNotOver', about: `${nomenclature.year}-12-31`, hint: false }] : [];
    case 'summarised':
      return [];
  }
}

function contentPoints(sections: readonly SectionOfNomenclature[], cases: readonly CaseOfYear[]): MissingPoint[] {
  const points: MissingPoint[] = [];
  if (sections.length === 0) points.push({ code: 'noSections', about: null, hint: false });
  if (cases.length === 0) points.push({ code: 'noCases', about: null, hint: false });
  for (const section of sections) {
    if (!cases.some((entry) => entry.sectionId === section.sectionId)) points.push({ code: 'emptySection', about: `${section.index} ${section.title}`, hint: true });
  }
  const seen = new Set<string>();
  for (const entry of cases) {
    const { index } = entry;
    if (entry.title.trim() === '') points.push({ code: 'title', about: index, hint: false });
    if (entry.retention === null || retentionProblems(entry.retention).length > 0) points.push({ code: 'retention', about: index, hint: false });
    else if (entry.retention.article === null) points.push({ code: 'article', about: index, hint: true });
    if (!isCaseIndex(index)) points.push({ code: 'pattern', about: index, hint: false });
    const section = sections.find((one) => one.sectionId === entry.sectionId);
    if (section === undefined || caseNumberIn(section.index, index) === null) points.push({ code: 'sectionCode', about: index, hint: false });
    if (seen.has(index)) points.push({ code: 'duplicateIndex', about: index, hint: false });
    seen.add(index);
  }
  return points;
}

/**
 * What may be done with the list: `free` while nobody has approved it, `additions` with a basis afterwards,
 * nothing once the commission has agreed to the text (it goes back to draft first) or the year is summed up.
 */
export function editingOf(nomenclature: NomenclatureOfYear): 'free' | 'additions' | 'none' {
  switch (nomenclature.state) {
    case 'draft':
      return 'free';
    case 'in-use':
      return nomenclature.initial ? 'free' : 'additions';
    case 'approved':
      return 'additions';
    case 'agreed':
    case 'summarised':
      return 'none';
  }
}

export type ClassTotals = Readonly<Record<PeriodClass, { readonly cases: number; readonly volumes: number; readonly transit: number; readonly expertMark: number }>>;

/**
 * Totals of a year by class of period, counted in cases and volumes (C.6), with those among them that pass to
 * the next year and those with the mark of the expert commission.
 */
export function summaryOf(cases: readonly CaseOfYear[]): ClassTotals {
  const totals = Object.fromEntries(PERIOD_CLASSES.map((name) => [name, { cases: 0, volumes: 0, transit: 0, expertMark: 0 }])) as Record<PeriodClass, { cases: number; volumes: number; transit: number; expertMark: number }>;
  for (const entry of cases) {
    // A case that was listed but never begun is not counted: the summary tells what exists.
    if (entry.volumes === 0 || entry.retention === null) continue;
    const total = totals[periodClassOf(entry.retention)];
    total.cases += 1;
    total.volumes += entry.volumes;
    if (entry.transit) total.transit += 1;
    if (entry.retention.expertMark) total.expertMark += 1;
  }
  return totals;
}

/**
 * Volumes with which the cases of a list begin its year: those of transit cases as they stand when it is taken into
 * use, since the list is drawn up months before the former year ends.
 */
export function carriedVolumes(cases: readonly { readonly caseId: string; readonly formerCaseId: string | null }[], former: readonly CaseOfYear[]): { readonly caseId: string; readonly volumes: number }[] {
  return cases.flatMap(({ caseId, formerCaseId }) => {
    const before = former.find((entry) => entry.caseId === formerCaseId);
    return before === undefined ? [] : [{ caseId, volumes: before.transit ? before.volumes : 0 }];
  });
}

export interface CopiedCase {
  readonly formerCaseId: string;
  readonly formerSectionId: string;
  readonly index: string;
  readonly title: string;
  readonly retention: Retention | null;
  /** Volumes that go on under the new year's case: those of a transit case, none of others. */
  readonly carriedVolumes: number;
}

/**
 * The next year's list (C.6): index, title and retention stay, volumes begin anew except those of transit
 * cases, which go on; cases that will not be kept are left out.
 */
export function copiedCases(cases: readonly CaseOfYear[]): CopiedCase[] {
  return cases
    .filter((entry) => !entry.discontinued)
    .map(({ caseId, sectionId, index, title, retention, transit, volumes }) => ({ formerCaseId: caseId, formerSectionId: sectionId, index, title, retention, carriedVolumes: transit ? volumes : 0 }));
}

/**
 * The nomenclature by which a document is filed on a day: the one of that year that is in use; where there is
 * none, the newest that ever was, and `fallback` says so.
 */
export function nomenclatureFor<Entry extends NomenclatureOfYear>(all: readonly Entry[], day: string): { readonly entry: Entry; readonly fallback: boolean } | null {
  const year = Number(day.slice(0, 4));
  const used = all.filter(({ state }) => state === 'in-use' || state === 'summarised');
  const exact = used.find((entry) => entry.year === year);
  if (exact !== undefined) return { entry: exact, fallback: false };
  const newest = used.toSorted((a, b) => Number(a.state === 'summarised') - Number(b.state === 'summarised') || b.year - a.year)[0];
  return newest === undefined ? null : { entry: newest, fallback: true };
}
