/**
 * How long a case is kept (NOM-02, NOM-03, ARC-03): the period, the article of the retention list and the
 * mark of the expert commission. The same for e-documents as for paper.
 */
export const RETENTION_PERIODS = ['permanent', 'years', 'personnel', 'until-need-passes', 'until-replaced', 'until-liquidation', 'event'] as const;
export type RetentionPeriod = (typeof RETENTION_PERIODS)[number];

export interface Retention {
  readonly period: RetentionPeriod;
  /** Whole years; with `years` and `personnel` always, with `event` the years after it, else null. */
  readonly years: number | null;
  /** What the years count from, with the period `event` only. */
  readonly event: string | null;
  /** Article (item) of the retention list as it is printed, e.g. `ст. 16а`; null where nobody has named it yet. */
  readonly article: string | null;
  /** ЕПК/ЭПК: the expert commission looks again before anything is destroyed. */
  readonly expertMark: boolean;
}

/** Nobody keeps a case longer by years than this; a larger number is a slip of the pen. */
export const LONGEST_YEARS = 100;

const WITH_YEARS: readonly RetentionPeriod[] = ['years', 'personnel', 'event'];

/** What is wrong with a retention, as codes; empty where it can be used. */
export function retentionProblems(retention: Retention): ('yearsMissing' | 'yearsOutOfRange' | 'yearsForbidden' | 'eventMissing')[] {
  const { period, years, event } = retention;
  if (!WITH_YEARS.includes(period)) return years === null ? [] : ['yearsForbidden'];
  if (period === 'event' && (event === null || event.trim() === '')) return ['eventMissing'];
  if (years === null) return period === 'event' ? [] : ['yearsMissing'];
  return Number.isInteger(years) && years >= 1 && years <= LONGEST_YEARS ? [] : ['yearsOutOfRange'];
}

/** Classes in which the year's summary counts (C.6, C.7.4): the inventories of the archive are made by the same ones. */
export const PERIOD_CLASSES = ['permanent', 'overTen', 'upToTen', 'personnel'] as const;
export type PeriodClass = (typeof PERIOD_CLASSES)[number];

/**
 * The class of a period. What is kept until the organisation ends outlasts ten years; what is kept until it
 * is no longer needed or replaced is temporary.
 */
export function periodClassOf(retention: Pick<Retention, 'period' | 'years'>): PeriodClass {
  switch (retention.period) {
    case 'permanent':
      return 'permanent';
    case 'personnel':
      return 'personnel';
    case 'until-liquidation':
      return 'overTen';
    case 'years':
    case 'event':
      return (retention.years ?? 0) > 10 ? 'overTen' : 'upToTen';
    case 'until-need-passes':
    case 'until-replaced':
      return 'upToTen';
  }
}
